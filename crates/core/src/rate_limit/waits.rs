//! What holds requests back, and for how long.

use std::ops::AddAssign;

use serde::{Serialize, Serializer};

use super::Window;
use super::far::times;
use crate::calendar::Millis;

/// What holds a request back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// A limit of so many in a window.
    Window(Window),
    /// As many are under way as can be.
    Parallel,
}

impl Hold {
    const ALL: [Hold; 6] = [
        Hold::Window(Window::Second),
        Hold::Window(Window::Minute),
        Hold::Window(Window::Hour),
        Hold::Window(Window::Day),
        Hold::Window(Window::Month),
        Hold::Parallel,
    ];

    fn index(self) -> usize {
        match self {
            Hold::Window(window) => window as usize,
            Hold::Parallel => Self::ALL.len() - 1,
        }
    }
}

impl Serialize for Hold {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Hold::Window(window) => window.serialize(serializer),
            Hold::Parallel => serializer.serialize_str("parallel"),
        }
    }
}

/// How long requests waited, by what held them back, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits([Millis; Hold::ALL.len()]);

impl Waits {
    /// So much more for one of them, if any holds something back.
    pub fn add(&mut self, hold: impl Into<Option<Hold>>, millis: Millis) {
        if let Some(hold) = hold.into() {
            let sum = &mut self.0[hold.index()];
            *sum = sum.saturating_add(millis);
        }
    }

    /// So many times as long.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Waits(self.0.map(|millis| times(count, millis)))
    }

    /// What was added since then.
    #[must_use]
    pub fn since(self, earlier: &Waits) -> Self {
        let mut rest = self;
        rest.0.iter_mut().zip(earlier.0).for_each(|(millis, before)| *millis -= before);
        rest
    }

    /// All of it.
    pub fn total(&self) -> Millis {
        self.0.iter().sum()
    }

    /// What held requests back longest, if anything did; of two alike the shorter window.
    pub fn longest(&self) -> Option<Hold> {
        let longest = self.0.iter().max().filter(|millis| **millis > 0)?;
        Hold::ALL.into_iter().find(|hold| self.0[hold.index()] == *longest)
    }
}

impl AddAssign for Waits {
    fn add_assign(&mut self, other: Waits) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, millis)| *sum = sum.saturating_add(millis));
    }
}
