//! What is wrong with a document: every problem at once, each with its way out.

use std::sync::Arc;

use serde::Serialize;

use super::{At, PROBLEM_CODES, Value};
use crate::by_id::ById;
use crate::rate_card::Source;

/// One thing that is wrong with an input.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// RFC 6901 JSON Pointer to the value at fault.
    pub path: String,
    /// What kind of fault it is; never changes its meaning.
    pub code: &'static str,
    /// An English sentence with the way out.
    pub message: String,
    /// The values in the message, so that a shell can say it in another language.
    #[serde(skip_serializing_if = "ById::is_empty")]
    pub params: ById<&'static str, Param>,
    /// Where the broken rule stands, if it is a vendor's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Arc<Source>>,
    /// A value that would do, where there is one.
    #[serde(rename = "try", skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Value>,
}

/// A value in a problem's or a warning's message.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Param {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Param::Text(text.to_owned())
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Param::Text(text)
    }
}

impl From<f64> for Param {
    fn from(number: f64) -> Self {
        Param::Number(number)
    }
}

impl Problem {
    /// A problem at a place.
    pub fn new(at: At, code: &'static str, message: impl Into<String>) -> Self {
        debug_assert!(PROBLEM_CODES.contains(&code), "{code} is in no list");
        Problem {
            path: at.pointer(),
            code,
            message: message.into(),
            params: ById::default(),
            sources: Vec::new(),
            suggestion: None,
        }
    }

    /// With a value of its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.insert(name, value.into());
        self
    }

    /// With a value that would do.
    #[must_use]
    pub fn suggest(mut self, value: impl Into<Value>) -> Self {
        self.suggestion = Some(value.into());
        self
    }

    /// The same in a document that has this one at a key.
    #[must_use]
    pub fn within(mut self, key: &str) -> Self {
        self.path.insert_str(0, &At::Key(&At::Root, key).pointer());
        self
    }

    /// With the sources of the rule that it breaks.
    #[must_use]
    pub fn from_sources(mut self, sources: impl IntoIterator<Item = Arc<Source>>) -> Self {
        self.sources.extend(sources);
        self
    }
}

/// The problems found so far.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Notes a problem, unless one is known at its place, above it or below it: what stands on a
    /// value that could not be read is not judged again.
    pub fn add(&mut self, problem: Problem) {
        if !self.touch(&problem.path) {
            self.0.push(problem);
        }
    }

    /// Is a problem known at this place, above it or below it?
    pub fn touch(&self, path: &str) -> bool {
        self.0.iter().any(|known| within(&known.path, path) || within(path, &known.path))
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The list, in the order of the document's discovery.
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }

    /// The value if there is no problem, else the problems.
    ///
    /// # Errors
    /// All problems, if there is any.
    pub fn or<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.0.is_empty() { Ok(value) } else { Err(self.0) }
    }
}

/// Does `path` name `place` or something inside it?
fn within(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{At, Problem, Problems};

    #[test]
    fn a_place_already_at_fault_is_not_judged_again() {
        let mut problems = Problems::default();
        let usage = At::Key(&At::Root, "usage");
        problems.add(Problem::new(At::Index(&usage, 1), "missing", "no count"));
        problems.add(Problem::new(
            At::Key(&At::Index(&usage, 1), "count"),
            "outOfRange",
            "too large",
        ));
        problems.add(Problem::new(At::Index(&usage, 10), "outOfRange", "another one"));
        problems.add(Problem::new(usage, "tooMany", "too many"));
        let codes: Vec<_> = problems.into_vec().iter().map(|p| p.code).collect();
        assert_eq!(codes, ["missing", "outOfRange"]);
    }
}
