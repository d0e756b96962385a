//! Currency and seats.

use super::{Findings, each};
use crate::document::At;
use crate::rate_card::{Plan, RateCard};

pub(super) fn check(card: &RateCard, findings: &mut Findings) {
    check_currency(card, findings);
    each(At::Root, "plans", &card.plans, |at, plan| check_seats(at, plan, findings));
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
