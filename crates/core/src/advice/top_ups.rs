//! What is bought and not needed.

use super::Kind;
use super::bench::{Bench, Taken, Way};
use crate::scenario::Scenario;
use crate::subscription::Move;

impl Bench<'_> {
    /// Without what is bought and not needed: top-ups are left out as long as no less is served, the
    /// last ones first, and nothing more is bought by itself than is needed.
    pub(super) fn top_ups(&self) -> Option<Taken> {
        let mut taken: Option<Taken> = self.best(self.less_by_itself().into_iter());
        let mut left_out = 0;
        for index in (0..self.scenario.subscription.changes.len()).rev() {
            let scenario = taken.as_ref().map_or(self.scenario, |taken| &taken.way.scenario);
            let Some(scenario) = without(scenario, index) else { continue };
            let title = "Leave out a top-up that is not needed";
            let more = self.best(Some(Way::new(Kind::TopUps, title, scenario)).into_iter());
            let price = |taken: &Taken| taken.outcome.merit.price;
            if more.as_ref().map(price) < taken.as_ref().map(price) || taken.is_none() {
                left_out += u32::from(more.is_some());
                taken = more.or(taken);
            }
        }
        if let Some(taken) = taken.as_mut().filter(|_| left_out > 1) {
            taken.way.title = format!("Leave out {left_out} top-ups that are not needed");
        }
        taken
    }

    /// Buying nothing by itself, or no more at a time than up to the balance below which it buys.
    fn less_by_itself(&self) -> Vec<Way> {
        let Some(auto) = &self.scenario.subscription.auto_top_up else { return Vec::new() };
        let [mut none, mut little] = [self.scenario.clone(), self.scenario.clone()];
        none.subscription.auto_top_up = None;
        little.subscription.auto_top_up =
            Some(crate::subscription::AutoTopUp { to: auto.below, ..auto.clone() });
        vec![
            Way::new(Kind::TopUps, "Buy nothing by itself", none),
            Way::new(Kind::TopUps, "Buy less at a time", little),
        ]
    }
}

/// The scenario without a change, if that is a top-up.
fn without(scenario: &Scenario, index: usize) -> Option<Scenario> {
    let changes = &scenario.subscription.changes;
    changes.get(index).filter(|change| matches!(change.what, Move::TopUp { .. }))?;
    let mut scenario = scenario.clone();
    scenario.subscription.changes.remove(index);
    Some(scenario)
}
