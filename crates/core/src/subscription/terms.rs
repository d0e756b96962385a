//! What a cycle of a plan brings and costs: the card's own terms, or those that were agreed.

use serde::Serialize;

use super::{Billing, GivenPrice, Subscription};
use crate::amount::{Amount, Money};
use crate::document::{At, Fields, Problem, Problems, Read, Value};
use crate::number::Count;
use crate::rate_card::{Plan, RateCard, Rates, Wallet};

/// What was agreed for a plan instead of the card's own terms.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Terms {
    /// What the credits and prices are for.
    pub per: Period,
    /// Credits of that period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits: Option<Amount>,
    /// Price of that period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: GivenPrice,
    /// Users that the price includes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats_included: Option<Count<1, 100_000>>,
    /// Price of each further user for that period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat_price: GivenPrice,
}

/// What terms are given for. They are never divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Period {
    /// A month; taken twelve times for a year.
    #[default]
    Month,
    /// A year.
    Year,
}

crate::choices!(Period { "month" => Period::Month, "year" => Period::Year });

impl Read for Terms {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let terms = Terms {
            per: fields.required("per"),
            credits: fields.optional("credits"),
            price: fields.optional("price"),
            seats_included: fields.optional("seatsIncluded"),
            seat_price: fields.optional("seatPrice"),
        };
        fields.finish();
        Some(terms)
    }
}

/// What each cycle of a subscription brings and costs.
#[derive(Clone, Debug)]
pub struct InForce<'c> {
    /// The plan.
    pub plan: &'c Plan,
    /// How it is paid.
    pub billing: Billing,
    /// Credits of a cycle.
    pub credits: Amount,
    /// Price of a cycle, without further users.
    pub price: Amount,
    /// Users that the price does not include.
    pub seats_extra: u64,
    /// Price of each of them for a cycle.
    pub seat_price: Amount,
}

impl<'c> InForce<'c> {
    /// The terms of a subscription to a plan. What the card does not publish and nobody gave is a
    /// problem; so is a user too many.
    pub fn of(
        card: &'c RateCard,
        plan: &'c Plan,
        subscription: &Subscription,
        at: At,
        problems: &mut Problems,
    ) -> Self {
        let billing = subscription.billing.unwrap_or_default();
        let mut reader =
            Reader { card, plan, billing, terms: subscription.terms.as_ref(), at, problems };
        reader.check_period();
        let credits = reader.credits();
        let price = reader.price();
        let (seats_extra, seat_price) = reader.seats(subscription);
        InForce { plan, billing, credits, price, seats_extra, seat_price }
    }

    /// What a cycle costs, its further users included.
    pub fn cost(&self) -> Option<Amount> {
        self.price.checked_add(self.seat_price.times(self.seats_extra)?)
    }
}

/// Works the terms out, one figure after the other.
struct Reader<'a, 'c> {
    card: &'c RateCard,
    plan: &'c Plan,
    billing: Billing,
    terms: Option<&'a Terms>,
    at: At<'a>,
    problems: &'a mut Problems,
}

impl Reader<'_, '_> {
    /// A figure that was agreed, for a cycle.
    fn agreed(&self, figure: impl Fn(&Terms) -> Option<Amount>) -> Option<Amount> {
        let terms = self.terms?;
        let amount = figure(terms)?;
        match (terms.per, self.billing) {
            (Period::Month, Billing::Annual) => amount.times(12),
            _ => Some(amount),
        }
    }

    /// A published price, for a cycle: a year is twelve of its months' shares.
    fn published(&self, rates: &Rates) -> Option<Amount> {
        let money: Option<&Money> = match self.billing {
            Billing::Monthly => rates.monthly.as_ref(),
            Billing::Annual => rates.annual.as_ref(),
        };
        money?.amount.0.times(u64::from(self.billing.months()))
    }

