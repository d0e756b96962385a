//! The columns: a plan each, and what it comes to, row by row.

use creditcast_core::amount::Amount;
use creditcast_core::document::Value;
use creditcast_core::report::Totals;
use yew::Html;

use super::pictures::{balance, spent};
use crate::compare::edit::Edit;
use crate::compare::words::{difference, sentences};
use crate::compare::{Column, Compared, Outcome};
use crate::components::brief::told;
use crate::components::consequence::cents;
use crate::form::Form;
use crate::format;
use crate::state::Action;
use crate::view::html;

/// A row of figures: what it is called, and what each column shows.
struct Row {
    name: &'static str,
    class: &'static str,
    cell: fn(&Compared, &Outcome) -> Html,
}

const ROWS: [Row; 11] = [
    row("Cost", "compare-cost", |_, outcome| html! { { format::money(&outcome.cost) } }),
    row("Against the baseline", "", against),
    row("In words", "compare-words", in_words),
    row("Balance", "", |_, outcome| balance(&outcome.run)),
    row("Spent month by month", "", |_, outcome| spent(&outcome.run)),
    row("Served", "", |_, outcome| served(outcome)),
    row("Runs out", "", |_, outcome| runs_out(outcome)),
    row("Credits used", "", |_, outcome| amount(outcome, |totals| totals.spent, "")),
    row("Expires unused", "", |_, outcome| amount(outcome, |totals| totals.expired, "lost")),
    row("Left at the end", "", |_, outcome| amount(outcome, |totals| totals.remaining, "")),
    row("A served unit costs", "", |_, outcome| each(outcome)),
];

const fn row(
    name: &'static str,
    class: &'static str,
    cell: fn(&Compared, &Outcome) -> Html,
) -> Row {
    Row { name, class, cell }
}

/// The table of a comparison.
pub(crate) fn table(form: Form, compared: &Compared) -> Html {
    html! {
        <div class="scroller compared" role="region" aria-label="Plans side by side" tabindex="0">
            <table class="compare">
                <caption class="unseen">{ "Plans side by side" }</caption>
                <thead>
                    <tr>
                        <td></td>
                        for (place, column) in compared.columns.iter().enumerate() {
                            { head(form, compared, place, column) }
                        }
                    </tr>
                </thead>
                <tbody>
                    for (index, row) in ROWS.iter().enumerate() {
                        <tr class={row.class}>
                            <th scope="row">{ row.name }</th>
                            for (place, column) in compared.columns.iter().enumerate() {
                                { cell(form, compared, place, column, row, index == 0) }
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn class(compared: &Compared, place: usize) -> &'static str {
    let outcome = compared.columns[place].outcome.as_ref();
    match outcome {
        Err(_) => "out",
        Ok(_) if place == compared.baseline => "baseline",
        Ok(outcome) if outcome.rank == 1 => "best",
        Ok(_) => "",
    }
}

fn head(form: Form, compared: &Compared, place: usize, column: &Column) -> Html {
    let is_baseline = place == compared.baseline && column.outcome.is_ok();
    let pin = form.click(Action::Compare(Edit::Pin(column.document.clone())));
    let label = format!("Pin {}", column.name);
    html! {
        <th scope="col" class={class(compared, place)}>
            <span class="rank">
                { standing(is_baseline, column) }
                if !is_baseline && column.outcome.is_ok() {
                    <button type="button" class="link" aria-label={label} onclick={pin}>{ "Pin" }</button>
                }
            </span>
            <b>{ &column.name }</b>
            <span class="what">{ &column.what }</span>
        </th>
    }
}

fn standing(is_baseline: bool, column: &Column) -> String {
    match &column.outcome {
        Ok(outcome) if is_baseline => format!("Baseline, {}", outcome.rank),
        Ok(outcome) => outcome.rank.to_string(),
        Err(_) => "Not ranked".to_owned(),
    }
}

/// What cannot be run says why, once, over all rows.
fn cell(
    form: Form,
    compared: &Compared,
    place: usize,
    column: &Column,
    row: &Row,
    is_first: bool,
) -> Html {
    match &column.outcome {
        Ok(outcome) => {
            html! { <td class={class(compared, place)}>{ (row.cell)(compared, outcome) }</td> }
        }
        Err(problems) if is_first => html! {
            <td class="out" rowspan={ROWS.len().to_string()}>
                { for problems.iter().map(|problem| html! { <p>{ problem }</p> }) }
                if let Some(unfrozen) = &column.unfrozen {
                    { without_freeze(form, &column.document, unfrozen, "Run it without the freeze".to_owned()) }
                }
            </td>
        },
        Err(_) => Html::default(),
    }
}

/// Runs a candidate without the freeze, and none but that.
pub(super) fn without_freeze(form: Form, old: &Value, new: &Value, said: String) -> Html {
    let swap = form.click(Action::Compare(Edit::Swap(old.clone(), new.clone())));
    html! { <button type="button" class="link" onclick={swap}>{ said }</button> }
}

fn against(compared: &Compared, outcome: &Outcome) -> Html {
    let baseline = compared.held_against().map(|(_, baseline)| baseline);
    match baseline.filter(|baseline| baseline.rank != outcome.rank) {
        Some(baseline) => html! { { difference(outcome, baseline) } },
        None => nothing(),
    }
}

fn in_words(_: &Compared, outcome: &Outcome) -> Html {
    html! { { sentences(outcome).join(" ") } }
}

fn nothing() -> Html {
    html! { <span class="zero">{ "–" }</span> }
}

/// Credits, or money where the wallet holds that.
fn amount(outcome: &Outcome, of: fn(&Totals) -> Amount, class: &'static str) -> Html {
    let amount = of(&outcome.run.report.totals);
    if amount == Amount::ZERO {
        return nothing();
    }
    html! { <span {class}>{ told(&outcome.run, amount) }</span> }
}

/// "all", "all, if granted", or how many and how many are short.
fn served(outcome: &Outcome) -> Html {
    let totals = &outcome.run.report.totals;
    let (served, asked) = (totals.served.0, totals.asked.0);
    if outcome.serves == "disputed" {
        return html! { { "all, if granted" } };
    }
    if served == asked {
        return html! { <span class="have">{ "all" }</span> };
    }
    html! {
        <>
            { format::count(served as f64) }
            { ", " }
            <span class="lost">{ format!("{} short", format::count((asked - served) as f64)) }</span>
        </>
    }
}

fn runs_out(outcome: &Outcome) -> Html {
    let said = outcome.run.report.runs_out.map(|at| format::short_day(at.date));
    let class = if said.is_some() { "lost" } else { "have" };
    html! { <span {class}>{ said.unwrap_or_else(|| "never".to_owned()) }</span> }
}

fn each(outcome: &Outcome) -> Html {
    let served = i64::try_from(outcome.run.report.totals.served.0).unwrap_or(i64::MAX);
    if served == 0 {
        return nothing();
    }
    let each = cents(outcome.cost.amount.0.as_micros(), served);
    html! { { format::money_of(each, &outcome.cost.currency) } }
}
