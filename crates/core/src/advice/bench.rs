//! Trying ways against what a scenario does now.

use std::cmp::Ordering;

use super::Kind;
use crate::amount::{Amount, Money};
use crate::calendar::Instant;
use crate::comparison::{Merit, is_disputed};
use crate::document::Problem;
use crate::rate_card::{RateCard, Shelf};
use crate::report::{Refusal, Warning};
use crate::scenario::Scenario;
use crate::simulation::{Budget, Options, Record, checked, months, worth};

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
    /// What may still be tried.
    budget: &'s Budget,
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
    /// The share of the units that are served: what is free has no worth.
    units: f64,
    pub(super) warnings: Vec<Warning>,
    /// How many units are not served.
    pub(super) unserved: u64,
    pub(super) wait: Wait,
    /// When the first request is refused for want of credits.
    pub(super) runs_out: Option<Instant>,
}

/// How long what is held back by limits waits; the later, the greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wait {
    /// Nothing has to wait.
    None,
    /// The last of it is served then.
    Until(Instant),
    /// Some of it still waits at the end.
    Beyond,
}

impl Wait {
    fn of(record: &Record) -> Self {
        if record.still_waits() {
            return Wait::Beyond;
        }
        record.backlog_clears().map_or(Wait::None, Wait::Until)
    }

    /// The day on which the last of it is served, as documents write it.
    pub(super) fn day(self) -> Option<String> {
        let Wait::Until(at) = self else { return None };
        Some(at.date.to_string())
    }
}

/// A way that was tried.
pub(super) struct Taken {
    pub(super) way: Way,
    pub(super) outcome: Outcome,
}

impl<'s> Bench<'s> {
    /// # Errors
    /// Why the scenario cannot be run as it is.
    pub(super) fn of(
        scenario: &'s Scenario,
        shelf: &'s dyn Shelf,
        budget: &'s Budget,
    ) -> Result<Self, Vec<Problem>> {
        let checked = checked(scenario, shelf)?;
        let record = checked.run(Options::SUMS)?;
        let (capped, is_limited) = (record.capped(), record.is_limited());
        let base = outcome(&record, scenario, shelf);
        Ok(Bench { scenario, card: checked.card, shelf, base, capped, is_limited, budget })
    }

    /// What another scenario comes to; none if it cannot be run, serves fewer units than now, or would be
    /// one too many to try.
    pub(super) fn try_out(&self, scenario: &Scenario) -> Option<Outcome> {
        self.try_up_to(self.base.unserved, scenario)
    }

    /// The same for one that may leave so many units unserved.
    pub(super) fn try_up_to(&self, unserved: u64, scenario: &Scenario) -> Option<Outcome> {
        let checked = checked(scenario, self.shelf).ok()?;
        self.budget.take(checked.work())?;
        Some(outcome(&checked.run_if_served(unserved)?, scenario, self.shelf))
    }

    /// The best of some ways that serve no less: the one that costs least.
    pub(super) fn best(&self, ways: impl Iterator<Item = Way>) -> Option<Taken> {
        let mut best: Option<Taken> = None;
        if self.budget.is_spent() {
            return best;
        }
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

    /// What all of another scenario would be charged.
    pub(super) fn try_worth(&self, scenario: &Scenario) -> Option<Amount> {
        self.budget.take(months(scenario))?;
        worth(scenario, self.shelf)
    }

    /// The same for a scenario made of this one, if more may be tried.
    pub(super) fn on<'n>(&'n self, scenario: &'n Scenario) -> Option<Bench<'n>> {
        if self.budget.is_spent() {
            return None;
        }
        Bench::of(scenario, self.shelf, self.budget).ok()
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
        let is_sooner = outcome.unserved == 0 && base.wait > outcome.wait;
        let gains = outcome.serves_beyond(base) > 0.0;
        base.serves_beyond(outcome) <= 0.0
            && (saves.is_lt() || saves.is_eq() && (spares || is_sooner || gains))
    }

    /// The better one first: what serves no less, and is not disputed where what is done now is not;
    /// then what costs less, then what serves more, then what uses less.
    pub(super) fn order(&self, a: &Taken, b: &Taken) -> Ordering {
        let loses = |taken: &Taken| self.base.serves_beyond(&taken.outcome);
        let (a_loses, b_loses) = (loses(a), loses(b));
        let (a, b) = (&a.outcome, &b.outcome);
        let doubt = |outcome: &Outcome| outcome.merit.is_disputed && !self.base.merit.is_disputed;
        (a_loses > 0.0)
            .cmp(&(b_loses > 0.0))
            .then(doubt(a).cmp(&doubt(b)))
            .then(a.merit.price.cmp(&b.merit.price))
            .then(b.merit.share.total_cmp(&a.merit.share))
            .then(a.spent.cmp(&b.spent))
    }

    /// In which advice is told: of what serves no less first what is not disputed, whatever is done now;
    /// then the better one.
    pub(super) fn told(&self, a: &Taken, b: &Taken) -> Ordering {
        let loses = |taken: &Taken| self.base.serves_beyond(&taken.outcome) > 0.0;
        let is_disputed = |taken: &Taken| taken.outcome.merit.is_disputed;
        (loses(a), is_disputed(a)).cmp(&(loses(b), is_disputed(b))).then(self.order(a, b))
    }
}

fn outcome(record: &Record, scenario: &Scenario, shelf: &dyn Shelf) -> Outcome {
    let (totals, warnings) = (record.totals(), record.warnings());
    let merit = Merit::of(&totals, is_disputed(&warnings), || worth(scenario, shelf));
    let units = totals.served.0 as f64 / totals.asked.0.max(1) as f64;
    let unserved = record.unserved();
    Outcome {
        units: if unserved == 0 { 1.0 } else { units },
        unserved,
        merit,
        cost: totals.cost,
        spent: totals.spent,
        warnings,
        wait: Wait::of(record),
        runs_out: record.runs_out,
    }
}

impl Outcome {
    /// The share of what is asked for that this serves and another does not, by worth or by units.
    pub(super) fn serves_beyond(&self, other: &Outcome) -> f64 {
        let (worth, units) = (self.merit.share - other.merit.share, self.units - other.units);
        worth.max(units).max(0.0)
    }
}

impl Way {
    pub(super) fn new(kind: Kind, title: impl Into<String>, scenario: Scenario) -> Self {
        Way { kind, title: title.into(), scenario, dropped: Vec::new() }
    }
}
