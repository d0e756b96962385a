//! The rules of a card, each with the sentence that it stands on, who says it and when it was read.

use creditcast_core::rate_card::{RateCard, Rule};
use yew::Html;

use super::price;
use crate::components::why::said;
use crate::order::each_once;
use crate::view::html;

/// The rules of a card: those that charge, and those by which a subscription runs.
pub(crate) fn rules(card: &RateCard) -> Html {
    let (charging, running): (Vec<_>, Vec<_>) =
        card.rules.iter().partition(|rule| rule.charge.is_some());
    let sources = each_once(card.rules.iter().flat_map(|rule| &rule.sources));
    html! {
        <section class="finding" aria-labelledby="rules">
            <div class="finding-words">
                <h2 id="rules">{ "The rules, in the vendor’s words" }</h2>
                <p>{ format!("{} rules stand on {} sentences. A full disc is the vendor’s own page, a half one that page as a third party read it, a ring a third party’s claim, a dashed ring our inference.", card.rules.len(), sources.len()) }</p>
            </div>
            <div class="finding-figures">
                { table(card, "What charges", &charging) }
                { table(card, "How a subscription runs", &running) }
            </div>
        </section>
    }
}

fn table(card: &RateCard, name: &str, rules: &[&Rule]) -> Html {
    html! {
        <table class="lines card-rules">
            <caption>{ name }</caption>
            <thead class="unseen">
                <tr>
                    <th scope="col">{ "Rule" }</th>
                    <th scope="col">{ "Price" }</th>
                    <th scope="col">{ "The sentence" }</th>
                </tr>
            </thead>
            <tbody>
                for rule in rules {
                    <tr>
                        <th scope="row">{ &rule.title }<code>{ &rule.id }</code></th>
                        <td class="figure main">{ rule.charge.is_some().then(|| price(card, rule)) }</td>
                        <td>{ said(card, &format!("says-{}", rule.id), &rule.sources) }</td>
                    </tr>
                }
            </tbody>
        </table>
    }
}
