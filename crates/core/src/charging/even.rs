//! A scenario's units: repeats, matches and points spread evenly over all of an activity's units.
//!
//! The k-th unit is a repeat where `floor(k·repeat)` grows; of those that are no repeats the n-th
//! is matched where `floor(n·matched)` grows; of those the m-th has a point where `floor(m·share)`
//! grows. So every sum over units is a difference of two floors, whatever their number.

use std::cell::{Cell, OnceCell};

use super::periodic::{PERIOD, Periodic, sum_of_period};
use super::{POINTS_MAX, Prices, Requests, Search, Spread, Tally, TooFine};
use crate::number::{Share, gcd};

/// The shares of an activity.
#[derive(Clone, Debug)]
pub struct Even {
    repeat: Share,
    matched: Share,
    points: Vec<EvenPoint>,
    /// The kinds of matched units, worked out when they are first needed.
    kinds: OnceCell<Vec<Kind>>,
    /// How many requests may still be looked at one by one.
    looks_left: Cell<u64>,
    /// What the units up to the last look brought: the next look mostly goes on from there.
    reached: Cell<Tally>,
}

/// Matched units that have the same points.
#[derive(Clone, Debug)]
struct Kind {
    points: [u64; POINTS_MAX],
    counts: Periodic,
}

/// How one point rule finds its units.
#[derive(Clone, Debug)]
pub enum EvenPoint {
    /// Nowhere: the point is not asked for, or another rule of its group charges every unit.
    Nowhere,
    /// On this share of the matched units.
    Found(Share),
    /// On every unit that is no repeat.
    Asked,
    /// On matched units that have this point and none of the earlier ones of its group.
    FoundAlone(Periodic),
}

/// More requests of an activity than this are not looked at one by one in a run.
const LOOKS_MAX: u64 = 50_000_000;

impl EvenPoint {
    fn is_like(&self, other: &EvenPoint) -> bool {
        match (self, other) {
            (EvenPoint::Nowhere, EvenPoint::Nowhere) | (EvenPoint::Asked, EvenPoint::Asked) => true,
            (EvenPoint::Found(share), EvenPoint::Found(other)) => share == other,
            _ => false,
        }
    }

    fn of_first(&self, new: u64, matched: u64) -> u64 {
        match self {
            EvenPoint::Nowhere => 0,
            EvenPoint::Found(share) => share.of_first(matched),
            EvenPoint::Asked => new,
            EvenPoint::FoundAlone(units) => units.of_first(matched),
        }
    }

    /// After how many times so many matched units it repeats.
    fn repeats_after(&self, matched: u128) -> u128 {
        match self {
            EvenPoint::Nowhere | EvenPoint::Asked => 1,
            EvenPoint::Found(share) => repeats_after(*share, matched),
            EvenPoint::FoundAlone(_) => {
                let period = u128::from(PERIOD);
                period / gcd(matched, period)
            }
        }
    }
}

impl Even {
    /// The spread of these shares; `points` in the order of the action's point rules.
    pub fn new(repeat: Share, matched: Share, points: Vec<EvenPoint>) -> Self {
        Even {
            repeat,
            matched,
            points,
            kinds: OnceCell::new(),
            looks_left: Cell::new(LOOKS_MAX),
            reached: Cell::default(),
        }
    }

    /// Is every share the same as another's?
    pub fn has_shares_of(&self, other: &Even) -> bool {
        let of = |even: &Even| (even.repeat, even.matched);
        let points = self.points.iter().zip(&other.points);
        of(self) == of(other) && points.into_iter().all(|(a, b)| a.is_like(b))
    }

    /// Allows as many looks as a run may take.
    pub fn renew_looks(&self) {
        self.looks_left.set(LOOKS_MAX);
    }

    /// What the first so many units bring.
    fn first(&self, units: u64) -> Tally {
        let repeats = self.repeat.of_first(units);
        let new = units - repeats;
        let matched = self.matched.of_first(new);
        let mut points = [0; POINTS_MAX];
        for (index, point) in self.points.iter().enumerate() {
            points[index] = point.of_first(new, matched);
        }
        Tally { units, repeats, matched, points }
    }

    /// What the first so many units cost at some prices, in millionths, if that can be counted.
    pub(super) fn worth(&self, units: u64, prices: &Prices) -> Option<i64> {
        prices.worth(&self.first(units))
    }

    /// After how many units everything comes round.
    pub(super) fn round(&self) -> u64 {
        self.period(1)
    }

    /// What a new unit brings, matched or not, with the points that it is charged for.
    fn unit(&self, matched: u64, points: [u64; POINTS_MAX]) -> Tally {
        let mut unit = Tally { units: 1, matched, points, ..Tally::default() };
        for (index, point) in self.points.iter().enumerate() {
            if matches!(point, EvenPoint::Asked) {
                unit.points[index] = 1;
            }
        }
        unit
    }

    /// The kinds of matched units that occur.
    fn kinds(&self) -> &[Kind] {
        self.kinds.get_or_init(|| {
            let all = self.points_of_round();
            let mut different: Vec<u32> = Vec::new();
            for points in &all {
                if !different.contains(points) {
                    different.push(*points);
                }
            }
            let at = |unit: u64| all[usize::try_from(unit).expect("less than a round")];
            let kind = |points: u32| Kind {
                points: std::array::from_fn(|index| u64::from(points >> index & 1)),
                counts: Periodic::of(all.len() as u64, |unit| at(unit) == points),
            };
            different.into_iter().map(kind).collect()
        })
    }

