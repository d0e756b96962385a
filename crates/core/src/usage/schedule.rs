//! On which days an activity happens, and with how many units.

use super::{Activity, Every};
use crate::calendar::Date;

/// The days of an activity, from its first to its last.
#[derive(Clone, Debug)]
pub struct Schedule {
    every: Every,
    from: Date,
    until: Date,
    /// Units of each month of the activity.
    counts: Vec<u64>,
}

impl Schedule {
    /// The days on which an activity happens between two days, with the units of each month.
    pub fn new(activity: &Activity, from: Date, until: Date, counts: Vec<u64>) -> Self {
        Schedule { every: activity.every, from, until, counts }
    }

    /// The units of a day; none where it does not happen.
    pub fn units_on(&self, day: Date) -> u64 {
        if day < self.from || day > self.until || !self.happens_on(day) {
            return 0;
        }
        self.counts.get(day.months_since(self.from) as usize).copied().unwrap_or(0)
    }

    /// The most units of a day.
    pub fn units_most(&self) -> u64 {
        self.counts.iter().copied().max().unwrap_or(0)
    }

    fn happens_on(&self, day: Date) -> bool {
        match self.every {
            Every::Once => day == self.from,
            Every::Day => true,
            Every::Weekday => !day.is_weekend(),
            Every::Week => day.days_since(self.from) % 7 == 0,
            Every::Month => day == self.from.plus_months(day.months_since(self.from)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Activity, Every, Schedule};
    use crate::calendar::Date;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[track_caller]
    fn check(every: Every, days: &[&str]) {
        let activity = Activity { every, ..Activity::default() };
        let (from, until) = (day("2027-01-31"), day("2027-03-31"));
        let schedule = Schedule::new(&activity, from, until, vec![1, 2, 3]);
        let all = (0..90).map(|n| from.plus_days(n)).filter(|d| schedule.units_on(*d) > 0);
        let found: Vec<_> = all.map(|d| format!("{d} {}", schedule.units_on(d))).collect();
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
