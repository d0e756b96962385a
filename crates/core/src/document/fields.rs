//! Reading an object field by field, noting everything that is wrong on the way.
//!
//! A field that is missing or wrong leaves its type's default behind, so that reading goes on and
//! every problem is found in one pass. Invariant: a value built beside a problem is never used;
//! [`Problems::or`] is the only way out.

use super::read::{list, wrong_type};
use super::{At, Problem, Problems, Read, Value, choose};

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
        if self.has(key) { self.list(key, count_max) } else { self.required::<Vec<T>>(key) }
    }

    /// A list of at most so many elements that may be left out.
    pub fn optional_list<T: Read>(
        &mut self,
        key: &'static str,
        count_max: usize,
    ) -> Option<Vec<T>> {
        let is_there = self.present(key).is_some();
        is_there.then(|| self.list(key, count_max))
    }

    /// A word that must be there, one of these.
    pub fn word<'w>(&mut self, key: &'static str, words: &[&'w str]) -> Option<&'w str> {
        let value = self.needed(key)?;
        choose(value, At::Key(&self.at, key), self.problems, words)
    }

    /// Is there a value at this key? It is not read by asking.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(k, value)| k == key && *value != Value::Null)
    }

    /// Where this object stands.
    pub fn at(&self) -> At<'a> {
        self.at
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
