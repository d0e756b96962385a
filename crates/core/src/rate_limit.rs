//! Rate limits: how many requests a vendor accepts in a window of time.

use serde::Serialize;

use crate::document::{At, Fields, Problems, Read, Value};
use crate::number::Count;

/// At most so many requests in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// Requests accepted in a window.
    pub count: Count<1, 1_000_000_000_000>,
    /// The window.
    pub per: Window,
    /// Requests accepted at once, where more than a steady stream may come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub burst: Option<Count<1, 1_000_000_000_000>>,
    /// How the vendor counts; fixed windows on the UTC clock if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<Algorithm>,
}

/// A window of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

crate::choices!(Window {
    "second" => Window::Second,
    "minute" => Window::Minute,
    "hour" => Window::Hour,
    "day" => Window::Day,
    "month" => Window::Month,
});

/// How requests in a window are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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

crate::choices!(Algorithm {
    "fixed" => Algorithm::Fixed,
    "fixedFirstHit" => Algorithm::FixedFirstHit,
    "slidingLog" => Algorithm::SlidingLog,
    "slidingCounter" => Algorithm::SlidingCounter,
    "tokenBucket" => Algorithm::TokenBucket,
});

impl Read for Limit {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let limit = Limit {
            count: fields.required("count"),
            per: fields.required("per"),
            burst: fields.optional("burst"),
            algorithm: fields.optional("algorithm"),
        };
        fields.finish();
        Some(limit)
    }
}
