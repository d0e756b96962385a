//! Up to which count of a step credits last, whatever else the team does.

use creditcast_catalog::catalog;
use creditcast_core::number::Count;
use creditcast_core::scenario::Scenario;
use creditcast_core::simulation::{Options, simulate};

use crate::run::Run;

/// Nobody slides further than two to this power.
const POWER_MOST: u32 = 20;

/// How far credits go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Enough {
    /// All that is asked for is served up to this count, and not with one more.
    UpTo(u64),
    /// The other steps alone take more than there is.
    Never,
}

impl Enough {
    /// How far credits go with the count at a place of a run's document; nothing if that is no step's
    /// count, or if credits never run out.
    pub(crate) fn of(run: &Run, at: &str) -> Option<Self> {
        let step = at.strip_prefix("/usage/")?.strip_suffix("/count")?.parse().ok()?;
        if !run.scenario.usage.get::<usize>(step)?.is_on() {
            return None;
        }
        let mut tried = run.scenario.clone();
        let mut lasts = |count| lasts(&mut tried, step, count);
        if !lasts(0) {
            return Some(Enough::Never);
        }
        let high = (0..=POWER_MOST).map(|power| 1 << power).find(|count| !lasts(*count))?;
        Some(Enough::UpTo(last(high / 2, high, lasts)))
    }
}

/// Do credits last if a step is done so often?
fn lasts(scenario: &mut Scenario, step: usize, count: u64) -> bool {
    scenario.usage[step].count = Count(count);
    let report = simulate(scenario, catalog(), Options::SUMS);
    report.is_ok_and(|report| report.runs_out.is_none())
}

/// The last count that holds, of two of which the lower does and the higher does not.
fn last(mut low: u64, mut high: u64, mut holds: impl FnMut(u64) -> bool) -> u64 {
    while high - low > 1 {
        let middle = u64::midpoint(low, high);
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}
