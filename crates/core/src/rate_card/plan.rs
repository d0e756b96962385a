//! What can be bought: plans with their prices, credits, seats and limits.

use serde::Serialize;

use super::lint::FACTS;
use crate::amount::{Amount, Decimal, Money, Price};
use crate::by_id::ById;
use crate::document::{At, Problems, Read, Schema, Schemas, Value};
use crate::number::Count;
use crate::rate_limit::Limit;

/// A plan as the vendor publishes it; what is not published is left out, and a scenario must give
/// it as terms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// The id that scenarios use.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Is it sold by quote only? No if left out.
    #[read(or_default)]
    pub by_quote: bool,
    /// Do unused credits roll over to the next month? No if left out.
    #[read(or_default)]
    pub rollover: bool,
    /// Credits of a month; a year brings twelve times as many.
    #[read(or_null)]
    pub credits_per_month: Option<Amount>,
    /// For how many cycles each grant lives, whatever the balance; if left out, the next renewal
    /// decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits_live_cycles: Option<Count<1, 120>>,
    /// Credits that come with the first grant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[read(or_default)]
    pub bonuses: Vec<Bonus>,
    /// What it costs; what is left out is not sold that way, or not published.
    #[read(or_default)]
    pub price: Rates,
    /// Who can use it.
    pub seats: Seats,
    /// Requests that its API accepts.
    #[read(or_default)]
    pub limits: Vec<Limit>,
    /// Who says so, fact by fact: what is there needs a source, `rollover` always does.
    #[schema(property_names = Schema::one_of(FACTS), required = ALWAYS_SOURCED)]
    pub sources: ById<String, Vec<String>>,
}

/// The facts of a plan that name a source whatever they are.
const ALWAYS_SOURCED: [&str; 2] = ["seats", "rollover"];

/// Credits that come once, such as those of a promotion.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Bonus {
    /// How many.
    pub credits: Amount,
    /// For how many months they live; as long as the subscription if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lives_months: Option<Count<1, 120>>,
    /// Credits of a lower priority are spent first; those of the plan have 0, as has this if left
    /// out.
    #[read(or_default)]
    pub priority: Count<0, 100>,
}

/// A price by billing: the month's when billed monthly, and one month's share when billed for the
/// year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct Rates {
    /// Billed every month.
    #[read(or_null)]
    pub monthly: Option<Money>,
    /// Billed for the year, one month's share.
    #[read(or_null)]
    pub annual: Option<Money>,
}

/// The seats of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct Seats {
    /// Users that the plan's price includes.
    pub included: Count<1, 100_000>,
    /// The most users it can have, if there is a most.
    #[read(or_null)]
    pub max: Option<Count<1, 100_000>>,
    /// The price of each further user; none can be added where there is no price.
    #[read(or_default)]
    pub extra: Rates,
}

/// Limits that a subscription can keep from earlier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct LimitSet {
    /// The word that a subscription names it by.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The limits.
    pub limits: Vec<Limit>,
    /// Who says so.
    #[schema(min_items = 1_usize)]
    pub sources: Vec<String>,
}

impl Plan {
    pub(super) fn prices_mut(&mut self) -> impl Iterator<Item = &mut Money> {
        let Rates { monthly, annual } = &mut self.price;
        let Rates { monthly: seat_monthly, annual: seat_annual } = &mut self.seats.extra;
        [monthly, annual, seat_monthly, seat_annual].into_iter().flatten()
    }

    /// The ids of the sources of one of its facts.
    pub fn sources_of(&self, fact: &str) -> &[String] {
        self.sources.get(fact).map_or(&[], Vec::as_slice)
    }
}

/// A card's price: a decimal in the card's currency, or an object that also names the currency.
impl Read for Money {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let Value::Map(_) = value else {
            return Price::read(value, at, problems).map(|Price(amount)| Money::new(amount, ""));
        };
        let PriceIn { amount, currency } = Read::read(value, at, problems)?;
        Some(Money { amount: Decimal(amount.0), currency })
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        Schema::any_of([Price::describe(schemas), PriceIn::describe(schemas)])
    }
}

/// A price with its currency.
#[derive(Read)]
struct PriceIn {
    /// An exact decimal with at most two decimals.
    amount: Price,
    /// The card's own currency.
    currency: String,
}
