//! Following requests that are sent at the first instant that is allowed, from one instant at which
//! some are accepted to the next, where no formula tells when.

use std::collections::VecDeque;

use super::{Course, Stop};
use crate::calendar::{CALENDAR_END, Instant, Millis};
use crate::number::Share;
use crate::rate_limit::far::times;
use crate::rate_limit::{Hold, Limiters, Waits, Window};

/// More steps than this are not followed.
pub(super) const STEPS_MAX: u32 = 5_000_000;

/// What is sent.
#[derive(Clone, Copy, Debug)]
pub struct Sendings {
    /// Requests.
    pub new: u64,
    /// How many of them are answered with a 500, and sent again.
    pub again: u64,
    /// How those are spread: of n requests `floor(n · share)`.
    pub errors: Share,
    /// How long an answer takes.
    pub latency: Millis,
}

impl Sendings {
    /// Requests that are all answered as they should be.
    pub fn of(requests: u64) -> Self {
        Sendings { new: requests, again: 0, errors: Share::NONE, latency: 0 }
    }
}

impl Sendings {
    /// How many of the first requests are answered with a 500.
    fn errors_of(&self, requests: u64) -> u64 {
        if requests == self.new {
            self.again
        } else {
            self.again.min(self.errors.of_first(requests))
        }
    }
}

/// Requests on their way.
struct Follower<'f> {
    /// The limits of each key.
    keys: Vec<Limiters>,
    sendings: &'f Sendings,
    now: Millis,
    /// How many requests were sent for the first time.
    sent: u64,
    /// When so many can be sent again.
    again: VecDeque<(Millis, u64)>,
    course: Course,
    moments: &'f [Millis],
    /// Where the last longest window began in which everything began anew.
    anew: Option<(Millis, u64, Waits)>,
}

/// What becomes of requests that are sent at the first instant that is allowed, and how many are
/// accepted by some moments.
///
/// # Errors
/// Why they cannot be followed to the end.
pub fn follow(
    keys: Vec<Limiters>,
    start: Millis,
    sendings: &Sendings,
    moments: &[Millis],
) -> Result<Course, Stop> {
    let course = Course { last: start, ..Course::default() };
    let (now, again) = (start, VecDeque::new());
    let mut follower =
        Follower { keys, sendings, now, sent: 0, again, course, moments, anew: None };
    for _ in (0..STEPS_MAX).step_by(follower.keys.len()) {
        follower.send();
        if follower.left() == 0 {
            return Ok(follower.arrive());
        }
        follower.wait()?;
        follower.skip_alike()?;
    }
    Err(Stop::TooLong)
}

impl Follower<'_> {
    /// How many have still to be accepted.
    fn left(&self) -> u64 {
        self.sendings.new + self.sendings.again - self.course.accepted
    }

    /// How many can be sent now, if the limits allow it.
    fn ready(&self) -> u64 {
        let again = self.again.iter().take_while(|(ready, _)| *ready <= self.now);
        self.sendings.new - self.sent + again.map(|(_, count)| count).sum::<u64>()
    }

    /// Deals requests evenly among the keys, as far as they are accepted; how many are.
    fn deal(&mut self, ready: u64) -> u64 {
        let (now, mut left) = (self.now, ready);
        loop {
            let free = self.keys.iter_mut().filter_map(|key| (key.room(now) > 0).then_some(key));
            let free: Vec<_> = free.collect();
            if free.is_empty() || left == 0 {
                return ready - left;
            }
            let share = left.div_ceil(free.len() as u64);
            for key in free {
                let count = key.room(now).min(share.min(left));
                if count > 0 {
                    key.accept(now, count);
                    left -= count;
                }
            }
        }
    }

    /// Sends as many as are accepted; those that are sent again go first.
    fn send(&mut self) {
        let count = self.deal(self.ready());
        if count == 0 {
            return;
        }
        self.course.accepted += count;
        self.course.last = self.now;
        let mut new = count;
        while let Some((ready, waiting)) = self.again.front_mut()
            && *ready <= self.now
            && new > 0
        {
            let sent = new.min(*waiting);
            (new, *waiting) = (new - sent, *waiting - sent);
            if *waiting == 0 {
                self.again.pop_front();
            }
        }
        let errors = self.sendings.errors_of(self.sent + new) - self.sendings.errors_of(self.sent);
        self.sent += new;
        if errors > 0 {
            self.again.push_back((self.now + self.sendings.latency, errors));
        }
    }

    /// Goes on to the next instant at which one can be accepted.
    fn wait(&mut self) -> Result<(), Stop> {
        let next = if self.ready() > 0 {
            let free = self.keys.iter().filter_map(|key| key.next(self.now));
            let (next, hold) = free.min_by_key(|(next, _)| *next).ok_or(Stop::TooFar)?;
            self.course.waits.add(hold, next - self.now);
            next
        } else {
            self.again.front().map_or(self.now, |(ready, _)| *ready)
        };
        self.course.note_moments(self.moments, next);
        self.now = next;
        if next < CALENDAR_END { Ok(()) } else { Err(Stop::TooFar) }
    }

    /// Where the longest windows begin anew one is like the other, and many are passed at once: up to
    /// the last one, or to the next moment that is asked for.
    fn skip_alike(&mut self) -> Result<(), Stop> {
        let [limiters] = &mut self.keys[..] else { return Ok(()) };
        if self.sendings.again > 0 {
            return Ok(());
        }
        let Some((window, limit)) = limiters.begins_anew(self.now) else { return Ok(()) };
        let last = self.anew.replace((self.now, self.course.accepted, self.course.waits));
        let Some((began, accepted, waits)) = last else { return Ok(()) };
        let (length, in_one) = (self.now - began, self.course.accepted - accepted);
        // Months are alike only if the shortest, too, is held by their own limit, and at its end nothing else
        // remembers it.
        let is_month = window == Window::Month;
        let remembered = self.course.last.max(began) - began + limiters.memory().max(1);
        let is_full = in_one == limit && remembered <= window.shortest();
        let is_alike = if is_month { is_full } else { length == window.length() };
        if !is_alike || in_one == 0 || window.start(self.now - 1) != began {
            return Ok(());
        }
        let moment = self.moments.get(self.course.by_moments.len());
        let before_moment = moment.map(|moment| (moment - self.now) / window.longest());
        let before_moment = before_moment.and_then(|count| u64::try_from(count).ok());
        let count = ((self.left() - 1) / in_one).min(before_moment.unwrap_or(u64::MAX));
        let then = later(self.now, window, count).ok_or(Stop::TooFar)?;
        // Months differ in length by what is waited for their end.
        let longer = then - self.now - times(count, length);
        self.course.waits += self.course.waits.since(&waits).times(count);
        self.course.waits.add(Hold::Window(window), longer);
        self.now = then;
        self.course.accepted += count * in_one;
        self.sent += count * in_one;
        self.anew = None;
        Ok(())
    }

    /// The course of requests that have all been accepted.
    fn arrive(mut self) -> Course {
        self.course.note_moments(self.moments, Millis::MAX);
        self.course
    }
}

/// So many windows later, as long as the calendar goes.
fn later(at: Millis, window: Window, count: u64) -> Option<Millis> {
    let now = Instant::from_millis(at)?;
    if window == Window::Month {
        let months = u32::try_from(count).ok().filter(|months| *months < 120_000)?;
        let then = Instant::midnight(now.date.plus_months(months)).as_millis();
        return Instant::from_millis(then).map(|_| then);
    }
    let then = at + times(count, window.length());
    (then < CALENDAR_END).then_some(then)
}
