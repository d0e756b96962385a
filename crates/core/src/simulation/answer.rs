//! The result of a run in one sentence, made from its numbers.

use super::check::Checked;
use crate::amount::Amount;
use crate::rate_card::Wallet;
use crate::report::{Refusal, RefusalRow, Report};
use crate::words::{capital, count, credits_are, small};

/// "Almost enough. Credits run out on 25 June 2027, and 245 of 12,434 units go unserved. Twelve
/// months cost USD 3,218.35."
pub(super) fn sentence(checked: &Checked, report: &Report) -> String {
    let months = checked.scenario.horizon.months.0;
    let (cost, verb) = (&report.totals.cost, if months == 1 { "costs" } else { "cost" });
    let span = if months == 1 { "The month".to_owned() } else { format!("The {months} months") };
    let cost = format!("{span} {verb} {cost}.");
    format!("{} {cost}", verdict(checked, report))
}

fn verdict(checked: &Checked, report: &Report) -> String {
    let totals = &report.totals;
    let (asked, unserved) = (totals.asked.0, totals.asked.0 - totals.served.0);
    if asked == 0 {
        return "Nothing is asked for.".to_owned();
    }
    if unserved == 0 {
        return enough(checked, report);
    }
    let word = if unserved * 10 <= asked { "Almost enough." } else { "Not enough." };
    let go = if unserved == 1 { "goes" } else { "go" };
    let why = why(checked, report, unserved);
    let unserved = format!("{} of {} units {go} unserved{why}", count(unserved), count(asked));
    match report.runs_out {
        Some(at) => {
            let runs_out = capital(checked.card.wallet.runs_out());
            format!("{word} {runs_out} on {}, and {unserved}.", at.date.in_words())
        }
        None => format!("{word} {unserved}."),
    }
}

fn enough(checked: &Checked, report: &Report) -> String {
    let totals = &report.totals;
    if checked.card.wallet == Wallet::Money {
        return "Everything is served.".to_owned();
    }
    let expired = match totals.expired {
        Amount::ZERO => String::new(),
        Amount::ONE => ", 1 expires unused".to_owned(),
        expired => format!(", {} expire unused", expired.in_words()),
    };
    let verb = if totals.remaining == Amount::ONE { "is" } else { "are" };
    format!(
        "Enough. {} used{expired} and {} {verb} left.",
        credits_are(totals.spent),
        totals.remaining.in_words()
    )
}

/// ": 1,260 while frozen, 130 for want of credits", or ", all of them while frozen"; nothing where all that
/// there is to say is that credits run out.
fn why(checked: &Checked, report: &Report, unserved: u64) -> String {
    match &causes(checked, report, unserved)[..] {
        [_] if report.runs_out.is_some() => String::new(),
        [(cause, 1)] => format!(", {cause}"),
        [(cause, _)] => format!(", all of them {cause}"),
        causes => {
            let said = causes.iter().map(|(cause, units)| format!("{} {cause}", count(*units)));
            format!(": {}", said.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Why units go unserved, and how many for each reason, most first.
fn causes(checked: &Checked, report: &Report, unserved: u64) -> Vec<(String, u64)> {
    let mut causes: Vec<(String, u64)> = Vec::new();
    for row in &report.refusals {
        let cause = cause(checked, report, row);
        let known = causes.iter().position(|(known, _)| *known == cause);
        let units = row.units.0 + known.map_or(0, |known| causes.remove(known).1);
        add(&mut causes, (cause, units));
    }
    let waiting = unserved - report.refusals.iter().map(|row| row.units.0).sum::<u64>();
    if waiting > 0 {
        add(&mut causes, ("still waiting for a rate limit".to_owned(), waiting));
    }
    causes
}

fn add(causes: &mut Vec<(String, u64)>, cause: (String, u64)) {
    let fewer = causes.iter().position(|(_, units)| *units < cause.1);
    causes.insert(fewer.unwrap_or(causes.len()), cause);
}

fn cause(checked: &Checked, report: &Report, row: &RefusalRow) -> String {
    let cause = match row.reason {
        Refusal::Ended => "after the end",
        Refusal::Frozen => "while frozen",
        Refusal::Entitlement => "not included in the plan",
        Refusal::RateLimit => "over a rate limit",
        Refusal::KeyCap => return over_cap(report, row, "key", |row| &row.key),
        Refusal::UserCap => return over_cap(report, row, "user", |row| &row.user),
        Refusal::Credits => return format!("for want of {}", wanted(checked, row)),
    };
    cause.to_owned()
}

/// "over the cap of key crm", if it is the only one.
fn over_cap(
    report: &Report,
    row: &RefusalRow,
    kind: &str,
    of: fn(&RefusalRow) -> &Option<String>,
) -> String {
    let mut alike = report.refusals.iter().filter(|other| other.reason == row.reason);
    match of(row) {
        Some(id) if alike.all(|other| of(other) == of(row)) => {
            let kind = if id.starts_with(kind) { String::new() } else { format!("{kind} ") };
            format!("over the cap of {kind}{id}")
        }
        _ => format!("over the caps of {kind}s"),
    }
}

/// "credits", "money", or what a pool beside the credits holds.
fn wanted(checked: &Checked, row: &RefusalRow) -> String {
    let step = checked.steps.iter().find(|step| step.index == row.activity);
    let pool = step.and_then(|step| step.tariff.pool());
    let pool = pool.and_then(|id| checked.card.pools.iter().find(|pool| pool.id == id));
    match (pool, checked.card.wallet) {
        (Some(pool), _) => small(&pool.title),
        (None, Wallet::Credits) => "credits".to_owned(),
        (None, Wallet::Money) => "money".to_owned(),
    }
}
