//! A limit as a card or a document states it.

use serde::Serialize;

use crate::calendar::{DAY, Date, Instant, Millis, SECOND};
use crate::document::Read;
use crate::number::Count;

/// At most so many requests in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
pub struct Limit {
    /// Requests accepted in a window; what is not included has no limit of 0 but none.
    pub count: Count<1, 1_000_000_000_000>,
    /// The window.
    pub per: Window,
    /// Requests accepted at once, where more than a steady stream may come; `count` if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub burst: Option<Count<1, 1_000_000_000_000>>,
    /// How the vendor counts; fixed windows on the UTC clock if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<Algorithm>,
}

/// A window of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Window {
    /// One second.
    #[default]
    Second,
    /// Sixty seconds.
    Minute,
    /// Sixty minutes.
    Hour,
    /// A day of UTC.
    Day,
    /// A calendar month of UTC.
    Month,
}

impl Limit {
    /// Can it hold back any of so many requests that are sent together once a day?
    pub fn can_hold_back(&self, requests: u64) -> bool {
        let days = if self.per == Window::Month { 31 } else { 1 };
        // The window before counts in part.
        let is_counter = self.algorithm == Some(Algorithm::SlidingCounter);
        let days = if is_counter { 2 * days } else { days };
        let is_bucket = self.algorithm == Some(Algorithm::TokenBucket);
        let burst = self.burst.filter(|_| is_bucket);
        let at_once = burst.map_or(self.count.0, |burst| burst.0.min(self.count.0));
        requests.saturating_mul(days) > at_once
    }
}

impl Window {
    /// Its word in a document.
    pub fn id(self) -> &'static str {
        ["second", "minute", "hour", "day", "month"][self as usize]
    }

    /// How long it is; a month that is no calendar month has thirty days.
    pub fn length(self) -> Millis {
        match self {
            Window::Second => SECOND,
            Window::Minute => 60 * SECOND,
            Window::Hour => 3_600 * SECOND,
            Window::Day => DAY,
            Window::Month => 30 * DAY,
        }
    }

    /// How long it is at least by the calendar.
    pub fn shortest(self) -> Millis {
        if self == Window::Month { 28 * DAY } else { self.length() }
    }

    /// How long it is at most.
    pub fn longest(self) -> Millis {
        if self == Window::Month { 31 * DAY } else { self.length() }
    }

    /// When the window of the UTC clock started that is open at an instant of the calendar.
    pub fn start(self, at: Millis) -> Millis {
        match self {
            Window::Month => Instant::midnight(month(at)).as_millis(),
            _ => at - at.rem_euclid(self.length()),
        }
    }

    /// When that window ends.
    pub fn end(self, at: Millis) -> Millis {
        match self {
            Window::Month => Instant::midnight(month(at).plus_months(1)).as_millis(),
            _ => self.start(at) + self.length(),
        }
    }
}

/// The first day of the calendar month of an instant.
fn month(at: Millis) -> Date {
    Instant::from_millis(at).expect("an instant of the calendar").date.month()
}

/// How requests in a window are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Algorithm {
    /// Windows aligned to the clock.
    Fixed,
    /// A window opens at the first request after the last one closed.
    FixedFirstHit,
    /// The requests of the last window's length, at every instant.
    SlidingLog,
    /// The window before counted in part.
    SlidingCounter,
    /// A bucket that fills steadily.
    TokenBucket,
}
