//! Running a scenario: grants, charges, expiry and the bill, day by day on one clock.

mod answer;
mod assumptions;
mod books;
mod budget;
mod check;
mod day;
mod gate;
mod leap;
mod lists;
mod post;
mod record;
mod reporting;
mod rounds;
mod run;
mod serve;
mod step;
mod vary;

use crate::amount::Amount;
use crate::document::{At, Problem, Problems, Read, Value};
use crate::rate_card::Shelf;
use crate::report::Report;
use crate::scenario::Scenario;
use crate::subscription::Move;

use self::gate::SENDINGS_MAX;
use self::run::Failure;

pub(crate) use budget::{Budget, months};
pub use check::{Checked, check};
pub(crate) use record::{CycleRecord, Record};
pub use step::{Listing, Source, Step};
pub(crate) use step::{check_batch, check_point, find_action, points_missing};

/// What a report carries beside its sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Read)]
pub struct Options {
    /// The balance at the end of each day.
    #[read(or = true)]
    pub daily: bool,
    /// Every entry of the ledger.
    #[read(or_default)]
    pub ledger: bool,
}

impl Options {
    /// Nothing but the sums.
    pub const SUMS: Options = Options { daily: false, ledger: false };
}

impl Default for Options {
    fn default() -> Self {
        Options { daily: true, ledger: false }
    }
}

/// Every problem of a document that should be a scenario; none if it can be run.
pub fn validate(document: &Value, shelf: &dyn Shelf) -> Vec<Problem> {
    parse(document, shelf).err().unwrap_or_default()
}

/// A scenario from a document.
///
/// # Errors
/// Every problem at once: of each value, and of how they fit together.
pub fn parse(document: &Value, shelf: &dyn Shelf) -> Result<Scenario, Vec<Problem>> {
    let mut problems = Problems::default();
    let scenario = Scenario::read(document, At::Root, &mut problems);
    if let Some(scenario) = &scenario {
        check(scenario, shelf, &mut problems);
    }
    problems.or(scenario.unwrap_or_default())
}

/// The report of a document that should be a scenario.
///
/// # Errors
/// Every problem at once, or the one on which the run failed, as in [`simulate`].
pub fn report(
    document: &Value,
    shelf: &dyn Shelf,
    options: Options,
) -> Result<Report, Vec<Problem>> {
    let mut problems = Problems::default();
    let scenario = Scenario::read(document, At::Root, &mut problems);
    let checked = scenario.as_ref().and_then(|scenario| check(scenario, shelf, &mut problems));
    report_of(checked, problems, options)
}

fn report_of(
    checked: Option<Checked>,
    problems: Problems,
    options: Options,
) -> Result<Report, Vec<Problem>> {
    let checked = problems.or(checked)?.expect("a scenario without problems is checked");
    Ok(checked.run(options)?.into_report())
}

/// Runs a scenario.
///
/// # Errors
/// Every problem at once, before anything is computed; or the one on which the run failed, where a
/// result is more than any wallet holds.
pub fn simulate(
    scenario: &Scenario,
    shelf: &dyn Shelf,
    options: Options,
) -> Result<Report, Vec<Problem>> {
    let mut problems = Problems::default();
    let checked = check(scenario, shelf, &mut problems);
    report_of(checked, problems, options)
}

/// A scenario that can be run.
///
/// # Errors
/// Every problem at once.
pub(crate) fn checked<'a>(
    scenario: &'a Scenario,
    shelf: &'a dyn Shelf,
) -> Result<Checked<'a>, Vec<Problem>> {
    let mut problems = Problems::default();
    let checked = check(scenario, shelf, &mut problems);
    Ok(problems.or(checked)?.expect("a scenario without problems is checked"))
}

impl<'a> Checked<'a> {
    /// Runs it.
    ///
    /// # Errors
    /// The problem on which the run failed.
    pub(crate) fn run(&'a self, options: Options) -> Result<Record<'a>, Vec<Problem>> {
        run::run(self, Record::new(self, options)).map_err(|failure| vec![failure.into()])
    }

    /// What it comes to if no more units go unserved than these: one that is sure to refuse more is
    /// not
    /// run to its end.
    pub(crate) fn run_if_served(&'a self, unserved_most: u64) -> Option<Record<'a>> {
        let record = Record::new(self, Options::SUMS).up_to(unserved_most);
        let record = run::run(self, record).ok()?;
        (record.unserved() <= unserved_most).then_some(record)
    }

    /// In how many parts what has to wait for limits goes out; the most that are followed where they are
    /// more.
    pub(crate) fn sendings(&self) -> u64 {
        if self.gates.is_empty() {
            return 0;
        }
        let sendings = match run::run(self, Record::new(self, Options::SUMS)) {
            Ok(record) => record.sendings,
            Err(Failure::TooLong) => SENDINGS_MAX,
            Err(_) => 0,
        };
        u64::from(sendings)
    }

    /// What its requests are charged; none if it cannot be run.
    pub(crate) fn charged(&self) -> Option<Amount> {
        Some(self.run(Options::SUMS).ok()?.totals().spent)
    }
}

/// What all that a scenario asks for would be charged if nothing were refused: whatever there is to
/// spend, and without caps, limits, pauses and an end. None if it cannot be run so.
pub fn worth(scenario: &Scenario, shelf: &dyn Shelf) -> Option<Amount> {
    checked_unhindered(&unhindered(scenario, shelf), shelf)?.charged()
}

/// What [`unhindered`] made of a scenario, with whatever there is to spend and without limits. None if
/// it cannot be run so.
pub(crate) fn checked_unhindered<'a>(
    unhindered: &'a Scenario,
    shelf: &'a dyn Shelf,
) -> Option<Checked<'a>> {
    Some(checked(unhindered, shelf).ok()?.unhindered())
}

/// A scenario without caps, pauses, an end and what a plan does not include.
pub(crate) fn unhindered(scenario: &Scenario, shelf: &dyn Shelf) -> Scenario {
    let mut scenario = scenario.clone();
    let is_hindrance = |what: &Move| {
        matches!(
            what,
            Move::Freeze { .. } | Move::Cancel | Move::KeyCap { .. } | Move::UserCap { .. }
        )
    };
    scenario.subscription.changes.retain(|change| !is_hindrance(&change.what));
    scenario.keys.iter_mut().chain(&mut scenario.users).for_each(|own| own.monthly_cap = None);
    let card = scenario.card.find(shelf, At::Root, &mut Problems::default());
    if card.is_some_and(|card| card.policy("entitlements").is_some()) {
        scenario.policies.choose("entitlements", "warn");
    }
    scenario
}
