//! A client that sends each request at the first instant that is allowed.

use super::follow::{Sendings, follow};
use super::job::Job;
use super::{Course, Stop};
use crate::calendar::Millis;
use crate::rate_limit::{Closed, Limiter, Limiters};

impl Job<'_> {
    /// What becomes of its requests with an ideal client. What is sent in all is dealt evenly among
    /// the keys; where an answer has to come before a request is sent again, it goes out with
    /// whatever key is free first.
    pub(super) fn of_ideal(&self, moments: &[Millis]) -> Result<Course, Stop> {
        let again = self.errors.of_first(self.requests);
        let all = self.requests + again;
        let keys = self.limited_apart();
        if again > 0 && self.latency > 0 {
            let of_keys = vec![self.limiters_of_ideal(); usize::try_from(keys).unwrap_or(1)];
            let (new, errors, latency) = (self.requests, self.errors, self.latency);
            return follow(of_keys, self.start, &Sendings { new, again, errors, latency }, moments);
        }
        let course = self.of_busiest_key(all.div_ceil(keys), moments)?;
        // The other keys have one to send less, and are like it until then.
        let (less, busiest) = (all / keys, all % keys);
        let of_all = |by: u64| busiest * by + (keys - busiest) * by.min(less);
        let by_moments = course.by_moments.into_iter().map(of_all).collect();
        Ok(Course { accepted: all, by_moments, ..course })
    }

    fn of_busiest_key(&self, sendings: u64, moments: &[Millis]) -> Result<Course, Stop> {
        let limiters = self.limiters_of_ideal();
        match Closed::of(&limiters, self.start, sendings) {
            Some(closed) => course(&closed, self.start, sendings, moments),
            None => follow(vec![limiters], self.start, &Sendings::of(sendings), moments),
        }
    }

    /// The limits, and what the client itself can have under way.
    fn limiters_of_ideal(&self) -> Limiters {
        let sharers = self.keys / self.limited_apart();
        let at_once = self.parallel.filter(|_| self.latency > 0);
        let parallel = at_once.map(|count| Limiter::parallel(count * sharers, self.latency));
        Limiters::new(self.limiters.iter().cloned().chain(parallel).collect())
    }
}

/// What becomes of requests by a formula.
fn course(
    closed: &Closed,
    start: Millis,
    requests: u64,
    moments: &[Millis],
) -> Result<Course, Stop> {
    if requests == 0 {
        return Ok(Course { last: start, by_moments: vec![0; moments.len()], ..Course::default() });
    }
    let (last, waits) = closed.nth(requests).ok_or(Stop::TooFar)?;
    let by_moments = moments.iter().map(|moment| closed.accepted_by(*moment, requests)).collect();
    Ok(Course { accepted: requests, last, waits, by_moments, ..Course::default() })
}
