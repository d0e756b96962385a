//! A scenario that was run: what the figures on the page are read from.

use std::rc::Rc;

use creditcast_catalog::catalog;
use creditcast_core::amount::Amount;
use creditcast_core::document::Problem;
use creditcast_core::rate_card::{RateCard, Shelf, Trust, Wallet};
use creditcast_core::report::{CycleRow, Report};
use creditcast_core::scenario::{CardRef, Scenario};
use creditcast_core::simulation::{Options, parse, simulate};

use crate::draft::Draft;
use crate::order::each_once;

/// A complete run.
#[derive(Debug)]
pub(crate) struct Run {
    /// What was typed.
    pub draft: Rc<Draft>,
    /// What it means.
    pub scenario: Scenario,
    /// What it comes to.
    pub report: Report,
}

/// The report that is shown and exported.
const OPTIONS: Options = Options { daily: true, ledger: false };

impl Run {
    /// Runs what was typed.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub(crate) fn of(draft: Rc<Draft>) -> Result<Self, Vec<Problem>> {
        let scenario = parse(draft.document(), catalog())?;
        Run::of_scenario(draft, scenario)
    }

    /// Runs what was made of it.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub(crate) fn of_scenario(draft: Rc<Draft>, scenario: Scenario) -> Result<Self, Vec<Problem>> {
        let report = simulate(&scenario, catalog(), OPTIONS)?;
        Ok(Run { draft, scenario, report })
    }

    /// The card that it was run by.
    pub(crate) fn card(&self) -> &RateCard {
        match &self.scenario.card {
            CardRef::Own(card) => card,
            CardRef::Id(id) => catalog().find(id).expect("a scenario that was run has a card"),
        }
    }

    /// "Prices read on 28 Sep 2026.", or who read them, if the vendor's own page did not say them to us.
    pub(crate) fn prices_read(&self, on: &str) -> String {
        let by_others = self.prices_trust() != Trust::Vendor;
        let read = if by_others { "as a third party read them" } else { "read" };
        format!("Prices {read} on {on}.")
    }

    /// How far the plan's price can be trusted.
    pub(crate) fn prices_trust(&self) -> Trust {
        let card = self.card();
        let plan = card.plan(&self.scenario.subscription.plan);
        let sources =
            plan.and_then(|plan| plan.sources.get("price")).map_or(&[][..], Vec::as_slice);
        card.sources_of(sources).next().map_or(Trust::Vendor, |source| source.trust)
    }

    /// The rules of the bill, each once.
    pub(crate) fn bill_rules(&self) -> Vec<String> {
        each_once(self.report.bill.iter().map(|line| &line.rule))
    }

    /// The rules by which anything was charged, each once.
    pub(crate) fn charge_rules(&self) -> Vec<String> {
        each_once(self.report.spending.iter().flat_map(|row| &row.rules).map(|row| &row.rule))
    }

    /// The rules by which credits were lost, or would be if none was: all that was carried into a
    /// cycle ended with the one before, less was cut to the cap.
    pub(crate) fn expiry_rules(&self) -> Vec<String> {
        let mut lost = self.report.cycles.iter().filter(|cycle| cycle.expired > Amount::ZERO);
        let reset = lost.next().map(|cycle| cycle.expired == cycle.opening);
        let rules: &[&str] = match reset {
            Some(true) => &["subscription.expiry"],
            Some(false) => &["subscription.rollover"],
            None => &["subscription.rollover", "subscription.expiry"],
        };
        rules.iter().map(|rule| (*rule).to_owned()).collect()
    }

    /// Is it paid as one goes, without credits?
    pub(crate) fn is_money(&self) -> bool {
        self.card().wallet == Wallet::Money
    }

    /// What the plan grants a month, at the most.
    pub(crate) fn granted_a_month(&self) -> f64 {
        let by_month = |row: &CycleRow| {
            (row.granted.as_number() / f64::from(row.end.months_since(row.start).max(1))).floor()
        };
        self.report.cycles.iter().map(by_month).fold(0.0, f64::max)
    }

    /// The answer chosen for a switch of the card.
    pub(crate) fn answer_to(&self, policy: &str) -> Option<&str> {
        let chosen = self.scenario.policies.0.iter().find(|(id, _)| id == policy);
        let default = || self.card().policy(policy).map(|policy| &*policy.default);
        chosen.map(|(_, answer)| &**answer).or_else(default)
    }

    /// The report of the same scenario with another answer to one switch, without its days.
    pub(crate) fn with_answer(&self, policy: &str, answer: &str) -> Option<Report> {
        let mut scenario = self.scenario.clone();
        scenario.policies.choose(policy, answer);
        simulate(&scenario, catalog(), Options::SUMS).ok()
    }
}
