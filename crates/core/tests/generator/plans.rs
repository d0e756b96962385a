//! Plans with their billing and terms.

use std::ops::RangeInclusive;

use serde_json::{Value as Json, json};

use super::tape::Tape;
use super::vendor::{Plan, Vendor};

/// A plan with its terms, as a subscription or a change has it.
pub(crate) struct Choice {
    pub(crate) json: Json,
    /// Credits of a year of it.
    pub(crate) yearly: i64,
    pub(crate) seats_included: i64,
    pub(crate) is_paid: bool,
}

/// What a plan has to be.
pub(crate) struct Wanted {
    pub(crate) annual: bool,
    /// Credits of a year.
    pub(crate) yearly: RangeInclusive<i64>,
    /// Users that it must take.
    pub(crate) seats: i64,
}

/// A plan that is as it is wanted, if one is found.
pub(crate) fn choose(tape: &mut Tape, vendor: &Vendor, wanted: &Wanted) -> Option<Choice> {
    let plans: Vec<&Plan> = vendor.plans.iter().collect();
    let plan = tape.one_of(&plans);
    if tape.chance(70) || !is_as_wanted(plan, wanted) {
        agreed(tape, plan, wanted)
    } else {
        let json = json!({ "plan": plan.id, "billing": billing(wanted.annual) });
        let yearly = plan.credits.expect("published") * 12;
        Some(Choice { json, yearly, seats_included: plan.seats, is_paid: plan.id != "free" })
    }
}

fn billing(annual: bool) -> &'static str {
    if annual { "annual" } else { "monthly" }
}

/// Does the plan do as it is published?
fn is_as_wanted(plan: &Plan, wanted: &Wanted) -> bool {
    let has_credits = plan.credits.is_some_and(|month| wanted.yearly.contains(&(12 * month)));
    let seats_fit = wanted.seats <= if plan.has_seat_price { plan.seats_max } else { plan.seats };
    has_credits && seats_fit && (plan.sold_by_year || !wanted.annual)
}

fn agreed(tape: &mut Tape, plan: &Plan, wanted: &Wanted) -> Option<Choice> {
    let per_year = wanted.annual && tape.chance(40);
    let unit = if per_year { 1 } else { 12 };
    let least = (wanted.yearly.start() + unit - 1) / unit;
    let most = wanted.yearly.end() / unit;
    if least > most {
        return None;
    }
    let credits = tape.between(least, most.min(least + 12 / unit * 100 * unit));
    let cents = if tape.chance(4) { 0 } else { tape.between(100, 30_000) };
    let mut terms = json!({ "per": if per_year { "year" } else { "month" }, "credits": credits });
    let is_published = plan.credits.is_some() && (plan.sold_by_year || !wanted.annual);
    let is_paid = if is_published && tape.chance(20) {
        plan.id != "free"
    } else {
        terms["price"] = money(cents).into();
        cents > 0
    };
    let mut seats_included = plan.seats;
    if tape.chance(25) {
        seats_included = tape.between(1, 4);
        terms["seatsIncluded"] = seats_included.into();
    }
    if !plan.has_seat_price || tape.chance(30) {
        terms["seatPrice"] = money(tape.below(5_000)).into();
    }
    let json = json!({ "plan": plan.id, "billing": billing(wanted.annual), "terms": terms });
    let seats_fit = wanted.seats <= plan.seats_max.max(seats_included);
    seats_fit.then_some(Choice { json, yearly: credits * unit, seats_included, is_paid })
}

/// Cents as a decimal.
pub(crate) fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
