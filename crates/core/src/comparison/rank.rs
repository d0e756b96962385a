//! What a candidate comes to, and its place among the others.

use std::cell::OnceCell;

use serde::Serialize;

use super::candidate::Trial;
use super::merit::{Merit, Serves, is_disputed};
use super::request::Candidate;
use crate::amount::{Amount, Money};
use crate::calendar::Instant;
use crate::document::Problem;
use crate::rate_card::{Shelf, Wallet};
use crate::report::{Totals, Warning};
use crate::simulation::{Checked, Options, checked, checked_unhindered};
use crate::usage::Activity;

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
    /// What decides its place.
    #[serde(skip)]
    pub(super) merit: Merit,
}

/// A candidate that can be run, with today's use and with others.
pub(super) struct Runner<'t> {
    candidate: &'t Candidate,
    trial: &'t Trial,
    checked: Checked<'t>,
    shelf: &'t dyn Shelf,
    /// The same where nothing is refused, once that was asked for.
    free: OnceCell<Option<Checked<'t>>>,
    /// The last use that was run so, and what all of it would be charged.
    known: Option<(Vec<Activity>, Option<Amount>)>,
    /// Does a page deny what another one grants?
    is_disputed: bool,
}

impl<'t> Runner<'t> {
    /// # Errors
    /// Why it cannot be run.
    pub(super) fn of(
        candidate: &'t Candidate,
        trial: &'t Trial,
        shelf: &'t dyn Shelf,
    ) -> Result<Self, Vec<Problem>> {
        let checked = checked(&trial.scenario, shelf)?;
        let (free, known) = Default::default();
        Ok(Runner { candidate, trial, checked, shelf, free, known, is_disputed: false })
    }

    /// Runs it with today's use.
    pub(super) fn rank(&mut self) -> Result<Ranked, Vec<Problem>> {
        let record = self.checked.run(Options::SUMS)?;
        let (totals, warnings) = (record.totals(), record.warnings());
        let (runs_out, backlog_clears) = (record.runs_out, record.backlog_clears());
        self.is_disputed = is_disputed(&warnings);
        let merit = self.merit(&totals, &self.trial.scenario.usage);
        Ok(Ranked {
            candidate: self.candidate.clone(),
            serves: merit.serves,
            served_share: merit.share,
            cost: totals.cost,
            converted: None,
            spent: totals.spent,
            expired: totals.expired,
            missing: totals.missing,
            runs_out,
            backlog_clears,
            warnings: self.trial.dropped.iter().cloned().chain(warnings).collect(),
            merit,
        })
    }

    fn merit(&mut self, totals: &Totals, usage: &[Activity]) -> Merit {
        Merit::of(totals, self.is_disputed, || self.worth(usage))
    }

    /// What all of a use would be charged if nothing were refused.
    fn worth(&mut self, usage: &[Activity]) -> Option<Amount> {
        if let Some((_, worth)) = self.known.as_ref().filter(|(known, _)| known == usage) {
            return *worth;
        }
        let worth = self.charged(usage);
        self.known = Some((usage.to_vec(), worth));
        worth
    }

    fn charged(&mut self, usage: &[Activity]) -> Option<Amount> {
        let (trial, shelf) = (self.trial, self.shelf);
        self.free.get_or_init(|| checked_unhindered(trial.unhindered(shelf), shelf));
        let free = self.free.get_mut()?.as_mut()?;
        free.take(usage.iter().enumerate()).ok()?;
        free.charged()
    }

    /// The share of another use that it can serve at most: what there is to spend, of what all of it
    /// would be charged.
    pub(super) fn share_most(&mut self, usage: &[Activity]) -> f64 {
        let worth = self.worth(usage).filter(|worth| *worth > Amount::ZERO);
        let Some(worth) = worth.filter(|_| !self.costs_by_use()) else { return 1.0 };
        let credits = self.checked.timeline.credits(self.checked.end);
        (credits.as_micros() as f64 / worth.as_micros() as f64).min(1.0)
    }

    /// Does it serve all of another use?
    pub(super) fn serves_all(&mut self, usage: &[Activity]) -> bool {
        let is_taken = self.checked.take(usage.iter().enumerate()).is_ok();
        is_taken && self.checked.run_if_served(0).is_some()
    }

    /// How good it is with another use, and what it costs; none if that cannot be run.
    pub(super) fn merit_of(&mut self, usage: &[Activity]) -> Option<(Merit, Money)> {
        self.checked.take(usage.iter().enumerate()).ok()?;
        let totals = self.checked.run(Options::SUMS).ok()?.totals();
        Some((self.merit(&totals, usage), totals.cost))
    }

    /// What a run of it takes, in months of activities.
    pub(super) fn work(&self) -> u64 {
        self.checked.work()
    }

    /// Does what it costs hang on what is used?
    pub(super) fn costs_by_use(&self) -> bool {
        let buys = self.checked.scenario.subscription.auto_top_up.is_some();
        buys || self.checked.card.wallet == Wallet::Money
    }
}

/// The best; of those that are alike the first.
pub(super) fn best(ranked: &[Ranked]) -> Option<&Ranked> {
    ranked.iter().min_by(|a, b| a.merit.order(&b.merit))
}

/// The best first; those that are alike stay in the order in which they were given.
pub(super) fn in_order(runs: impl Iterator<Item = Ranked>) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = Vec::new();
    for run in runs {
        let worse = ranked.iter().position(|other| run.merit.order(&other.merit).is_lt());
        ranked.insert(worse.unwrap_or(ranked.len()), run);
    }
    ranked
}
