//! What can be done with a vendor, and which rules price it.

use serde::{Serialize, Serializer};

use crate::document::{At, Fields, Problems, Read, Value};
use crate::number::Count;
use crate::rate_limit::Limit;

/// One kind of thing that costs credits, or is free by a rule that says so.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    /// The id that scenarios use.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Where it is done: `platform`, `api`, `workspace`…
    pub surface: String,
    /// What is counted: `contact`, `row`, `prompt`…
    pub unit: String,
    /// The kind of record its units are, where lists of records can feed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The data points it can reveal.
    pub points: Vec<String>,
    /// How many units go in one request.
    pub batch: Batch,
    /// Is it a request to the vendor's API, so that keys and limits apply?
    pub request: bool,
    /// The needs that this action serves. The point of a need is that of the same name, or the
    /// action's only one.
    pub needs: Vec<String>,
    /// The rules that price it, in the order of a quote's lines.
    pub charges: Vec<String>,
    /// What is free when it is repeated; where nothing is, repeats are charged like first visits.
    pub once: Vec<Once>,
    /// Does what was paid for once hold only in the same table?
    pub once_per_table: bool,
    /// For how many months what was paid for stays free; for ever, or as a policy says, if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub once_months: Option<Count<1, 120>>,
    /// Limits of its own, beside the plan's.
    pub limits: Vec<Limit>,
    /// Requests in flight at once that the vendor allows, if it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parallel: Option<Count<1, 100_000>>,
    /// How long a client should wait for an answer, in seconds, if the vendor says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout_seconds: Option<Count<1, 86_400>>,
    /// Who says how it works: batch, limits, timeouts.
    pub sources: Vec<String>,
}

/// How many units go in one request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Batch {
    /// Where nothing else is said.
    pub default: BatchDefault,
    /// The most, if there is a most.
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
}

impl Serialize for BatchDefault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            BatchDefault::Units(units) => serializer.serialize_f64(*units as f64),
            BatchDefault::All => serializer.serialize_str("all"),
        }
    }
}

impl Read for Batch {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let batch = Batch {
            default: fields.or("default", BatchDefault::default()),
            max: fields.optional("max"),
        };
        fields.finish();
        Some(batch)
    }
}

/// What is charged only once for a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Once {
    /// The unit itself: a profile, an export.
    Unit,
    /// Each data point by itself.
    Points,
    /// The record: the first charge frees its other points too.
    Record,
}

crate::choices!(Once { "unit" => Once::Unit, "points" => Once::Points, "record" => Once::Record });

impl Read for Action {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let action = Action {
            id: fields.required("id"),
            title: fields.required("title"),
            surface: fields.required("surface"),
            unit: fields.required("unit"),
            record: fields.optional("record"),
            points: fields.or("points", Vec::new()),
            batch: fields.or("batch", Batch::default()),
            request: fields.or("request", false),
            needs: fields.or("needs", Vec::new()),
            charges: fields.required("charges"),
            once: fields.or("once", Vec::new()),
            once_per_table: fields.or("oncePerTable", false),
            once_months: fields.optional("onceMonths"),
            limits: fields.or("limits", Vec::new()),
            parallel: fields.optional("parallel"),
            timeout_seconds: fields.optional("timeoutSeconds"),
            sources: fields.required("sources"),
        };
        fields.finish();
        Some(action)
    }
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
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Answer {
    /// Why it is refused: a reason of the report.
    pub refusal: String,
    /// The HTTP status.
    pub status: Count<100, 599>,
    /// The body in the vendor's own error format.
    pub body: Value,
    /// Can sending it again help?
    pub retry: bool,
    /// Who says so.
    pub sources: Vec<String>,
}

impl Read for Answer {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let answer = Answer {
            refusal: fields.required("refusal"),
            status: fields.required("status"),
            body: fields.required("body"),
            retry: fields.required("retry"),
            sources: fields.required("sources"),
        };
        fields.finish();
        Some(answer)
    }
}
