//! Token buckets that are full at the start.

use crate::calendar::Millis;
use crate::rate_limit::far::{near, part, part_up, times};
use crate::rate_limit::{Hold, Waits};

/// A bucket: so many tokens at most, and `count` of them in so many milliseconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    pub(super) hold: Hold,
    pub(super) burst: u64,
    pub(super) count: u64,
    pub(super) length: Millis,
}

/// Several buckets: the slowest decides.
#[derive(Debug, Default)]
pub(super) struct Paces(Vec<Pace>);

impl Pace {
    /// In whole milliseconds, does it ever come to hold more than it can? A token that comes then is
    /// lost, and the next one later than the rate says.
    fn overflows(&self) -> bool {
        near(self.count) > times(self.burst - 1, self.length)
    }

    /// How long after the start the n-th request is accepted.
    fn nth(&self, n: u64) -> Millis {
        let Some(late) = n.checked_sub(self.burst).filter(|late| *late > 0) else { return 0 };
        if self.overflows() { self.nth_of_overflowing(late - 1) } else { self.lasts(late) }
    }

    /// How many requests are accepted within a time after the start.
    fn accepted(&self, time: Millis) -> u64 {
        if self.overflows() {
            let is_before = |n| self.nth(n) <= time;
            // At most a burst in each millisecond.
            return last_of(1, self.burst.saturating_mul(time.unsigned_abs() + 1), is_before);
        }
        let came = part(time.unsigned_abs(), self.count, self.length.unsigned_abs());
        self.burst.saturating_add(came)
    }

    /// How long so many tokens take to come.
    fn lasts(&self, tokens: u64) -> Millis {
        near(part_up(tokens, self.length.unsigned_abs(), self.count))
    }

    /// When a request is accepted where tokens are lost, if so many come before it after the burst. In
    /// each millisecond there is room for one request less than the burst, until what is left over
    /// of the tokens comes to one more.
    fn nth_of_overflowing(&self, before: u64) -> Millis {
        let burst = self.burst;
        let left_over = self.count - times(burst - 1, self.length).unsigned_abs();
        // Where a burst comes in every millisecond, nothing has to be left over for it.
        let period = self.length.unsigned_abs().div_ceil(left_over);
        let of_period = period * (burst - 1) + 1;
        let (whole, part) = (before / of_period, before % of_period);
        let of_part = if burst == 1 { period } else { (part / (burst - 1) + 1).min(period) };
        near(whole.saturating_mul(period).saturating_add(of_part))
    }
}

impl Paces {
    /// These buckets, if they can be told at once.
    pub(super) fn of(all: Vec<Pace>) -> Option<Self> {
        let is_alone = all.len() == 1;
        let is_closed = is_alone || all.iter().all(|pace| !pace.overflows());
        is_closed.then_some(Paces(all))
    }

    /// How long after the start the n-th request is accepted, and what held requests back.
    pub(super) fn nth(&self, n: u64) -> (Millis, Waits) {
        let mut waits = Waits::default();
        let (mut request, mut at) = (0, 0);
        // With more requests the slower buckets decide, one after the other.
        while request < n {
            let slowest = |pace: &&Pace| (pace.nth(request + 1), std::cmp::Reverse(pace.hold));
            let Some(pace) = self.0.iter().max_by_key(slowest) else { break };
            let decides = |n: u64| self.latest(n) == pace.nth(n);
            let last = last_of(request + 1, n, decides);
            waits.add(pace.hold, pace.nth(last) - at);
            (request, at) = (last, pace.nth(last));
        }
        (at, waits)
    }

    fn latest(&self, n: u64) -> Millis {
        self.0.iter().map(|pace| pace.nth(n)).max().unwrap_or(0)
    }

    /// How long it takes until all are full again.
    pub(super) fn refill(&self) -> Millis {
        self.0.iter().map(|pace| pace.lasts(pace.burst)).max().unwrap_or(0)
    }

    /// How many requests are accepted within a time after the start, if there is a bucket: that is also
    /// the most in any time as long.
    pub(super) fn accepted(&self, time: Millis) -> Option<u64> {
        self.0.iter().map(|pace| pace.accepted(time)).min()
    }
}

/// The last of a row of numbers for which something is true that is true of the first.
pub(super) fn last_of(first: u64, last: u64, is_true: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (first, last);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if is_true(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}
