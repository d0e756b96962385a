//! Civil dates in UTC, and the months and years that cycles are made of.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Serialize, Serializer};

use crate::document::{At, Problem, Problems, Read, Schema, Schemas, Value};

/// A day, without a time, as the number of days since 1 January 1970: days are mostly counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(i32);

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
        NaiveDate::from_ymd_opt(year, digits(5, 7)?, digits(8, 10)?).map(Date::of)
    }

    /// The day on which so many seconds have passed since 1970, UTC.
    pub fn from_unix_seconds(seconds: u64) -> Option<Self> {
        let days = i32::try_from(seconds / 86_400).ok()?;
        NaiveDate::from_epoch_days(days).map(Date::of)
    }

    fn of(civil: NaiveDate) -> Self {
        Date(civil.to_epoch_days())
    }

    fn civil(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).expect("dates end with the year 9999")
    }

    /// So many months later, on the same day of the month or on the month's last where that is
    /// earlier: 31 January and one month is 28 February.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let months = Months::new(months);
        Date::of(self.civil().checked_add_months(months).expect("dates end with the year 9999"))
    }

    /// So many days later.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Self {
        let days = i32::try_from(days).expect("dates end with the year 9999");
        Date(self.0 + days)
    }

    /// Days from another day to this one; below zero where this one is earlier.
    pub fn days_since(self, earlier: Date) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }

    /// Whole months from another day to this one, as cycles count them.
    pub fn months_since(self, earlier: Date) -> u32 {
        let month = |civil: NaiveDate| civil.year() * 12 + civil.month0().cast_signed();
        let months = u32::try_from(month(self.civil()) - month(earlier.civil())).unwrap_or(0);
        if months > 0 && earlier.plus_months(months) > self { months - 1 } else { months }
    }

    /// The first day of its calendar month.
    #[must_use]
    pub fn month(self) -> Self {
        Date(self.0 - self.civil().day0().cast_signed())
    }

    /// How many days after a Monday it is.
    pub fn weekday(self) -> u32 {
        self.civil().weekday().num_days_from_monday()
    }

    /// The year and the month, in calendar order.
    pub fn calendar_month(self) -> (i32, u32) {
        (self.civil().year(), self.civil().month())
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
        let civil = self.civil();
        let month = MONTHS[civil.month0() as usize];
        format!("{} {month} {}", civil.day(), civil.year())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let civil = self.civil();
        let (year, month, day) = (civil.year().unsigned_abs(), civil.month(), civil.day());
        let digits = [year / 1_000, year / 100, year / 10, year, month / 10, month, day / 10, day];
        // Reports are full of dates, which are soonest written digit by digit.
        let mut text = *b"0000-00-00";
        for (place, digit) in [0, 1, 2, 3, 5, 6, 8, 9].into_iter().zip(digits) {
            text[place] += u8::try_from(digit % 10).expect("one digit");
        }
        formatter.write_str(str::from_utf8(&text).expect("digits"))
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
        let date = Date::parse(&text).filter(|date| date.civil().year() <= YEAR_MAX);
        if date.is_none() {
            let message =
                format!("\"{text}\" is no day of the calendar. Write it like \"2026-03-01\".");
            problems.add(Problem::new(at, "badDate", message).with("text", text));
        }
        date
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        schemas.define::<Self>("Date", |_| {
            let text = Schema::of_type("string").with("format", "date");
            text.with("pattern", r"^\d{4}-\d{2}-\d{2}$").saying("A day: `2026-03-01`.")
        })
    }
}

/// Milliseconds since the start of 1970, UTC.
pub type Millis = i64;

/// A second in milliseconds.
pub const SECOND: Millis = 1_000;
/// A day in milliseconds.
pub const DAY: Millis = 86_400 * SECOND;
/// Where the calendar ends: the start of the year 10000.
pub const CALENDAR_END: Millis = 2_932_897 * DAY;

/// A moment of a day: renewals and changes happen at its start, activities at nine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    /// The day.
    pub date: Date,
    /// Milliseconds from its midnight, UTC.
    pub time: u32,
}

