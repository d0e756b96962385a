//! Where the best candidate changes as all use grows.
//!
//! A unit that is begun is a unit: at a scale of s an activity with a count of c asks for s·c, rounded
//! up. So the best candidate can only change right after a scale at which some activity's count is
//! whole, and those scales are fractions of the counts of today.

use serde::Serialize;

use super::rank::{Ranked, Sums};
use super::request::{Candidate, CompareRequest};
use crate::amount::Amount;
use crate::document::{At, Problems};
use crate::number::{Count, gcd};
use crate::rate_card::{Shelf, Wallet};
use crate::report::Units;
use crate::scenario::Scenario;
use crate::usage::UNITS_MAX;

/// A scale up to which one candidate is the best, and from which on another is.
#[derive(Clone, Debug, Serialize)]
pub struct BreakEven {
    /// The part of today's use up to which the first is the best.
    pub scale: Scale,
    /// The best up to it.
    pub below: Candidate,
    /// The best of any more.
    pub above: Candidate,
}

/// A part of today's use, as an exact fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Scale {
    /// How many parts.
    pub numerator: Units,
    /// Of how many.
    pub denominator: Units,
}

/// Between these it is looked, and at each whether the best is another one; between two of them at
/// which the same is the best no other is looked for.
const LOOKED_AT: [(u64, u64); 7] = [(1, 10), (1, 5), (1, 2), (1, 1), (2, 1), (5, 1), (10, 1)];

/// Parts of the scale in which the middle of two is looked for. No activity has more units.
const FINE: u128 = 1_000_000_000_000;

/// The use of a request at other scales, on some candidates.
pub(super) struct Scales<'s> {
    request: &'s CompareRequest,
    candidates: &'s [Candidate],
    shelf: &'s dyn Shelf,
    counts: Vec<u64>,
    /// Those that can be run, the first choice first, where what each costs does not hang on the use.
    choices: Option<Vec<Choice>>,
}

/// A candidate whose cost is known.
struct Choice {
    place: usize,
    /// Is what it serves disputed, and what it costs: the less, the better.
    rank: (bool, Amount),
}

impl<'s> Scales<'s> {
    /// `runs` are those of today's use, in the candidates' order.
    pub(super) fn of(
        request: &'s CompareRequest,
        candidates: &'s [Candidate],
        runs: &[Option<Ranked>],
        shelf: &'s dyn Shelf,
    ) -> Self {
        let on = request.scenario.usage.iter().filter(|activity| activity.is_on());
        let counts = on.map(|activity| activity.count.0).filter(|count| *count > 0).collect();
        let buys = request.scenario.subscription.auto_top_up.is_some();
        let of_money = |candidate: &Candidate| {
            let card = candidate.card.find(shelf, At::Root, &mut Problems::default());
            card.is_none_or(|card| card.wallet == Wallet::Money)
        };
        let is_fixed = !buys && !candidates.iter().any(of_money);
        let choices = is_fixed.then(|| choices(runs));
        Scales { request, candidates, shelf, counts, choices }
    }

    /// Every scale at which the best changes.
    pub(super) fn break_evens(&self) -> Vec<BreakEven> {
        let mut found = Vec::new();
        if self.counts.is_empty() || self.candidates.len() < 2 {
            return found;
        }
        let [first, others @ ..] =
            LOOKED_AT.map(|(numerator, denominator)| Scale::new(numerator, denominator));
        let (mut low, mut best) = (first, self.best(first));
        for high in others {
            let at_high = self.best(high);
            while best != at_high {
                let (end, next) = self.last_of(best, low, high);
                let after = self.best(next);
                if let Some((below, above)) = best.zip(after) {
                    let [below, above] = [below, above].map(|index| self.candidates[index].clone());
                    found.push(BreakEven { scale: end, below, above });
                }
                (low, best) = (next, after);
            }
            low = high;
        }
        found
    }

    /// The place of the best candidate at a scale, if any can be run. Where costs are known, that is
    /// the cheapest that serves everything.
    fn best(&self, scale: Scale) -> Option<usize> {
        let scenario = self.scenario(scale);
        let serves_all = |choice: &&Choice| {
            let run = Sums::of(&scenario, &self.candidates[choice.place], self.shelf);
            run.is_ok_and(|sums| sums.serves_all())
        };
        let choices = self.choices.as_deref().unwrap_or_default();
        let Some(first) = choices.iter().find(serves_all) else {
            return self.best_of(&scenario, &|_| true);
        };
        let alike = || choices.iter().filter(|choice| choice.rank == first.rank);
        if alike().count() == 1 {
            return Some(first.place);
        }
        self.best_of(&scenario, &|place| alike().any(|choice| choice.place == place))
    }

