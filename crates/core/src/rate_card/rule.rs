//! The rules of a card: what each thing costs, with its source.
//!
//! A rule without a charge says how subscriptions run (grants, rollover, billing); its id is one
//! of those that the simulation knows.

use serde::{Serialize, Serializer};

use crate::amount::Amount;
use crate::document::{At, Fields, Problems, Read, Value};
use crate::number::Count;

/// One rule of a card.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rule {
    /// The id that actions, ledgers and reports name it by.
    pub id: String,
    /// What it is about, in a few words.
    pub title: String,
    /// The group in which reports add it up.
    pub category: String,
    /// Who says so.
    pub sources: Vec<String>,
    /// What it charges, if it does.
    #[serde(flatten)]
    pub charge: Option<Charge>,
}

/// What a rule charges: so much for each step of what it counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Charge {
    /// The price of one step, in the card's wallet.
    pub price: Amount,
    /// What is counted.
    pub of: Of,
    /// Which data point, where points are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// How many make a step; a step begun is a step charged.
    pub per: Per,
    /// Over what the steps are counted.
    pub within: Within,
    /// The fewest steps of a request, however little it brings.
    pub minimum: Count<0, 1_000>,
    /// Is it dropped for a request in which a data point is charged?
    pub waived_by_points: bool,
    /// Are repeats results too, and requests of repeats alone charged?
    pub counts_repeats: bool,
    /// Are points charged where they are found, or wherever they were asked for?
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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

crate::choices!(Of {
    "request" => Of::Request,
    "unit" => Of::Unit,
    "matched" => Of::Matched,
    "result" => Of::Result,
    "point" => Of::Point,
});

/// Over what steps are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Within {
    /// Each request by itself.
    #[default]
    Request,
    /// All that is served in the account in a cycle: the 1st, 6th, 11th of five.
    Cycle,
}

crate::choices!(Within { "request" => Within::Request, "cycle" => Within::Cycle });

/// Which points are charged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Charged {
    /// Those that are found.
    #[default]
    Found,
    /// Those that are asked for, of every unit that is no repeat.
    Asked,
}

crate::choices!(Charged { "found" => Charged::Found, "asked" => Charged::Asked });

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
}

impl Serialize for Per {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Per::Of(size) => serializer.serialize_f64(*size as f64),
            Per::All => serializer.serialize_str("all"),
        }
    }
}

impl Read for Rule {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let rule = Rule {
            id: fields.required("id"),
            title: fields.required("title"),
            category: fields.required("category"),
            sources: fields.required("sources"),
            charge: value.get("price").map(|_| Charge::read(&mut fields)),
        };
        fields.finish();
        Some(rule)
    }
}

impl Charge {
    fn read(fields: &mut Fields) -> Self {
        Charge {
            price: fields.required("price"),
            of: fields.required("of"),
            point: fields.optional("point"),
            per: fields.or("per", Per::default()),
            within: fields.or("within", Within::default()),
            minimum: fields.or("minimum", Count(0)),
            waived_by_points: fields.or("waivedByPoints", false),
            counts_repeats: fields.or("countsRepeats", true),
            charged: fields.or("charged", Charged::default()),
            together: fields.optional("together"),
            pool: fields.optional("pool"),
            free_after_month_spend: fields.optional("freeAfterMonthSpend"),
        }
    }
}
