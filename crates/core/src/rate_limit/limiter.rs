//! A limit at work: how many requests it accepts at an instant, and when it accepts the next one.

use std::collections::VecDeque;

use super::far::{near, part, part_up, times};
use super::{Algorithm, Hold, Limit, Window};
use crate::calendar::{CALENDAR_END, Millis};

/// A limit with what it remembers of the requests that it accepted.
#[derive(Clone, Debug)]
pub struct Limiter {
    /// What it is, where it holds something back.
    pub hold: Hold,
    /// How many it accepts.
    pub count: u64,
    /// How it counts them.
    pub way: Way,
}

/// How a limiter counts.
#[derive(Clone, Debug)]
pub enum Way {
    /// Windows of the clock.
    Fixed {
        /// The window.
        window: Window,
        /// When the open one ends.
        end: Millis,
        /// How many it has accepted.
        accepted: u64,
    },
    /// A window opens at the first request after the last one closed.
    FirstHit {
        /// How long it is open.
        length: Millis,
        /// When the last one closes.
        end: Millis,
        /// How many it has accepted.
        accepted: u64,
    },
    /// The requests accepted in the time before each instant.
    Log {
        /// How long that is.
        length: Millis,
        /// When so many were accepted.
        log: VecDeque<(Millis, u64)>,
        /// How many those are.
        accepted: u64,
    },
    /// Windows of the clock, with a part of the one before: that which a window reaching back from
    /// the instant would hold of it if its requests had been spread evenly.
    Counter {
        /// The window.
        window: Window,
        /// When the open one started and ends.
        open: (Millis, Millis),
        /// How many the one before accepted.
        before: u64,
        /// How many the open one has accepted.
        accepted: u64,
    },
    /// A bucket of tokens that fills steadily; a request takes one.
    Bucket {
        /// In how long `count` tokens come.
        length: Millis,
        /// How many tokens it holds at most.
        burst: u64,
        /// When it was looked at last.
        at: Millis,
        /// What was in it then: tokens, and so many parts of `length` of one more.
        level: (u64, u64),
    },
}

impl Limiter {
    /// A limit that has accepted nothing lately, at an instant.
    pub fn of(limit: &Limit, at: Millis) -> Self {
        let (window, length) = (limit.per, limit.per.length());
        let way = match limit.algorithm.unwrap_or(Algorithm::Fixed) {
            Algorithm::Fixed => Way::Fixed { window, end: window.end(at), accepted: 0 },
            Algorithm::FixedFirstHit => Way::FirstHit { length, end: at, accepted: 0 },
            Algorithm::SlidingLog => Way::Log { length, log: VecDeque::new(), accepted: 0 },
            Algorithm::SlidingCounter => {
                let open = (window.start(at), window.end(at));
                Way::Counter { window, open, before: 0, accepted: 0 }
            }
            Algorithm::TokenBucket => {
                let burst = limit.burst.map_or(limit.count.0, |burst| burst.0);
                Way::Bucket { length, burst, at, level: (burst, 0) }
            }
        };
        Limiter { hold: Hold::Window(window), count: limit.count.0, way }
    }

    /// As many as can be under way at once, each for so long. From its start to its end a request is
    /// one of those started within that time, so that this is a log of it.
    pub fn parallel(count: u64, length: Millis) -> Self {
        let way = Way::Log { length, log: VecDeque::new(), accepted: 0 };
        Limiter { hold: Hold::Parallel, count, way }
    }

    /// Notes requests that were accepted in the open window before the start.
    #[must_use]
    pub fn used(mut self, count: u64) -> Self {
        if let Way::Fixed { accepted, .. } = &mut self.way {
            *accepted = count;
        }
        self
    }

    /// Does it remember the same of the requests that it accepted?
    pub(super) fn counts_like(&self, other: &Limiter) -> bool {
        let way = std::mem::discriminant(&self.way);
        self.hold == other.hold && way == std::mem::discriminant(&other.way)
    }

