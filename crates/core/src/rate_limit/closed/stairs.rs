//! Windows within windows, from an instant at which all of them begin.

use std::ops::Range;

use super::log::{Beside, Log};
use super::pace::{Pace, Paces, last_of};
use crate::calendar::Millis;
use crate::rate_limit::far::{FAR, times};
use crate::rate_limit::limiter::Way;
use crate::rate_limit::{Hold, Limiters, Waits};

/// A window, and how many requests come to be accepted in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stair {
    length: Millis,
    pub(super) capacity: u64,
    /// What holds back the next request once it is full.
    pub(super) hold: Hold,
    /// What requests wait for from one window to the next.
    waits: Waits,
}

impl Stair {
    pub(super) fn millis(&self) -> Millis {
        self.length
    }
}

/// Nested windows, the shortest first, and the buckets that are full where the shortest begins.
#[derive(Debug)]
pub struct Stairs {
    paces: Paces,
    windows: Vec<Stair>,
    beside: Option<Beside>,
}

impl Stairs {
    /// Of the limits that are no windows of the clock, if they can be told at once.
    pub(super) fn of(limiters: &Limiters) -> Option<Self> {
        let (mut paces, mut logs, mut hits) = (Vec::new(), Vec::new(), Vec::new());
        for limiter in limiters.iter() {
            let (hold, count) = (limiter.hold, limiter.count);
            match limiter.way {
                Way::Fixed { .. } => {}
                Way::Bucket { length, burst, .. } => {
                    paces.push(Pace { hold, burst, count, length });
                }
                Way::Log { length, .. } => logs.push(Log { length, count, hold }),
                Way::FirstHit { length, .. } => hits.push((length, limiter)),
                Way::Counter { .. } => return None,
            }
        }
        let has_clock = limiters.iter().any(|limiter| limiter.window().is_some());
        let kinds = [!paces.is_empty(), !logs.is_empty(), !hits.is_empty()];
        let is_mixed = kinds.iter().filter(|kind| **kind).count() > 1 || has_clock && kinds[2];
        if is_mixed {
            return None;
        }
        let mut stairs = Stairs { paces: Paces::of(paces)?, windows: Vec::new(), beside: None };
        hits.sort_by_key(|(length, limiter)| (*length, limiter.count, limiter.hold));
        for (length, limiter) in hits {
            stairs.add((length, limiter.count), limiter.hold);
        }
        stairs.add_logs(Log::felt(logs)).then_some(stairs)
    }

    /// Adds logs, if they nest but for one.
    fn add_logs(&mut self, logs: Vec<Log>) -> bool {
        if logs.is_sorted_by(Log::nests) {
            for log in logs {
                self.push(log.length, log.count, log.hold);
            }
            return true;
        }
        let (own, nested): (Vec<_>, Vec<_>) =
            logs.into_iter().partition(|log| log.hold == Hold::Parallel);
        let [own] = own[..] else { return false };
        let beside = Beside::of(own, &nested);
        let is_closed = beside.is_some() && self.add_logs(nested);
        self.beside = beside;
        is_closed
    }

    /// Adds a longer window of the same kind, of which the shorter ones are parts.
    pub(super) fn add(&mut self, (length, limit): (Millis, u64), hold: Hold) {
        let of_shorter = self.windows.last().map(|shorter| {
            let parts = (length / shorter.length).unsigned_abs();
            (shorter.capacity.saturating_mul(parts), shorter.hold)
        });
        // Of two that are full at once the shorter holds back.
        let own = (limit, hold);
        let (capacity, hold) = of_shorter.map_or(own, |shorter| shorter.min(own));
        self.push(length, capacity, hold);
    }

    fn push(&mut self, length: Millis, capacity: u64, hold: Hold) {
        let (last, mut waits) = self.climb(self.height(), capacity);
        waits.add(hold, length - last);
        self.windows.push(Stair { length, capacity, hold, waits });
    }

    /// How many windows are one inside the other.
    pub(super) fn height(&self) -> usize {
        self.windows.len()
    }

    /// The longest.
    ///
    /// Invariant: there is one.
    pub(super) fn top(&self) -> &Stair {
        self.windows.last().expect("a window was added")
    }

    /// Is nothing left of so many requests after a time?
    pub(super) fn is_over(&self, requests: u64, time: Millis) -> bool {
        let own = self.beside.map(|beside| beside.log.length);
        let logs = self.windows.iter().map(|stair| stair.length).chain(own).max().unwrap_or(0);
        let rest = logs.max(self.paces.refill());
        rest == 0 || self.climb(self.height(), requests.max(1)).0 + rest <= time
    }

    /// How long after the start of the window below a height the n-th request is accepted, and what
    /// held requests back.
    pub(super) fn climb(&self, height: usize, n: u64) -> (Millis, Waits) {
        let Some(beside) = self.beside else { return self.descend(0..height, n) };
        let (offset, mut waits, rest) = self.whole(beside.height..height, n);
        let (late, of_logs) = beside.latest(rest, |n| self.descend(0..beside.height, n));
        waits += of_logs;
        ((offset + late).min(FAR), waits)
    }

    /// The same of some of the windows, as if there were no other limit than them and the buckets.
    fn descend(&self, heights: Range<usize>, n: u64) -> (Millis, Waits) {
        let (offset, mut waits, rest) = self.whole(heights, n);
        let (late, of_paces) = self.paces.nth(rest);
        waits += of_paces;
        ((offset + late).min(FAR), waits)
    }

    /// How long the windows last that are full before the n-th request, what is waited for in them,
    /// and the how manieth it is after them.
    fn whole(&self, heights: Range<usize>, n: u64) -> (Millis, Waits, u64) {
        let (mut offset, mut waits, mut rest) = (0, Waits::default(), n);
        for stair in self.windows[heights].iter().rev() {
            let whole = (rest - 1) / stair.capacity;
            offset = (offset + times(whole, stair.length)).min(FAR);
            waits += stair.waits.times(whole);
            rest -= whole * stair.capacity;
        }
        (offset, waits, rest)
    }

    /// How many requests are accepted within a time after the start of the window below a height.
    pub(super) fn accepted(&self, height: usize, time: Millis) -> u64 {
        let (mut time, mut below, mut most) = (time, 0_u64, u64::MAX);
        let last = self.beside.map_or(0, |beside| beside.height);
        for stair in self.windows[last..height].iter().rev() {
            let whole = (time / stair.length).unsigned_abs();
            let sum = below.saturating_add(whole.saturating_mul(stair.capacity));
            most = most.min(sum.saturating_add(stair.capacity));
            (below, time) = (sum, time % stair.length);
        }
        let inside = match self.beside {
            Some(beside) => last_of(1, beside.most(time), |n| self.climb(last, n).0 <= time),
            None => self.paces.accepted(time).unwrap_or(u64::MAX),
        };
        below.saturating_add(inside).min(most)
    }

    /// The most requests that are accepted in any time of a length, if there is a most.
    pub(super) fn most_in(&self, length: Millis) -> Option<u64> {
        let of_log = |stair: &Stair| {
            let windows = length.unsigned_abs().div_ceil(stair.length.unsigned_abs());
            stair.capacity.saturating_mul(windows)
        };
        let beside = self.beside.map(|beside| beside.most(length - 1));
        self.windows.iter().map(of_log).chain(self.paces.accepted(length)).chain(beside).min()
    }
}
