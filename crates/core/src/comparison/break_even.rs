//! Where the best candidate changes as all use grows.
//!
//! A unit that is begun is a unit: at a scale of s an activity with a count of c asks for s·c, rounded
//! up. So the best candidate can only change right after a scale at which some activity's count is
//! whole, and those scales are fractions of the counts of today.

use std::borrow::Cow;

use serde::Serialize;

use super::merit::Merit;
use super::rank::{Ranked, Runner};
use super::request::{Candidate, CompareRequest};
use crate::amount::Amount;
use crate::number::{Count, gcd};
use crate::progress::Progress;
use crate::report::Units;
use crate::scenario::Scenario;
use crate::simulation::Budget;
use crate::usage::{Activity, UNITS_MAX};

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

/// The scale of today's use.
const TODAY: Scale = Scale { numerator: Units(1), denominator: Units(1) };

/// The parts of the scales between those at which it is looked.
pub(super) const PARTS: usize = LOOKED_AT.len() - 1;

/// Parts of the scale in which the middle of two is looked for. No activity has more units.
const FINE: u128 = 1_000_000_000_000;

/// More changes of the best candidate than these are not told.
const CHANGES_MAX: usize = 100;

/// The use of a request at other scales, on the candidates that can be run.
pub(super) struct Scales<'s> {
    request: &'s CompareRequest,
    runners: Vec<Runner<'s>>,
    ranked: &'s [Ranked],
    counts: Vec<u64>,
    /// The places of the candidates, the first choice first, where what each costs does not hang on
    /// the use.
    choices: Vec<usize>,
    budget: &'s Budget,
}

impl<'s> Scales<'s> {
    /// `ranked` is what each comes to with today's use.
    pub(super) fn of(
        request: &'s CompareRequest,
        runners: Vec<Runner<'s>>,
        ranked: &'s [Ranked],
        budget: &'s Budget,
    ) -> Self {
        let whatever = ranked.iter().filter_map(|run| run.candidate.scenario.as_deref());
        let used = [&request.scenario].into_iter().chain(whatever).flat_map(|asked| &asked.usage);
        let on = used.filter(|activity| activity.is_on());
        let counts = on.map(|activity| activity.count.0).filter(|count| *count > 0).collect();
        let is_fixed = !runners.iter().any(Runner::costs_by_use);
        let choices = if is_fixed { choices(ranked) } else { Vec::new() };
        Scales { request, runners, ranked, counts, choices, budget }
    }

    /// Every scale at which the best changes; none where there is too much to try.
    pub(super) fn break_evens(mut self, progress: &Progress) -> Vec<BreakEven> {
        let mut found = Vec::new();
        if self.counts.is_empty() || self.runners.len() < 2 {
            return found;
        }
        let [first, others @ ..] =
            LOOKED_AT.map(|(numerator, denominator)| Scale::new(numerator, denominator));
        let (mut low, mut best) = (first, self.best(first));
        for high in others {
            let at_high = self.best(high);
            while best != at_high && found.len() < CHANGES_MAX {
                let (end, next, after) = self.last_of(best, low, (high, at_high));
                found.extend(
                    best.zip(after).map(|(below, above)| self.break_even(end, below, above)),
                );
                (low, best) = (next, after);
            }
            (low, best) = (high, at_high);
            progress.step();
        }
        if self.budget.is_spent() { Vec::new() } else { found }
    }

    fn break_even(&self, scale: Scale, below: usize, above: usize) -> BreakEven {
        let [below, above] = [below, above].map(|place| self.ranked[place].candidate.clone());
        BreakEven { scale, below, above }
    }

    /// The place of the best candidate at a scale, if any can be run. Where costs are known, that is
    /// the cheapest that serves everything.
    fn best(&mut self, scale: Scale) -> Option<usize> {
        if scale == TODAY {
            return self.best_today();
        }
        let usage = scale.use_of(&self.request.scenario);
        let used = Used { scale, usage };
        for place in 0..self.choices.len() {
            let place = self.choices[place];
            self.budget.take(self.runners[place].work())?;
            if self.runners[place].serves_all(&self.ranked[place].use_at(&used)) {
                let rank = self.rank(place);
                let alike = (0..self.ranked.len()).filter(|other| self.rank(*other) == rank);
                let alike: Vec<_> = alike.collect();
                let is_one = alike.len() == 1;
                return if is_one { Some(place) } else { self.best_of(&used, &alike) };
            }
        }
        self.best_of(&used, &(0..self.ranked.len()).collect::<Vec<_>>())
    }

