//! Trying ways against what a scenario does now.

use std::cmp::Ordering;

use super::Kind;
use crate::amount::{Amount, Money};
use crate::calendar::Instant;
use crate::comparison::Merit;
use crate::document::Problem;
use crate::rate_card::{RateCard, Shelf};
use crate::report::{Refusal, Warning};
use crate::scenario::Scenario;
use crate::simulation::{Options, Record, checked, worth};

/// A scenario, and what it comes to as it is.
pub(super) struct Bench<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) card: &'s RateCard,
    pub(super) shelf: &'s dyn Shelf,
    pub(super) base: Outcome,
    /// Who is refused because of a cap, keys and users by their ids.
    pub(super) capped: Vec<(Refusal, String)>,
    /// Do rate limits hold anything back?
    pub(super) is_limited: bool,
}

/// Something that could be done instead.
pub(super) struct Way {
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) scenario: Scenario,
    /// What of the scenario does not apply to it.
    pub(super) dropped: Vec<Warning>,
}

/// What a scenario comes to.
pub(super) struct Outcome {
    pub(super) merit: Merit,
    pub(super) cost: Money,
    pub(super) spent: Amount,
    pub(super) served: Served,
    pub(super) warnings: Vec<Warning>,
    /// How many units are not served.
    unserved: u64,
    backlog_clears: Option<Instant>,
}

/// How much of what is asked for is served.
#[derive(Clone, Copy)]
pub(super) struct Served {
    /// Its worth, of the worth of all.
    pub(super) share: f64,
    /// Its units, of all units: what is free has no worth.
    units: f64,
}

/// A way that was tried.
pub(super) struct Taken {
    pub(super) way: Way,
    pub(super) outcome: Outcome,
}

impl<'s> Bench<'s> {
    /// # Errors
    /// Why the scenario cannot be run as it is.
    pub(super) fn of(scenario: &'s Scenario, shelf: &'s dyn Shelf) -> Result<Self, Vec<Problem>> {
        let checked = checked(scenario, shelf)?;
        let record = checked.run(Options::SUMS)?;
        let (capped, is_limited) = (record.capped(), record.is_limited());
        let base = outcome(&record, scenario, shelf);
        Ok(Bench { scenario, card: checked.card, shelf, base, capped, is_limited })
    }

    /// What another scenario comes to; none if it cannot be run, or serves fewer units than now.
    pub(super) fn try_out(&self, scenario: &Scenario) -> Option<Outcome> {
        let checked = checked(scenario, self.shelf).ok()?;
        let record = checked.run_if_served(self.base.unserved)?;
        Some(outcome(&record, scenario, self.shelf))
    }

    /// The best of some ways that serve no less: the one that costs least.
    pub(super) fn best(&self, ways: impl Iterator<Item = Way>) -> Option<Taken> {
        let mut best: Option<Taken> = None;
        for (price, way) in self.by_price(ways) {
            // What is bought or used comes on top of it.
            if best.as_ref().is_some_and(|best| price > best.outcome.merit.price) {
                break;
            }
            let Some(outcome) = self.try_out(&way.scenario) else { continue };
            let taken = Taken { way, outcome };
            let is_better = best.as_ref().is_none_or(|best| self.order(&taken, best).is_lt());
            if is_better && self.is_worth_it(&taken) {
                best = Some(taken);
            }
        }
        best
    }

    /// Ways that can be run with what the subscription alone costs, the cheapest first; none that
    /// costs more than what is done now.
    fn by_price(&self, ways: impl Iterator<Item = Way>) -> Vec<(Amount, Way)> {
        let mut priced: Vec<(Amount, Way)> = Vec::new();
        for way in ways {
            let price = match checked(&way.scenario, self.shelf) {
                Ok(checked) => checked.timeline.price(checked.end),
                Err(_) => continue,
            };
            if price <= self.base.merit.price {
                let place = priced.partition_point(|(other, _)| *other <= price);
                priced.insert(place, (price, way));
            }
        }
        priced
    }

    /// Does it serve no less, and cost less or serve more?
    fn is_worth_it(&self, Taken { way, outcome }: &Taken) -> bool {
        let base = &self.base;
        let saves = outcome.merit.price.cmp(&base.merit.price);
        let spares = way.kind == Kind::Batch && outcome.spent < base.spent;
        let is_sooner = outcome.unserved == 0 && base.backlog_clears > outcome.backlog_clears;
        let gains = base.gains_by(&outcome.served) > 0.0;
        base.loses_to(&outcome.served) <= 0.0
            && (saves.is_lt() || saves.is_eq() && (spares || is_sooner || gains))
    }

    /// The better one first: what serves no less, and is not disputed where what is done now is not;
    /// then what costs less, then what serves more, then what uses less.
    pub(super) fn order(&self, a: &Taken, b: &Taken) -> Ordering {
        let loses = |taken: &Taken| self.base.loses_to(&taken.outcome.served);
        let (a_loses, b_loses) = (loses(a), loses(b));
        let (a, b) = (&a.outcome, &b.outcome);
        let doubt = |outcome: &Outcome| outcome.merit.is_disputed && !self.base.merit.is_disputed;
        (a_loses > 0.0)
            .cmp(&(b_loses > 0.0))
            .then(doubt(a).cmp(&doubt(b)))
            .then(a.merit.price.cmp(&b.merit.price))
            .then(b.served.share.total_cmp(&a.served.share))
            .then(a.spent.cmp(&b.spent))
    }
}

pub(super) fn outcome(record: &Record, scenario: &Scenario, shelf: &dyn Shelf) -> Outcome {
    let (totals, warnings) = (record.totals(), record.warnings());
    let is_disputed = warnings.iter().any(|warning| warning.code == "entitlement");
    let merit = Merit::of(&totals, is_disputed, || worth(scenario, shelf));
    let units = totals.served.0 as f64 / totals.asked.0.max(1) as f64;
    let unserved = record.unserved();
    Outcome {
        served: Served { share: merit.share, units: if unserved == 0 { 1.0 } else { units } },
        unserved,
        merit,
        cost: totals.cost,
        spent: totals.spent,
        warnings,
        backlog_clears: record.backlog_clears(),
    }
}

impl Outcome {
    /// The share of what is asked for that this serves and another does not.
    pub(super) fn loses_to(&self, other: &Served) -> f64 {
        let (worth, units) = (self.served.share - other.share, self.served.units - other.units);
        worth.max(units).max(0.0)
    }

    /// The share of what is asked for that another serves and this does not.
    pub(super) fn gains_by(&self, other: &Served) -> f64 {
        let (worth, units) = (other.share - self.served.share, other.units - self.served.units);
        worth.max(units).max(0.0)
    }
}

impl Way {
    pub(super) fn new(kind: Kind, title: impl Into<String>, scenario: Scenario) -> Self {
        Way { kind, title: title.into(), scenario, dropped: Vec::new() }
    }
}