    fn scenario(&self, scale: Scale) -> Scenario {
        let mut scenario = self.request.scenario.clone();
        for activity in &mut scenario.usage {
            activity.count = Count(scale.of(activity.count.0));
        }
        scenario
    }

    /// The best of some candidates, each run.
    fn best_of(&self, scenario: &Scenario, is_one: &dyn Fn(usize) -> bool) -> Option<usize> {
        let places = (0..self.candidates.len()).filter(|place| is_one(*place));
        let run = |place| {
            let run = Ranked::of(scenario, &self.candidates[place], self.shelf);
            Some((place, run.ok()?))
        };
        let mut runs: Vec<_> = places.filter_map(run).collect();
        self.request.convert(runs.iter_mut().map(|(_, run)| run)).ok()?;
        let runs = runs.iter();
        let best = runs.reduce(|best, run| if run.1.order(&best.1).is_lt() { run } else { best });
        best.map(|(place, _)| *place)
    }

    /// The last scale at which a candidate is the best that is so at the lower of two, and the next
    /// scale at which any count is another one.
    fn last_of(&self, best: Option<usize>, mut low: Scale, mut high: Scale) -> (Scale, Scale) {
        loop {
            let next = self.next(low);
            if !next.is_below(high) {
                return (self.whole(low), high);
            }
            let middle = self
                .before(u128::midpoint(low.fine(), high.fine()))
                .filter(|scale| low.is_below(*scale));
            let middle = middle.unwrap_or(next);
            if self.best(middle) == best {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /// The first scale above one at which a count is whole.
    fn next(&self, scale: Scale) -> Scale {
        let next = |count: &u64| Scale::new(scale.floor(*count) + 1, *count);
        least(self.counts.iter().map(next))
    }

    /// The last scale at which the same is asked for as at one: there a count is whole.
    fn whole(&self, scale: Scale) -> Scale {
        let up = |count: &u64| Scale::new(scale.of(*count), *count);
        least(self.counts.iter().map(up))
    }

    /// The last scale up to so many fine parts at which a count is whole.
    fn before(&self, fine: u128) -> Option<Scale> {
        let before = |count: &u64| {
            let whole = u64::try_from(fine * u128::from(*count) / FINE).unwrap_or(u64::MAX);
            Scale::new(whole, *count)
        };
        self.counts.iter().map(before).reduce(|a, b| if a.is_below(b) { b } else { a })
    }
}

/// The first choice first.
fn choices(runs: &[Option<Ranked>]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for (place, run) in runs.iter().enumerate() {
        let Some(run) = run else { continue };
        let choice = Choice { place, rank: (run.is_disputed, run.price()) };
        let worse = choices.iter().position(|other| choice.rank < other.rank);
        choices.insert(worse.unwrap_or(choices.len()), choice);
    }
    choices
}

fn least(scales: impl Iterator<Item = Scale>) -> Scale {
    let least = scales.reduce(|a, b| if b.is_below(a) { b } else { a });
    least.expect("there is an activity")
}

impl Scale {
    fn new(numerator: u64, denominator: u64) -> Self {
        let common = gcd(numerator.into(), denominator.into());
        let part = |count: u64| u64::try_from(u128::from(count) / common).unwrap_or(count);
        Scale { numerator: Units(part(numerator)), denominator: Units(part(denominator)) }
    }

    /// So much of a count, a unit that is begun counted whole.
    fn of(self, count: u64) -> u64 {
        let parts = u128::from(count) * u128::from(self.numerator.0);
        let whole = parts.div_ceil(u128::from(self.denominator.0));
        u64::try_from(whole).unwrap_or(u64::MAX).min(UNITS_MAX)
    }

    fn floor(self, count: u64) -> u64 {
        let parts = u128::from(count) * u128::from(self.numerator.0);
        u64::try_from(parts / u128::from(self.denominator.0)).unwrap_or(u64::MAX - 1)
    }

    fn fine(self) -> u128 {
        u128::from(self.numerator.0) * FINE / u128::from(self.denominator.0)
    }

    fn is_below(self, other: Scale) -> bool {
        let cross = |a: u64, b: u64| u128::from(a) * u128::from(b);
        cross(self.numerator.0, other.denominator.0) < cross(other.numerator.0, self.denominator.0)
    }
}
