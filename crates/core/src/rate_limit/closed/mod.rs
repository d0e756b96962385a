//! When the n-th request is accepted if each is sent at the first instant that is allowed, told at
//! once, however many there are.
//!
//! To send as early as is allowed is best: it never leaves less room later. Where no formula is known,
//! [`Closed::of`] gives none, and the requests have to be followed.

mod clock;
mod counter;
mod log;
mod pace;
mod stairs;

use self::clock::Clock;
use self::counter::Counter;
use self::stairs::Stairs;
use super::{Limiters, Waits};
use crate::calendar::{CALENDAR_END, Millis};

/// The instants at which limits let requests through.
#[derive(Debug)]
pub enum Closed {
    /// Nested windows and logs that open at the start, or token buckets, or no limit at all.
    Stairs(Millis, Stairs),
    /// Windows of the clock, and what happens inside the shortest of them.
    Clock(Clock),
    /// A single counter that weighs the window before.
    Counter(Counter),
}

impl Closed {
    /// The formula of limits that have accepted nothing lately but in their windows of the clock, for
    /// so many requests from an instant on, if there is one.
    pub fn of(limiters: &Limiters, start: Millis, requests: u64) -> Option<Self> {
        if let Some(counter) = Counter::of(limiters, start) {
            return Some(Closed::Counter(counter));
        }
        let stairs = Stairs::of(limiters)?;
        if limiters.iter().all(|limiter| limiter.window().is_none()) {
            return Some(Closed::Stairs(start, stairs));
        }
        Clock::of(limiters, stairs, start, requests).map(Closed::Clock)
    }

    /// When the n-th request is accepted, counted from 1, and what requests waited for until then;
    /// none if the calendar ends before.
    pub fn nth(&self, n: u64) -> Option<(Millis, Waits)> {
        let (at, waits) = match self {
            Closed::Stairs(start, stairs) => {
                let (offset, waits) = stairs.climb(stairs.height(), n);
                (*start + offset, waits)
            }
            Closed::Clock(clock) => clock.nth(n)?,
            Closed::Counter(counter) => counter.nth(n),
        };
        (at < CALENDAR_END).then_some((at, waits))
    }

    /// How many of so many requests are accepted up to an instant, which is not before the start.
    pub fn accepted_by(&self, at: Millis, requests: u64) -> u64 {
        let accepted = match self {
            Closed::Stairs(start, stairs) => stairs.accepted(stairs.height(), at - start),
            Closed::Clock(clock) => clock.accepted_by(at),
            Closed::Counter(counter) => counter.accepted_by(at, requests),
        };
        accepted.min(requests)
    }
}
