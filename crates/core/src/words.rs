//! How sentences say amounts and counts.

use crate::amount::Amount;
use crate::number::grouped;

/// Words at the start of a sentence.
pub(crate) fn capital(words: &str) -> String {
    let (first, rest) = words.split_at(words.ceil_char_boundary(1));
    first.to_ascii_uppercase() + rest
}

/// A title within a sentence.
pub(crate) fn small(title: &str) -> String {
    let (first, rest) = title.split_at(title.ceil_char_boundary(1));
    first.to_ascii_lowercase() + rest
}

/// "1 credit", "12,434 credits".
pub(crate) fn credits(amount: Amount) -> String {
    let credits = if amount == Amount::ONE { "credit" } else { "credits" };
    format!("{} {credits}", amount.in_words())
}

/// "1 credit is", "12,434 credits are".
pub(crate) fn credits_are(amount: Amount) -> String {
    credits(amount) + if amount == Amount::ONE { " is" } else { " are" }
}

/// "no units go", "1 unit goes", "12,434 units go".
pub(crate) fn units_go(units: u64) -> String {
    match units {
        0 => "no units go".to_owned(),
        1 => "1 unit goes".to_owned(),
        _ => format!("{} units go", count(units)),
    }
}

/// "12,434"
pub(crate) fn count(units: u64) -> String {
    grouped(&units.to_string())
}
