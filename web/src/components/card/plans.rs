//! What is sold: the plans of a card with what they bring and cost.

use creditcast_core::amount::{Amount, Money};
use creditcast_core::rate_card::{Plan, RateCard};
use yew::Html;

use crate::components::why::Why;
use crate::format;
use crate::view::html;
use crate::words::{number_word, upper_first};

/// The plans of a card; `chosen` is the one that is run.
pub(crate) fn plans(card: &RateCard, chosen: &str) -> Html {
    html! {
        <section class="finding" aria-labelledby="plans">
            <div class="finding-words">
                <h2 id="plans">{ heading(card) }</h2>
                <p>{ "As the vendor publishes it, without tax. Where it publishes nothing a plan needs terms of your own." }</p>
            </div>
            <div class="finding-figures scroller">
                <table class="lines card-plans">
                    <caption class="unseen">{ "Plans, with what they bring and cost" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "Plan" }</th>
                            <th scope="col" class="figure">{ "Credits a month" }</th>
                            <th scope="col" class="figure">{ "Price a month" }</th>
                            <th scope="col" class="figure">{ "A month, paid yearly" }</th>
                            <th scope="col" class="figure">{ "Users" }</th>
                            <th scope="col" class="figure">{ "A further user" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for card.plans.iter().map(|plan| row(card, plan, plan.id == chosen)) }</tbody>
                </table>
            </div>
        </section>
    }
}

/// "Seven plans, up to $399.90 a month"
fn heading(card: &RateCard) -> String {
    let count = card.plans.len();
    let plans = if count == 1 { "plan" } else { "plans" };
    let prices = card.plans.iter().filter_map(|plan| plan.price.monthly.as_ref());
    let most = prices.map(|price| price.amount.0).max().filter(|most| *most > Amount::ZERO);
    let said = format!("{} {plans}", upper_first(&number_word(count)));
    most.map_or(said.clone(), |most| {
        format!("{said}, up to {} a month", format::money_of(most, &card.currency))
    })
}

fn row(card: &RateCard, plan: &Plan, is_chosen: bool) -> Html {
    let figure = |fact: &'static str, name: &str, text: String| {
        let why = Why::of(format!("plan-{}-{name}", plan.id)).says(plan.sources_of(fact));
        html! { <td class="figure">{ why.explains(card, text) }</td> }
    };
    let (price, extra) = (&plan.price, &plan.seats.extra);
    html! {
        <tr class={is_chosen.then_some("chosen-plan")}>
            <th scope="row">
                { &plan.title }
                if is_chosen {
                    <span class="note">{ " your plan" }</span>
                }
            </th>
            { figure("credits", "credits", credits(plan)) }
            { figure("price", "monthly", money(plan, price.monthly.as_ref())) }
            { figure("price", "annual", money(plan, price.annual.as_ref())) }
            { figure("seats", "users", users(plan)) }
            { figure("seats", "extra", money(plan, extra.monthly.as_ref())) }
        </tr>
    }
}

fn credits(plan: &Plan) -> String {
    plan.credits_per_month.map_or_else(|| unsaid(plan).to_owned(), format::amount)
}

fn money(plan: &Plan, price: Option<&Money>) -> String {
    price.map_or_else(|| unsaid(plan).to_owned(), format::money)
}

/// What is not published is a dash, unless it is sold by quote.
fn unsaid(plan: &Plan) -> &'static str {
    if plan.by_quote { "by quote" } else { "–" }
}

/// "2 to 10"
fn users(plan: &Plan) -> String {
    let included = plan.seats.included.0 as f64;
    match plan.seats.max {
        Some(max) if max == plan.seats.included => format::count(included),
        Some(max) => format!("{} to {}", format::count(included), format::count(max.0 as f64)),
        None => format!("from {}", format::count(included)),
    }
}
