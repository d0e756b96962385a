//! What the vendor's API accepts, and what its pages say that plans do not include.

use creditcast_core::rate_card::{Entitlement, RateCard};
use creditcast_core::rate_limit::Limit;
use yew::Html;

use crate::components::why::Why;
use crate::job::sentences::limits_in_words;
use crate::view::html;

/// The limits of a card.
pub(crate) fn limits(card: &RateCard) -> Html {
    let plans = card
        .plans
        .iter()
        .map(|plan| (&plan.id, &plan.title, &plan.limits, plan.sources_of("limits")));
    let sets =
        card.limit_sets.iter().map(|set| (&set.id, &set.title, &set.limits, &set.sources[..]));
    let actions = card.actions.iter().filter(|action| !action.limits.is_empty());
    let actions =
        actions.map(|action| (&action.id, &action.title, &action.limits, &action.sources[..]));
    let all: Vec<_> =
        plans.chain(sets).chain(actions).filter(|(.., limits, _)| !limits.is_empty()).collect();
    if all.is_empty() && card.entitlements.is_empty() {
        return Html::default();
    }
    html! {
        <section class="finding" aria-labelledby="limits">
            <div class="finding-words">
                <h2 id="limits">{ "What plans allow" }</h2>
                <p>{ "Requests that the API accepts. When a job is done under them stands in the view of limits." }</p>
                <p><a href="#limits">{ "Open the limits" }</a></p>
            </div>
            <div class="finding-figures">
                <table class="lines">
                    <caption class="unseen">{ "Requests that the API accepts" }</caption>
                    <thead class="unseen"><tr><th scope="col">{ "Of" }</th><th scope="col">{ "Requests" }</th></tr></thead>
                    <tbody>{ for all.into_iter().map(|(id, title, limits, sources)| row(card, (id, title), limits, sources)) }</tbody>
                </table>
                if !card.entitlements.is_empty() {
                    <ul class="not-included">{ for card.entitlements.iter().map(|entitlement| missing(card, entitlement)) }</ul>
                }
            </div>
        </section>
    }
}

fn row(card: &RateCard, (id, title): (&str, &str), limits: &[Limit], sources: &[String]) -> Html {
    let why = Why::of("limits-".to_owned() + id).says(sources);
    html! {
        <tr>
            <th scope="row">{ title }</th>
            <td>{ why.explains(card, limits_in_words(limits)) }</td>
        </tr>
    }
}

/// "CSV export and CSV enrichment: not in Free, Starter"
fn missing(card: &RateCard, entitlement: &Entitlement) -> Html {
    let plans = entitlement.without.iter().filter_map(|id| card.plan(id));
    let plans: Vec<_> = plans.map(|plan| &*plan.title).collect();
    let why = Why::of("not-in-".to_owned() + &entitlement.id).says(&entitlement.sources);
    html! {
        <li>
            <b>{ &entitlement.title }</b>
            { ": " }
            { why.explains(card, format!("not in {}", plans.join(", "))) }
        </li>
    }
}
