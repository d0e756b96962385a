//! Fields of the documents: what they say, and how they are changed.

use creditcast_core::calendar::Date;

use crate::draft::Draft;
use crate::format;
use crate::sentence::{Control, Field, Scale};
use crate::words::{counted, lower_first};

/// A field of a day.
pub(crate) fn day_field(draft: &Draft, at: &str, label: &str) -> Field {
    let text = draft.text(at).unwrap_or("…");
    let day = Date::parse(text).map_or_else(|| text.to_owned(), format::day);
    Field { at: at.into(), label: label.to_owned(), text: day, control: Control::Day }
}

/// A field of a number, which `words` say.
pub(crate) fn number_field(
    draft: &Draft,
    at: String,
    label: impl Into<String>,
    scale: Scale,
    words: fn(f64) -> String,
) -> Field {
    let text = match draft.number(&at) {
        Some(number) => words(number),
        None if draft.has(&at) => typed(draft, &at),
        None => scale.none.unwrap_or("…").to_owned(),
    };
    Field { at: at.into(), label: label.into(), text, control: Control::Number(scale) }
}

/// A number with its unit, or what was typed instead of one.
pub(crate) fn number(draft: &Draft, at: &str, unit: &str) -> String {
    match draft.number(at) {
        Some(count) => format!("{} {}", format::count(count), counted(count, unit)),
        None => typed(draft, at),
    }
}

/// What was typed where it is no number.
pub(crate) fn typed(draft: &Draft, at: &str) -> String {
    match draft.text(at).map(str::trim) {
        None | Some("") => "…".to_owned(),
        Some(text) => lower_first(text),
    }
}
