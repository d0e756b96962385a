//! Windows within windows, from an instant at which all of them begin.

use super::pace::{Pace, Paces};
use crate::calendar::Millis;
use crate::rate_limit::far::{FAR, times};
use crate::rate_limit::limiter::Way;
use crate::rate_limit::{Hold, Limiter, Limiters, Waits};

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
    stairs: Vec<Stair>,
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
                Way::Log { length, .. } => logs.push((length, limiter)),
                Way::FirstHit { length, .. } => hits.push((length, limiter)),
                Way::Counter { .. } => return None,
            }
        }
        let has_clock = limiters.iter().any(|limiter| limiter.window().is_some());
        let kinds = [!paces.is_empty(), !logs.is_empty(), !hits.is_empty()];
        let is_mixed = kinds.iter().filter(|kind| **kind).count() > 1 || has_clock && kinds[2];
        let mut stairs = Stairs { paces: Paces::of(paces)?, stairs: Vec::new() };
        hits.sort_by_key(|(length, limiter)| (*length, limiter.count, limiter.hold));
        for (length, limiter) in hits {
            stairs.add((length, limiter.count), limiter.hold);
        }
        let is_closed = !is_mixed && stairs.add_logs(logs);
        is_closed.then_some(stairs)
    }

    /// Adds logs; they nest if the counts divide each other and the longer ones are the slower.
    fn add_logs(&mut self, mut logs: Vec<(Millis, &Limiter)>) -> bool {
        logs.sort_by_key(|(length, limiter)| (*length, limiter.count, limiter.hold));
        let mut nested: Vec<(Millis, u64)> = Vec::new();
        for (length, limiter) in logs {
            let count = limiter.count;
            // One that a shorter one keeps from ever being full says nothing.
            let most = |(shorter, of_shorter): &(Millis, u64)| {
                of_shorter * (length.unsigned_abs().div_ceil(shorter.unsigned_abs()))
            };
            if nested.iter().any(|shorter| most(shorter) <= count) {
                continue;
            }
            // Nor does a shorter one that accepts more than this one does.
            while nested.pop_if(|(_, of_shorter)| *of_shorter >= count).is_some() {
                self.stairs.pop();
            }
            if let Some((shorter, of_shorter)) = nested.last() {
                let is_slower = times(count / of_shorter, *shorter) <= length;
                if count % of_shorter != 0 || !is_slower {
                    return false;
                }
            }
            nested.push((length, count));
            self.push(length, count, limiter.hold);
        }
        true
    }

    /// Adds a longer window of the same kind, of which the shorter ones are parts.
    pub(super) fn add(&mut self, (length, limit): (Millis, u64), hold: Hold) {
        let of_shorter = self.stairs.last().map(|shorter| {
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
        self.stairs.push(Stair { length, capacity, hold, waits });
    }

    /// How many windows are one inside the other.
    pub(super) fn height(&self) -> usize {
        self.stairs.len()
    }

    /// The longest.
    ///
    /// Invariant: there is one.
    pub(super) fn top(&self) -> &Stair {
        self.stairs.last().expect("a window was added")
    }

    /// Is nothing left of so many requests after a time?
    pub(super) fn is_over(&self, requests: u64, time: Millis) -> bool {
        let logs = self.stairs.iter().map(|stair| stair.length).max().unwrap_or(0);
        let rest = logs.max(self.paces.refill());
        rest == 0 || self.climb(self.height(), requests.max(1)).0 + rest <= time
    }

    /// How long after the start of the window below a height the n-th request is accepted, and what
    /// held requests back.
    pub(super) fn climb(&self, height: usize, n: u64) -> (Millis, Waits) {
        let (mut offset, mut waits, mut rest) = (0, Waits::default(), n);
        for stair in self.stairs[..height].iter().rev() {
            let whole = (rest - 1) / stair.capacity;
            offset += times(whole, stair.length);
            waits += stair.waits.times(whole);
            rest -= whole * stair.capacity;
        }
        let (late, of_paces) = self.paces.nth(rest);
        waits += of_paces;
        ((offset + late).min(FAR), waits)
    }

    /// How many requests are accepted within a time after the start of the window below a height.
    pub(super) fn accepted(&self, height: usize, time: Millis) -> u64 {
        let (mut time, mut below, mut most) = (time, 0_u64, u64::MAX);
        for stair in self.stairs[..height].iter().rev() {
            let whole = (time / stair.length).unsigned_abs();
            let sum = below.saturating_add(whole.saturating_mul(stair.capacity));
            most = most.min(sum.saturating_add(stair.capacity));
            (below, time) = (sum, time % stair.length);
        }
        below.saturating_add(self.paces.accepted(time).unwrap_or(u64::MAX)).min(most)
    }

    /// The most requests that are accepted in any time of a length, if there is a most.
    pub(super) fn most_in(&self, length: Millis) -> Option<u64> {
        let of_log = |stair: &Stair| {
            let windows = length.unsigned_abs().div_ceil(stair.length.unsigned_abs());
            stair.capacity.saturating_mul(windows)
        };
        self.stairs.iter().map(of_log).chain(self.paces.accepted(length)).min()
    }
}
