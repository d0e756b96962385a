//! A single sliding-window counter.

use super::pace::last_of;
use crate::calendar::Millis;
use crate::rate_limit::far::{near, part, times};
use crate::rate_limit::limiter::Way;
use crate::rate_limit::{Hold, Limiters, Waits, Window};

/// A counter that starts empty. Once its first window is full, each later one lets `count` requests
/// through, evenly spaced.
#[derive(Debug)]
pub struct Counter {
    hold: Hold,
    count: u64,
    length: Millis,
    start: Millis,
    first_end: Millis,
}

impl Counter {
    /// The counter, if it is the only limit; calendar months differ in length, and where several
    /// requests are let through in a millisecond the last of a window fall into the next.
    pub(super) fn of(limiters: &Limiters, start: Millis) -> Option<Self> {
        let mut all = limiters.iter();
        let (limiter, None) = (all.next()?, all.next()) else { return None };
        let Way::Counter { window, open, .. } = limiter.way else { return None };
        let (hold, count, length) = (limiter.hold, limiter.count, window.length());
        let is_closed = window != Window::Month && near(count) < length;
        is_closed.then_some(Counter { hold, count, length, start, first_end: open.1 })
    }

    pub(super) fn nth(&self, n: u64) -> (Millis, Waits) {
        let mut waits = Waits::default();
        let Some(index) = (n - 1).checked_sub(self.count) else { return (self.start, waits) };
        let in_window = part(index % self.count, self.length.unsigned_abs(), self.count);
        let at = self.first_end + times(index / self.count, self.length) + near(in_window) + 1;
        waits.add(self.hold, at - self.start);
        (at, waits)
    }

    pub(super) fn accepted_by(&self, at: Millis, requests: u64) -> u64 {
        last_of(0, requests, |n| n == 0 || self.nth(n).0 <= at)
    }
}
