//! Several limits at once: a request is accepted if all of them have room.

use super::{Hold, Limit, Limiter, Window};
use crate::calendar::{CALENDAR_END, Millis};

/// Limits that every request has to pass.
#[derive(Clone, Debug)]
pub struct Limiters(Vec<Limiter>);

impl Limiters {
    /// These limits.
    pub fn new(all: Vec<Limiter>) -> Self {
        Limiters(all)
    }

    /// Limits that have accepted nothing lately, at an instant.
    pub fn of(limits: &[Limit], at: Millis) -> Self {
        Limiters(limits.iter().map(|limit| Limiter::of(limit, at)).collect())
    }

    /// Other limits in their place, from an instant on. What was accepted counts in them where they
    /// count in the same way.
    #[must_use]
    pub fn changed(&self, limits: &[Limit], at: Millis) -> Self {
        let changed = |limit: &Limit| {
            let new = Limiter::of(limit, at);
            let alike = self.0.iter().find(|limiter| limiter.counts_like(&new));
            alike.map_or(new.clone(), |alike| alike.changed(&new, at))
        };
        Limiters(limits.iter().map(changed).collect())
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Limiter> {
        self.0.iter()
    }

    /// How many requests are accepted at an instant.
    pub fn room(&mut self, at: Millis) -> u64 {
        self.0.iter_mut().map(|limiter| limiter.room(at)).min().unwrap_or(u64::MAX)
    }

    /// Accepts requests at an instant, for which there must be room.
    pub fn accept(&mut self, at: Millis, count: u64) {
        self.0.iter_mut().for_each(|limiter| limiter.accept(at, count));
    }

    /// The first instant from one on at which a request is accepted if none is before, and what
    /// holds it back until then: of two the shorter window. None if the calendar ends before.
    pub fn next(&self, at: Millis) -> Option<(Millis, Option<Hold>)> {
        let (mut next, mut hold) = (at, None);
        loop {
            let last = self.0.iter().map(|limiter| (limiter.next(next), limiter.hold));
            let later = last.filter(|(free, _)| *free > next);
            let Some((free, by)) =
                later.max_by_key(|(free, hold)| (*free, std::cmp::Reverse(*hold)))
            else {
                return Some((next, hold));
            };
            if free >= CALENDAR_END {
                return None;
            }
            (next, hold) = (free, Some(by));
        }
    }

    /// How many requests are accepted from an instant up to another one and at it, if that can be told
    /// without following them: none if a window ends in between, and no more than one bucket.
    fn in_a_row(&mut self, from: Millis, until: Millis) -> Option<u64> {
        self.room(from);
        let is_bucket = |limiter: &&Limiter| limiter.open_until(from).is_none();
        if self.0.iter().filter(is_bucket).count() > 1 {
            return None;
        }
        let rows = self.0.iter().map(|limiter| limiter.in_a_row(until));
        rows.collect::<Option<Vec<_>>>().map(|rows| rows.into_iter().min().unwrap_or(u64::MAX))
    }

    /// Accepts as many of so many requests as can be up to an instant and at it, each at the first that
    /// is allowed from another one on; how many those are, and when the last one is.
    pub fn accept_until(&mut self, from: Millis, until: Millis, most: u64) -> (u64, Millis) {
        if let Some(row) = self.in_a_row(from, until) {
            let count = row.min(most);
            let lasts = self.0.iter_mut().map(|limiter| limiter.accept_row(from, count));
            return (count, lasts.max().unwrap_or(from));
        }
        let (mut count, mut last, mut now) = (0, from, from);
        while count < most {
            let room = self.room(now).min(most - count);
            if room > 0 {
                self.accept(now, room);
                (count, last) = (count + room, now);
            }
            match self.next(now) {
                Some((next, _)) if next <= until && count < most => now = next,
                _ => break,
            }
        }
        (count, last)
    }

    /// How many requests are accepted until the first window ends, and when that is; none unless all
    /// limits count in windows, and all these are open.
    pub fn open_windows(&mut self, at: Millis) -> Option<(u64, Millis)> {
        let ends = self.0.iter().map(|limiter| limiter.open_until(at));
        let end = ends.collect::<Option<Vec<_>>>()?.into_iter().min();
        Some((self.room(at), end.unwrap_or(Millis::MAX)))
    }

    /// For how long after it was accepted a request can matter, where no window of the clock ends that.
    pub fn memory(&self) -> Millis {
        self.0.iter().map(Limiter::memory).max().unwrap_or(0)
    }

    /// The longest window of the clock and its limit, if this is where it starts and everything is as
    /// though nothing had ever been accepted.
    pub fn begins_anew(&mut self, at: Millis) -> Option<(Window, u64)> {
        let windows = self.0.iter().filter_map(|limiter| Some((limiter.window()?, limiter.count)));
        let (window, _) = windows.clone().max_by_key(|(window, _)| *window)?;
        let least = windows.filter(|(of, _)| *of == window).map(|(_, count)| count).min()?;
        let is_start = window.start(at) == at;
        (is_start && self.0.iter_mut().all(|limiter| limiter.is_fresh(at)))
            .then_some((window, least))
    }
}
