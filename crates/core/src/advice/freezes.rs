//! Freezes in quiet months.

use super::Kind;
use super::bench::{Bench, Outcome, Taken, Way};
use crate::calendar::Date;
use crate::number::Count;
use crate::scenario::Scenario;
use crate::simulation::checked;
use crate::subscription::{Change, Move};

/// A freeze that serves less is only named if it loses no more than this share of what is asked for.
const LOSES_MAX: f64 = 0.05;

impl Bench<'_> {
    /// Freezes that serve no less, one after the other, each where it saves most.
    pub(super) fn freezes(&self) -> Option<Taken> {
        let mut taken: Option<Taken> = None;
        loop {
            let scenario = taken.as_ref().map_or(self.scenario, |taken| &taken.way.scenario);
            let Some(more) = self.best(self.freezes_of(scenario).into_iter()) else { return taken };
            let price = |taken: &Taken| taken.outcome.merit.price;
            if taken.as_ref().is_some_and(|taken| price(&more) >= price(taken)) {
                return taken;
            }
            taken = Some(match taken {
                None => more,
                Some(known) => named_after(&known, more),
            });
        }
    }

    /// The freeze that serves a little less and saves a larger share than it loses: the one by which
    /// the difference is largest.
    pub(super) fn costly_freeze(&self) -> Option<Taken> {
        let mut best: Option<(f64, Taken)> = None;
        for way in self.freezes_of(self.scenario) {
            let Some(outcome) = self.try_up_to(u64::MAX, &way.scenario) else { continue };
            let loses = self.base.serves_beyond(&outcome);
            let gain = self.saved_share(&outcome) - loses;
            let is_better = best.as_ref().is_none_or(|(known, _)| gain > *known);
            if loses > 0.0 && loses <= LOSES_MAX && gain > 0.0 && is_better {
                best = Some((gain, Taken { way, outcome }));
            }
        }
        best.map(|(_, taken)| taken)
    }

    fn saved_share(&self, outcome: &Outcome) -> f64 {
        let (before, after) = (self.base.merit.price, outcome.merit.price);
        (before - after).as_micros() as f64 / before.as_micros().max(1) as f64
    }

    /// Every single freeze that the rules allow besides those that there are.
    fn freezes_of(&self, scenario: &Scenario) -> Vec<Way> {
        if self.card.rule("subscription.freeze").is_none() {
            return Vec::new();
        }
        let Ok(checked) = checked(scenario, self.shelf) else { return Vec::new() };
        let renewals = checked.timeline.cycles.iter().skip(1).map(|cycle| cycle.start);
        let lengths = renewals.flat_map(|on| [1, 2].map(|months| (on, months)));
        lengths.map(|(on, months)| freeze(scenario, on, months)).collect()
    }
}

fn freeze(scenario: &Scenario, on: Date, months: u64) -> Way {
    let mut scenario = scenario.clone();
    let what = Move::Freeze { months: Count(months) };
    scenario.subscription.changes.push(Change { on, what });
    let span = if months == 1 { "a month".to_owned() } else { format!("{months} months") };
    Way::new(Kind::Freeze, format!("Freeze it for {span} from {}", on.in_words()), scenario)
}

/// One more freeze, beside those named before.
fn named_after(known: &Taken, mut more: Taken) -> Taken {
    let rest = more.way.title.trim_start_matches("Freeze it for ").to_owned();
    more.way.title = format!("{}, and for {rest}", known.way.title);
    more
}
