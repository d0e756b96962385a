//! Properties that come round with the period of shares.

use std::iter;

use super::{Requests, Spread, Tally};
use crate::number::Share;

/// Shares have four decimals, so whatever they do repeats after so many units.
pub(super) const PERIOD: u64 = 10_000;

/// How many of the first units have a property that comes round.
#[derive(Clone, Debug)]
pub struct Periodic {
    /// Entry m: how many of the first m have it. Invariant: all there are, or a whole number of rounds;
    /// at least one unit.
    counts: Vec<u32>,
}

impl Periodic {
    /// The units of so many that have a property; it is asked for each, or for each of one period.
    pub(super) fn of(units: u64, mut has: impl FnMut(u64) -> bool) -> Self {
        let mut count = 0;
        let after = |unit| {
            count += u32::from(has(unit));
            count
        };
        Periodic { counts: iter::once(0).chain((0..units.min(PERIOD)).map(after)).collect() }
    }

    /// The units that have `point` and none of `others`.
    pub fn alone(point: Share, others: &[Share]) -> Self {
        let mut point = Walk::of(point);
        let mut others: Vec<Walk> = others.iter().copied().map(Walk::of).collect();
        Periodic::of(PERIOD, |_| {
            let is_other = others.iter_mut().fold(false, |any, other| other.next() | any);
            point.next() && !is_other
        })
    }

    /// Has a unit at an index the property?
    pub(super) fn has(&self, unit: u64) -> bool {
        self.of_first(unit + 1) > self.of_first(unit)
    }

    pub(super) fn of_first(&self, count: u64) -> u64 {
        let length = self.counts.len() - 1;
        if let Some(count) = usize::try_from(count).ok().and_then(|unit| self.counts.get(unit)) {
            return u64::from(*count);
        }
        let (rounds, of_round) = (count / length as u64, u64::from(self.counts[length]));
        let rest = usize::try_from(count % length as u64).expect("less than a round");
        rounds * of_round + u64::from(self.counts[rest])
    }
}

/// Unit by unit, which have their part of a share, spread evenly: those where `floor(i·share)` grows.
pub(super) struct Walk {
    share: u64,
    rest: u64,
}

impl Walk {
    pub(super) fn of(share: Share) -> Self {
        Walk::after(share, 0)
    }

    /// From the unit on that comes after so many.
    pub(super) fn after(share: Share, units: u64) -> Self {
        let share = share.ten_thousandths().unsigned_abs();
        Walk { share, rest: units % PERIOD * share % PERIOD }
    }

    /// Has the next unit its part?
    pub(super) fn next(&mut self) -> bool {
        self.rest += self.share;
        let has = self.rest >= PERIOD;
        self.rest -= if has { PERIOD } else { 0 };
        has
    }
}

/// Looks at full requests where everything comes round after so many.
pub(super) fn each_of_period(
    spread: &dyn Spread,
    requests: &Requests,
    period: u64,
    look: &mut dyn FnMut(&Tally, u64),
) {
    let full = requests.full();
    for index in 0..full.min(period) {
        look(&spread.request(requests, index), (full - index).div_ceil(period));
    }
}
