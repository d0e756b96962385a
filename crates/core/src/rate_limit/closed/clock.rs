//! Windows of the UTC clock: those that are open at the start, and all that follow.

use super::stairs::{Stair, Stairs};
use crate::calendar::{CALENDAR_END, Millis};
use crate::rate_limit::limiter::Way;
use crate::rate_limit::{Hold, Limiter, Limiters, Waits, Window};

/// Windows of the clock, each of which is part of the next longer one.
#[derive(Debug)]
pub struct Clock {
    start: Millis,
    stairs: Stairs,
    /// How many of the stairs are no windows of the clock.
    below: usize,
    running: Vec<Running>,
    months: Option<Months>,
}

/// A window that is open at the start.
#[derive(Clone, Copy, Debug)]
struct Running {
    end: Millis,
    /// How many requests are accepted until it ends.
    room: u64,
    /// What holds back the next one.
    hold: Hold,
}

/// The calendar months after the one of the start.
#[derive(Debug)]
struct Months {
    rows: Vec<Month>,
    /// How many requests they accept.
    room: u64,
}

#[derive(Clone, Copy, Debug)]
struct Month {
    start: Millis,
    /// How many requests the months before it accept, and what they wait for.
    before: u64,
    waits: Waits,
}

/// What a window of the clock allows, and how much of that is left at the start.
struct OfClock {
    window: Window,
    limit: u64,
    left: u64,
    hold: Hold,
}

impl Clock {
    /// The windows of the clock, if what happens in the shortest of them is over before it ends.
    pub(super) fn of(
        limiters: &Limiters,
        mut stairs: Stairs,
        start: Millis,
        requests: u64,
    ) -> Option<Self> {
        let below = stairs.height();
        let mut all = felt(limiters, &stairs);
        let at_start = all.iter().map(|limit| limit.left).min().unwrap_or(0);
        let is_over = |limit: &OfClock| {
            let running = limit.window.end(start) - start;
            stairs.is_over(limit.limit, limit.window.shortest())
                && stairs.is_over(at_start, running)
        };
        if !all.first().is_none_or(is_over) {
            return None;
        }
        let running = running(&all, &mut stairs, start);
        let room = running.last().map_or(0, |last| last.room);
        let month = all.pop().filter(|limit| limit.window == Window::Month);
        let months = month.map(|month| {
            let shorter = (stairs.height() > below).then(|| *stairs.top());
            let first = Window::Month.end(start);
            Months::of(&month, (&stairs, shorter), first, requests.saturating_sub(room))
        });
        Some(Clock { start, stairs, below, running, months })
    }

    /// When the n-th request is accepted, and what requests waited for until then; none if the
    /// calendar ends before.
    pub(super) fn nth(&self, n: u64) -> Option<(Millis, Waits)> {
        let (mut base, mut last, mut rest, mut before) = (self.start, self.start, n, 0);
        let (mut waits, mut hold) = (Waits::default(), None);
        for (index, running) in self.running.iter().enumerate() {
            let more = rest.min(running.room - before);
            if more > 0 {
                last = self.climb((base, last, hold), self.below + index, more, &mut waits);
                (rest, before) = (rest - more, before + more);
            }
            if rest == 0 {
                return Some((last, waits));
            }
            (base, hold) = (running.end, Some(running.hold));
        }
        if let Some(months) = &self.months {
            let month = months.of_nth(rest)?;
            waits += month.waits;
            waits.add(hold, base - last);
            (base, last) = (month.start, month.start);
            rest -= month.before;
        }
        let at = self.climb((base, last, hold), self.stairs.height(), rest, &mut waits);
        Some((at, waits))
    }

    /// How many requests are accepted up to an instant.
    pub(super) fn accepted_by(&self, at: Millis) -> u64 {
        let (mut base, mut before) = (self.start, 0);
        for (index, running) in self.running.iter().enumerate() {
            if at < running.end {
                return running.room.min(before + self.accepted(self.below + index, base, at));
            }
            (base, before) = (running.end, running.room);
        }
        let height = self.stairs.height();
        let Some(months) = &self.months else {
            return before.saturating_add(self.accepted(height, base, at));
        };
        let after = months.rows.partition_point(|month| month.start <= at);
        let Some(month) = months.rows[..after].last() else { return before };
        let next = months.rows.get(after).map_or(months.room, |next| next.before);
        let of_month = self.accepted(height, month.start, at);
        before + next.min(month.before.saturating_add(of_month))
    }

    /// How many are accepted from the start of a window below a height up to an instant.
    fn accepted(&self, height: usize, base: Millis, at: Millis) -> u64 {
        if at < base { 0 } else { self.stairs.accepted(height, at - base) }
    }

