//! What follows from the answer: what a month takes, what a credit costs, what is missing.

use creditcast_core::amount::Amount;
use yew::Html;

use super::answer::lettered;
use super::why::Why;
use crate::doubt::{Changes, Doubt};
use crate::format;
use crate::run::Run;
use crate::view::html;

/// What a month takes on the average, what a used credit costs, and what is missing or lost.
pub(super) fn consequence(run: &Run, doubts: &[&Doubt]) -> Html {
    html! {
        <p class="consequence">
            if run.is_money() {
                { "A month costs " }
                { figure(run, Why::of("month").by(run.charge_rules()), average_cost(run)) }
                { " on average." }
            } else {
                { average(run, doubts) }
                { missing(run, doubts) }
            }
        </p>
    }
}

/// A figure of a sentence, with its reason.
fn figure(run: &Run, why: Why, text: String) -> Html {
    let class = if why.class.is_empty() { "key" } else { why.class };
    why.looks(class).explains(run.card(), text)
}

fn months(run: &Run) -> i64 {
    run.scenario.horizon.months.0.cast_signed().max(1)
}

fn average_cost(run: &Run) -> String {
    let cost = &run.report.totals.cost;
    format::money_of(cents(cost.amount.0.as_micros(), months(run)), &cost.currency)
}

/// "That is 545 credits a month on average, of 600 that come; a credit that is used costs $0.13."
fn average(run: &Run, doubts: &[&Doubt]) -> Html {
    let totals = &run.report.totals;
    let how =
        format!("{} credits spent, over {} months.", format::amount(totals.spent), months(run));
    let spent = Why::of("month").by(run.charge_rules()).how(how);
    let granted = Why::of("grant").by(vec!["subscription.grant".to_owned()]);
    html! {
        <>
            { "That is " }
            { lettered(doubts, Some(Changes::Credits), |marked| {
                let class = if marked.is_empty() { "key" } else { "key marked" };
                let a_month = format::amount(rounded(totals.spent, months(run))) + " credits a month";
                figure(run, spent.looks(class), a_month)
            }) }
            { " on average, of " }
            { figure(run, granted, format::amount(rounded(totals.granted, months(run)))) }
            { " that come" }
            if totals.spent > Amount::ZERO {
                { "; a credit that is used costs " }
                { price_of_credit(run) }
            }
            { ". " }
        </>
    }
}

fn price_of_credit(run: &Run) -> Html {
    let totals = &run.report.totals;
    let (cost, spent) = (totals.cost.amount.0.as_micros(), totals.spent.as_micros());
    let price = i128::from(cost) * 1_000_000 / i128::from(spent);
    let price = cents(i64::try_from(price).unwrap_or(i64::MAX / 2), 1);
    let (paid, used) = (format::money(&totals.cost), format::amount(totals.spent));
    let why =
        Why::of("credit").by(run.bill_rules()).how(format!("{paid} for {used} credits used."));
    figure(run, why, format::money_of(price, &totals.cost.currency))
}

/// What it takes for credits to last, and what is lost unused.
fn missing(run: &Run, doubts: &[&Doubt]) -> Html {
    let totals = &run.report.totals;
    let is_short = totals.missing > Amount::ZERO;
    let why = Why::of("missing").by(run.charge_rules()).looks("key lost");
    let why = why.how("What the requests refused for want of credits would have cost.");
    html! {
        <>
            if is_short {
                { "For credits to last it takes " }
                { figure(run, why, format::amount(totals.missing) + " credits") }
                { if totals.expired > Amount::ZERO { " more; " } else { " more." } }
            }
            if totals.expired > Amount::ZERO {
                { expired(run, doubts, if is_short { "key lost" } else { "key" }) }
            }
        </>
    }
}

/// "11,560 credits expire unused."
fn expired(run: &Run, doubts: &[&Doubt], class: &'static str) -> Html {
    let why = Why::of("expired").by(run.expiry_rules());
    let amount = format::amount(run.report.totals.expired) + " credits";
    html! {
        <>
            { lettered(doubts, Some(Changes::Expiry), |marked| {
                figure(run, why.looks(if marked.is_empty() { class } else { "key marked" }), amount)
            }) }
            { " expire unused." }
        </>
    }
}

/// A part of so many, in whole ones.
fn rounded(amount: Amount, parts: i64) -> Amount {
    Amount::ones((amount.as_micros() + parts * 500_000) / (parts * 1_000_000))
}

/// A part of so many, in cents.
pub(crate) fn cents(micros: i64, parts: i64) -> Amount {
    Amount::micros((micros + parts * 5_000) / (parts * 10_000) * 10_000)
}
