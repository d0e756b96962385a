//! A change that is being moved: it follows to every day that allows it, and shows why not on others.

use std::rc::Rc;

use creditcast_catalog::catalog;
use creditcast_core::calendar::Date;
use creditcast_core::document::{Problem, Value};
use creditcast_core::simulation::validate;

use super::said::{CHANGES, place};
use crate::draft::Draft;
use crate::state::State;

/// The change that a reader has hold of.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// Its index.
    pub index: usize,
    /// So many days the pointer is ahead of it.
    ahead: i64,
    /// The day on which it may not stand, and why.
    pub trial: Option<(Date, Problem)>,
}

/// How far a key moves what stands on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// A day later, or earlier.
    Day(bool),
    /// To the next renewal, or the one before.
    Renewal(bool),
    /// To the first day, or the last.
    End(bool),
}

impl Step {
    /// Arrows move by a day, Page by a renewal.
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowRight" | "ArrowUp" => Step::Day(true),
            "ArrowLeft" | "ArrowDown" => Step::Day(false),
            "PageUp" => Step::Renewal(true),
            "PageDown" => Step::Renewal(false),
            "Home" => Step::End(false),
            "End" => Step::End(true),
            _ => return None,
        })
    }

    /// Where it leads from a day, within the days from a start up to an end.
    pub(crate) fn from(self, day: Date, start: Date, end: Date) -> Date {
        let month = day.months_since(start);
        let is_renewal = start.plus_months(month) == day;
        let to = match self {
            Step::Day(true) => day.plus_days(1),
            Step::Day(false) => earlier_by(day, 1, start),
            Step::Renewal(true) => start.plus_months(month + 1),
            Step::Renewal(false) => start.plus_months(month.saturating_sub(u32::from(is_renewal))),
            Step::End(true) => end,
            Step::End(false) => start,
        };
        to.min(earlier_by(end, 1, start))
    }
}

/// A pointer has to move so many days before a change follows: a click is no move.
const SLACK_DAYS: i64 = 3;

impl State {
    /// Takes hold of a change; what is done to it from now on is undone together.
    pub(crate) fn grab(self, index: usize, pointer: Option<Date>) -> Self {
        let day = day_of(&self.draft, index);
        let ahead = pointer.zip(day).map_or(0, |(pointer, day)| pointer.days_since(day));
        self.begin_anew().holding(Some(Held { index, ahead, trial: None }))
    }

    /// The change follows a pointer.
    pub(crate) fn drag(self, index: usize, pointer: Date) -> Self {
        let Some(held) = self.held.clone() else { return self };
        let day = earlier_by(pointer, held.ahead, start(&self.draft));
        let is_near =
            day_of(&self.draft, index).is_some_and(|from| from.days_since(day).abs() < SLACK_DAYS);
        if is_near && held.trial.is_none() && !self.has_moved(index) {
            return self;
        }
        self.shift(index, day)
    }

    /// A pointer lets go: a change that has not moved opens.
    pub(crate) fn let_go(self, index: usize) -> Self {
        let is_tried = self.held.as_ref().is_some_and(|held| held.trial.is_some());
        if is_tried || self.has_moved(index) {
            return self;
        }
        self.opening_field(place(index, "on"))
    }

    /// The change stands on a day. Where it may not, the figures stay, and it is told why.
    pub(crate) fn shift(self, index: usize, day: Date) -> Self {
        let ahead = self.held.as_ref().map_or(0, |held| held.ahead);
        let held = |trial| Some(Held { index, ahead, trial });
        let moved = self.clone().set(&place(index, "on"), &day.into());
        match moved.problems.first().cloned() {
            Some(problem) if self.problems.is_empty() => self.holding(held(Some((day, problem)))),
            _ => moved.holding(held(None)),
        }
    }

    /// The change moves by a key, from where it is or is tried.
    pub(crate) fn step(self, index: usize, step: Step) -> Self {
        let tried = self.refused(index).map(|(day, _)| day);
        let Some(day) = tried.or_else(|| day_of(&self.draft, index)) else { return self };
        let to = step.from(day, start(&self.draft), end(&self.draft));
        self.shift(index, to)
    }

    /// Back to the day on which it was when it was taken hold of.
    pub(crate) fn put_back(self) -> Self {
        match self.held.clone() {
            Some(held) if self.has_moved(held.index) => self.undo(),
            _ => self.holding(None),
        }
    }

    fn holding(mut self, held: Option<Held>) -> Self {
        self.held = held;
        self
    }

    fn has_moved(&self, index: usize) -> bool {
        self.is_changing(&place(index, "on"))
    }

    /// Why a change may not stand where it is, and on which day that is.
    pub(crate) fn refused(&self, index: usize) -> Option<(Date, &Problem)> {
        let held = self.held.as_ref().filter(|held| held.index == index);
        if let Some((day, problem)) = held.and_then(|held| held.trial.as_ref()) {
            return Some((*day, problem));
        }
        let own = format!("{CHANGES}/{index}");
        let is_own = |problem: &&Problem| {
            problem
                .path
                .strip_prefix(&own)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        Some((day_of(&self.draft, index)?, self.problems.iter().find(is_own)?))
    }
}

/// The day of a change.
pub(crate) fn day_of(draft: &Draft, index: usize) -> Option<Date> {
    draft.text(&place(index, "on")).and_then(Date::parse)
}

/// The first day of the subscription.
pub(crate) fn start(draft: &Draft) -> Date {
    draft.text("/subscription/start").and_then(Date::parse).unwrap_or_default()
}

/// The day after the last of the horizon.
pub(crate) fn end(draft: &Draft) -> Date {
    start(draft).plus_months(months(draft))
}

/// The months of the horizon, as far as any can have.
pub(crate) fn months(draft: &Draft) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "months are few")]
    let months = draft.number("/horizon/months").unwrap_or(1.0).clamp(1.0, 120.0) as u32;
    months
}

/// So many days before another, but not before the start.
pub(crate) fn earlier_by(day: Date, days: i64, start: Date) -> Date {
    start.plus_days(u64::try_from(day.days_since(start) - days).unwrap_or(0))
}

/// The first day from a refused one on which a change could stand, else the last before it: the one
/// that the core names, or a renewal.
pub(crate) fn allowed(draft: &Draft, index: usize, refused: Date, why: &Problem) -> Option<Date> {
    let at: Rc<str> = place(index, "on");
    let fits = |day: &Date| {
        let mut draft = draft.clone();
        draft.set(&at, *day);
        validate(draft.document(), catalog()).iter().all(|problem| problem.path != *at)
    };
    let named = match &why.suggestion {
        Some(Value::Text(day)) if why.path == *at => Date::parse(day),
        _ => None,
    };
    let start = start(draft);
    let renewals = || (0..months(draft)).map(|month| start.plus_months(month));
    let later = renewals().filter(|day| *day > refused);
    let mut earlier: Vec<_> = renewals().filter(|day| *day < refused).collect();
    earlier.reverse();
    named.into_iter().chain(later).chain(earlier).find(fits)
}
