//! The first day moves, and what would stand before it moves along.

use creditcast_core::calendar::Date;

use crate::changes::held::start;
use crate::changes::said::CHANGES;
use crate::draft::Draft;
use crate::state::State;

impl State {
    /// So many days later is the first day than when figures could last be told, if something stands before it now.
    pub(crate) fn first_day_moved(&self) -> Option<i64> {
        let is_left = self.problems.iter().any(|problem| problem.code == "beforeStart");
        let last = self.last().filter(|_| is_left)?;
        Some(start(&self.draft).days_since(start(last))).filter(|days| *days > 0)
    }

    /// All changes and steps have their days so many days later.
    pub(crate) fn move_days(self, days: i64) -> Self {
        self.changed(None, &mut |draft| {
            for place in places(draft) {
                if let Some(day) = draft.text(&place).and_then(Date::parse) {
                    draft.set(&place, day.plus_days(days.unsigned_abs()));
                }
            }
        })
    }
}

/// Where a draft has days, but for its first.
fn places(draft: &Draft) -> Vec<String> {
    let changes = (0..draft.count(CHANGES)).map(|index| format!("{CHANGES}/{index}/on"));
    let of_step = |index: usize| ["from", "until"].map(|key| format!("/usage/{index}/{key}"));
    changes.chain((0..draft.count("/usage")).flat_map(of_step)).collect()
}