    /// When the n-th request from an instant on is accepted, at which all windows below a height
    /// begin, and which those before it waited for.
    fn climb(
        &self,
        (base, last, hold): (Millis, Millis, Option<Hold>),
        height: usize,
        n: u64,
        waits: &mut Waits,
    ) -> Millis {
        let (offset, of_climb) = self.stairs.climb(height, n);
        waits.add(hold, base - last);
        *waits += of_climb;
        base + offset
    }
}

/// The limits of the clock that can ever be reached, the shortest window first.
fn felt(limiters: &Limiters, stairs: &Stairs) -> Vec<OfClock> {
    let of_clock = |limiter: &Limiter| match limiter.way {
        Way::Fixed { window, accepted: used, .. } => {
            let (limit, hold) = (limiter.count, limiter.hold);
            Some(OfClock { window, limit, left: limit.saturating_sub(used), hold })
        }
        _ => None,
    };
    let mut all: Vec<_> = limiters.iter().filter_map(of_clock).collect();
    all.sort_by_key(|limit| limit.window);
    all.dedup_by(|other, one| {
        let is_same = other.window == one.window;
        if is_same {
            (one.limit, one.left) = (one.limit.min(other.limit), one.left.min(other.left));
        }
        is_same
    });
    // What the shorter ones let through at most in each of their windows.
    let mut shorter: Option<(Millis, u64)> = None;
    all.retain(|limit| {
        let length = limit.window.longest();
        let most = match shorter {
            Some((of_shorter, capacity)) => {
                Some(capacity.saturating_mul((length / of_shorter).unsigned_abs()))
            }
            None => stairs.most_in(length),
        };
        let is_felt = limit.left < limit.limit || most.is_none_or(|most| most > limit.limit);
        if is_felt {
            let capacity = most.unwrap_or(u64::MAX).min(limit.limit);
            shorter = Some((limit.window.shortest(), capacity));
        }
        is_felt
    });
    all
}

/// The windows that are open at the start. The stairs get a window of each but the month.
fn running(all: &[OfClock], stairs: &mut Stairs, start: Millis) -> Vec<Running> {
    let mut running: Vec<Running> = Vec::new();
    // What is accepted until the shorter one ends, what holds back the next one, and when that end is.
    let mut inside: Option<(u64, Hold, Millis)> = None;
    for (index, limit) in all.iter().enumerate() {
        let end = limit.window.end(start);
        let of_parts = inside.map(|(room, hold, until)| {
            let shorter = stairs.top();
            let parts = ((end - until) / shorter.millis()).unsigned_abs();
            let hold = if parts > 0 { shorter.hold } else { hold };
            (room + parts * shorter.capacity, hold)
        });
        let own = (limit.left, limit.hold);
        let (inner, hold) = of_parts.map_or(own, |parts| parts.min(own));
        let longer = all[index + 1..].iter().map(|longer| (longer.left, longer.hold)).min();
        let (room, held) = longer.map_or((inner, hold), |longer| longer.min((inner, hold)));
        running.push(Running { end, room, hold: held });
        if limit.window != Window::Month {
            stairs.add((limit.window.length(), limit.limit), limit.hold);
            inside = Some((inner, hold, end));
        }
    }
    running
}

impl Months {
    /// The months from the start of one on, until they have accepted so many requests.
    fn of(
        limit: &OfClock,
        (stairs, shorter): (&Stairs, Option<Stair>),
        first: Millis,
        requests: u64,
    ) -> Self {
        let mut months = Months { rows: Vec::new(), room: 0 };
        let (mut start, mut waits) = (first, Waits::default());
        while months.room < requests && start < CALENDAR_END {
            let end = Window::Month.end(start);
            let of_parts = shorter.map(|shorter| {
                let parts = ((end - start) / shorter.millis()).unsigned_abs();
                (parts * shorter.capacity, shorter.hold)
            });
            let own = (limit.limit, limit.hold);
            let (room, hold) = of_parts.map_or(own, |parts| parts.min(own));
            months.rows.push(Month { start, before: months.room, waits });
            let (last, of_month) = stairs.climb(stairs.height(), room);
            waits += of_month;
            waits.add(hold, end - start - last);
            (start, months.room) = (end, months.room + room);
        }
        months
    }

    /// The month of the n-th request, if the calendar has it.
    fn of_nth(&self, n: u64) -> Option<&Month> {
        let after = self.rows.partition_point(|month| month.before < n);
        self.rows[..after].last().filter(|_| n <= self.room)
    }
}
