//! Fields of the documents: what they say, and how they are changed.

use std::rc::Rc;

use creditcast_core::amount::{Amount, Money};
use creditcast_core::calendar::Date;

use crate::draft::Draft;
use crate::format;
use crate::sentence::{Choice, Control, Field, Pick, Scale};
use crate::words::{counted, lower_first};

/// A field of a day.
pub(crate) fn day_field(draft: &Draft, at: &str, label: &str) -> Field {
    let text = draft.text(at).unwrap_or("…");
    let day = Date::parse(text).map_or_else(|| text.to_owned(), format::day);
    Field { at: at.into(), label: label.to_owned(), text: day, control: Control::Day }
}

/// A field of one of a few words, each with what it reads as. An id of nothing leaves the field out;
/// the first is what leaving it out means.
pub(crate) fn choice_field(
    draft: &Draft,
    at: Rc<str>,
    label: &str,
    words: &[(&str, &str)],
) -> Field {
    let chosen = draft.text(&at).unwrap_or(words[0].0);
    let text = words.iter().find(|(id, _)| *id == chosen).map_or(chosen, |(_, text)| text);
    let choices = words.iter().map(|(id, text)| Choice::of(id, text)).collect();
    let control = Control::Choice(Pick::Value, choices);
    Field { at, label: label.to_owned(), text: text.to_owned(), control }
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

/// A price with its sign, or what was typed instead of one.
pub(crate) fn price(draft: &Draft, at: &str, currency: &str) -> String {
    let number = draft.number(at).and_then(Amount::from_number);
    let amount = number.or_else(|| Amount::from_decimal(draft.text(at)?));
    let typed = || draft.text(at).unwrap_or("…").to_owned();
    amount.map_or_else(typed, |amount| format::money(&Money::new(amount, currency)))
}
