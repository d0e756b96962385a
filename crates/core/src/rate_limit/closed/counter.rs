//! A single sliding-window counter.

use crate::calendar::Millis;
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
        let is_closed = window != Window::Month && i128::from(count) < i128::from(length);
        is_closed.then_some(Counter { hold, count, length, start, first_end: open.1 })
    }

    pub(super) fn nth(&self, n: u64) -> (i128, Waits) {
        let (start, mut waits) = (i128::from(self.start), Waits::default());
        let Some(index) = (n - 1).checked_sub(self.count) else { return (start, waits) };
        let (length, count) = (i128::from(self.length), i128::from(self.count));
        let (whole, part) = (index / self.count, index % self.count);
        let of_part = i128::from(part) * length / count + 1;
        let at = i128::from(self.first_end) + i128::from(whole) * length + of_part;
        waits.add(self.hold, at - start);
        (at, waits)
    }
}
