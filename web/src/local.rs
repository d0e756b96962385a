//! Instants as the reader's own clock and calendar show them.

use creditcast_core::calendar::{Date, Instant, Millis};
use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::format;

/// What a clock on the reader's wall shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Local {
    /// The day.
    pub date: Date,
    /// Seconds from its midnight.
    pub seconds: u32,
}

impl Local {
    /// An instant there, in whole seconds: not before it.
    pub(crate) fn of(at: Millis) -> Self {
        let clock = js_sys::Date::new(&JsValue::from(((at + 999) / 1_000 * 1_000) as f64));
        let minutes = clock.get_hours() * 60 + clock.get_minutes();
        Local { date: day(&clock), seconds: minutes * 60 + clock.get_seconds() }
    }

    /// `05:03`, with seconds where there are some, or where they are wanted.
    pub(crate) fn time(self, to_seconds: bool) -> String {
        let (minutes, seconds) = (self.seconds / 60, self.seconds % 60);
        let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        if seconds > 0 || to_seconds { format!("{time}:{seconds:02}") } else { time }
    }

    /// `Saturday 12 December, 05:03`; the year, where it is another than a reader thinks of.
    pub(crate) fn said(self, since: Local) -> String {
        let is_other = format::year(self.date) != format::year(since.date);
        let year = if is_other { format!(" {}", format::year(self.date)) } else { String::new() };
        format!("{}{year}, {}", format::weekday(self.date), self.time(false))
    }

    /// The same in a few letters: `Sat 12 Dec, 05:03`, or `11 Feb 2027, 06:01`.
    pub(crate) fn short(self, since: Local) -> String {
        let is_other = format::year(self.date) != format::year(since.date);
        let day =
            if is_other { format::short_day(self.date) } else { format::short_weekday(self.date) };
        format!("{day}, {}", self.time(false))
    }

    /// As a field for a moment has it: `2026-12-07T05:03`.
    pub(crate) fn typed(self) -> String {
        let minutes = self.seconds / 60;
        format!("{}T{:02}:{:02}", self.date, minutes / 60, minutes % 60)
    }
}

/// The day that a clock shows.
pub(crate) fn day(clock: &js_sys::Date) -> Date {
    let (year, month, day) = (clock.get_full_year(), clock.get_month() + 1, clock.get_date());
    Date::parse(&format!("{year:04}-{month:02}-{day:02}")).unwrap_or_default()
}

/// The instant of a moment that was typed into a field.
pub(crate) fn instant(typed: &str) -> Option<Instant> {
    let millis = js_sys::Date::parse(typed);
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds of a calendar")]
    let millis = millis.is_finite().then_some(millis as Millis)?;
    (millis >= 0).then(|| Instant::from_millis(millis)).flatten()
}

/// How far the reader's clock is ahead of UTC at an instant.
pub(crate) fn ahead(at: Millis) -> Millis {
    let clock = js_sys::Date::new(&JsValue::from(at as f64));
    #[expect(clippy::cast_possible_truncation, reason = "whole minutes of a day")]
    let minutes = clock.get_timezone_offset() as Millis;
    -minutes * 60_000
}

/// What the reader's zone is called, such as `Europe/Berlin`.
pub(crate) fn zone() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let zone = Reflect::get(&format.resolved_options(), &JsValue::from("timeZone"));
    zone.ok().and_then(|zone| zone.as_string()).unwrap_or_default()
}
