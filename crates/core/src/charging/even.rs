//! A scenario's units: repeats, matches and points spread evenly over all of an activity's units.
//!
//! The k-th unit is a repeat where `floor(k·repeat)` grows; of those that are no repeats the n-th
//! is matched where `floor(n·matched)` grows; of those the m-th has a point where `floor(m·share)`
//! grows. So every sum over units is a difference of two floors, whatever their number.

use std::cell::{Cell, OnceCell};

use super::periodic::{PERIOD, Periodic, Walk, each_of_period};
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
    /// After how many requests of the last size that was asked for everything repeats.
    period: Cell<(u64, u64)>,
    /// How many requests may still be looked at one by one.
    looks_left: Cell<u64>,
    /// What the units up to the last look brought: the next look mostly goes on from there.
    reached: Cell<Tally>,
}

/// Matched units that have the same points.
#[derive(Clone, Debug)]
struct Kind {
    /// A bit for each.
    points: u32,
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

/// So few units are sooner looked at than all kinds of them are counted.
const FEW: u64 = 500;

impl EvenPoint {
    fn is_like(&self, other: &EvenPoint) -> bool {
        match (self, other) {
            (EvenPoint::Nowhere, EvenPoint::Nowhere) | (EvenPoint::Asked, EvenPoint::Asked) => true,
            (EvenPoint::Found(share), EvenPoint::Found(other)) => share == other,
            _ => false,
        }
    }

    #[inline]
    fn of_first(&self, new: u64, matched: u64) -> u64 {
        match self {
            EvenPoint::Nowhere => 0,
            EvenPoint::Found(share) => share.of_first(matched),
            EvenPoint::Asked => new,
            EvenPoint::FoundAlone(units) => units.of_first(matched),
        }
    }

    /// Marks the matched units that have it, of those from one on.
    fn mark(&self, bit: u32, from: u64, units: &mut [u32]) {
        match self {
            EvenPoint::Nowhere | EvenPoint::Asked => {}
            EvenPoint::Found(share) => {
                let mut walk = Walk::after(*share, from);
                for points in units.iter_mut().filter(|_| walk.next()) {
                    *points |= bit;
                }
            }
            EvenPoint::FoundAlone(those) => {
                for (_, points) in (from..).zip(units).filter(|(unit, _)| those.has(*unit)) {
                    *points |= bit;
                }
            }
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
            period: Cell::default(),
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
    #[inline]
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
    #[inline]
    pub(super) fn worth(&self, units: u64, prices: &Prices) -> Option<i64> {
        prices.worth(&self.first(units))
    }

    /// After how many units everything comes round.
    pub(super) fn round(&self) -> u64 {
        self.period(1)
    }

    /// What a new unit brings, matched or not, with the points that it is charged for.
    fn unit(&self, matched: u64, points: u32) -> Tally {
        let points = std::array::from_fn(|index| u64::from(points >> index & 1));
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
            let rounds = self.points.iter().map(|point| point.repeats_after(1));
            let round = u64::try_from(rounds.fold(1, lcm)).expect("as long as a share's");
            let all = self.points_of(0, round);
            let at = |unit: u64| all[usize::try_from(unit).expect("less than a round")];
            let kind = |(points, _)| Kind {
                points,
                counts: Periodic::of(round, |unit| at(unit) == points),
            };
            alike(&all).into_iter().map(kind).collect()
        })
    }

    /// Which points each matched unit has from one up to another, a bit for each.
    fn points_of(&self, from: u64, to: u64) -> Vec<u32> {
        let mut all = vec![0; usize::try_from(to - from).expect("no more than a round")];
        for (index, point) in self.points.iter().enumerate() {
            point.mark(1 << index, from, &mut all);
        }
        all
    }

    /// How many matched units have which points, from one up to another.
    fn matched(&self, from: u64, to: u64) -> Vec<(u32, u64)> {
        if to - from < FEW {
            return alike(&self.points_of(from, to));
        }
        let count = |kind: &Kind| kind.counts.of_first(to) - kind.counts.of_first(from);
        self.kinds().iter().map(|kind| (kind.points, count(kind))).collect()
    }

    /// Looks at single units: each is a repeat, unmatched, or one of a few kinds.
    fn each_unit(&self, from: u64, to: u64, look: &mut dyn FnMut(&Tally, u64)) {
        let (first, last) = (self.first(from), self.first(to));
        let all = last - first;
        let repeat = Tally { units: 1, repeats: 1, ..Tally::default() };
        let unmatched = all.units - all.repeats - all.matched;
        let matched = self.matched(first.matched, last.matched).into_iter();
        let matched = matched.map(|(points, count)| (self.unit(1, points), count));
        let others = [(repeat, all.repeats), (self.unit(0, 0), unmatched)].into_iter();
        for (unit, count) in others.chain(matched).filter(|(_, count)| *count > 0) {
            look(&unit, count);
        }
    }

    /// Could any unit have a property, with whatever points it comes back?
    fn could_have(&self, has: &dyn Fn(&Tally) -> bool) -> bool {
        let is_found = |index: usize| {
            matches!(self.points[index], EvenPoint::Found(_) | EvenPoint::FoundAlone(_))
        };
        let indices = (0..self.points.len()).filter(|index| is_found(*index));
        let found: u32 = indices.map(|index| 1 << index).sum();
        let repeat = Tally { units: 1, repeats: 1, ..Tally::default() };
        let mut sets = (0..=found).filter(|points| points & !found == 0);
        has(&repeat) || has(&self.unit(0, 0)) || sets.any(|points| has(&self.unit(1, points)))
    }

    /// Has any of so many units from one on a property?
    fn any_unit(&self, from: u64, units: u64, has: &dyn Fn(&Tally) -> bool) -> bool {
        let mut any = false;
        self.each_unit(from, from + units, &mut |unit, _| any |= has(unit));
        any
    }

    /// After how many requests of so many units everything repeats.
    fn period(&self, batch: u64) -> u64 {
        let (known, period) = self.period.get();
        if known == batch {
            return period;
        }
        let period = self.period_of(batch);
        self.period.set((batch, period));
        period
    }

    fn period_of(&self, batch: u64) -> u64 {
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

    fn each_full(
        &self,
        requests: &Requests,
        look: &mut dyn FnMut(&Tally, u64),
    ) -> Result<(), TooFine> {
        let full = requests.full();
        if requests.batch == 1 {
            self.each_unit(requests.before, requests.before + full, look);
            return Ok(());
        }
        let period = self.period(requests.batch);
        self.look_at(full.min(period))?;
        each_of_period(self, requests, period, look);
        Ok(())
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
        let counts = looked_at >= FEW;
        if requests.batch == 1
            && (!self.could_have(has) || counts && !self.any_unit(requests.before, looked_at, has))
        {
            return Ok(None);
        }
        self.look_at(looked_at)?;
        let last = requests.full()..requests.count();
        let mut indices = (0..looked_at).chain(last);
        Ok(indices.find(|index| has(&self.request(requests, *index))))
    }
}

/// How many units have which points.
fn alike(units: &[u32]) -> Vec<(u32, u64)> {
    let mut all: Vec<(u32, u64)> = Vec::new();
    for points in units {
        match all.iter_mut().find(|(known, _)| known == points) {
            Some((_, count)) => *count += 1,
            None => all.push((*points, 1)),
        }
    }
    all
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
