//! Currency and seats.

use super::{Findings, each};
use crate::amount::currency_unfit;
use crate::document::At;
use crate::rate_card::{Plan, RateCard};

pub(super) fn check(card: &RateCard, findings: &mut Findings) {
    check_currency(card, findings);
    each(At::Root, "plans", &card.plans, |at, plan| check_seats(at, plan, findings));
}

fn check_currency(card: &RateCard, findings: &mut Findings) {
    if let Some(message) = currency_unfit(&card.currency) {
        findings.error(At::Key(&At::Root, "currency"), "currencyUnfit", &message);
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
