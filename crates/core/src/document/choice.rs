//! Values that are one of a few words.

use super::{At, Problem, Problems, Value};

/// Makes a type readable as one of a few words, and says the words when another one came.
#[macro_export]
#[doc(hidden)]
macro_rules! choices {
    ($type:ty { $($word:literal => $value:expr),+ $(,)? }) => {
        impl $crate::document::Read for $type {
            fn read(
                value: &$crate::document::Value,
                at: $crate::document::At,
                problems: &mut $crate::document::Problems,
            ) -> Option<Self> {
                let word = $crate::document::choose(value, at, problems, &[$($word),+])?;
                match word { $($word => Some($value),)+ _ => None }
            }
        }
    };
}

/// The word of a value, if it is one of these.
pub fn choose<'w>(
    value: &Value,
    at: At,
    problems: &mut Problems,
    words: &[&'w str],
) -> Option<&'w str> {
    let Value::Text(text) = value else {
        problems.add(super::fields::wrong_type(value, at, "a text"));
        return None;
    };
    let chosen = words.iter().copied().find(|word| word == text);
    if chosen.is_none() {
        let message = format!("\"{text}\" is none of {}. Choose one.", words.join(", "));
        problems.add(Problem::new(at, "unknownChoice", message).with("choices", words.join(", ")));
    }
    chosen
}
