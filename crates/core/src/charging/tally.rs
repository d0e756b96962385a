//! What a request brought, or several together.

use crate::amount::{Amount, product};
use std::ops::{Add, AddAssign, Sub};

/// No action reveals more data points.
pub const POINTS_MAX: usize = 6;

/// Counts of units by what came of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Units sent.
    pub units: u64,
    /// Units whose record was paid for before; they come back with something.
    pub repeats: u64,
    /// Units that are no repeats and come back with anything.
    pub matched: u64,
    /// Units for which each of the action's point rules charges, in their order.
    pub points: [u64; POINTS_MAX],
}

impl Tally {
    #[inline]
    fn zip(mut self, other: &Tally, with: impl Fn(u64, u64) -> u64) -> Tally {
        self.units = with(self.units, other.units);
        self.repeats = with(self.repeats, other.repeats);
        self.matched = with(self.matched, other.matched);
        for (index, mine) in self.points.iter_mut().enumerate() {
            *mine = with(*mine, other.points[index]);
        }
        self
    }
}

/// What one more of everything that is counted costs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prices {
    units: i64,
    repeats: i64,
    matched: i64,
    points: [i64; POINTS_MAX],
}

impl Prices {
    /// Adds the price of each of what is counted, which is one sum over a tally.
    pub(super) fn add(&mut self, price: Amount, count: impl Fn(&Tally) -> u64) {
        let two = Tally { units: 2, ..Tally::default() };
        let before = count(&two);
        let more =
            |tally: &Tally| price.as_micros() * count(tally).wrapping_sub(before).cast_signed();
        self.units += more(&Tally { units: 3, ..two });
        self.repeats += more(&Tally { repeats: 1, ..two });
        self.matched += more(&Tally { matched: 1, ..two });
        for (index, sum) in self.points.iter_mut().enumerate() {
            let mut tally = two;
            tally.points[index] = 1;
            *sum += more(&tally);
        }
    }

    /// What a tally costs in millionths, unless that cannot be counted.
    #[inline]
    pub(super) fn worth(&self, tally: &Tally) -> Option<i64> {
        let mut sum = worth(tally.units, self.units)?;
        sum = sum.checked_add(worth(tally.repeats, self.repeats)?)?;
        sum = sum.checked_add(worth(tally.matched, self.matched)?)?;
        for (index, price) in self.points.iter().enumerate() {
            sum = sum.checked_add(worth(tally.points[index], *price)?)?;
        }
        Some(sum)
    }
}

fn worth(count: u64, price: i64) -> Option<i64> {
    if price == 0 { Some(0) } else { product(i64::try_from(count).ok()?, price) }
}

impl Add for Tally {
    type Output = Tally;
    fn add(self, other: Tally) -> Tally {
        self.zip(&other, |a, b| a + b)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        *self = *self + other;
    }
}

impl Sub for Tally {
    type Output = Tally;
    #[inline]
    fn sub(self, other: Tally) -> Tally {
        self.zip(&other, |a, b| a - b)
    }
}
