//! The rules of a card: what each thing costs, with its source.
//!
//! A rule without a charge says how subscriptions run (grants, rollover, billing); its id is one
//! of those that the simulation knows.

use serde::{Serialize, Serializer};

use crate::amount::Amount;
use crate::document::{At, Problems, Read, Schema, Schemas, Value};
use crate::number::Count;

/// What a thing costs, or how subscriptions run: then it has no price, and one of the ids that the
/// simulation knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[schema(with = points_alone_have_a_point)]
pub struct Rule {
    /// The id that actions, ledgers and reports name it by.
    pub id: String,
    /// What it is about, in a few words.
    pub title: String,
    /// The group in which reports add it up.
    pub category: String,
    /// Who says so.
    #[schema(min_items = 1_usize)]
    pub sources: Vec<String>,
    /// What it charges.
    #[serde(flatten)]
    #[read(if_has = "price")]
    pub charge: Option<Charge>,
}

/// The rules that count points say which, and no others.
fn points_alone_have_a_point(rule: Schema) -> Schema {
    let of_points = Schema::any().property("of", Schema::word("point"));
    let counts_points = of_points.with("required", ["of"]);
    let without = Schema::any().property("point", Schema::nothing());
    let with = Schema::any().with("required", ["point"]);
    rule.with("if", counts_points).with("then", with).with("else", without)
}

/// What a rule charges: so much for each step of what it counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Charge {
    /// The price of one step, in the card's wallet.
    pub price: Amount,
    /// What is counted.
    pub of: Of,
    /// Which data point, where points are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// How many make a step, a step begun charged whole; `all` is however many there are. 1 if left
    /// out.
    #[read(or_default)]
    pub per: Per,
    /// Over what the steps are counted; each request by itself if left out.
    #[read(or_default)]
    pub within: Within,
    /// The fewest steps of a request, however little it brings; 0 if left out.
    #[read(or_default)]
    pub minimum: Count<0, 1_000>,
    /// Is it dropped for a request in which a data point is charged? No if left out.
    #[read(or_default)]
    pub waived_by_points: bool,
    /// Are repeats results too, and requests of repeats alone charged? Yes if left out.
    #[read(or = true)]
    pub counts_repeats: bool,
    /// Are points charged where they are found, also if left out, or wherever they were asked for?
    #[read(or_default)]
    pub charged: Charged,
    /// Rules with the same word here charge a unit only once between them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub together: Option<String>,
    /// The pool it takes from, if not the credits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pool: Option<String>,
    /// Free for the rest of a calendar month in which so much has been spent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free_after_month_spend: Option<Amount>,
}

impl Charge {
    /// Is a unit that this charges charged by another only where this does not?
    pub fn is_together_with(&self, other: &Charge) -> bool {
        self.together.is_some() && self.together == other.together
    }
}

/// What a charge counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Of {
    /// The requests.
    Request,
    /// The units sent; repeats excepted where units are charged once.
    #[default]
    Unit,
    /// The units that came back with anything and are no repeats.
    Matched,
    /// The units that came back with anything, repeats included.
    Result,
    /// The units of which a data point is revealed.
    Point,
}

/// Over what steps are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Within {
    /// Each request by itself.
    #[default]
    Request,
    /// All that is served in the account in a cycle: the 1st, 6th, 11th of five.
    Cycle,
}

/// Which points are charged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Charged {
    /// Those that are found.
    #[default]
    Found,
    /// Those that are asked for, of every unit that is no repeat.
    Asked,
}

/// How many make a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// So many.
    Of(u64),
    /// However many there are.
    All,
}

impl Default for Per {
    fn default() -> Self {
        Per::Of(1)
    }
}

impl Per {
    /// The steps that so many make, a step begun counted whole.
    #[inline]
    pub fn steps(self, count: u64) -> u64 {
        match self {
            // Most requests are no larger than a step.
            Per::Of(size) if count <= size => count.min(1),
            Per::Of(size) => count.div_ceil(size),
            Per::All => count.min(1),
        }
    }
}

impl Read for Per {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        if matches!(value, Value::Text(word) if word == "all") {
            return Some(Per::All);
        }
        Count::<1, 1_000_000>::read(value, at, problems).map(|Count(size)| Per::Of(size))
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        Schema::any_of([Count::<1, 1_000_000>::describe(schemas), Schema::word("all")])
    }
}

impl Serialize for Per {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Per::Of(size) => serializer.serialize_f64(*size as f64),
            Per::All => serializer.serialize_str("all"),
        }
    }
}
