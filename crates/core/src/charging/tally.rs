//! What a request brought, or several together.

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
    fn zip(mut self, other: Tally, with: impl Fn(u64, u64) -> u64) -> Tally {
        self.units = with(self.units, other.units);
        self.repeats = with(self.repeats, other.repeats);
        self.matched = with(self.matched, other.matched);
        for (mine, others) in self.points.iter_mut().zip(other.points) {
            *mine = with(*mine, others);
        }
        self
    }
}

impl Add for Tally {
    type Output = Tally;
    fn add(self, other: Tally) -> Tally {
        self.zip(other, |a, b| a + b)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        *self = *self + other;
    }
}

impl Sub for Tally {
    type Output = Tally;
    fn sub(self, other: Tally) -> Tally {
        self.zip(other, |a, b| a - b)
    }
}
