//! What there is to choose from on cards, which is looked up when a field is opened.

use creditcast_catalog::catalog;
use creditcast_core::rate_card::{Action, Plan, RateCard};

use crate::format;
use crate::sentence::Choice;
use crate::words::surface;

/// The built-in cards, and the chosen one if it is none of them.
pub(crate) fn cards(chosen: &RateCard) -> Vec<Choice> {
    let mut choices: Vec<_> = catalog().cards().map(card).collect();
    if !choices.iter().any(|choice| choice.id == chosen.id) {
        choices.push(card(chosen));
    }
    choices
}

fn card(card: &RateCard) -> Choice {
    let read = format!("read {}", format::short_day(card.revision));
    Choice::of(&card.id, &card.title).saying(read)
}

/// The plans of a card.
pub(crate) fn plans(card: &RateCard) -> Vec<Choice> {
    card.plans.iter().map(|offered| plan(offered, &card.vendor)).collect()
}

/// What a plan brings and costs in a month, as the vendor publishes it.
fn plan(plan: &Plan, vendor: &str) -> Choice {
    let credits = plan.credits_per_month.map(|credits| format::amount(credits) + " credits");
    let price = plan.price.monthly.as_ref().map(|price| format::money(price) + " a month");
    let remark = match (credits, price) {
        (Some(credits), Some(price)) => format!("{credits}, {price}"),
        _ if plan.by_quote => "by quote".to_owned(),
        _ => format!("{vendor} publishes no terms"),
    };
    Choice::of(&plan.id, &plan.title).saying(remark)
}

/// What a step can do; a need that it names stands above what the card calls its own.
pub(crate) fn work(card: &RateCard, chosen: &str, title: &str) -> Vec<(String, Vec<Choice>)> {
    let mut groups = by_surface(card.actions.iter());
    if chosen.starts_with("need.") {
        groups.insert(0, ("Need".to_owned(), vec![Choice::of(chosen, title)]));
    }
    groups
}

/// What can be asked by API.
pub(crate) fn requests(card: &RateCard) -> Vec<(String, Vec<Choice>)> {
    by_surface(card.actions.iter().filter(|action| action.request))
}

/// Actions by the surface that they are done on, in the card's order.
fn by_surface<'a>(actions: impl Iterator<Item = &'a Action>) -> Vec<(String, Vec<Choice>)> {
    let mut groups: Vec<(String, Vec<Choice>)> = Vec::new();
    for action in actions {
        let name = surface(&action.surface);
        let choice = Choice::of(&action.id, &action.title);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, choices)) => choices.push(choice),
            None => groups.push((name, vec![choice])),
        }
    }
    groups
}
