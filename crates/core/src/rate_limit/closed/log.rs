//! Logs of the requests of the last time, at every instant.
//!
//! The n-th request waits for the longest of all times that are made up of such lengths, each as often
//! as one likes, whose counts together come to no more than `n - 1`.

use crate::calendar::Millis;
use crate::number::gcd;
use crate::rate_limit::far::{FAR, times};
use crate::rate_limit::{Hold, Waits};

/// At most so many requests in any time of a length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Log {
    pub(super) length: Millis,
    pub(super) count: u64,
    pub(super) hold: Hold,
}

impl Log {
    /// Those of them that can ever be full, the shortest first.
    pub(super) fn felt(mut all: Vec<Log>) -> Vec<Log> {
        all.sort_by_key(|log| (log.length, log.count, log.hold));
        let mut felt: Vec<Log> = Vec::new();
        for log in all {
            if felt.iter().any(|shorter| shorter.most(log.length - 1) <= log.count) {
                continue;
            }
            // A shorter one that accepts more than a longer one is never full.
            while felt.pop_if(|shorter| shorter.count >= log.count).is_some() {}
            felt.push(log);
        }
        felt
    }

    /// How many requests it accepts at most within a time after its start.
    fn most(&self, time: Millis) -> u64 {
        let windows = (time / self.length).unsigned_abs().saturating_add(1);
        self.count.saturating_mul(windows)
    }

    /// Is the longest time always made up of as many of the longer as go into the count?
    pub(super) fn nests(&self, longer: &Log) -> bool {
        let is_part = longer.length % self.length == 0;
        is_part || longer.count.is_multiple_of(self.count) && self.holds_less(longer)
    }

    /// Is less waited for it, for each request?
    fn holds_less(&self, other: &Log) -> bool {
        i128::from(self.length) * i128::from(other.count)
            <= i128::from(other.length) * i128::from(self.count)
    }
}

/// More numbers of times than this are not tried.
const TRIES_MAX: u64 = 10_000;

/// A log beside others that nest, of which it is no part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    pub(super) log: Log,
    /// How many others there are.
    pub(super) height: usize,
    /// How many numbers of times have to be tried.
    tries: u64,
    /// Are they those from none on, or those up to as often as it goes into the count?
    is_rare: bool,
}

impl Beside {
    /// A log beside others, if there is not too much to try.
    pub(super) fn of(log: Log, others: &[Log]) -> Option<Self> {
        // So many times this one make up a count of the other, which is at least as long: more of
        // it are never needed.
        let slower = others.iter().filter(|other| log.holds_less(other));
        let rare =
            slower.map(|other| u128::from(other.count) / gcd(other.count.into(), log.count.into()));
        let rare = rare.min().map(|rare| u64::try_from(rare).unwrap_or(u64::MAX));
        // Of as many others as it counts requests some together make up a count of this one.
        let most = others.iter().map(|other| other.count).max().unwrap_or(0);
        let tries = rare.unwrap_or(most + 1);
        let (height, is_rare) = (others.len(), rare.is_some());
        (tries <= TRIES_MAX).then_some(Beside { log, height, tries, is_rare })
    }

    /// How long the n-th request waits, and for what, given that of the others alone.
    pub(super) fn latest(
        &self,
        n: u64,
        others: impl Fn(u64) -> (Millis, Waits),
    ) -> (Millis, Waits) {
        let most = (n - 1) / self.log.count;
        let last = if self.is_rare { most.min(self.tries - 1) } else { most };
        let first = (last + 1).saturating_sub(self.tries);
        let with = |often: u64| {
            let (late, mut waits) = others(n - often * self.log.count);
            let own = times(often, self.log.length);
            waits.add(self.log.hold, own);
            ((own + late).min(FAR), waits)
        };
        (first..=last).map(with).max_by_key(|(late, _)| *late).unwrap_or_default()
    }

    /// How many requests it accepts at most within a time after its start.
    pub(super) fn most(&self, time: Millis) -> u64 {
        self.log.most(time)
    }
}