impl Instant {
    /// When the day starts: renewals, expiry and changes.
    pub fn midnight(date: Date) -> Self {
        Instant { date, time: 0 }
    }

    /// When the day's activities send their requests.
    pub fn nine(date: Date) -> Self {
        Instant { date, time: 9 * 3_600_000 }
    }

    /// The instant of `2026-03-01T09:00:00Z`, with up to three decimals of a second.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let (clock, part) = time.split_once('.').unwrap_or((time, "0"));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let number = |text: &str| text.parse::<u32>().ok().filter(|_| digits(text));
        let [hour, minute, second] = clock.split(':').collect::<Vec<_>>()[..] else { return None };
        let two = |text: &str, below| number(text).filter(|n| text.len() == 2 && *n < below);
        let seconds = two(hour, 24)? * 3_600 + two(minute, 60)? * 60 + two(second, 60)?;
        let decimals = u32::try_from(part.len()).ok().filter(|length| (1..=3).contains(length))?;
        let time = seconds * 1_000 + number(part)? * 10_u32.pow(3 - decimals);
        Some(Instant { date: Date::parse(date)?, time })
    }

    /// The instant of so many milliseconds since 1970, or before, as long as the calendar goes.
    pub fn from_millis(millis: Millis) -> Option<Self> {
        let days = i32::try_from(millis.div_euclid(DAY)).ok()?;
        let civil = NaiveDate::from_epoch_days(days).filter(|_| millis < CALENDAR_END)?;
        let time = u32::try_from(millis.rem_euclid(DAY)).ok()?;
        Some(Instant { date: Date::of(civil), time })
    }

    /// This in milliseconds since 1970.
    pub fn as_millis(self) -> Millis {
        Millis::from(self.date.0) * DAY + Millis::from(self.time)
    }
}

impl Read for Instant {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let text = String::read(value, at, problems)?;
        let instant = Instant::parse(&text).filter(|instant| instant.as_millis() >= 0);
        if instant.is_none() {
            let message = format!(
                "\"{text}\" is no instant since 1970. Write it like \"2026-03-01T09:00:00Z\"."
            );
            problems.add(Problem::new(at, "badInstant", message).with("text", text));
        }
        instant
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        schemas.define::<Self>("Instant", |_| {
            let text = Schema::of_type("string").with("format", "date-time");
            text.with("pattern", r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$")
                .saying("An instant in UTC: `2026-03-01T09:00:00Z`.")
        })
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let (second, milli) = (self.time / 1_000, self.time % 1_000);
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        write!(formatter, "{}T{hour:02}:{minute:02}:{second:02}", self.date)?;
        if milli > 0 {
            write!(formatter, ".{milli:03}")?;
        }
        formatter.write_str("Z")
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
    fn instants_are_read_and_written() {
        for text in ["1970-01-01T00:00:00Z", "2028-02-29T23:59:59Z", "9999-12-31T23:59:59.999Z"] {
            let instant = Instant::parse(text).expect("an instant");
            assert_eq!(Instant::from_millis(instant.as_millis()), Some(instant));
            assert_eq!(instant.to_string(), text);
        }
        assert_eq!(Instant::parse("2026-03-01T09:00:00.5Z").map(|i| i.time), Some(32_400_500));
        assert_eq!(Instant::from_millis(super::CALENDAR_END), None);
        for text in [
            "2026-03-01",
            "2026-03-01T09:00Z",
            "2026-03-01T24:00:00Z",
            "2026-03-01T09:00:00",
            "2026-03-01T+9:00:00Z",
            "2026-03-01T09:00:00.Z",
            "2026-03-01T09:00:00.0001Z",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_said_and_written() {
        assert_eq!(day("2026-06-25").in_words(), "25 June 2026");
        assert_eq!(Instant::nine(day("2026-06-25")).to_string(), "2026-06-25T09:00:00Z");
        assert_eq!((day("2026-11-21").weekday(), day("2026-11-23").weekday()), (5, 0));
    }
}
