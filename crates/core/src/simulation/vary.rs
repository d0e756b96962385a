//! The same scenario with other counts and shares, without checking all of it anew.

use super::check::Checked;
use super::step::{Source, Step, even, schedule, shares_asked};
use crate::document::{At, Problem, Problems};
use crate::usage::Activity;

impl Checked<'_> {
    /// Takes counts and shares from other activities: each at its index in `usage`, and but for these
    /// the same as the one that is there.
    ///
    /// # Errors
    /// Counts that grow beyond counting.
    pub(crate) fn take<'v>(
        &mut self,
        varied: impl Iterator<Item = (usize, &'v Activity)>,
    ) -> Result<(), Vec<Problem>> {
        let mut problems = Problems::default();
        for (index, activity) in varied {
            let place = self.steps.iter().position(|step| step.index == index);
            if let Some(place) = place {
                self.take_counts(place, activity, &mut problems);
                self.steps[place].take_shares(activity);
            }
        }
        self.find_gates();
        problems.or(())
    }

    fn take_counts(&mut self, place: usize, activity: &Activity, problems: &mut Problems) {
        let step = &mut self.steps[place];
        if step.take_units(activity) {
            return;
        }
        let usage = At::Key(&At::Root, "usage");
        let at = At::Index(&usage, step.index);
        if let Some(schedule) = schedule(self.scenario, activity, self.end, at, problems) {
            step.take_schedule(schedule);
        }
    }
}

impl Step<'_> {
    fn take_shares(&mut self, activity: &Activity) {
        if let Source::Even(known) = &mut self.source {
            let even = even(activity, &self.tariff);
            if !known.has_shares_of(&even) {
                *known = even;
                self.asked = shares_asked(activity, &self.tariff);
            }
        }
    }
}