    /// Another limit in its place from an instant on, which remembers what this one does.
    pub(super) fn changed(&self, new: &Limiter, at: Millis) -> Self {
        let mut old = self.clone();
        old.bring(at);
        let mut way = old.way;
        if let (Way::Bucket { burst, .. }, Way::Bucket { burst: of_new, .. }) = (&mut way, &new.way)
        {
            *burst = *of_new;
        }
        Limiter { way, ..new.clone() }
    }

    /// For how long after it was accepted a request can matter, where no window of the clock ends that.
    pub fn memory(&self) -> Millis {
        match self.way {
            Way::Fixed { .. } => 0,
            Way::FirstHit { length, .. } | Way::Log { length, .. } => length,
            Way::Counter { window, .. } => 2 * window.length(),
            Way::Bucket { length, burst, .. } => {
                near(part_up(burst, length.unsigned_abs(), self.count))
            }
        }
    }

    /// Its window, if it counts in windows of the clock.
    pub fn window(&self) -> Option<Window> {
        match self.way {
            Way::Fixed { window, .. } => Some(window),
            _ => None,
        }
    }

    /// When the window ends that is open at an instant, if it only counts what is in that.
    pub fn open_until(&self, at: Millis) -> Option<Millis> {
        match self.way {
            Way::Fixed { window, .. } => Some(window.end(at)),
            Way::FirstHit { end, .. } => Some(end).filter(|end| *end > at),
            _ => None,
        }
    }

    /// How many it accepts at an instant.
    pub fn room(&mut self, at: Millis) -> u64 {
        self.bring(at);
        match &self.way {
            Way::Fixed { accepted, .. }
            | Way::FirstHit { accepted, .. }
            | Way::Log { accepted, .. } => self.count.saturating_sub(*accepted),
            Way::Counter { open: (start, end), before, accepted, .. } => {
                // Accepted as long as before · rest / length + accepted < count.
                let (rest, length) = ((end - at).unsigned_abs(), (end - start).unsigned_abs());
                self.count.saturating_sub(*accepted + part(*before, rest, length))
            }
            Way::Bucket { level: (tokens, _), .. } => *tokens,
        }
    }

    /// Accepts requests at an instant, for which there must be room.
    pub fn accept(&mut self, at: Millis, count: u64) {
        self.bring(at);
        // Nothing opens no window.
        if count == 0 {
            return;
        }
        match &mut self.way {
            Way::FirstHit { length, end, accepted } => {
                if *end <= at {
                    *end = at + *length;
                }
                *accepted += count;
            }
            Way::Log { log, accepted, .. } => {
                log.push_back((at, count));
                *accepted += count;
            }
            Way::Bucket { level: (tokens, _), .. } => *tokens -= count,
            Way::Fixed { accepted, .. } | Way::Counter { accepted, .. } => *accepted += count,
        }
    }

    /// How many it accepts from the instant at which it was looked at up to another one, if it is a
    /// bucket that loses no token, or a window that is open all the while.
    pub(super) fn in_a_row(&self, until: Millis) -> Option<u64> {
        match self.way {
            Way::Bucket { length, burst, at, level } => {
                let loses = near(self.count) > times(burst - 1, length);
                let came = (self.count, (until - at).unsigned_abs());
                (!loses).then(|| filled(level, came, length.unsigned_abs()).0)
            }
            Way::Fixed { end, accepted, .. } => {
                (until < end).then(|| self.count.saturating_sub(accepted))
            }
            _ => None,
        }
    }

    /// Accepts so many in a row, and tells when the last one is.
    pub(super) fn accept_row(&mut self, from: Millis, count: u64) -> Millis {
        let Way::Bucket { length, at, level, .. } = &mut self.way else {
            self.accept(from, count);
            return from;
        };
        if count == 0 {
            return from;
        }
        let length = length.unsigned_abs();
        let missing = count.saturating_sub(level.0);
        let parts = times(missing, near(length)).unsigned_abs();
        *at = from + near(parts.saturating_sub(level.1).div_ceil(self.count));
        *level = filled(*level, (self.count, (*at - from).unsigned_abs()), length);
        level.0 -= count;
        *at
    }