    fn check_period(&mut self) {
        let per_year = self.terms.is_some_and(|terms| terms.per == Period::Year);
        if per_year && self.billing == Billing::Monthly {
            let terms = At::Key(&self.at, "terms");
            let message = "Terms per year do not fit monthly billing, since they are never \
                           divided. Give them per month, or bill annually.";
            self.problems.add(Problem::new(At::Key(&terms, "per"), "termsPerYear", message));
        }
    }

    fn credits(&mut self) -> Amount {
        if let Some(credits) = self.agreed(|terms| terms.credits) {
            return credits;
        }
        let published = self.plan.credits_per_month;
        match published.and_then(|month| month.times(u64::from(self.billing.months()))) {
            Some(credits) => credits,
            None => self.missing("credits", "credits", "how many credits it brings"),
        }
    }

    fn price(&mut self) -> Amount {
        if let Some(price) = self.agreed(|terms| terms.price.map(|price| price.0)) {
            return price;
        }
        if let Some(price) = self.published(&self.plan.price) {
            return price;
        }
        if self.card.wallet == Wallet::Money {
            return Amount::ZERO;
        }
        if self.billing == Billing::Annual && self.plan.price.monthly.is_some() {
            let message = format!(
                "{} is not sold for the year. Bill it monthly, or give the agreed price as terms.",
                self.plan.title
            );
            self.problems.add(Problem::new(At::Key(&self.at, "billing"), "notForTheYear", message));
            return Amount::ZERO;
        }
        self.missing("price", "price", "what it costs")
    }

    /// Users beyond the plan's own, and the price of each for a cycle.
    fn seats(&mut self, subscription: &Subscription) -> (u64, Amount) {
        let agreed = self.terms.and_then(|terms| terms.seats_included);
        let included = agreed.unwrap_or(self.plan.seats.included).0;
        let seats = subscription.seats.map_or(included, |seats| seats.0);
        self.check_ceiling(seats, included);
        let extra = seats.saturating_sub(included);
        if extra == 0 {
            return (0, Amount::ZERO);
        }
        let agreed = self.agreed(|terms| terms.seat_price.map(|price| price.0));
        let price = agreed.or_else(|| self.published(&self.plan.seats.extra));
        let price = price.unwrap_or_else(|| {
            if self.problems.touch(&At::Key(&self.at, "seats").pointer()) {
                return Amount::ZERO;
            }
            self.missing("seatPrice", "seats", "what a further user costs")
        });
        (extra, price)
    }

    fn check_ceiling(&mut self, seats: u64, included: u64) {
        let Some(max) = self.plan.seats.max.map(|max| max.0.max(included)) else {
            return;
        };
        if seats <= max {
            return;
        }
        let users = if max == 1 { "user" } else { "users" };
        let message = format!(
            "{} has at most {max} {users}, not {seats}. Take a larger plan.",
            self.plan.title
        );
        let sources = self.card.sources_of(self.plan.sources_of("seats")).cloned();
        let problem = Problem::new(At::Key(&self.at, "seats"), "seatCeiling", message);
        let problem = problem.with("max", max as f64).with("seats", seats as f64);
        self.problems.add(problem.from_sources(sources).suggest(Value::Number(max as f64)));
    }

    /// Notes that a figure is neither published nor given.
    fn missing(&mut self, field: &'static str, fact: &str, what: &str) -> Amount {
        let why = if self.plan.by_quote { "is sold by quote" } else { "has no published terms" };
        let message = format!(
            "{} {why}: {} does not publish {what}. Give it as `terms.{field}`.",
            self.plan.title, self.card.vendor
        );
        let terms = At::Key(&self.at, "terms");
        let sources = self.card.sources_of(self.plan.sources_of(fact)).cloned();
        let problem = Problem::new(At::Key(&terms, field), "termsNeeded", message);
        self.problems.add(problem.with("plan", &*self.plan.id).from_sources(sources));
        Amount::ZERO
    }
}
