//! Civil dates in UTC, and the months and years that cycles are made of.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Serialize, Serializer};

use crate::document::{At, Problem, Problems, Read, Value};

/// A day, without a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(NaiveDate);

impl Date {
    /// The day of `YYYY-MM-DD`, from the year 1 to 9999.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let digits = |from: usize, to: usize| {
            let part = text.get(from..to)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
        };
        let year = i32::try_from(digits(0, 4)?).ok().filter(|year| *year >= 1)?;
        NaiveDate::from_ymd_opt(year, digits(5, 7)?, digits(8, 10)?).map(Date)
    }

    /// The day on which so many seconds have passed since 1970, UTC.
    pub fn from_unix_seconds(seconds: u64) -> Option<Self> {
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 1)?;
        epoch.checked_add_days(Days::new(seconds / 86_400)).map(Date)
    }

    /// So many months later, on the same day of the month or on the month's last where that is
    /// earlier: 31 January and one month is 28 February.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Date(self.0.checked_add_months(Months::new(months)).expect("dates end with the year 9999"))
    }

    /// So many days later.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Self {
        Date(self.0.checked_add_days(Days::new(days)).expect("dates end with the year 9999"))
    }

    /// Days from another day to this one; below zero where this one is earlier.
    pub fn days_since(self, earlier: Date) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// Whole months from another day to this one, as cycles count them.
    pub fn months_since(self, earlier: Date) -> u32 {
        let month = |date: Date| date.0.year() * 12 + date.0.month0().cast_signed();
        let months = u32::try_from(month(self) - month(earlier)).unwrap_or(0);
        if months > 0 && earlier.plus_months(months) > self { months - 1 } else { months }
    }

    /// How many days after a Monday it is.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// The year and the month, in calendar order.
    pub fn calendar_month(self) -> (i32, u32) {
        (self.0.year(), self.0.month())
    }

    /// As people write it: `25 June 2026`.
    pub fn in_words(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = MONTHS[self.0.month0() as usize];
        format!("{} {month} {}", self.0.day(), self.0.year())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Value::Text(date.to_string())
    }
}

/// The last year in which anything can start, so that no horizon leaves the calendar.
const YEAR_MAX: i32 = 9_900;

impl Read for Date {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let text = String::read(value, at, problems)?;
        let date = Date::parse(&text).filter(|date| date.0.year() <= YEAR_MAX);
        if date.is_none() {
            let message =
                format!("\"{text}\" is no day of the calendar. Write it like \"2026-03-01\".");
            problems.add(Problem::new(at, "badDate", message).with("text", text));
        }
        date
    }
}

/// A moment of a day: renewals and changes happen at its start, activities at nine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    /// The day.
    pub date: Date,
    /// Seconds from its midnight, UTC.
    pub second: u32,
}

impl Instant {
    /// When the day starts: renewals, expiry and changes.
    pub fn midnight(date: Date) -> Self {
        Instant { date, second: 0 }
    }

    /// When the day's activities send their requests.
    pub fn nine(date: Date) -> Self {
        Instant { date, second: 9 * 3_600 }
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let (hour, minute, second) = (self.second / 3_600, self.second / 60 % 60, self.second % 60);
        write!(formatter, "{}T{hour:02}:{minute:02}:{second:02}Z", self.date)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Instant};

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn months_are_clamped_from_the_original_day() {
        let start = day("2027-01-31");
        let starts: Vec<_> = (1..=3).map(|k| start.plus_months(k).to_string()).collect();
        assert_eq!(starts, ["2027-02-28", "2027-03-31", "2027-04-30"]);
        assert_eq!(day("2027-02-28").months_since(start), 1);
        assert_eq!(day("2027-02-27").months_since(start), 0);
        assert_eq!(day("2027-03-30").months_since(start), 1);
    }

    #[test]
    fn only_days_of_the_calendar_are_read() {
        for text in
            ["2026-02-30", "2026-13-01", "2026-1-01", "0000-01-01", "2026-01-01T", "２026-01"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert_eq!(day("2028-02-29").to_string(), "2028-02-29");
    }

    #[test]
    fn days_are_said_and_written() {
        assert_eq!(day("2026-06-25").in_words(), "25 June 2026");
        assert_eq!(Instant::nine(day("2026-06-25")).to_string(), "2026-06-25T09:00:00Z");
        assert_eq!((day("2026-11-21").weekday(), day("2026-11-23").weekday()), (5, 0));
    }
}
