//! What a cycle of a plan brings and costs: the card's own terms, or those that were agreed.

use serde::Serialize;

use super::Billing;
use crate::amount::{Amount, Money, Price};
use crate::document::{At, Problem, Problems, Read, Value};
use crate::number::Count;
use crate::rate_card::{Plan, RateCard, Rates, Wallet};

/// What was agreed for a plan instead of the card's own terms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Terms {
    /// What `credits` and prices are given for; terms per year are for annual billing, and are
    /// never divided.
    pub per: Period,
    /// Credits of that period; the card's own if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits: Option<Amount>,
    /// Price of that period, in the card's currency; the card's own if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    /// Users that the price includes; the plan's own if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats_included: Option<Count<1, 100_000>>,
    /// Price of each further user for that period, in the card's currency; the card's own if left
    /// out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat_price: Option<Price>,
}

/// What terms are given for. They are never divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Period {
    /// A month; taken twelve times for a year.
    #[default]
    Month,
    /// A year.
    Year,
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
    /// Price of a cycle, without further users; nothing where nobody gave it.
    pub price: Amount,
    /// Is it known what the plan costs?
    pub is_priced: bool,
    /// Users that the price includes.
    pub seats_included: u64,
    /// Users that it does not include.
    pub seats_extra: u64,
    /// Price of each of them for a cycle, where it is known.
    pub seat_price: Option<Amount>,
}

impl<'c> InForce<'c> {
    /// The terms of a plan, for the users that it includes. What the card does not publish and
    /// nobody gave is a problem.
    pub fn of(
        card: &'c RateCard,
        plan: &'c Plan,
        billing: Billing,
        terms: Option<&Terms>,
        at: At,
        problems: &mut Problems,
    ) -> Self {
        let mut reader = Reader { card, plan, billing, terms, at, problems };
        reader.check_period();
        let credits = reader.credits();
        let price = reader.price();
        let included = terms.and_then(|terms| terms.seats_included).unwrap_or(plan.seats.included);
        let seat_price = reader.seat_price();
        let seats_included = included.0;
        let (is_priced, price) = (price.is_some(), price.unwrap_or_default());
        InForce {
            plan,
            billing,
            credits,
            price,
            is_priced,
            seats_included,
            seats_extra: 0,
            seat_price,
        }
    }

    /// What a cycle costs, its further users included.
    pub fn cost(&self) -> Amount {
        self.price + self.seats_cost(self.seats_extra)
    }

    /// Is it known that a cycle costs nothing?
    pub fn costs_nothing(&self) -> bool {
        self.is_priced && self.cost() == Amount::ZERO
    }

    /// What so many further users cost for a cycle.
    pub fn seats_cost(&self, extra: u64) -> Amount {
        let price = self.seat_price.unwrap_or_default();
        price.times(extra).expect("checked when the users came")
    }

    /// Credits of a year, by which plans and caps are compared.
    pub fn credits_of_year(&self) -> i128 {
        i128::from(self.credits.as_micros()) * i128::from(12 / self.billing.months())
    }
}

/// Where users are named, and where the price of one more can be given.
#[derive(Clone, Copy)]
pub(super) struct SeatsAt<'a> {
    pub(super) seats: At<'a>,
    pub(super) price: At<'a>,
}

