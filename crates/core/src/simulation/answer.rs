//! The result of a run in one sentence, made from its numbers.

use super::check::Checked;
use crate::amount::Amount;
use crate::number::grouped;
use crate::rate_card::Wallet;
use crate::report::Report;

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
    let unserved = format!("{} of {} units go unserved", count(unserved), count(asked));
    match report.runs_out {
        Some(at) => {
            format!("{word} Credits run out on {}, and {unserved}.", at.date.in_words())
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
        expired => format!(", {} expire unused", expired.in_words()),
    };
    format!(
        "Enough. {} credits are used{expired} and {} are left.",
        totals.spent.in_words(),
        totals.remaining.in_words()
    )
}

fn count(units: u64) -> String {
    grouped(&units.to_string())
}
