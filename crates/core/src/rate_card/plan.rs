//! What can be bought: plans with their prices, credits, seats and limits.

use serde::Serialize;

use crate::amount::{Amount, Decimal, Money, Price};
use crate::by_id::ById;
use crate::document::{At, Fields, Problems, Read, Value};
use crate::number::Count;
use crate::rate_limit::Limit;

/// A plan as the vendor publishes it; what is not published is `None` and must be given as terms.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// The id that scenarios use.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Is it sold by quote only?
    pub by_quote: bool,
    /// Do unused credits roll over to the next month?
    pub rollover: bool,
    /// Credits of a month; a year brings twelve times as many.
    pub credits_per_month: Option<Amount>,
    /// For how many cycles each grant lives, whatever the balance; if left out, the next renewal
    /// decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits_live_cycles: Option<Count<1, 120>>,
    /// Credits that come with the first grant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bonuses: Vec<Bonus>,
    /// What it costs.
    pub price: Rates,
    /// Who can use it.
    pub seats: Seats,
    /// Requests that its API accepts.
    pub limits: Vec<Limit>,
    /// Who says so, for each of `price`, `credits`, `seats`, `limits` and `rollover`.
    pub sources: ById<String, Vec<String>>,
}

/// Credits that come once, such as those of a promotion.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bonus {
    /// How many.
    pub credits: Amount,
    /// For how many months they live; as long as the subscription if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lives_months: Option<Count<1, 120>>,
    /// Credits of a lower priority are spent first; those of the plan have 0.
    pub priority: Count<0, 100>,
}

/// A price by billing: the month's when billed monthly, and one month's share when billed for the year.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rates {
    /// Billed every month.
    pub monthly: Option<Money>,
    /// Billed for the year, one month's share.
    pub annual: Option<Money>,
}

/// The seats of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Seats {
    /// Users that the plan's price includes.
    pub included: Count<1, 100_000>,
    /// The most users it can have, if there is a most.
    pub max: Option<Count<1, 100_000>>,
    /// The price of each further user; none can be added where there is no price.
    pub extra: Rates,
}

/// Limits that a subscription can keep from earlier.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LimitSet {
    /// The word that a subscription names it by.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The limits.
    pub limits: Vec<Limit>,
    /// Who says so.
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

impl Read for Plan {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let plan = Plan {
            id: fields.required("id"),
            title: fields.required("title"),
            by_quote: fields.or("byQuote", false),
            rollover: fields.or("rollover", false),
            credits_per_month: fields.optional("creditsPerMonth"),
            credits_live_cycles: fields.optional("creditsLiveCycles"),
            bonuses: fields.or("bonuses", Vec::new()),
            price: fields.or("price", Rates::default()),
            seats: fields.required("seats"),
            limits: fields.or("limits", Vec::new()),
            sources: fields.required::<Vec<_>>("sources").into_iter().collect(),
        };
        fields.finish();
        Some(plan)
    }
}

impl Read for Bonus {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let bonus = Bonus {
            credits: fields.required("credits"),
            lives_months: fields.optional("livesMonths"),
            priority: fields.or("priority", Count(0)),
        };
        fields.finish();
        Some(bonus)
    }
}

impl Read for Rates {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let rates =
            Rates { monthly: fields.optional("monthly"), annual: fields.optional("annual") };
        fields.finish();
        Some(rates)
    }
}

impl Read for Seats {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let seats = Seats {
            included: fields.required("included"),
            max: fields.optional("max"),
            extra: fields.or("extra", Rates::default()),
        };
        fields.finish();
        Some(seats)
    }
}

impl Read for LimitSet {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let set = LimitSet {
            id: fields.required("id"),
            title: fields.required("title"),
            limits: fields.required("limits"),
            sources: fields.required("sources"),
        };
        fields.finish();
        Some(set)
    }
}

/// A card's price: a decimal in the card's currency, or an object that also names the currency.
impl Read for Money {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let Value::Map(_) = value else {
            return Price::read(value, at, problems).map(|Price(amount)| Money::new(amount, ""));
        };
        let mut fields = Fields::of(value, at, problems)?;
        let Price(amount) = fields.required("amount");
        let money = Money { amount: Decimal(amount), currency: fields.required("currency") };
        fields.finish();
        Some(money)
    }
}