impl InForce<'_> {
    /// Takes on so many users in all. One too many is a problem, and so is one whose price nobody
    /// knows.
    pub(super) fn take_users(
        &mut self,
        card: &RateCard,
        users: Option<u64>,
        at: SeatsAt,
        problems: &mut Problems,
    ) {
        let users = users.unwrap_or(self.seats_included);
        let extra = users.saturating_sub(self.seats_included);
        let are_taken = extra == 0
            || self.check_ceiling(card, users, at.seats, problems)
                && self.check_price(card, extra, at, problems);
        // Those that cannot be taken cannot be counted either.
        self.seats_extra = if are_taken { extra } else { 0 };
    }

    /// Is it known what so many further users cost, and can that be paid with the plan?
    fn check_price(
        &self,
        card: &RateCard,
        extra: u64,
        at: SeatsAt,
        problems: &mut Problems,
    ) -> bool {
        let Some(price) = self.seat_price else {
            let (plan, what) = (self.plan, "what a further user costs");
            problems.add(unpublished(card, plan, at.price, "seatPrice", "seats", what));
            return false;
        };
        let cost = price.times(extra).and_then(|extra| extra.checked_add(self.price));
        if cost.is_none() {
            let message =
                "The users come to more than 9,000,000,000. Give fewer, or a lower price.";
            problems.add(Problem::new(at.seats, "tooLarge", message));
        }
        cost.is_some()
    }

    fn check_ceiling(&self, card: &RateCard, users: u64, at: At, problems: &mut Problems) -> bool {
        let max = self.plan.seats.max.map_or(u64::MAX, |max| max.0.max(self.seats_included));
        if users <= max {
            return true;
        }
        let word = if max == 1 { "user" } else { "users" };
        let message = format!(
            "{} has at most {max} {word}, not {users}. Take a larger plan.",
            self.plan.title
        );
        let sources = card.sources_of(self.plan.sources_of("seats")).cloned();
        let problem = Problem::new(at, "seatCeiling", message);
        let problem = problem.with("max", max as f64).with("seats", users as f64);
        problems.add(problem.from_sources(sources).suggest(Value::Number(max as f64)));
        false
    }
}

/// A figure that is neither published nor given.
fn unpublished(
    card: &RateCard,
    plan: &Plan,
    at: At,
    field: &str,
    fact: &str,
    what: &str,
) -> Problem {
    let why = if plan.by_quote { "is sold by quote" } else { "has no published terms" };
    let message = format!(
        "{} {why}: {} does not publish {what}. Give it as `terms.{field}`.",
        plan.title, card.vendor
    );
    let sources = card.sources_of(plan.sources_of(fact)).cloned();
    let terms = At::Key(&at, "terms");
    let problem = Problem::new(At::Key(&terms, field), "termsNeeded", message);
    problem.with("plan", &*plan.id).from_sources(sources)
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
    fn agreed(&mut self, field: &str, figure: impl Fn(&Terms) -> Option<Amount>) -> Option<Amount> {
        let terms = self.terms?;
        let amount = figure(terms)?;
        let yearly = (terms.per, self.billing) == (Period::Month, Billing::Annual);
        let of_cycle = amount.times(if yearly { 12 } else { 1 });
        if of_cycle.is_none() {
            let message = "A year of this is more than 9,000,000,000. Give less.";
            let terms = At::Key(&self.at, "terms");
            self.problems.add(Problem::new(At::Key(&terms, field), "tooLarge", message));
        }
        Some(of_cycle.unwrap_or_default())
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
        if let Some(credits) = self.agreed("credits", |terms| terms.credits) {
            return credits;
        }
        let published = self.plan.credits_per_month;
        let of_cycle = published.and_then(|month| month.times(u64::from(self.billing.months())));
        if of_cycle.is_none() {
            self.miss("credits", "how many credits it brings");
        }
        of_cycle.unwrap_or_default()
    }

    fn price(&mut self) -> Option<Amount> {
        let agreed = self.agreed("price", |terms| terms.price.map(|price| price.0));
        let known = agreed.or_else(|| self.published(&self.plan.price));
        if known.is_some() || self.card.wallet == Wallet::Money {
            return Some(known.unwrap_or_default());
        }
        if self.billing == Billing::Annual && self.plan.price.monthly.is_some() {
            let message = format!(
                "{} is not sold for the year. Bill it monthly, or give the agreed price as terms.",
                self.plan.title
            );
            self.problems.add(Problem::new(At::Key(&self.at, "billing"), "notForTheYear", message));
            return None;
        }
        self.miss("price", "what it costs");
        None
    }

    fn seat_price(&mut self) -> Option<Amount> {
        let agreed = self.agreed("seatPrice", |terms| terms.seat_price.map(|price| price.0));
        agreed.or_else(|| self.published(&self.plan.seats.extra))
    }

    fn miss(&mut self, field: &'static str, what: &str) {
        self.problems.add(unpublished(self.card, self.plan, self.at, field, field, what));
    }
}
