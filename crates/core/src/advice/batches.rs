//! Larger requests: where something is charged for each, fewer of them cost less.

use super::Kind;
use super::bench::{Bench, Taken, Way};
use crate::number::Count;
use crate::rate_card::BatchDefault;
use crate::scenario::Scenario;
use crate::simulation::checked;

/// Sizes up to this are all tried; beyond, only the largest.
const SIZES_MAX: u64 = 100;

impl Bench<'_> {
    /// Each activity in the requests in which all of it is charged least.
    pub(super) fn batches(&self) -> Option<Taken> {
        let mut scenario = self.scenario.clone();
        let mut titles = Vec::new();
        for index in 0..scenario.usage.len() {
            let Some(batch) = self.best_batch(index) else { continue };
            let activity = &mut scenario.usage[index];
            activity.batch = Some(Count(batch));
            let action = self.card.action_or_need(&activity.action).map(|action| &action.title);
            let title = activity.name.as_ref().or(action).unwrap_or(&activity.action);
            titles.push(format!("{title} in requests of {batch}"));
        }
        let title = format!("Send {}", titles.join(", "));
        let way = Way::new(Kind::Batch, title, scenario);
        self.best((!titles.is_empty()).then_some(way).into_iter())
    }

    /// The size of an activity's requests in which it is charged less than now, and least; of sizes
    /// alike the largest.
    fn best_batch(&self, index: usize) -> Option<u64> {
        let mut alone = self.alone(index)?;
        let (now, most) = self.sizes(&alone)?;
        let mut charged = |batch: u64| {
            alone.usage[0].batch = Some(Count(batch));
            self.try_worth(&alone)
        };
        let of_now = charged(now)?;
        let (mut least, mut best) = (of_now, now);
        let sizes = (1..=most.min(SIZES_MAX)).chain((most > SIZES_MAX).then_some(most));
        for size in sizes {
            if let Some(amount) = charged(size).filter(|amount| *amount <= least) {
                (least, best) = (amount, size);
            }
        }
        (least < of_now).then_some(best)
    }

    /// The size of a lone activity's requests, and the most that can go in one; none where all of a day
    /// goes in one, or what is charged does not depend on it.
    fn sizes(&self, alone: &Scenario) -> Option<(u64, u64)> {
        let checked = checked(alone, self.shelf).ok()?;
        let step = checked.steps.first()?;
        let action = step.tariff.action;
        let given = alone.usage[0].batch.map(|batch| BatchDefault::Units(batch.0));
        let BatchDefault::Units(now) = given.unwrap_or(action.batch.default) else { return None };
        let most = step.schedule.units_most().min(action.batch.max.map_or(UNITS_MAX, |max| max.0));
        let depends = step.tariff.rules.iter().any(|rule| !rule.is_linear());
        depends.then_some((now, most))
    }

    /// The scenario with one activity alone, if that is on.
    fn alone(&self, index: usize) -> Option<Scenario> {
        let activity = self.scenario.usage.get(index).filter(|activity| activity.is_on())?;
        let usage = vec![activity.clone()];
        Some(Scenario { usage, ..self.scenario.clone() })
    }
}

/// No request has more units where the vendor names no most.
const UNITS_MAX: u64 = 1_000_000;
