//! How good a plan is for a use: first what it serves, then what it costs.

use std::cmp::Ordering;

use serde::Serialize;

use super::candidate::Trial;
use super::request::Candidate;
use crate::amount::{Amount, Money};
use crate::calendar::Instant;
use crate::document::Problem;
use crate::rate_card::Shelf;
use crate::report::{Report, Totals, Warning};
use crate::scenario::Scenario;
use crate::simulation::{Options, simulate, worth};

/// What a candidate comes to.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ranked {
    /// The candidate.
    pub candidate: Candidate,
    /// How much of what is asked for it serves.
    pub serves: Serves,
    /// Worth in credits of what was served, of what was asked.
    pub served_share: f64,
    /// What is paid.
    pub cost: Money,
    /// The same in the currency that the rates convert to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub converted: Option<Money>,
    /// What requests were charged.
    pub spent: Amount,
    /// What was lost unused.
    pub expired: Amount,
    /// What the requests refused for want of credits would have cost.
    pub missing: Amount,
    /// The first request refused for want of credits.
    pub runs_out: Option<Instant>,
    /// When the last request went out that had to wait.
    pub backlog_clears: Option<Instant>,
    /// What a reader should know.
    pub warnings: Vec<Warning>,
    /// Does a page deny what another one grants?
    #[serde(skip)]
    pub(super) is_disputed: bool,
}

/// What a use comes to on a candidate, before it is ranked.
pub(super) struct Sums {
    scenario: Scenario,
    report: Report,
    dropped: Vec<Warning>,
}

impl Sums {
    /// # Errors
    /// Why it cannot be run.
    pub(super) fn of(
        scenario: &Scenario,
        candidate: &Candidate,
        shelf: &dyn Shelf,
    ) -> Result<Self, Vec<Problem>> {
        let Trial { scenario, dropped } = Trial::of(scenario, candidate, shelf)?;
        let report = simulate(&scenario, shelf, Options { daily: false, ledger: false })?;
        Ok(Sums { scenario, report, dropped })
    }

    /// Is all served that is asked for?
    pub(super) fn serves_all(&self) -> bool {
        self.report.totals.served == self.report.totals.asked
    }
}

/// How much of what is asked for is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Serves {
    /// All of it.
    All,
    /// All of it, but only by a page that another contradicts.
    Disputed,
    /// Some of it.
    Part,
    /// Nothing.
    None,
}

impl Ranked {
    /// What a use comes to on a candidate.
    ///
    /// # Errors
    /// Why it cannot be run.
    pub(super) fn of(
        scenario: &Scenario,
        candidate: &Candidate,
        shelf: &dyn Shelf,
    ) -> Result<Self, Vec<Problem>> {
        let Sums { scenario, report, dropped } = Sums::of(scenario, candidate, shelf)?;
        let Report { totals, runs_out, backlog_clears, warnings, .. } = report;
        let is_disputed = warnings.iter().any(|warning| warning.code == "entitlement");
        Ok(Ranked {
            candidate: candidate.clone(),
            serves: Serves::of(&totals, is_disputed),
            served_share: served_share(&totals, &scenario, shelf),
            cost: totals.cost,
            converted: None,
            spent: totals.spent,
            expired: totals.expired,
            missing: totals.missing,
            runs_out,
            backlog_clears,
            warnings: dropped.into_iter().chain(warnings).collect(),
            is_disputed,
        })
    }

    /// The better one first: what serves more, then what costs less, then what loses less.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let is_part = self.serves == Serves::Part;
        let share = if is_part {
            other.served_share.total_cmp(&self.served_share)
        } else {
            Ordering::Equal
        };
        self.serves
            .cmp(&other.serves)
            .then(share)
            .then(self.price().cmp(&other.price()))
            .then(self.expired.cmp(&other.expired))
    }

    /// What is paid, in the currency that all are ranked in.
    pub(super) fn price(&self) -> Amount {
        self.converted.as_ref().unwrap_or(&self.cost).amount.0
    }
}

impl Serves {
    fn of(totals: &Totals, is_disputed: bool) -> Self {
        match (totals.served.0, totals.asked.0) {
            (served, asked) if served == asked && is_disputed => Serves::Disputed,
            (served, asked) if served == asked => Serves::All,
            (0, _) => Serves::None,
            _ => Serves::Part,
        }
    }
}

/// The worth of what was served, of all that was asked; where nothing is charged, its units.
fn served_share(totals: &Totals, scenario: &Scenario, shelf: &dyn Shelf) -> f64 {
    let (served, asked) = (totals.served.0, totals.asked.0);
    if served == asked {
        return 1.0;
    }
    let worth = worth(scenario, shelf).unwrap_or(totals.spent + totals.missing);
    if worth == Amount::ZERO {
        return served as f64 / asked as f64;
    }
    (totals.spent.as_micros() as f64 / worth.as_micros() as f64).min(1.0)
}
