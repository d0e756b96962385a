//! Properties that come round with the period of shares.

use super::{Requests, Spread, Tally};
use crate::number::Share;

/// Shares have four decimals, so whatever they do repeats after so many units.
pub(super) const PERIOD: u64 = 10_000;

/// How many of the first units have a property that comes round with the period of shares.
#[derive(Clone, Debug)]
pub struct Periodic {
    /// Entry m: how many of the first m have it. Invariant: one whole period.
    counts: Vec<u64>,
}

impl Periodic {
    /// The units that have a property; it is asked for each of one period.
    pub(super) fn of(has: impl Fn(u64) -> bool) -> Self {
        let mut counts = vec![0];
        for unit in 0..PERIOD {
            counts.push(counts[counts.len() - 1] + u64::from(has(unit)));
        }
        Periodic { counts }
    }

    /// The units that have `point` and none of `others`.
    pub fn alone(point: Share, others: &[Share]) -> Self {
        Periodic::of(|unit| point.has(unit) && !others.iter().any(|other| other.has(unit)))
    }

    pub(super) fn of_first(&self, count: u64) -> u64 {
        let rest = usize::try_from(count % PERIOD).expect("less than the period");
        count / PERIOD * self.counts[self.counts.len() - 1] + self.counts[rest]
    }
}

/// The sum of a function of each full request's tally, where everything comes round after so many.
pub(super) fn sum_of_period(
    spread: &dyn Spread,
    requests: &Requests,
    period: u64,
    of: &dyn Fn(&Tally) -> u64,
) -> u64 {
    let sum = |from: u64, to: u64| {
        (from..to).map(|index| of(&spread.request(requests, index))).sum::<u64>()
    };
    let full = requests.full();
    if full < period {
        return sum(0, full);
    }
    let rest = full % period;
    let (head, tail) = (sum(0, rest), sum(rest, period));
    full / period * (head + tail) + head
}

pub(super) fn gcd(a: u128, b: u128) -> u128 {
    if a == 0 { b } else { gcd(b % a, a) }
}
