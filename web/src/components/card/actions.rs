//! What can be done, and what each charges.

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::{Action, Per, RateCard, Rule, Wallet};
use yew::Html;

use super::price;
use crate::components::why::Why;
use crate::format;
use crate::order::each_once;
use crate::view::html;
use crate::words::{self, number_word, plural, surface, upper_first};

/// The actions of a card, by where they are done.
pub(crate) fn actions(card: &RateCard) -> Html {
    let surfaces = each_once(card.actions.iter().map(|action| &action.surface));
    html! {
        <section class="finding" aria-labelledby="actions">
            <div class="finding-words">
                <h2 id="actions">{ heading(card) }</h2>
                <p>{ "Each charges by these rules; what is not charged is free. Press a price for the sentence that it stands on." }</p>
            </div>
            <div class="finding-figures">
                <table class="lines card-actions">
                    <caption class="unseen">{ "What can be done, and what each charges" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "What is done" }</th>
                            <th scope="col">{ "Charged" }</th>
                            <th scope="col" class="figure">{ if card.wallet == Wallet::Money { "Price" } else { "Credits" } }</th>
                        </tr>
                    </thead>
                    for id in &surfaces {
                        <tbody>
                            <tr><th scope="rowgroup" colspan="3" class="group-name">{ surface(id) }</th></tr>
                            { for card.actions.iter().filter(|action| action.surface == **id).map(|action| rows(card, action)) }
                        </tbody>
                    }
                </table>
            </div>
        </section>
    }
}

fn heading(card: &RateCard) -> String {
    let free = card.actions.iter().filter(|action| rules(card, action).all(is_free)).count();
    let said = format!("{} things to do", upper_first(&number_word(card.actions.len())));
    match free {
        0 => said,
        _ => format!("{said}, {} of them free", number_word(free)),
    }
}

fn rules<'c>(card: &'c RateCard, action: &'c Action) -> impl Iterator<Item = &'c Rule> {
    action.charges.iter().filter_map(|id| card.rule(id))
}

fn is_free(rule: &Rule) -> bool {
    rule.charge.as_ref().is_none_or(|charge| charge.price == Amount::ZERO)
}

/// A row for each rule of an action.
fn rows(card: &RateCard, action: &Action) -> Html {
    let count = action.charges.len().max(1).to_string();
    html! {
        for (index, rule) in rules(card, action).enumerate() {
            <tr class={(index > 0).then_some("goes-on")}>
                if index == 0 {
                    <th scope="row" rowspan={count.clone()}>
                        { &action.title }
                        <span class="details-said">{ sent(action) }</span>
                    </th>
                }
                <td>{ &rule.title }<span class="details-said">{ step(rule) }</span></td>
                <td class="figure main">
                    { Why::of(format!("{}-{}", action.id, rule.id)).by(vec![rule.id.clone()]).explains(card, price(card, rule)) }
                </td>
            </tr>
        }
    }
}

/// "up to 100 contacts to a request"
fn sent(action: &Action) -> Option<String> {
    let max = action.batch.max.filter(|max| max.0 > 1)?;
    let most = format::count(max.0 as f64);
    Some(format!(" up to {most} {} to a request", plural(words::unit(&action.unit))))
}

/// How many make a step of a rule, where its name does not say so.
fn step(rule: &Rule) -> Option<String> {
    match rule.charge.as_ref()?.per {
        Per::Of(size) if size > 1 && !rule.title.contains(&size.to_string()) => {
            Some(format!(" each {} begun", format::count(size as f64)))
        }
        _ => None,
    }
}
