//! Prices, seats and limits.

use super::{Findings, each};
use crate::amount::{Amount, Money};
use crate::document::At;
use crate::rate_card::{Plan, RateCard, Rates};
use crate::rate_limit::Limit;

pub(super) fn check(card: &RateCard, findings: &mut Findings) {
    check_currency(card, findings);
    each(At::Root, "plans", &card.plans, |at, plan| {
        check_seats(at, plan, findings);
        check_rates(At::Key(&at, "price"), &plan.price, findings);
        check_rates(At::Key(&At::Key(&at, "seats"), "extra"), &plan.seats.extra, findings);
        check_limits(at, &plan.limits, findings);
        check_worth(card, at, plan, findings);
    });
    each(At::Root, "limitSets", &card.limit_sets, |at, set| {
        check_limits(at, &set.limits, findings);
    });
    each(At::Root, "actions", &card.actions, |at, action| {
        check_limits(at, &action.limits, findings);
    });
}

fn check_currency(card: &RateCard, findings: &mut Findings) {
    let code = &card.currency;
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let message = &format!("\"{code}\" is no currency. Write three capitals, like USD.");
        findings.error(At::Key(&At::Root, "currency"), "currencyUnfit", message);
    }
}

fn check_seats(at: At, plan: &Plan, findings: &mut Findings) {
    let included = plan.seats.included.0;
    if let Some(max) = plan.seats.max.filter(|max| max.0 < included) {
        let message =
            &format!("{} users are included, but {} is the most. Raise it.", included, max.0);
        findings.error(At::Key(&At::Key(&at, "seats"), "max"), "seatsOverMax", message);
    }
}

fn check_rates(at: At, rates: &Rates, findings: &mut Findings) {
    let (Some(month), Some(share)) =
        (amount(rates.monthly.as_ref()), amount(rates.annual.as_ref()))
    else {
        return;
    };
    if share > month {
        let message = &format!(
            "A month of the year costs {share}, more than {month} billed monthly. Is it the year's price?"
        );
        findings.warn(At::Key(&at, "annual"), "annualDearer", message);
    }
}

fn amount(money: Option<&Money>) -> Option<Amount> {
    money.map(|money| money.amount.0)
}

/// In a window that is longer and allows less, the shorter one is never felt.
fn check_limits(at: At, limits: &[Limit], findings: &mut Findings) {
    each(at, "limits", limits, |at, limit| {
        let is_stricter = |other: &&Limit| other.per > limit.per && other.count < limit.count;
        if let Some(other) = limits.iter().find(is_stricter) {
            let message = &format!(
                "{} is never reached: a longer window allows {}. Are they exchanged?",
                limit.count.0, other.count.0
            );
            findings.warn(At::Key(&at, "count"), "limitIdle", message);
        }
    });
}

fn check_worth(card: &RateCard, at: At, plan: &Plan, findings: &mut Findings) {
    let worth = |plan: &Plan| Some((amount(plan.price.monthly.as_ref())?, plan.credits_per_month?));
    let Some((price, credits)) = worth(plan) else { return };
    let is_better = |other: &&Plan| worth(other).is_some_and(|(p, c)| p < price && c > credits);
    if let Some(other) = card.plans.iter().find(is_better) {
        let message = &format!("This costs more than {} and brings less. Is that so?", other.title);
        findings.warn(at, "planWorse", message);
    }
}
