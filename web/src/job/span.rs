//! The time that is drawn: from the start of a job to a little after its end.

use creditcast_core::calendar::{DAY, Millis, SECOND};

use crate::format;
use crate::local::{Local, ahead};
use crate::picture::share;

/// Parts of the time at whose ends it is looked how far the job is.
pub(crate) const SAMPLES: i64 = 480;

/// Distances between two lines, from a second to a century.
const STEPS: [Millis; 20] = [
    SECOND,
    5 * SECOND,
    15 * SECOND,
    60 * SECOND,
    5 * 60 * SECOND,
    15 * 60 * SECOND,
    DAY / 24,
    DAY / 8,
    DAY / 4,
    DAY / 2,
    DAY,
    2 * DAY,
    7 * DAY,
    28 * DAY,
    91 * DAY,
    365 * DAY,
    5 * 365 * DAY,
    20 * 365 * DAY,
    100 * 365 * DAY,
    1_000 * 365 * DAY,
];
/// No more lines than these.
const LINES_MAX: Millis = 8;

/// The time that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// When it begins.
    pub start: Millis,
    /// How long it is.
    pub length: Millis,
    step: Millis,
}

impl Span {
    /// The time of a job that takes so many seconds, and what comes after.
    pub(crate) fn of(start: Millis, seconds: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "as long as the calendar at most")]
        let needed = ((seconds * 1_200.0) as Millis).max(60 * SECOND);
        let step = STEPS.into_iter().find(|step| needed / step < LINES_MAX);
        let step = step.unwrap_or(STEPS[STEPS.len() - 1]);
        Span { start, length: (needed / step + 1) * step, step }
    }

    /// The moments at which it is looked, from its start.
    pub(crate) fn moments(&self) -> Vec<Millis> {
        (0..=SAMPLES).map(|part| share(self.length, SAMPLES, part)).collect()
    }

    /// Where a time after the start stands, in parts of the whole.
    pub(crate) fn place(&self, after: Millis) -> i64 {
        share(after, self.length, SAMPLES)
    }

    /// Lines at round times of the reader's clock, in parts of the whole, with what is said there.
    pub(crate) fn lines(&self) -> Vec<(i64, String)> {
        let local = self.start + ahead(self.start);
        let first = (local + self.step - 1) / self.step * self.step;
        let rounds = (0..=LINES_MAX).map(|index| first + index * self.step);
        let line = |round: Millis| {
            // The clock may have been changed since the start.
            let at = round - ahead(round - ahead(self.start));
            (self.place(at - self.start), self.label(at))
        };
        rounds.map(line).filter(|(place, _)| *place <= SAMPLES).collect()
    }

    fn label(&self, at: Millis) -> String {
        let local = Local::of(at);
        if self.step >= 28 * DAY {
            format!("{} {}", format::month(local.date), format::year(local.date))
        } else if self.step >= DAY || local.seconds == 0 {
            format::short_weekday(local.date)
        } else {
            local.time(self.step < 60 * SECOND)
        }
    }
}
