//! How much may be tried: months of activities. What is more is left out, so that nobody waits for
//! minutes.

use std::cell::Cell;

use super::check::Checked;
use crate::scenario::Scenario;

/// What may still be tried.
pub(crate) struct Budget {
    /// None where something had to be left out.
    left: Cell<Option<u64>>,
}

impl Default for Budget {
    fn default() -> Self {
        /// A few seconds in a browser.
        const MONTHS: u64 = 2_000_000;
        Budget { left: Cell::new(Some(MONTHS)) }
    }
}

/// The months of a scenario's activities.
pub(crate) fn months(scenario: &Scenario) -> u64 {
    scenario.usage.len() as u64 * scenario.horizon.months.0
}

impl Checked<'_> {
    /// What a run takes, in months of activities. Where limits hold requests back each day takes its
    /// time.
    pub(crate) fn work(&self) -> u64 {
        const OF_LIMITED: u64 = 16;
        let months = months(self.scenario);
        if self.gates.is_empty() { months } else { months * OF_LIMITED }
    }
}

impl Budget {
    /// Takes so many months. If there are not so many left, nothing more may be tried.
    pub(crate) fn take(&self, work: u64) -> Option<()> {
        self.left.set(self.left.get().and_then(|left| left.checked_sub(work)));
        self.left.get().map(|_| ())
    }

    /// Takes so many months if there are so many left; were there?
    pub(crate) fn take_all(&self, work: u64) -> bool {
        let rest = self.left.get().and_then(|left| left.checked_sub(work));
        self.left.set(rest.or(self.left.get()));
        rest.is_some()
    }

    /// Was something left out?
    pub(crate) fn is_spent(&self) -> bool {
        self.left.get().is_none()
    }
}
