//! Random limits, for a limiter and by their definitions.

use creditcast_core::calendar::{DAY, Instant, SECOND};
use creditcast_core::number::Count;
use creditcast_core::rate_limit::{Algorithm, Limit, Limiter, Window};
use proptest::prelude::*;
use proptest::sample::select;

use crate::patient::Rule;

/// A limit, and what of it was used at the start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Used {
    pub(crate) limit: Limit,
    pub(crate) used: u64,
}

impl Used {
    pub(crate) fn limiter(&self, start: i64) -> Limiter {
        Limiter::of(&self.limit, start).used(self.used)
    }

    pub(crate) fn rule(&self) -> Rule {
        let (count, length) = (i128::from(self.limit.count.0), i128::from(self.limit.per.length()));
        let used = i128::from(self.used);
        let burst = self.limit.burst.map_or(count, |burst| i128::from(burst.0));
        match self.limit.algorithm.unwrap_or(Algorithm::Fixed) {
            Algorithm::Fixed => Rule::Fixed { count, length, used },
            Algorithm::FixedFirstHit => Rule::FirstHit { count, length },
            Algorithm::SlidingLog => Rule::Log { count, length },
            Algorithm::SlidingCounter => Rule::Counter { count, length },
            Algorithm::TokenBucket => Rule::Bucket { count, length, burst },
        }
    }
}

/// Every way to count.
pub(crate) const ALL: &[Algorithm] = &[
    Algorithm::Fixed,
    Algorithm::FixedFirstHit,
    Algorithm::SlidingLog,
    Algorithm::SlidingCounter,
    Algorithm::TokenBucket,
];
/// Limits of some windows, counted in some ways.
pub(crate) fn limits(
    windows: &'static [Window],
    ways: &'static [Algorithm],
    most: u64,
    how_many: usize,
) -> impl Strategy<Value = Vec<Used>> {
    let one = (1..=most, select(windows), select(ways), 0..4_u64, 1..=most);
    let one = one.prop_map(|(count, per, algorithm, used, burst)| {
        let is_fixed = algorithm == Algorithm::Fixed;
        let burst = (algorithm == Algorithm::TokenBucket).then_some(Count(burst));
        let used = if is_fixed && used > 1 { count * (used - 1) / 2 } else { 0 };
        Used { limit: Limit { count: Count(count), per, burst, algorithm: Some(algorithm) }, used }
    });
    proptest::collection::vec(one, 1..=how_many)
}

/// An instant of the years 2025 to 2028, often at the start of something.
pub(crate) fn starts() -> impl Strategy<Value = i64> {
    let first = Instant::parse("2025-01-01T00:00:00Z").expect("an instant").as_millis();
    let unit = select(&[1, SECOND, 60 * SECOND, 3_600 * SECOND, DAY][..]);
    (0..4 * 365 * DAY, unit).prop_map(move |(after, unit)| (first + after) / unit * unit)
}
