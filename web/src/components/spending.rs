//! What was bought: times by each is credits, by every rule that charged.

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::Rule;
use yew::Html;

use super::brief::told;
use super::why::{Why, said_by};
use crate::format;
use crate::order::largest_first;
use crate::picture::{self, percent};
use crate::run::Run;
use crate::view::html;

/// What one rule charged in all.
struct Line<'a> {
    rule: &'a Rule,
    times: u64,
    amount: Amount,
}

/// What a run bought.
pub(crate) fn spending(run: &Run) -> Html {
    let lines = lines(run);
    let Some(largest) = lines.first().filter(|line| line.amount > Amount::ZERO) else {
        return Html::default();
    };
    html! {
        <section class="finding" aria-labelledby="spending">
            <div class="finding-words">
                <h2 id="spending">{ heading(run, largest) }</h2>
                <p>{ "Each line is so many times at so much, by a rule that a page of the vendor states. Together they make all that is spent." }</p>
            </div>
            <div class="finding-figures">{ table(run, &lines) }</div>
        </section>
    }
}

/// "“Phone revealed on the platform” takes 64 of every 100 credits"
fn heading(run: &Run, largest: &Line) -> String {
    let (title, share) = (&largest.rule.title, share(run, largest.amount) / 10);
    match share {
        100 => format!("All goes to “{title}”"),
        _ if run.is_money() => format!("“{title}” is {share}% of the cost"),
        _ => format!("“{title}” takes {share} of every 100 credits"),
    }
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
    let wallet = if run.is_money() { "Cost" } else { "Credits" };
    html! {
        <table class="lines spending">
            <caption class="unseen">{ "What was bought, by rule" }</caption>
            <thead>
                <tr>
                    <th scope="col">{ "Rule" }</th>
                    <th scope="col" class="figure">{ "Times" }</th>
                    <th scope="col" class="figure">{ "Each" }</th>
                    <th scope="col" class="figure">{ wallet }</th>
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
    let share = share(run, line.amount);
    html! {
        <tr>
            <th scope="row">{ &rule.title }</th>
            <td class="figure">{ format::count(line.times as f64) }</td>
            <td class="figure">{ each(run, line) }</td>
            <td class="figure main">{ told(run, line.amount) }</td>
            <td class="bar-column">
                <svg class="share-bar" aria-hidden="true">
                    <rect width={percent(line.amount.as_micros() / 1_000, largest.as_micros() / 1_000)} height="100%" />
                </svg>
                <span>{ format!("{}.{}%", share / 10, share % 10) }</span>
            </td>
            <td class="source-column">{ by_rule(run, rule) }</td>
        </tr>
    }
}

/// The price of one, unless answers or thresholds made it differ from time to time.
fn each(run: &Run, line: &Line) -> String {
    let micros = line.amount.as_micros();
    let times = i64::try_from(line.times).unwrap_or(i64::MAX).max(1);
    if micros % times == 0 {
        told(run, Amount::micros(micros / times))
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

/// Thousandths of all that is spent, to the nearest.
fn share(run: &Run, amount: Amount) -> i64 {
    (picture::share(amount.as_micros(), run.report.totals.spent.as_micros(), 2_000) + 1) / 2
}
