//! What each rule charged: times by each is credits.

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::Rule;
use yew::Html;

use super::super::brief::told as amount_told;
use super::super::why::{Why, said_by};
use super::{bar, heading, wallet};
use crate::format;
use crate::order::largest_first;
use crate::run::Run;
use crate::view::html;

/// What there is to know of the table.
const WORDS: &str = "Each line is so many times at so much, by a rule that a page of the vendor states. Together they make all that is spent.";

/// What one rule charged in all.
struct Line<'a> {
    rule: &'a Rule,
    times: u64,
    amount: Amount,
}

/// The heading, what there is to know, and the table.
pub(super) fn told(run: &Run) -> (String, String, Html) {
    let lines = lines(run);
    let Some(largest) = lines.first() else { return Default::default() };
    let heading = heading(run, &format!("“{}”", largest.rule.title), largest.amount);
    (heading, WORDS.to_owned(), table(run, &lines))
}

/// The rules that charged, largest first.
fn lines(run: &Run) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = Vec::new();
    for row in run.report.spending.iter().flat_map(|row| &row.rules) {
        let (times, amount) = (row.units.0, row.amount);
        match lines.iter_mut().find(|line| line.rule.id == row.rule) {
            Some(line) => (line.times, line.amount) = (line.times + times, line.amount + amount),
            None => {
                lines.extend(run.card().rule(&row.rule).map(|rule| Line { rule, times, amount }));
            }
        }
    }
    largest_first(lines.into_iter(), |line| line.amount)
}

fn table(run: &Run, lines: &[Line]) -> Html {
    html! {
        <table class="lines spending">
            <caption class="unseen">{ "What was bought, by rule" }</caption>
            <thead>
                <tr>
                    <th scope="col">{ "Rule" }</th>
                    <th scope="col" class="figure">{ "Times" }</th>
                    <th scope="col" class="figure">{ "Each" }</th>
                    <th scope="col" class="figure">{ wallet(run) }</th>
                    <td class="bar-column"></td>
                    <th scope="col" class="source-column">{ "By the rule" }</th>
                </tr>
            </thead>
            <tbody>{ for lines.iter().map(|line| row(run, line, lines[0].amount)) }</tbody>
        </table>
    }
}

fn row(run: &Run, line: &Line, largest: Amount) -> Html {
    let rule = line.rule;
    html! {
        <tr>
            <th scope="row">{ &rule.title }</th>
            <td class="figure">{ format::count(line.times as f64) }</td>
            <td class="figure">{ each(run, line) }</td>
            <td class="figure main">{ amount_told(run, line.amount) }</td>
            { bar(run, line.amount, largest) }
            <td class="source-column">{ by_rule(run, rule) }</td>
        </tr>
    }
}

/// The price of one, unless answers or thresholds made it differ from time to time.
fn each(run: &Run, line: &Line) -> String {
    let micros = line.amount.as_micros();
    let times = i64::try_from(line.times).unwrap_or(i64::MAX).max(1);
    if micros % times == 0 {
        amount_told(run, Amount::micros(micros / times))
    } else {
        "various".to_owned()
    }
}

/// The first sentence behind the rule, which opens all of them.
fn by_rule(run: &Run, rule: &Rule) -> Option<Html> {
    let source = run.card().sources_of(&rule.sources).next()?;
    let why = Why::of("rule-".to_owned() + &rule.id).by(vec![rule.id.clone()]).looks("cite");
    let says = html! { <span class={said_by(source.trust)}>{ &source.says }</span> };
    Some(why.explains(run.card(), says))
}
