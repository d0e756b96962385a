//! What can be done with a vendor, and which rules price it.

use serde::{Serialize, Serializer};

use super::lint::REFUSALS;
use crate::document::{At, Problems, Read, Schema, Schemas, Value};
use crate::number::Count;
use crate::rate_limit::Limit;

/// One kind of thing that costs credits, or is free by a rule that says so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    /// The id that scenarios use.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Where it is done, such as `platform`, `api` or `workspace`.
    pub surface: String,
    /// What is counted, such as `contact`, `row` or `prompt`.
    pub unit: String,
    /// The kind of record its units are, where lists of records can feed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The data points it can reveal, by id.
    #[read(or_default)]
    pub points: Vec<String>,
    /// How many units go in one request.
    #[read(or_default)]
    pub batch: Batch,
    /// Is it a request to the vendor's API, so that keys and limits apply? No if left out.
    #[read(or_default)]
    pub request: bool,
    /// The needs that this action serves. The point of a need is that of the same name, or the
    /// action's only one.
    #[read(or_default)]
    #[schema(items = Schema::of_type("string").with("pattern", r"^need\."))]
    pub needs: Vec<String>,
    /// The rules that price it, by id, in the order of a quote's lines.
    pub charges: Vec<String>,
    /// What is free when it is repeated; where nothing is, repeats are charged like first visits.
    #[read(or_default)]
    pub once: Vec<Once>,
    /// Does what was paid for once hold only in the same table? No if left out.
    #[read(or_default)]
    pub once_per_table: bool,
    /// For how many months what was paid for stays free; for ever, or as the switch `revealedFor`
    /// says, if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub once_months: Option<Count<1, 120>>,
    /// Limits of its own, beside the plan's.
    #[read(or_default)]
    pub limits: Vec<Limit>,
    /// Requests in flight at once that the vendor allows, if it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parallel: Option<Count<1, 100_000>>,
    /// How long a client should wait for an answer, in seconds, if the vendor says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout_seconds: Option<Count<1, 86_400>>,
    /// Who says how it works: batch, limits, timeouts.
    #[schema(min_items = 1_usize)]
    pub sources: Vec<String>,
}

/// How many units go in one request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
pub struct Batch {
    /// Where nothing else is said: so many, or `all` units of the day; 1 if left out.
    #[read(or_default)]
    pub default: BatchDefault,
    /// The most, if there is a most.
    #[read(or_null)]
    pub max: Option<Count<1, 1_000_000>>,
}

/// The batch of an activity that names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchDefault {
    /// So many units.
    Units(u64),
    /// All units of the day.
    All,
}

impl Default for BatchDefault {
    fn default() -> Self {
        BatchDefault::Units(1)
    }
}

impl Read for BatchDefault {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        if matches!(value, Value::Text(word) if word == "all") {
            return Some(BatchDefault::All);
        }
        Count::<1, 1_000_000>::read(value, at, problems).map(|Count(units)| Self::Units(units))
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        Schema::any_of([Count::<1, 1_000_000>::describe(schemas), Schema::word("all")])
    }
}

impl Serialize for BatchDefault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            BatchDefault::Units(units) => serializer.serialize_f64(*units as f64),
            BatchDefault::All => serializer.serialize_str("all"),
        }
    }
}

/// What is charged only once for a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Once {
    /// The unit itself: a profile, an export.
    Unit,
    /// Each data point by itself.
    Points,
    /// The record: the first charge frees its other points too.
    Record,
}

impl Action {
    /// The point that a need asks this action for.
    pub fn point_of_need(&self, need: &str) -> Option<&str> {
        let name = need.strip_prefix("need.").unwrap_or(need);
        let same = self.points.iter().find(|point| *point == name);
        same.or_else(|| self.points.first().filter(|_| self.points.len() == 1)).map(String::as_str)
    }
}

/// What the vendor's API answers to a request that it refuses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct Answer {
    /// Why it is refused: a reason of the report.
    #[schema(r#enum = REFUSALS)]
    pub refusal: String,
    /// The HTTP status.
    pub status: Count<100, 599>,
    /// The body in the vendor's own error format.
    pub body: Value,
    /// Can sending it again help?
    pub retry: bool,
    /// Who says so.
    #[schema(min_items = 1_usize)]
    pub sources: Vec<String>,
}
