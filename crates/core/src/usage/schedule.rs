//! On which days an activity happens, and with how many units.
//!
//! Days are numbered from the subscription's start, so that a run of years is counting.

use super::Every;
use crate::calendar::Date;

/// The days of an activity, from its first to its last.
#[derive(Clone, Debug)]
pub struct Schedule {
    every: Every,
    /// How many days after a Monday the numbering starts.
    weekday: u32,
    until: u32,
    /// The first day of each month of the activity, with the units of its days; of each month that
    /// has others than the one before, where only those matter.
    months: Vec<(u32, u64)>,
}

/// A place among the days of a schedule.
#[derive(Clone, Copy, Debug)]
pub struct Occurrence {
    /// The day; none is left at [`Occurrence::NEVER`].
    pub day: u32,
    month: usize,
}

impl Occurrence {
    /// No day is left.
    pub const NEVER: u32 = u32::MAX;
}

impl Schedule {
    /// The days between two days, numbered from `start`, with the units of each month from the
    /// first on.
    pub fn new(every: Every, start: Date, (from, until): (Date, Date), counts: &[u64]) -> Self {
        let number = |day: Date| u32::try_from(day.days_since(start)).unwrap_or(0);
        let month = |(index, units): (u32, &u64)| (number(from.plus_months(index)), *units);
        let mut months: Vec<(u32, u64)> = (0..).zip(counts).map(month).collect();
        if every != Every::Month {
            months.dedup_by_key(|(_, units)| *units);
        }
        let until = if until < from { 0 } else { number(until) };
        Schedule { every, weekday: start.weekday(), until, months }
    }

    /// The first day.
    pub fn first(&self) -> Occurrence {
        let from = self.months.first().map_or(Occurrence::NEVER, |(day, _)| *day);
        self.at(Occurrence { day: from, month: 0 })
    }

    /// The units of a day.
    pub fn units(&self, on: Occurrence) -> u64 {
        self.months[on.month].1
    }

    /// The day after one.
    pub fn after(&self, on: Occurrence) -> Occurrence {
        let day = match self.every {
            Every::Once => Occurrence::NEVER,
            Every::Day | Every::Weekday => on.day + 1,
            Every::Week => on.day + 7,
            Every::Month => {
                self.months.get(on.month + 1).map_or(Occurrence::NEVER, |(day, _)| *day)
            }
        };
        self.at(Occurrence { day, ..on })
    }

    /// The day before which all days have the same units as one.
    pub fn alike_until(&self, on: Occurrence) -> u32 {
        self.months.get(on.month + 1).map_or(Occurrence::NEVER, |(day, _)| *day)
    }

    /// How many days there are from one on and before another, all with the same units, and the
    /// first one after them. There is at least one.
    pub fn days(&self, on: Occurrence, before: u32) -> (u64, Occurrence) {
        let end = before.min(self.until + 1);
        let days = end - on.day;
        let (count, next) = match self.every {
            Every::Once | Every::Month => return (1, self.after(on)),
            Every::Day => (days, end),
            Every::Weekday => (self.weekdays(on.day, days), end),
            Every::Week => (days.div_ceil(7), on.day + 7 * days.div_ceil(7)),
        };
        (count.into(), self.at(Occurrence { day: next, ..on }))
    }

    /// The weekdays among so many days.
    fn weekdays(&self, from: u32, days: u32) -> u32 {
        let rest = days - days % 7..days;
        let is_weekday = |day: &u32| (from + day + self.weekday) % 7 < 5;
        let of_rest = rest.filter(is_weekday).count();
        days / 7 * 5 + u32::try_from(of_rest).expect("less than a week")
    }

    /// The place itself, or the next weekday, with its month.
    fn at(&self, Occurrence { mut day, mut month }: Occurrence) -> Occurrence {
        if self.every == Every::Weekday && day != Occurrence::NEVER {
            let weekday = (day + self.weekday) % 7;
            day += if weekday < 5 { 0 } else { 7 - weekday };
        }
        if day > self.until {
            return Occurrence { day: Occurrence::NEVER, month };
        }
        while self.months.get(month + 1).is_some_and(|(first, _)| *first <= day) {
            month += 1;
        }
        Occurrence { day, month }
    }

    /// The most units of a day.
    pub fn units_most(&self) -> u64 {
        self.months.iter().map(|(_, units)| *units).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Every, Occurrence, Schedule};
    use crate::calendar::Date;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[track_caller]
    fn check(every: Every, days: &[&str]) {
        let (from, until) = (day("2027-01-31"), day("2027-03-31"));
        let start = day("2027-01-01");
        let schedule = Schedule::new(every, start, (from, until), &[1, 2, 3]);
        let mut on = schedule.first();
        let mut found = Vec::new();
        while on.day != Occurrence::NEVER {
            let date = start.plus_days(u64::from(on.day));
            found.push(format!("{date} {}", schedule.units(on)));
            on = schedule.after(on);
        }
        assert_eq!(&found[..days.len().min(found.len())], days);
        assert!(found.len() >= days.len());
    }

    #[test]
    fn days_are_counted_from_the_first() {
        check(Every::Once, &["2027-01-31 1"]);
        check(Every::Day, &["2027-01-31 1", "2027-02-01 1"]);
        check(Every::Weekday, &["2027-02-01 1", "2027-02-02 1"]);
        check(
            Every::Week,
            &["2027-01-31 1", "2027-02-07 1", "2027-02-14 1", "2027-02-21 1", "2027-02-28 2"],
        );
        check(Every::Month, &["2027-01-31 1", "2027-02-28 2", "2027-03-31 3"]);
    }
}