    /// Which points each matched unit has, a bit for each, until all of them come round.
    fn points_of_round(&self) -> Vec<u32> {
        let rounds = self.points.iter().map(|point| point.repeats_after(1));
        let mut all = vec![0; usize::try_from(rounds.fold(1, lcm)).expect("as long as a share's")];
        for (index, point) in self.points.iter().enumerate() {
            let mut before = 0;
            for (unit, points) in (1..).zip(&mut all) {
                let count = point.of_first(0, unit);
                *points |= u32::from(count > before) << index;
                before = count;
            }
        }
        all
    }

    /// The sum of a function over single units: each is a repeat, unmatched, or one of a few kinds.
    fn sum_units(&self, from: u64, to: u64, of: &dyn Fn(&Tally) -> u64) -> u64 {
        let (first, last) = (self.first(from), self.first(to));
        let all = last - first;
        let repeat = Tally { units: 1, repeats: 1, ..Tally::default() };
        let unmatched = all.units - all.repeats - all.matched;
        let of_kind = |kind: &Kind| {
            let count = kind.counts.of_first(last.matched) - kind.counts.of_first(first.matched);
            if count == 0 { 0 } else { count * of(&self.unit(1, kind.points)) }
        };
        let of_matched: u64 = self.kinds().iter().map(of_kind).sum();
        all.repeats * of(&repeat) + unmatched * of(&self.unit(0, [0; POINTS_MAX])) + of_matched
    }

    /// After how many requests of so many units everything repeats.
    fn period(&self, batch: u64) -> u64 {
        let of = |share: Share, units: u128| units * share.in_u128() / u128::from(PERIOD);
        let batch = u128::from(batch);
        let mut requests = repeats_after(self.repeat, batch);
        let new = batch * requests - of(self.repeat, batch * requests);
        let times = repeats_after(self.matched, new);
        requests *= times;
        let matched = of(self.matched, new * times);
        let after = self.points.iter().map(|point| point.repeats_after(matched));
        u64::try_from(requests * after.fold(1, lcm)).unwrap_or(u64::MAX)
    }

    /// Takes so many requests off those that may be looked at.
    fn look_at(&self, requests: u64) -> Result<(), TooFine> {
        let left = self.looks_left.get().checked_sub(requests).ok_or(TooFine)?;
        self.looks_left.set(left);
        Ok(())
    }
}

impl Spread for Even {
    fn tally(&self, from: u64, to: u64) -> Tally {
        let reached = self.reached.get();
        let before = if reached.units == from { reached } else { self.first(from) };
        let after = self.first(to);
        self.reached.set(after);
        after - before
    }

    fn bounds(&self, batch: u64) -> (Tally, Tally) {
        let (repeats_low, repeats_high) = between(self.repeat, batch, batch);
        let (new_low, new_high) = (batch - repeats_high, batch - repeats_low);
        let (matched_low, matched_high) = between(self.matched, new_low, new_high);
        let mut low =
            Tally { units: batch, repeats: repeats_low, matched: matched_low, ..Tally::default() };
        let mut high = Tally { repeats: repeats_high, matched: matched_high, ..low };
        for (index, point) in self.points.iter().enumerate() {
            (low.points[index], high.points[index]) = match point {
                EvenPoint::Nowhere => (0, 0),
                EvenPoint::Found(share) => between(*share, matched_low, matched_high),
                EvenPoint::Asked => (new_low, new_high),
                EvenPoint::FoundAlone(_) => (0, matched_high),
            };
        }
        (low, high)
    }

    fn sum_full(&self, requests: &Requests, of: &dyn Fn(&Tally) -> u64) -> Result<u64, TooFine> {
        let full = requests.full();
        if requests.batch == 1 {
            return Ok(self.sum_units(requests.before, requests.before + full, of));
        }
        let period = self.period(requests.batch);
        self.look_at(full.min(period))?;
        Ok(sum_of_period(self, requests, period, of))
    }
}

impl Search for Even {
    fn find(
        &self,
        requests: &Requests,
        has: &dyn Fn(&Tally) -> bool,
    ) -> Result<Option<u64>, TooFine> {
        let (low, high) = self.bounds(requests.batch);
        let different = if low == high { 1 } else { self.period(requests.batch) };
        let looked_at = requests.full().min(different);
        if requests.batch == 1
            && self.sum_units(requests.before, requests.before + looked_at, &|unit| {
                u64::from(has(unit))
            }) == 0
        {
            return Ok(None);
        }
        self.look_at(looked_at)?;
        let last = requests.full()..requests.count();
        let mut indices = (0..looked_at).chain(last);
        Ok(indices.find(|index| has(&self.request(requests, *index))))
    }
}

/// The fewest and the most that a share can have of units that follow one another, from so many
/// of them to so many.
fn between(share: Share, units_low: u64, units_high: u64) -> (u64, u64) {
    let all = units_high * share.ten_thousandths().unsigned_abs();
    (share.of_first(units_low), all.div_ceil(PERIOD))
}

/// After how many times so many units a share has come round.
fn repeats_after(share: Share, units: u128) -> u128 {
    let period = u128::from(PERIOD);
    period / gcd(units % period * share.in_u128() % period, period)
}

fn lcm(a: u128, b: u128) -> u128 {
    a / gcd(a, b) * b
}
