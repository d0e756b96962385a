//! The rate card: what the vendor sells and charges, rule by rule, and a card of one's own.

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::{RateCard, Rule, Wallet};
use yew::Html;

use crate::components::card::actions::actions;
use crate::components::card::editor::editor;
use crate::components::card::limits::limits;
use crate::components::card::own::own;
use crate::components::card::plans::plans;
use crate::components::card::rules::rules;
use crate::components::card::switches::switches;
use crate::components::sentence::sentence;
use crate::form::Form;
use crate::format;
use crate::order::each_once;
use crate::question::card_field;
use crate::sentence::Sentence;
use crate::view::html;
use crate::words::{counted, number_word};

/// The view of a card.
pub(crate) fn card(form: Form) -> Html {
    let state = form.state;
    let card = &*state.card;
    let asked =
        Sentence::default().say("What does ").field(card_field(card)).say(" sell and charge?");
    html! {
        <>
            <div class="top">
                <div class="asked">
                    <div class="question">{ sentence(form, &asked.parts(), Html::default) }</div>
                    <h1 class="answer" id="answer">{ answer(card) }</h1>
                    <p class="consequence">{ consequence(form, card) }</p>
                </div>
                { own(form) }
            </div>
            if let Some(sheet) = &state.sheet {
                { editor(form, sheet) }
            }
            { plans(card, state.draft.text("/subscription/plan").unwrap_or_default()) }
            { actions(card) }
            { limits(card) }
            if let Some(run) = &state.run {
                { switches(form, run) }
            }
            { rules(card) }
        </>
    }
}

/// How much there is, and what costs most.
fn answer(card: &RateCard) -> Html {
    let price = |rule: &Rule| rule.charge.as_ref().map_or(Amount::ZERO, |charge| charge.price);
    let mut dearest: Option<&Rule> = None;
    for rule in &card.rules {
        if price(rule) > dearest.map_or(Amount::ZERO, price) {
            dearest = Some(rule);
        }
    }
    let many = |count: usize, what: &str| format!("{count} {}", counted(count as f64, what));
    html! {
        <>
            <b>{ format!("{}, {} to do.", many(card.plans.len(), "plan"), many(card.actions.len(), "thing")) }</b>
            if let Some(rule) = dearest {
                { format!(" “{}” costs most: ", what(card, rule)) }
                <b class="key">{ said(card, price(rule)) }</b>
                { "." }
            }
        </>
    }
}

/// The data point that a rule charges, or else the rule itself.
fn what<'c>(card: &'c RateCard, rule: &'c Rule) -> &'c str {
    let point = rule.charge.as_ref().and_then(|charge| charge.point.as_ref());
    let point = point.and_then(|id| card.points.iter().find(|point| point.id == *id));
    point.map_or(&rule.title, |point| &point.title)
}

/// "5 credits", or "$0.03"
fn said(card: &RateCard, price: Amount) -> String {
    match card.wallet {
        Wallet::Money => format::money_of(price, &card.currency),
        Wallet::Credits => {
            format!("{} {}", format::amount(price), counted(price.as_number(), "credit"))
        }
    }
}

fn consequence(form: Form, card: &RateCard) -> String {
    let titles = each_once(card.sources.iter().map(|source| &source.title)).len();
    let read = card.sources.iter().map(|source| source.read).max().unwrap_or(card.revision);
    let open = card.policies.len();
    let said = format!(
        "Every figure stands on one of {} sentences from {titles} pages, read by {}.",
        card.sources.len(),
        format::day(read)
    );
    let chosen = form.state.draft.keys("/policies").len();
    match open {
        0 => said,
        _ => format!(
            "{said} The pages leave {} {} open, of which you have answered {}.",
            number_word(open),
            counted(open as f64, "question"),
            if chosen == 0 { "none".to_owned() } else { number_word(chosen) }
        ),
    }
}
