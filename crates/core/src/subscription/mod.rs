//! A customer's subscription: the plan, what was agreed, and what is to change.

mod bill;
mod change;
mod spender;
mod terms;
mod timeline;

use serde::Serialize;

pub use bill::{BillKind, Line};
pub use change::{Change, Move, To};
pub use spender::Spender;
pub use terms::{InForce, Period, Terms};
pub use timeline::{Account, CapOf, Cycle, Event, State, Timeline, What, bought, timeline};

use crate::amount::{Amount, Decimal};
use crate::calendar::Date;
use crate::document::{At, Fields, Problems, Read, Schema, Schemas, Value};
use crate::number::Count;
use crate::rate_limit::Limit;

/// How often a plan is paid, and so how long a cycle is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Billing {
    /// Every month.
    #[default]
    Monthly,
    /// For the year, at its start.
    Annual,
}

impl Billing {
    /// The months of a cycle.
    pub fn months(self) -> u32 {
        match self {
            Billing::Monthly => 1,
            Billing::Annual => 12,
        }
    }
}

/// A customer's subscription: the plan, what was agreed, and what is to change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// The id of the plan.
    pub plan: String,
    /// How it is paid, and so how long a cycle is; monthly if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
    /// The first day of the subscription, and of the horizon.
    pub start: Date,
    /// Users in all; those that the plan's price includes if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats: Option<Count<1, 100_000>>,
    /// What was agreed instead of the card's own terms; needed where the card publishes none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// Limits kept from earlier, by the name of a set of the card such as `legacy`, or limits as
    /// agreed; the plan's if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// What is in the wallet before the first grant: credits, or money. Nothing if left out; a
    /// money wallet that also has no `autoTopUp` is then filled as needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening_balance: Option<Amount>,
    /// Buys more whenever the balance falls low.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_top_up: Option<AutoTopUp>,
    /// Pools beside the credits, such as conversation credits, by their ids.
    #[serde(skip_serializing_if = "Pools::is_empty")]
    #[read(or_default)]
    pub pools: Pools,
    /// What changes on which day; where days are equal, in the order listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[read(most = CHANGES_MAX, or_default)]
    pub changes: Vec<Change>,
}

/// Limits by the name of a set of the card, or one's own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Limits {
    /// A set of the card.
    Set(String),
    /// Limits as agreed.
    Own(Vec<Limit>),
}

/// Buys up to one balance whenever it falls below another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[read(check)]
pub struct AutoTopUp {
    /// The balance below which it buys.
    pub below: Amount,
    /// The balance up to which it buys; not less than `below`.
    pub to: Amount,
    /// The price of one credit, in the card's currency; needed where the wallet holds credits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Decimal>,
}

/// The pools of a subscription by their ids.
#[derive(Clone, Debug, Default, PartialEq, Read)]
pub struct Pools(pub Vec<(String, PoolTerms)>);

impl Pools {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Pools {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, terms)| (id, terms)))
    }
}

/// What a pool beside the credits holds and is granted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct PoolTerms {
    /// What is in it before the first cycle; nothing if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening: Option<Amount>,
    /// What each cycle brings; nothing if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_cycle: Option<Amount>,
}

/// No subscription changes more often.
const CHANGES_MAX: usize = 200;

impl Read for Limits {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        match value {
            Value::Text(id) => Some(Limits::Set(id.clone())),
            _ => Read::read(value, at, problems).map(Limits::Own),
        }
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        Schema::any_of([Schema::of_type("string"), Vec::<Limit>::describe(schemas)])
    }
}

impl AutoTopUp {
    fn check(&self, fields: &mut Fields) {
        if self.to < self.below {
            let message = "`to` is less than `below`, so it would never be reached. Raise it.";
            fields.problem("to", "outOfRange", message);
        }
    }
}
