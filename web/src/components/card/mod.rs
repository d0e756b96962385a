//! The parts of the rate card's view.

pub(crate) mod actions;
pub(crate) mod editor;
pub(crate) mod limits;
pub(crate) mod own;
pub(crate) mod plans;
pub(crate) mod rules;
pub(crate) mod switches;

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::{RateCard, Rule, Wallet};

use crate::format;

/// The price of a step of a rule.
fn price(card: &RateCard, rule: &Rule) -> String {
    match rule.charge.as_ref().map_or(Amount::ZERO, |charge| charge.price) {
        Amount::ZERO => "free".to_owned(),
        price if card.wallet == Wallet::Money => format::money_of(price, &card.currency),
        price => format::amount(price),
    }
}
