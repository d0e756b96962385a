//! What helps to decide: plans side by side, ranges, differences, forecasts, advice.

use creditcast_core::advice::Advice;
use creditcast_core::amount::Amount;
use creditcast_core::comparison::{BreakEven, Candidate, Comparison, Ranked, Scale, Serves};
use creditcast_core::diff::Diff;
use creditcast_core::forecast::Forecast;
use creditcast_core::range::CostRange;
use creditcast_core::scenario::CardRef;
use creditcast_core::subscription::Billing;

use super::{align_right, join, number, table};

/// A comparison: the answer, the candidates in their order, what to know of them, and those that cannot be
/// run.
pub(crate) fn comparison(comparison: &Comparison) -> String {
    let names = Names::of(comparison);
    let not_run = comparison.not_run.iter().map(|not_run| {
        let why = not_run.problems.iter().map(|problem| problem.message.clone());
        format!("{} cannot be run. {}", names.name(&not_run.candidate), join_lines(why))
    });
    let table =
        if comparison.ranked.is_empty() { String::new() } else { ranked(comparison, &names) };
    let changes = comparison.break_evens.iter().map(|change| break_even(change, &names));
    join([
        comparison.answer.clone(),
        table,
        notes(&comparison.ranked),
        join_lines(changes),
        join_lines(not_run),
    ])
}

fn ranked(comparison: &Comparison, names: &Names) -> String {
    let mut table =
        table(["", "Plan", "Serves", "Cost", "Spent", "Expired", "Missing", "Runs out"]);
    for (rank, run) in (1..).zip(&comparison.ranked) {
        let cost = run.converted.as_ref().unwrap_or(&run.cost);
        let runs_out = run.runs_out.map_or(String::new(), |at| at.date.to_string());
        let [spent, expired, missing] = [run.spent, run.expired, run.missing].map(number);
        let cost = format!("{} {}", cost.amount.0, cost.currency);
        let rank = format!("{rank}");
        table.add_row([
            rank,
            names.name(&run.candidate),
            serves(run),
            cost,
            spent,
            expired,
            missing,
            runs_out,
        ]);
    }
    align_right(&mut table, &[3, 4, 5, 6]);
    table.to_string()
}

/// "Note on 2, 5: The terms agreed …", each note once, with the places of those that it is about.
fn notes(ranked: &[Ranked]) -> String {
    let mut notes: Vec<(&str, Vec<String>)> = Vec::new();
    for (rank, run) in (1..).zip(ranked) {
        for warning in &run.warnings {
            let known = notes.iter().position(|(message, _)| *message == warning.message);
            let place = known.unwrap_or_else(|| {
                notes.push((&warning.message, Vec::new()));
                notes.len() - 1
            });
            notes[place].1.push(format!("{rank}"));
        }
    }
    let note =
        |(message, ranks): (&str, Vec<String>)| format!("Note on {}: {message}", ranks.join(", "));
    join_lines(notes.into_iter().map(note))
}

/// A range: the answer, and what each switch does.
pub(crate) fn range(range: &CostRange) -> String {
    let mut table = table(["Question", "Least by", "Most by", "Difference"]);
    for switch in &range.switches {
        let [low, high] = [&switch.low, &switch.high].map(String::clone);
        table.add_row([switch.title.clone(), low, high, number(switch.effect)]);
    }
    align_right(&mut table, &[3]);
    let table = if range.switches.is_empty() { String::new() } else { table.to_string() };
    let inexact = "There are too many combinations of answers to try them all.";
    let inexact = if range.exact { String::new() } else { inexact.to_owned() };
    join([range.answer.clone(), table, inexact])
}

/// A difference: the answer, and what each rule charges.
pub(crate) fn diff(diff: &Diff) -> String {
    let mut table = table(["Charged", "Before", "After", "More"]);
    for rule in &diff.rules {
        let more = number(rule.after - rule.before);
        table.add_row([rule.title.clone(), number(rule.before), number(rule.after), more]);
    }
    align_right(&mut table, &[1, 2, 3]);
    join([diff.answer.clone(), table.to_string()])
}

/// "Above 9/40 of today's use premium, for the year, is the best, and no longer pro, for the year."
fn break_even(change: &BreakEven, names: &Names) -> String {
    let Scale { numerator, denominator } = change.scale;
    let part = match denominator.0 {
        1 => format!("{} times", numerator.0),
        parts => format!("{}/{parts} of", numerator.0),
    };
    let [above, below] = [&change.above, &change.below].map(|candidate| names.name(candidate));
    format!("Above {part} today's use {above}, is the best, and no longer {below}.")
}

/// A forecast: the answer, and cycle by cycle what is spent and how likely credits run out.
pub(crate) fn forecast(forecast: &Forecast) -> String {
    let mut table = table(["From", "A tenth", "Half", "Nine tenths", "To", "Run out by then"]);
    for (cycle, by) in forecast.cycles.iter().zip(&forecast.runs_out_by) {
        let [p10, p50, p90] = [cycle.p10, cycle.p50, cycle.p90].map(number);
        let chance =
            format!("{:.1}% ({:.1} to {:.1})", by.chance * 1e2, by.low * 1e2, by.high * 1e2);
        table.add_row([cycle.start.to_string(), p10, p50, p90, by.date.to_string(), chance]);
    }
    align_right(&mut table, &[1, 2, 3, 5]);
    join([forecast.answer.clone(), table.to_string()])
}

/// Advice: what to do, what it saves and why.
pub(crate) fn advice(advice: &[Advice]) -> String {
    let of = |(number, advice): (usize, &Advice)| {
        let Advice { title, saves, because, .. } = advice;
        let saves_any = saves.amount.0 > Amount::ZERO;
        let saves = if saves_any { format!("Saves {saves}. ") } else { String::new() };
        format!("{number}. {title}\n   {saves}{because}")
    };
    let all = (1..).zip(advice).map(of);
    let nothing = "Nothing is better than what the scenario does.";
    if advice.is_empty() { nothing.to_owned() } else { join_lines(all) }
}

fn join_lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// How candidates are told apart.
struct Names {
    /// Are they on more than one card?
    is_of_many_cards: bool,
}

impl Names {
    fn of(comparison: &Comparison) -> Self {
        let ranked = comparison.ranked.iter().map(|run| &run.candidate);
        let not_run = comparison.not_run.iter().map(|not_run| &not_run.candidate);
        let mut cards = ranked.chain(not_run).map(|candidate| &candidate.card);
        let first = cards.next();
        Names { is_of_many_cards: cards.any(|card| Some(card) != first) }
    }

    /// "pro, monthly"; with its card where there are several: "lusha-2026-06 pro, monthly".
    fn name(&self, candidate: &Candidate) -> String {
        let Candidate { label, card, plan, billing, .. } = candidate;
        if let Some(label) = label {
            return label.clone();
        }
        let billing = match billing {
            Billing::Monthly => "monthly",
            Billing::Annual => "for the year",
        };
        let card = match card {
            CardRef::Id(id) => id,
            CardRef::Own(card) => &card.id,
        };
        let card = if self.is_of_many_cards { format!("{card} ") } else { String::new() };
        format!("{card}{plan}, {billing}")
    }
}

fn serves(run: &Ranked) -> String {
    match run.serves {
        Serves::All => "all".to_owned(),
        Serves::Disputed => "all, disputed".to_owned(),
        Serves::Part => format!("{:.1}%", run.served_share * 100.0),
        Serves::None => "nothing".to_owned(),
    }
}
