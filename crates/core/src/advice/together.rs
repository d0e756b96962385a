//! All that helps, one after the other.

use super::bench::{Bench, Taken, Way};
use super::{Kind, Search};
use crate::progress::Progress;
use crate::report::Warning;
use crate::scenario::Scenario;

const FIRST: [Search; 2] = [|bench| bench.batches(), |bench| bench.caps()];
const PLAN: Search = |bench| bench.any_plan();
const FREEZES: Search = |bench| bench.freezes();
const TOP_UPS: Search = |bench| bench.top_ups();
/// A plan paid for the year leaves no room for freezes, and freezes none for such a plan.
const THEN: [[Search; 3]; 2] = [[PLAN, TOP_UPS, FREEZES], [FREEZES, PLAN, TOP_UPS]];

/// How often something is looked for.
pub(super) const SEARCHES: usize = FIRST.len() + THEN.len() * THEN[0].len();

/// A scenario, changed by one advice after the other.
#[derive(Clone)]
struct Changed {
    scenario: Scenario,
    titles: Vec<String>,
    dropped: Vec<Warning>,
}

impl Bench<'_> {
    /// Several kinds of advice together, where that saves more than any of them alone.
    pub(super) fn together(&self, singles: &[Taken], progress: &Progress) -> Option<Taken> {
        let scenario = self.scenario.clone();
        let mut first = Changed { scenario, titles: Vec::new(), dropped: Vec::new() };
        first.follow(&FIRST, self, progress);
        let both = THEN.iter().filter_map(|order| {
            let mut changed = first.clone();
            changed.follow(order, self, progress);
            self.taken(changed)
        });
        let better = |a: Taken, b: Taken| if self.order(&b, &a).is_lt() { b } else { a };
        let best = both.reduce(better)?;
        let is_best = singles.iter().all(|single| self.order(&best, single).is_lt());
        is_best.then_some(best)
    }

    /// What several changes come to; none where there are not several.
    fn taken(&self, changed: Changed) -> Option<Taken> {
        let Changed { scenario, titles, dropped } = changed;
        let outcome = self.try_out(&scenario).filter(|_| titles.len() > 1)?;
        let way = Way { dropped, ..Way::new(Kind::Together, titles.join("; "), scenario) };
        Some(Taken { way, outcome })
    }

    /// The best of what can be done about the plan.
    fn any_plan(&self) -> Option<Taken> {
        let all = [self.billing(), self.plan(), self.plan_change()].into_iter().flatten();
        all.reduce(|a, b| if self.order(&b, &a).is_lt() { b } else { a })
    }
}

impl Changed {
    /// Takes what is found, each on what the one before has made of the scenario.
    fn follow(&mut self, order: &[Search], bench: &Bench, progress: &Progress) {
        for search in order {
            let found = bench.on(&self.scenario).and_then(|bench| search(&bench));
            progress.step();
            if let Some(Taken { way, .. }) = found {
                self.titles.push(way.title);
                self.dropped.extend(way.dropped);
                self.scenario = way.scenario;
            }
        }
    }
}
