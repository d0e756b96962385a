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

use crate::amount::{Amount, Decimal, Price};
use crate::calendar::Date;
use crate::document::{At, Fields, Problems, Read, Value};
use crate::number::Count;
use crate::rate_limit::Limit;

/// How often a plan is paid, and so how long a cycle is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Billing {
    /// Every month.
    #[default]
    Monthly,
    /// For the year, at its start.
    Annual,
}

crate::choices!(Billing { "monthly" => Billing::Monthly, "annual" => Billing::Annual });

impl Billing {
    /// The months of a cycle.
    pub fn months(self) -> u32 {
        match self {
            Billing::Monthly => 1,
            Billing::Annual => 12,
        }
    }
}

/// A subscription as a scenario gives it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// The plan's id.
    pub plan: String,
    /// How it is paid; monthly if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
    /// The first day.
    pub start: Date,
    /// Users in all; the plan's own if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats: Option<Count<1, 100_000>>,
    /// What was agreed instead of the card's own terms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// Limits kept from earlier or agreed, instead of the plan's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// What is there before the first grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening_balance: Option<Amount>,
    /// Buys more when the balance falls low.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_top_up: Option<AutoTopUp>,
    /// Pools beside the credits.
    #[serde(skip_serializing_if = "Pools::is_empty")]
    pub pools: Pools,
    /// What is to change, in the order listed where days are equal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
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
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AutoTopUp {
    /// The balance below which it buys.
    pub below: Amount,
    /// The balance up to which it buys.
    pub to: Amount,
    /// The price of one credit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Decimal>,
}

/// The pools of a subscription by their ids.
#[derive(Clone, Debug, Default, PartialEq)]
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

/// What a pool holds and is granted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PoolTerms {
    /// What is there at the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening: Option<Amount>,
    /// What each cycle brings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_cycle: Option<Amount>,
}

/// No subscription changes more often.
const CHANGES_MAX: usize = 200;

impl Read for Subscription {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let subscription = Subscription {
            plan: fields.required("plan"),
            billing: fields.optional("billing"),
            start: fields.required("start"),
            seats: fields.optional("seats"),
            terms: fields.optional("terms"),
            limits: fields.optional("limits"),
            opening_balance: fields.optional("openingBalance"),
            auto_top_up: fields.optional("autoTopUp"),
            pools: Pools(fields.or("pools", Vec::new())),
            changes: fields.list("changes", CHANGES_MAX),
        };
        fields.finish();
        Some(subscription)
    }
}

impl Read for Limits {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        match value {
            Value::Text(id) => Some(Limits::Set(id.clone())),
            _ => Read::read(value, at, problems).map(Limits::Own),
        }
    }
}

impl Read for AutoTopUp {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let auto_top_up = AutoTopUp {
            below: fields.required("below"),
            to: fields.required("to"),
            price: fields.optional("price"),
        };
        if auto_top_up.to < auto_top_up.below {
            let message = "`to` is less than `below`, so it would never be reached. Raise it.";
            fields.problem("to", "outOfRange", message);
        }
        fields.finish();
        Some(auto_top_up)
    }
}

impl Read for PoolTerms {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let terms = PoolTerms {
            opening: fields.optional("opening"),
            per_cycle: fields.optional("perCycle"),
        };
        fields.finish();
        Some(terms)
    }
}

/// A price as a scenario gives it.
pub(crate) type GivenPrice = Option<Price>;
