//! The sums as a list, where there is no room for a table of months.

use creditcast_core::amount::{Amount, Money};
use yew::Html;

use super::why::Why;
use crate::format;
use crate::months::{Column, Score};
use crate::run::Run;
use crate::view::html;
use crate::words::upper_first;

/// The list of a run's columns.
pub(crate) fn month_list(run: &Run, score: &Score) -> Html {
    let is_money = run.is_money();
    html! {
        <table class="month-list">
            <caption>{ format!("{} by {}", upper_first(score.unit()), score.unit()) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ upper_first(score.unit()) }</th>
                    for (name, rules) in heads(run) {
                        <th scope="col">
                            { Why::of("list-".to_owned() + name).by(rules).explains(run.card(), name) }
                        </th>
                    }
                </tr>
            </thead>
            <tbody>
                for column in &score.columns {
                    { line(column, is_money) }
                }
            </tbody>
        </table>
    }
}

/// The columns beside the month, with the rules that make them.
fn heads(run: &Run) -> Vec<(&'static str, Vec<String>)> {
    if run.is_money() {
        return vec![("Paid", run.charge_rules())];
    }
    let granted = vec!["subscription.grant".to_owned()];
    let out = [run.charge_rules(), run.expiry_rules()].concat();
    let left = [&granted[..], &out[..]].concat();
    vec![("In", granted), ("Out", out), ("Left", left), ("Paid", run.bill_rules())]
}

fn line(column: &Column, is_money: bool) -> Html {
    let came = column.granted + column.topped_up;
    html! {
        <tr>
            <th scope="row">
                { &column.name }
                if let Some(year) = &column.year {
                    <span class="year">{ " " }{ year }</span>
                }
            </th>
            if !is_money {
                <td>{ if came == Amount::ZERO { column.idle.to_owned() } else { or_dash(came, "+") } }</td>
                <td>
                    { or_dash(column.spent, "−") }
                    if column.expired > Amount::ZERO {
                        <span class="lost">{ format::minus(column.expired) }{ " expired" }</span>
                    }
                </td>
                <td class={if column.is_out() { "left lost" } else { "left" }}>{ format::amount(column.left) }</td>
            }
            <td>{ format::bare_money(&Money::new(column.paid, "")) }</td>
        </tr>
    }
}

fn or_dash(amount: Amount, sign: &str) -> String {
    if amount == Amount::ZERO {
        "–".to_owned()
    } else {
        sign.to_owned() + &format::amount(amount)
    }
}
