//! Reading an object field by field, noting everything that is wrong on the way.
//!
//! A field that is missing or wrong leaves its type's default behind, so that reading goes on and
//! every problem is found in one pass. Invariant: a value built beside a problem is never used;
//! [`Problems::or`] is the only way out.

use super::{At, Problem, Problems, Value};

/// A type that a document's value can be read into.
pub trait Read: Sized {
    /// The value, or `None` with at least one problem noted.
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self>;
}

/// The fields of one object.
pub struct Fields<'a> {
    entries: &'a [(String, Value)],
    at: At<'a>,
    problems: &'a mut Problems,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of a value, which must be an object.
    pub fn of(value: &'a Value, at: At<'a>, problems: &'a mut Problems) -> Option<Self> {
        if let Value::Map(entries) = value {
            return Some(Fields { entries, at, problems, known: Vec::new() });
        }
        problems.add(wrong_type(value, at, "an object"));
        None
    }

    /// A field that must be there.
    pub fn required<T: Read + Default>(&mut self, key: &'static str) -> T {
        self.needed(key).and_then(|value| self.read(key, value)).unwrap_or_default()
    }

    /// A field that may be left out; `null` is leaving it out.
    pub fn optional<T: Read>(&mut self, key: &'static str) -> Option<T> {
        let value = self.present(key)?;
        self.read(key, value)
    }

    /// A field with a value of its own when it is left out.
    pub fn or<T: Read>(&mut self, key: &'static str, default: T) -> T {
        self.optional(key).unwrap_or(default)
    }

    /// A list of at most so many elements; empty if it is left out.
    pub fn list<T: Read>(&mut self, key: &'static str, count_max: usize) -> Vec<T> {
        let Some(value) = self.present(key) else {
            return Vec::new();
        };
        list(value, At::Key(&self.at, key), self.problems, count_max).unwrap_or_default()
    }

    /// A list of at most so many elements, which must be there.
    pub fn required_list<T: Read>(&mut self, key: &'static str, count_max: usize) -> Vec<T> {
        if self.entries.iter().any(|(k, value)| k == key && *value != Value::Null) {
            return self.list(key, count_max);
        }
        self.required::<Vec<T>>(key)
    }

    /// Notes a problem about this object.
    pub fn problem(&mut self, key: &str, code: &'static str, message: impl Into<String>) {
        self.problems.add(Problem::new(At::Key(&self.at, key), code, message));
    }

    /// The problems so far, for a reader of one's own.
    pub fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    /// Ends the reading: every key that no field asked for is a problem.
    pub fn finish(self) {
        for (key, _) in self.entries.iter().filter(|(key, _)| !self.known.contains(&key.as_str())) {
            let nearest = nearest(key, &self.known);
            let way_out = nearest.map_or_else(
                || "Remove it.".to_owned(),
                |name| format!("Did you mean `{name}`? Else remove it."),
            );
            let message = format!("`{key}` is not known here. {way_out}");
            let problem = Problem::new(At::Key(&self.at, key), "unknownKey", message);
            self.problems.add(nearest.into_iter().fold(problem, Problem::suggest));
        }
    }

    /// The value of a field that must be there.
    #[inline(never)]
    fn needed(&mut self, key: &'static str) -> Option<&'a Value> {
        let value = self.present(key);
        if value.is_none() {
            self.problems.add(missing(At::Key(&self.at, key), key));
        }
        value
    }

    #[inline(never)]
    fn present(&mut self, key: &'static str) -> Option<&'a Value> {
        self.known.push(key);
        let (_, value) = self.entries.iter().find(|(k, _)| k == key)?;
        (*value != Value::Null).then_some(value)
    }

    fn read<T: Read>(&mut self, key: &'static str, value: &Value) -> Option<T> {
        T::read(value, At::Key(&self.at, key), self.problems)
    }
}

fn missing(at: At, key: &str) -> Problem {
    Problem::new(at, "missing", format!("`{key}` is missing. Add it.")).with("key", key)
}

/// A list of at most so many elements.
fn list<T: Read>(
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
}

impl Read for Value {
    fn read(value: &Value, _: At, _: &mut Problems) -> Option<Self> {
        Some(value.clone())
    }
}

/// Lists of small things: ids, limits, options.
const SHORT_LIST_MAX: usize = 500;

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        list(value, at, problems, SHORT_LIST_MAX)
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
}

fn no_map(value: &Value, at: At) -> Problem {
    match value {
        Value::Map(entries) => too_many(entries.len(), at, SHORT_LIST_MAX),
        Value::TooLong(count) => too_many(*count, at, SHORT_LIST_MAX),
        _ => wrong_type(value, at, "an object"),
    }
}

/// The known key that a misspelt one is nearest to, if it is near at all.
fn nearest(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let distance = |name: &&&str| edits(key, name);
    known.iter().min_by_key(distance).copied().filter(|name| edits(key, name) <= 1 + name.len() / 4)
}

/// How many letters must be put in, left out or changed to make one word of the other.
fn edits(from: &str, to: &str) -> usize {
    let (from, to) = (from.as_bytes(), to.as_bytes());
    if from.len() > to.len() + 8 {
        return from.len();
    }
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.iter().enumerate() {
            let changed = diagonal + usize::from(!a.eq_ignore_ascii_case(b));
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::edits;

    #[test]
    fn edits_count_letters_put_in_left_out_and_changed() {
        assert_eq!(edits("horizons", "horizon"), 1);
        assert_eq!(edits("growthpermonth", "growthPerMonth"), 0);
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("", "abc"), 3);
    }
}
