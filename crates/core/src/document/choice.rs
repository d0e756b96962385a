//! Values that are one of a few words.

use super::{At, Problem, Problems, Value};

/// The word of a value, if it is one of these.
pub fn choose<'w>(
    value: &Value,
    at: At,
    problems: &mut Problems,
    words: &[&'w str],
) -> Option<&'w str> {
    let Value::Text(text) = value else {
        problems.add(super::read::wrong_type(value, at, "a text"));
        return None;
    };
    let chosen = words.iter().copied().find(|word| word == text);
    if chosen.is_none() {
        let message = format!("\"{text}\" is none of {}. Choose one.", words.join(", "));
        problems.add(Problem::new(at, "unknownChoice", message).with("choices", words.join(", ")));
    }
    chosen
}