    /// The first instant from one on at which it accepts a request, if it accepts none before.
    pub fn next(&self, at: Millis) -> Millis {
        match &self.way {
            Way::Fixed { end, accepted, .. } | Way::FirstHit { end, accepted, .. } => {
                if at < *end && *accepted >= self.count { *end } else { at }
            }
            Way::Log { length, log, accepted } => {
                let mut rest = *accepted;
                let mut free = at;
                for (then, count) in log {
                    if rest < self.count && then + length > at {
                        break;
                    }
                    rest -= count;
                    free = free.max(then + length);
                }
                free
            }
            // No window begins after the calendar.
            Way::Counter { .. } if at >= CALENDAR_END => at,
            Way::Counter { open: (start, end), before, accepted, .. } => {
                if at >= *end {
                    let mut later = self.clone();
                    later.bring(at);
                    return later.next(at);
                }
                match self.first_in_window((*start, *end), (*before, *accepted)) {
                    Some(first) => at.max(first),
                    None => self.next(*end),
                }
            }
            Way::Bucket { length, at: then, level, .. } => {
                let (0, parts) = *level else { return at };
                let missing = length.unsigned_abs() - parts;
                at.max(then + near(missing.div_ceil(self.count)))
            }
        }
    }

    /// Is it as though it had never accepted anything?
    pub fn is_fresh(&mut self, at: Millis) -> bool {
        self.bring(at);
        match &self.way {
            Way::Fixed { accepted, .. }
            | Way::FirstHit { accepted, .. }
            | Way::Log { accepted, .. } => *accepted == 0,
            Way::Counter { before, accepted, .. } => *before == 0 && *accepted == 0,
            Way::Bucket { burst, level, .. } => *level == (*burst, 0),
        }
    }

    /// The first instant of a window at which a counter accepts a request, if it is in the window.
    fn first_in_window(
        &self,
        (start, end): (Millis, Millis),
        (before, accepted): (u64, u64),
    ) -> Option<Millis> {
        let left = self.count.checked_sub(accepted).filter(|left| *left > 0)?;
        if before < left {
            return Some(start);
        }
        // The least time with before · (length − time) < left · length.
        let full = part(before - left, (end - start).unsigned_abs(), before);
        let first = start + near(full) + 1;
        (first < end).then_some(first)
    }

    /// Forgets what no longer counts at an instant.
    fn bring(&mut self, now: Millis) {
        match &mut self.way {
            Way::Fixed { window, end, accepted } => {
                if now >= *end {
                    (*end, *accepted) = (window.end(now), 0);
                }
            }
            Way::FirstHit { end, accepted, .. } => {
                if now >= *end {
                    *accepted = 0;
                }
            }
            Way::Log { length, log, accepted } => {
                while let Some((_, count)) = log.pop_front_if(|(then, _)| *then + *length <= now) {
                    *accepted -= count;
                }
            }
            Way::Counter { window, open, before, accepted } => {
                if now >= open.1 {
                    let is_next = window.start(now) == open.1;
                    *before = if is_next { *accepted } else { 0 };
                    (*open, *accepted) = ((window.start(now), window.end(now)), 0);
                }
            }
            Way::Bucket { length, burst, at, level } => {
                let came = (self.count, (now - *at).unsigned_abs());
                (*at, *level) = (now, filled(*level, came, length.unsigned_abs()));
                if level.0 >= *burst {
                    *level = (*burst, 0);
                }
            }
        }
    }
}

/// The level of a bucket after some milliseconds, in each of which so many parts of a token come.
fn filled((tokens, parts): (u64, u64), (came, millis): (u64, u64), length: u64) -> (u64, u64) {
    let whole = part(came, millis, length);
    if whole == u64::MAX {
        return (whole, 0);
    }
    let rest = came.wrapping_mul(millis).wrapping_sub(whole.wrapping_mul(length)) + parts;
    (tokens.saturating_add(whole + rest / length), rest % length)
}
