//! What can be read: values without parts, lists, and objects whose keys are data.

use std::sync::Arc;

use super::{At, Fields, Object, Problem, Problems, Schema, Schemas, Value};
use crate::by_id::ById;

/// A type that a document's value can be read into.
///
/// It is derived for objects and for choices of words; what is neither is read by hand, and
/// described
/// beside that.
pub trait Read: Sized {
    /// The value, or `None` with at least one problem noted.
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self>;

    /// What `read` takes. Types with a name of their own are described in `schemas`.
    fn describe(schemas: &mut Schemas) -> Schema;
}

/// A type whose fields stand in an object, maybe beside those of another.
pub trait ReadFields: Sized {
    /// The value, or `None` with at least one problem noted.
    fn read_fields(fields: &mut Fields) -> Option<Self>;

    /// What `read_fields` asks for.
    fn describe_fields(object: &mut Object);
}

/// A list of at most so many elements.
pub(super) fn list<T: Read>(
    value: &Value,
    at: At,
    problems: &mut Problems,
    count_max: usize,
) -> Option<Vec<T>> {
    match value {
        Value::List(elements) if elements.len() <= count_max => {
            let mut all = Vec::new();
            for (index, element) in elements.iter().enumerate() {
                if let Some(read) = T::read(element, At::Index(&at, index), problems) {
                    all.push(read);
                }
            }
            (all.len() == elements.len()).then_some(all)
        }
        _ => {
            problems.add(no_list(value, at, count_max));
            None
        }
    }
}

fn no_list(value: &Value, at: At, count_max: usize) -> Problem {
    match value {
        Value::List(elements) => too_many(elements.len(), at, count_max),
        Value::TooLong(count) => too_many(*count, at, count_max),
        _ => wrong_type(value, at, "a list"),
    }
}

fn too_many(count: usize, at: At, count_max: usize) -> Problem {
    let message = format!("{count} is more than the {count_max} that can be here. Leave some out.");
    let problem = Problem::new(at, "tooMany", message);
    problem.with("count", count as f64).with("max", count_max as f64)
}

/// A value is of another type than it must be.
pub(super) fn wrong_type(value: &Value, at: At, expected: &str) -> Problem {
    let message = format!("This must be {expected}, not {}.", value.kind());
    Problem::new(at, "wrongType", message).with("expected", expected).with("found", value.kind())
}

impl Read for bool {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        if let Value::Bool(flag) = value {
            return Some(*flag);
        }
        problems.add(wrong_type(value, at, "true or false"));
        None
    }

    fn describe(_: &mut Schemas) -> Schema {
        Schema::of_type("boolean")
    }
}

/// No title, note or sentence is longer.
const TEXT_LENGTH_MAX: usize = 2_000;

impl Read for String {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        match value {
            Value::Text(text) if text.len() <= TEXT_LENGTH_MAX => Some(text.clone()),
            Value::Text(_) => {
                let message = format!("This is longer than {TEXT_LENGTH_MAX} bytes. Shorten it.");
                problems.add(Problem::new(at, "tooLong", message));
                None
            }
            _ => {
                problems.add(wrong_type(value, at, "a text"));
                None
            }
        }
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        schemas.define::<Self>("Text", |_| {
            Schema::of_type("string").with("maxLength", TEXT_LENGTH_MAX).saying("A text.")
        })
    }
}

impl Read for Value {
    fn read(value: &Value, _: At, _: &mut Problems) -> Option<Self> {
        Some(value.clone())
    }

    fn describe(_: &mut Schemas) -> Schema {
        Schema::any()
    }
}

/// Lists of small things: ids, limits, options.
const SHORT_LIST_MAX: usize = 500;

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        list(value, at, problems, SHORT_LIST_MAX)
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        let element = T::describe(schemas);
        Schema::of_type("array").with("items", element).with("maxItems", SHORT_LIST_MAX)
    }
}

/// An object whose keys are data: points, policies. The order of the document is kept.
impl<T: Read> Read for Vec<(String, T)> {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        match value {
            Value::Map(entries) if entries.len() <= SHORT_LIST_MAX => {
                let mut all = Vec::new();
                for (key, value) in entries {
                    let read = T::read(value, At::Key(&at, key), problems);
                    all.extend(read.map(|read| (key.clone(), read)));
                }
                (all.len() == entries.len()).then_some(all)
            }
            _ => {
                problems.add(no_map(value, at));
                None
            }
        }
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        let each = T::describe(schemas);
        Schema::of_type("object")
            .with("additionalProperties", each)
            .with("maxProperties", SHORT_LIST_MAX)
    }
}

fn no_map(value: &Value, at: At) -> Problem {
    match value {
        Value::Map(entries) => too_many(entries.len(), at, SHORT_LIST_MAX),
        Value::TooLong(count) => too_many(*count, at, SHORT_LIST_MAX),
        _ => wrong_type(value, at, "an object"),
    }
}

/// The same elsewhere: what is large and mostly left out.
impl<T: Read> Read for Box<T> {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        T::read(value, at, problems).map(Box::new)
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        T::describe(schemas)
    }
}

/// The same where more than one may hold it.
impl<T: Read> Read for Arc<T> {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        T::read(value, at, problems).map(Arc::new)
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        T::describe(schemas)
    }
}

/// The same in the order of the keys.
impl<T: Read> Read for ById<String, T> {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let entries: Vec<(String, T)> = Read::read(value, at, problems)?;
        Some(entries.into_iter().collect())
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        Vec::<(String, T)>::describe(schemas)
    }
}
