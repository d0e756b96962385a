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
    /// The first day of each month of the activity, with the part of it to which it belongs; of
    /// each part, where only those matter.
    months: Vec<(u32, usize)>,
    /// The units of a day in each part: months in a row that have the same.
    parts: Vec<u64>,
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
        let mut parts: Vec<u64> = Vec::new();
        let mut months = Vec::new();
        for (index, units) in (0..).zip(counts) {
            let is_new = parts.last() != Some(units);
            parts.extend(is_new.then_some(*units));
            if is_new || every == Every::Month {
                months.push((number(from.plus_months(index)), parts.len() - 1));
            }
        }
        let until = if until < from { 0 } else { number(until) };
        Schedule { every, weekday: start.weekday(), until, months, parts }
    }

    /// Takes so many units for each day, if all of its days have the same.
    pub fn take_units(&mut self, units: u64) -> bool {
        let [known] = &mut self.parts[..] else { return false };
        *known = units;
        true
    }

    /// The first day.
    pub fn first(&self) -> Occurrence {
        let from = self.months.first().map_or(Occurrence::NEVER, |(day, _)| *day);
        self.at(Occurrence { day: from, month: 0 })
    }

    /// The units of a day.
    #[inline]
    pub fn units(&self, on: Occurrence) -> u64 {
        self.parts[self.part(on)]
    }

    /// The part of a day: all days of one have the same units.
    pub fn part(&self, on: Occurrence) -> usize {
        self.months[on.month].1
    }

    /// How many parts there are.
    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    /// The day after one.
    pub fn after(&self, on: Occurrence) -> Occurrence {
        self.skip(on, 1)
    }

    /// How many days of the same part there are from one on, up to a day that is none of them.
    pub fn days_until(&self, on: Occurrence, end: u32) -> u64 {
        let end = end.min(self.until + 1).min(self.part_end(on));
        if on.day >= end {
            return 0;
        }
        let days = end - on.day;
        let count = match self.every {
            Every::Once => 1,
            Every::Day => days,
            Every::Weekday => {
                let (weeks, rest) = (days / 7, days % 7);
                let to_weekend = 5 - (on.day + self.weekday) % 7;
                5 * weeks + rest.min(to_weekend) + rest.saturating_sub(to_weekend + 2)
            }
            Every::Week => days.div_ceil(7),
            Every::Month => {
                let months = self.months[on.month..].iter();
                return months.take_while(|(day, _)| *day < end).count() as u64;
            }
        };
        u64::from(count)
    }

    /// The day on which the part of a day ends, itself no longer part of it.
    pub fn part_end(&self, on: Occurrence) -> u32 {
        let part = self.part(on);
        let next = self.months[on.month..].iter().find(|(_, other)| *other != part);
        next.map_or(Occurrence::NEVER, |(day, _)| *day)
    }

    /// The day that comes so many after one of the same part.
    #[inline]
    pub fn skip(&self, on: Occurrence, count: u64) -> Occurrence {
        let count = u32::try_from(count).unwrap_or(Occurrence::NEVER);
        let day = match self.every {
            Every::Once if count > 0 => Occurrence::NEVER,
            Every::Once => on.day,
            Every::Day => on.day + count,
            Every::Weekday => {
                let weekday = (on.day + self.weekday) % 7;
                on.day + (weekday + count) / 5 * 7 + (weekday + count) % 5 - weekday
            }
            Every::Week => on.day + 7 * count,
            Every::Month => {
                let month = on.month + count as usize;
                self.months.get(month).map_or(Occurrence::NEVER, |(day, _)| *day)
            }
        };
        self.at(Occurrence { day, ..on })
    }

    /// The place itself, or the next weekday, with its month.
    #[inline]
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
        self.parts.iter().copied().max().unwrap_or(0)
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

    /// Many days at once, and as many one after the other.
    #[test]
    fn days_are_skipped_as_they_come() {
        let (start, from, until) = (day("2027-01-01"), day("2027-01-06"), day("2027-06-20"));
        for every in [Every::Once, Every::Day, Every::Weekday, Every::Week, Every::Month] {
            let schedule = Schedule::new(every, start, (from, until), &[3, 3, 4, 4, 5, 5]);
            let mut on = schedule.first();
            while on.day != Occurrence::NEVER {
                for end in on.day..on.day + 70 {
                    let (mut last, mut count) = (on, 0);
                    while last.day < end && schedule.part(last) == schedule.part(on) {
                        (last, count) = (schedule.after(last), count + 1);
                    }
                    assert_eq!(schedule.days_until(on, end), count, "{every:?} {on:?} {end}");
                    assert_eq!(schedule.skip(on, count).day, last.day, "{every:?} {on:?} {end}");
                }
                on = schedule.after(on);
            }
        }
    }
}
