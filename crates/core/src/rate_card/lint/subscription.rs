//! The rules that say how subscriptions run, which the simulation names in ledgers and bills.

use super::Findings;
use crate::document::At;
use crate::rate_card::{RateCard, Wallet};

/// Every rule that the simulation names by itself.
pub(super) const IDS: [&str; 11] = [
    "subscription.opening",
    "subscription.grant",
    "subscription.rollover",
    "subscription.expiry",
    "subscription.price",
    "subscription.seats",
    "subscription.topUp",
    "subscription.proration",
    "subscription.freeze",
    "subscription.cancel",
    "subscription.use",
];

pub(super) fn check(card: &RateCard, findings: &mut Findings) {
    for id in IDS.iter().filter(|id| needs(card, id) && card.rule(id).is_none()) {
        let message = &format!(
            "The rule \"{id}\" is missing: ledgers and bills name it. Add it, with a source."
        );
        findings.error(At::Key(&At::Root, "rules"), "ruleMissing", message);
    }
}

/// Can it come to this on the card? Only a vendor that offers freezes has a rule for them.
fn needs(card: &RateCard, id: &str) -> bool {
    match id {
        "subscription.rollover" => card.plans.iter().any(|plan| plan.rollover),
        "subscription.use" => card.wallet == Wallet::Money,
        "subscription.freeze" => false,
        _ => true,
    }
}
