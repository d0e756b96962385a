//! The documents on the desk: trees of plain values, each with its place.
//!
//! What was typed is kept even where it is wrong; whether it is, the core says, with the same
//! places (RFC 6901 pointers) that fields are bound to. A place in any other than the scenario begins with its name.

use std::borrow::Cow;
use std::rc::Rc;

use creditcast_core::document::Value;

/// The name of the job before its places.
pub(crate) const JOB: &str = "job";
/// The name of the comparison before its places.
pub(crate) const COMPARE: &str = "compare";
/// The name of what is not certain before its places.
pub(crate) const FORECAST: &str = "forecast";

/// The name of the desk before its places.
pub(crate) const DESK: &str = "desk";

/// A scenario as it was typed or imported, a job to be done under rate limits, what the scenario is compared with,
/// what of it is not certain, the scenarios of its own that came with it, and what lies on the desk beside them: how
/// the ledger is looked at, and the text of a card that is being edited.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Draft {
    scenario: Value,
    job: Value,
    compare: Value,
    forecast: Value,
    others: Rc<Vec<Value>>,
    baseline: usize,
    desk: Value,
}

impl From<Value> for Draft {
    fn from(scenario: Value) -> Self {
        Draft { scenario, ..Draft::default() }
    }
}

impl Draft {
    /// A desk with all of these on it, and what of this one is left.
    pub(crate) fn of(scenario: Value, others: Vec<Value>, baseline: usize, rest: &Draft) -> Self {
        Draft { scenario, others: Rc::new(others), baseline, ..rest.clone() }
    }

    /// What the scenario is compared with.
    pub(crate) fn compare(&self) -> &Value {
        &self.compare
    }

    /// What of the scenario is not certain.
    pub(crate) fn forecast(&self) -> &Value {
        &self.forecast
    }

    /// The scenarios that it is compared with.
    pub(crate) fn others(&self) -> &[Value] {
        &self.others
    }

    /// Which of all of them the others are measured by: 0 is the scenario itself.
    pub(crate) fn baseline(&self) -> usize {
        self.baseline
    }

    /// The scenario.
    pub(crate) fn document(&self) -> &Value {
        &self.scenario
    }

    /// The scenario, given away.
    pub(crate) fn into_document(self) -> Value {
        self.scenario
    }

    /// The same with another scenario, and with a desk that is clear.
    pub(crate) fn with_document(&self, scenario: Value) -> Self {
        Draft { scenario, desk: Value::default(), ..self.clone() }
    }

    /// Does it differ at most in what lies on the desk?
    pub(crate) fn is_like(&self, other: &Draft) -> bool {
        let Draft { scenario, job, compare, forecast, others, baseline, desk: _ } = self;
        (scenario, job, compare) == (&other.scenario, &other.job, &other.compare)
            && (forecast, others, baseline) == (&other.forecast, &other.others, &other.baseline)
    }

    /// The job.
    pub(crate) fn job(&self) -> &Value {
        &self.job
    }

    /// The value at a place.
    pub(crate) fn get(&self, place: &str) -> Option<&Value> {
        let document = match place.split('/').next() {
            Some(JOB) => &self.job,
            Some(COMPARE) => &self.compare,
            Some(FORECAST) => &self.forecast,
            Some(DESK) => &self.desk,
            _ => &self.scenario,
        };
        segments(place).try_fold(document, |value, key| match value {
            Value::List(elements) => elements.get(key.parse::<usize>().ok()?),
            _ => value.get(&key),
        })
    }

    /// The text at a place.
    pub(crate) fn text(&self, place: &str) -> Option<&str> {
        match self.get(place)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number at a place.
    pub(crate) fn number(&self, place: &str) -> Option<f64> {
        match self.get(place)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Is a value there that says something?
    pub(crate) fn has(&self, place: &str) -> bool {
        !matches!(self.get(place), None | Some(Value::Null))
    }

    /// The keys of an object at a place.
    pub(crate) fn keys(&self, place: &str) -> Vec<&str> {
        match self.get(place) {
            Some(Value::Map(entries)) => entries.iter().map(|(key, _)| &**key).collect(),
            _ => Vec::new(),
        }
    }

    /// The elements of a list at a place.
    pub(crate) fn list_mut(&mut self, place: &str) -> &mut Vec<Value> {
        let value = self.at(place);
        if !matches!(value, Value::List(_)) {
            *value = Value::List(Vec::new());
        }
        match value {
            Value::List(elements) => elements,
            _ => unreachable!("it was just made a list"),
        }
    }

    /// How many elements a list has.
    pub(crate) fn count(&self, place: &str) -> usize {
        match self.get(place) {
            Some(Value::List(elements)) => elements.len(),
            _ => 0,
        }
    }

    /// Puts a value at a place, and the objects around it where there are none.
    pub(crate) fn set(&mut self, place: &str, value: impl Into<Value>) {
        *self.at(place) = value.into();
    }

    /// Leaves a key out.
    pub(crate) fn remove(&mut self, place: &str) {
        let Some((parent, key)) = place.rsplit_once('/') else { return };
        if self.get(place).is_none() {
            return;
        }
        if let Value::Map(entries) = self.at(parent) {
            entries.retain(|(name, _)| *name != unescape(key));
        }
    }

    fn at(&mut self, place: &str) -> &mut Value {
        let document = match place.split('/').next() {
            Some(JOB) => &mut self.job,
            Some(COMPARE) => &mut self.compare,
            Some(FORECAST) => &mut self.forecast,
            Some(DESK) => &mut self.desk,
            _ => &mut self.scenario,
        };
        segments(place).fold(document, |value, key| child(value, key.into_owned()))
    }
}

/// The value of a key; anything that can have none becomes an object that has it.
fn child(value: &mut Value, key: String) -> &mut Value {
    if let Value::List(elements) = value {
        let index = key.parse::<usize>().unwrap_or(0);
        if index >= elements.len() {
            elements.resize(index + 1, Value::Null);
        }
        return &mut elements[index];
    }
    if !matches!(value, Value::Map(_)) {
        *value = Value::Map(Vec::new());
    }
    let Value::Map(entries) = value else { unreachable!("it was just made an object") };
    let known = entries.iter().position(|(name, _)| *name == key);
    let index = known.unwrap_or_else(|| {
        entries.push((key, Value::Null));
        entries.len() - 1
    });
    &mut entries[index].1
}

fn segments(place: &str) -> impl Iterator<Item = Cow<'_, str>> {
    place.split('/').skip(1).map(unescape)
}

/// Keys are looked up a thousand times for a page, and seldom have a sign that is written as another.
fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// A key as a pointer has it.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// An object of these entries.
pub(crate) fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.map(|(key, value)| (key.to_owned(), value)).into())
}