    /// What each comes to today is known.
    fn best_today(&self) -> Option<usize> {
        let better = |a: &Ranked, b: &Ranked| a.merit.order(&b.merit);
        (0..self.ranked.len()).min_by(|a, b| better(&self.ranked[*a], &self.ranked[*b]))
    }

    /// Is what it serves disputed, and what does it cost? The less, the better.
    fn rank(&self, place: usize) -> (bool, Amount) {
        rank(&self.ranked[place])
    }

    /// The best of some candidates. Those that could serve most are run first, and one that cannot
    /// serve as much as the best so far is not run at all.
    fn best_of(&mut self, used: &Used, places: &[usize]) -> Option<usize> {
        let mut best: Option<(usize, Merit)> = None;
        for (most, place) in self.by_most(used, places)? {
            if best.is_some_and(|(_, known)| most < known.share) {
                break;
            }
            self.budget.take(self.runners[place].work())?;
            let Some(merit) = self.merit(place, used) else { continue };
            let is_better = |(other, known): (usize, Merit)| {
                merit.order(&known).then(place.cmp(&other)).is_lt()
            };
            if best.is_none_or(is_better) {
                best = Some((place, merit));
            }
        }
        best.map(|(place, _)| place)
    }

    /// Candidates with the share of the use that each can serve at most, the greatest first; none
    /// where there is too much to try.
    fn by_most(&mut self, used: &Used, places: &[usize]) -> Option<Vec<(f64, usize)>> {
        let mut sorted: Vec<(f64, usize)> = Vec::new();
        for place in places {
            self.budget.take(self.runners[*place].work())?;
            let most = self.runners[*place].share_most(&self.ranked[*place].use_at(used));
            let at = sorted.partition_point(|(other, _)| *other >= most);
            sorted.insert(at, (most, *place));
        }
        Some(sorted)
    }

    fn merit(&mut self, place: usize, used: &Used) -> Option<Merit> {
        let (merit, cost) = self.runners[place].merit_of(&self.ranked[place].use_at(used))?;
        match &self.request.rates {
            Some(rates) => Some(merit.at(rates.exactly(&cost)?)),
            None => Some(merit),
        }
    }

    /// The last scale at which a candidate is the best that is so at the lower of two, the next
    /// scale at which any count is another one, and the best of that; of the higher it is known.
    fn last_of(
        &mut self,
        best: Option<usize>,
        mut low: Scale,
        (mut high, mut at_high): (Scale, Option<usize>),
    ) -> (Scale, Scale, Option<usize>) {
        loop {
            let next = self.next(low);
            if !next.is_below(high) {
                return (self.whole(low), high, at_high);
            }
            let middle = self
                .before(u128::midpoint(low.fine(), high.fine()))
                .filter(|scale| low.is_below(*scale) && scale.is_below(high));
            let middle = middle.unwrap_or(next);
            match self.best(middle) {
                at_middle if at_middle == best => low = middle,
                at_middle => (high, at_high) = (middle, at_middle),
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

/// What is asked for at a scale.
struct Used {
    scale: Scale,
    /// Of the request's scenario.
    usage: Vec<Activity>,
}

impl Ranked {
    /// A what-if has a use of its own.
    fn use_at<'u>(&self, used: &'u Used) -> Cow<'u, [Activity]> {
        match &self.candidate.scenario {
            Some(own) => Cow::Owned(used.scale.use_of(own)),
            None => Cow::Borrowed(&used.usage),
        }
    }
}

/// The places of candidates whose costs are known, the first choice first.
fn choices(ranked: &[Ranked]) -> Vec<usize> {
    let mut choices: Vec<usize> = Vec::new();
    for (place, run) in ranked.iter().enumerate() {
        let worse = choices.iter().position(|other| rank(run) < rank(&ranked[*other]));
        choices.insert(worse.unwrap_or(choices.len()), place);
    }
    choices
}

fn rank(run: &Ranked) -> (bool, Amount) {
    (run.merit.is_disputed, run.merit.price)
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

    fn use_of(self, scenario: &Scenario) -> Vec<Activity> {
        let scaled = |activity: &Activity| Activity {
            count: Count(self.of(activity.count.0)),
            ..activity.clone()
        };
        scenario.usage.iter().map(scaled).collect()
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
