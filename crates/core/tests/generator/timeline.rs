//! As much of a subscription's course as is needed to write changes that are legal.

use chrono::{Days, Months, NaiveDate};

/// A day so many months after another.
pub(crate) fn plus_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).expect("a day of the calendar")
}

/// Whether a subscription goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    GoesOn,
    /// It ends with the cycle.
    Cancelled,
    Ended,
}

/// The cycles of a subscription as far as its changes are known.
pub(crate) struct Timeline {
    anchor: NaiveDate,
    /// Months from the anchor to the start of the cycle.
    months: u32,
    pub(crate) annual: bool,
    /// Does the plan become monthly at the end of the cycle?
    becomes_monthly: bool,
    pub(crate) horizon: NaiveDate,
    course: Course,
    restarted: Option<NaiveDate>,
    /// Start and end of each freeze.
    pub(crate) freezes: Vec<(NaiveDate, NaiveDate)>,
}

impl Timeline {
    pub(crate) fn new(start: NaiveDate, annual: bool, horizon: NaiveDate) -> Self {
        Timeline {
            anchor: start,
            months: 0,
            annual,
            becomes_monthly: false,
            horizon,
            course: Course::GoesOn,
            restarted: None,
            freezes: Vec::new(),
        }
    }

    fn step(&self) -> u32 {
        if self.annual { 12 } else { 1 }
    }

    fn cycle_end(&self) -> NaiveDate {
        plus_months(self.anchor, self.months + self.step())
    }

    /// Goes on until the cycle is the one of a day.
    pub(crate) fn go_to(&mut self, day: NaiveDate) {
        while self.cycle_end() <= day && !self.has_ended() {
            self.months += self.step();
            if self.course == Course::Cancelled {
                self.course = Course::Ended;
            }
            if self.becomes_monthly {
                (self.annual, self.becomes_monthly) = (false, false);
            }
        }
    }

    /// A new cycle starts on a day.
    pub(crate) fn restart(&mut self, day: NaiveDate, annual: bool) {
        (self.anchor, self.months, self.annual) = (day, 0, annual);
        self.becomes_monthly = false;
        self.restarted = Some(day);
    }

    /// Was it restarted on a day? What waits for a renewal was then taken before.
    pub(crate) fn restarted_on(&self, day: NaiveDate) -> bool {
        self.restarted == Some(day)
    }

    /// To monthly billing at the next renewal, or at that of the day.
    pub(crate) fn become_monthly(&mut self, day: NaiveDate) {
        if self.starts_on(day) {
            self.annual = false;
        } else {
            self.becomes_monthly = self.annual;
        }
    }

    /// Cancels it, if it was not cancelled before.
    pub(crate) fn cancel(&mut self, day: NaiveDate) -> bool {
        if self.course != Course::GoesOn {
            return false;
        }
        // On a day on which a cycle starts the one before was the last.
        self.course = if self.starts_on(day) { Course::Ended } else { Course::Cancelled };
        true
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.course == Course::Ended
    }

    fn starts_on(&self, day: NaiveDate) -> bool {
        self.months > 0 && plus_months(self.anchor, self.months) == day
    }

    /// No downgrade waits any more.
    pub(crate) fn stay_as_it_is(&mut self) {
        self.becomes_monthly = false;
    }

    /// Does a freeze start on a day or after it, of those that are known?
    pub(crate) fn freeze_waits(&self, day: NaiveDate) -> bool {
        self.freezes.last().is_some_and(|(start, _)| *start > day)
    }

    pub(crate) fn is_frozen(&self, day: NaiveDate) -> bool {
        self.freezes.iter().any(|(start, end)| (*start..*end).contains(&day))
    }

    /// Freezes from the first renewal on or after a day, if all rules allow it.
    pub(crate) fn freeze(&mut self, day: NaiveDate, months: u32) -> bool {
        let start = if self.starts_on(day) { day } else { self.cycle_end() };
        let end = plus_months(self.anchor, self.months + u32::from(start != day) + months);
        let soon = self.freezes.last().is_some_and(|(_, end)| start < plus_months(*end, 3));
        let often = self.freezes.iter().rev().nth(1).is_some_and(|(first, _)| {
            // Three in a calendar year are three within twelve months, too.
            start < plus_months(*first, 12)
        });
        let none_left = start >= self.horizon || self.course != Course::GoesOn;
        if self.annual || soon || often || none_left {
            return false;
        }
        self.freezes.push((start, end));
        true
    }
}

/// A day so many days after another.
pub(crate) fn plus_days(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_days(Days::new(u64::try_from(days).expect("not before"))).expect("a day")
}
