//! When a job is done under rate limits, and how many refusals it meets on the way.

mod backoff;
mod follow;
mod ideal;
mod job;
mod request;
mod sentence;

use serde::Serialize;

pub use self::follow::{Sendings, follow};
use self::job::Job;
pub use self::request::{
    Backoff, Client, Factor, FinishRequest, Jitter, LimitsOf, LimitsOfCard, Records, Scope, Used,
    Work,
};
pub use self::sentence::lasts;
use crate::calendar::{Instant, Millis};
use crate::document::{At, Problem, Problems, Read, Value};
use crate::rate_card::Shelf;
use crate::rate_limit::{Hold, Waits};
use crate::report::{Units, Warning};

/// When a job is done.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finish {
    /// Requests that are accepted in all, those sent again after a 500 included.
    pub requests: Units,
    /// Seconds from the start to the last acceptance.
    pub seconds: f64,
    /// Its instant, if the start was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
    /// Answers with the status 429.
    pub too_many: Units,
    /// What held requests back longest.
    pub bound: Option<Hold>,
    /// Records done when the credits were gone, if they went before the job was done.
    pub credits_end_after: Option<Units>,
    /// How many requests were accepted by moments in equal distances, for a picture.
    pub curve: Vec<Moment>,
    /// What a reader should know.
    pub warnings: Vec<Warning>,
}

/// A moment of a job.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Moment {
    /// Seconds from the start.
    pub seconds: f64,
    /// Requests accepted by then.
    pub accepted: Units,
}

/// What became of requests.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// How many were accepted.
    pub accepted: u64,
    /// When the last one was.
    pub last: Millis,
    /// How many were refused for a limit.
    pub too_many: u64,
    /// How many were given up.
    pub given_up: u64,
    /// What they waited for.
    pub waits: Waits,
    /// How many were accepted by each of the moments that were asked for.
    pub by_moments: Vec<u64>,
}

impl Course {
    /// Notes how many were accepted by the moments before an instant.
    fn note_moments(&mut self, moments: &[Millis], before: Millis) {
        let noted = self.by_moments.len();
        let passed = moments[noted..].iter().take_while(|moment| **moment < before).count();
        self.by_moments.resize(noted + passed, self.accepted);
    }
}

/// Why a job cannot be followed to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It takes too many steps.
    TooLong,
    /// The calendar ends before it.
    TooFar,
}

impl From<Stop> for Problem {
    fn from(stop: Stop) -> Self {
        let (code, message) = match stop {
            Stop::TooLong => (
                "tooLong",
                "This job takes more than 5,000,000 steps to follow. Lower the work, or leave out \
                 what makes single requests differ: latency, errors, or a client that backs off.",
            ),
            Stop::TooFar => (
                "tooFar",
                "This job is not done before the year 10000. Lower the work, or raise the limits.",
            ),
        };
        Problem::new(At::Key(&At::Root, "work"), code, message)
    }
}

/// When the job of a document is done.
///
/// # Errors
/// Every problem of the document at once.
pub fn finish(document: &Value, shelf: &dyn Shelf) -> Result<Finish, Vec<Problem>> {
    parse(document, shelf)?.finish(shelf)
}

/// The job of a document, read and checked.
///
/// # Errors
/// Every problem of the document at once.
pub fn parse(document: &Value, shelf: &dyn Shelf) -> Result<FinishRequest, Vec<Problem>> {
    let mut problems = Problems::default();
    let request = FinishRequest::read(document, At::Root, &mut problems).unwrap_or_default();
    Job::of(&request, shelf, &mut problems);
    problems.or(request)
}

impl FinishRequest {
    /// When it is done.
    ///
    /// # Errors
    /// What is wrong with it, or why it cannot be told.
    pub fn finish(&self, shelf: &dyn Shelf) -> Result<Finish, Vec<Problem>> {
        self.job(shelf)?.finish()
    }

    /// How many requests are accepted by some moments, in milliseconds from its start and in order.
    ///
    /// # Errors
    /// What is wrong with it, or why it cannot be told.
    pub fn accepted_by(
        &self,
        moments: &[Millis],
        shelf: &dyn Shelf,
    ) -> Result<Vec<u64>, Vec<Problem>> {
        let job = self.job(shelf)?;
        let moments: Vec<_> = moments.iter().map(|moment| job.start + moment).collect();
        Ok(job.course(&moments)?.by_moments)
    }

    fn job<'a>(&'a self, shelf: &'a dyn Shelf) -> Result<Job<'a>, Vec<Problem>> {
        let mut problems = Problems::default();
        let job = Job::of(self, shelf, &mut problems);
        Ok(problems.or(job)?.expect("a job without problems can be followed"))
    }
}

/// The moments of a picture.
const MOMENTS: Millis = 48;

impl Job<'_> {
    fn finish(self) -> Result<Finish, Vec<Problem>> {
        let course = self.course(&[])?;
        let lasts = course.last - self.start;
        let mut moments: Vec<_> = (0..=MOMENTS).map(|part| lasts * part / MOMENTS).collect();
        moments.dedup();
        let at: Vec<_> = moments.iter().map(|moment| self.start + moment).collect();
        let by_moments = self.course(&at)?.by_moments;
        let moment =
            |(moment, accepted)| Moment { seconds: seconds(moment), accepted: Units(accepted) };
        Ok(Finish {
            requests: Units(course.accepted),
            seconds: seconds(lasts),
            at: self.is_dated.then(|| Instant::from_millis(course.last)).flatten(),
            too_many: Units(course.too_many),
            bound: course.waits.longest(),
            credits_end_after: self.credits_end_after().map(Units),
            curve: moments.into_iter().zip(by_moments).map(moment).collect(),
            warnings: self.warnings(&course),
        })
    }

    /// What becomes of its requests, and how many are accepted by some moments.
    fn course(&self, moments: &[Millis]) -> Result<Course, Vec<Problem>> {
        let course = match self.client {
            Client::Ideal => self.of_ideal(moments),
            Client::Backoff(backoff) => self.of_backoff(backoff, moments),
        };
        course.map_err(|stop| vec![stop.into()])
    }
}

fn seconds(millis: Millis) -> f64 {
    millis as f64 / 1_000.0
}
