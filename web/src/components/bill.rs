//! What is paid, line by line, to the cent.

use creditcast_core::amount::{Amount, Money};
use creditcast_core::calendar::Date;
use creditcast_core::report::BillLine;
use creditcast_core::subscription::{Billing, Move};
use yew::Html;

use super::why::Why;
use crate::format;
use crate::run::Run;
use crate::view::html;
use crate::words::{number_word, one, upper_first};

/// Lines that say the same but for their day.
pub(super) struct Line<'a> {
    pub first: &'a BillLine,
    last: Date,
    pub times: u64,
}

impl Line<'_> {
    /// What all of them come to.
    pub(super) fn sum(&self) -> Money {
        times(&self.first.amount, self.times)
    }
}

/// The bill of a run.
pub(crate) fn bill(run: &Run) -> Html {
    html! {
        <section class="finding" aria-labelledby="bill">
            <div class="finding-words">
                <h2 id="bill">{ heading(run) }</h2>
                <p>{ words(run) }</p>
            </div>
            <div class="finding-figures">
                <table class="lines bill">
                    <caption class="unseen">{ "The bill" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "On" }</th>
                            <th scope="col">{ "For" }</th>
                            <th scope="col" class="figure">{ "Times" }</th>
                            <th scope="col" class="figure">{ "Each" }</th>
                            <th scope="col" class="figure">{ "Paid" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for lines(run).iter().enumerate().map(|(index, line)| row(run, index, line)) }</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row" colspan="4">{ "In all, without tax" }</th>
                            <td class="figure"><span class="sum">{ format::money(&run.report.totals.cost) }</span></td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        </section>
    }
}

/// A year is spoken of where one is paid, from the first day or by a change.
fn words(run: &Run) -> &'static str {
    let subscription = &run.scenario.subscription;
    let changed = subscription.changes.iter().map(|change| match &change.what {
        Move::Upgrade(to) | Move::Downgrade(to) => to.billing,
        _ => None,
    });
    if [subscription.billing].into_iter().chain(changed).any(|by| by == Some(Billing::Annual)) {
        "Without tax. A year is paid at its start."
    } else {
        "Without tax."
    }
}

/// "Twelve months cost $838.80"
fn heading(run: &Run) -> String {
    let months = run.scenario.horizon.months.0;
    let word = number_word(usize::try_from(months).unwrap_or(usize::MAX));
    let cost = format::money(&run.report.totals.cost);
    let verb = if one(months as f64) { "month costs" } else { "months cost" };
    format!("{} {verb} {cost}", upper_first(&word))
}

/// The bill with what repeats drawn together, in the order of the first.
pub(super) fn lines(run: &Run) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = Vec::new();
    for line in &run.report.bill {
        let same = |known: &&mut Line| {
            let first = known.first;
            (&first.title, &first.amount, &first.rule) == (&line.title, &line.amount, &line.rule)
        };
        match lines.iter_mut().find(same) {
            Some(known) => (known.times, known.last) = (known.times + 1, line.on),
            None => lines.push(Line { first: line, last: line.on, times: 1 }),
        }
    }
    lines
}

fn row(run: &Run, index: usize, line: &Line) -> Html {
    let BillLine { on, title, amount, rule, .. } = line.first;
    let last = (line.times > 1).then(|| format!(" to {}", format::short_day(line.last)));
    let why = Why::of(format!("bill-{index}")).by(vec![rule.clone()]).says(plan_sources(run, line));
    html! {
        <tr>
            <td class="when">{ format::short_day(*on) }{ last }</td>
            <th scope="row">{ why.explains(run.card(), format::localised(title)) }</th>
            <td class="figure">{ line.times.to_string() }</td>
            <td class="figure">{ format::bare_money(amount) }</td>
            <td class="figure main">{ format::bare_money(&line.sum()) }</td>
        </tr>
    }
}

fn times(amount: &Money, times: u64) -> Money {
    Money::new(amount.amount.0.times(times).unwrap_or(Amount::ZERO), &amount.currency)
}

/// Who says what the plan itself costs.
fn plan_sources<'r>(run: &'r Run, line: &Line) -> &'r [String] {
    let fact = if line.first.rule == "subscription.seats" { "seats" } else { "price" };
    let plan = run.card().plan(&run.scenario.subscription.plan);
    plan.map_or(&[], |plan| plan.sources_of(fact))
}
