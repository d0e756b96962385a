//! Costs in one currency.

use super::request::ExchangeRates;
use crate::amount::{Amount, Money};
use crate::document::{At, Problem};

impl ExchangeRates {
    /// Money in the currency that is converted to, in whole cents; none if it has no rate.
    pub(super) fn convert(&self, money: &Money) -> Option<Money> {
        let rate = self.rate(&money.currency)?;
        let amount = Amount::ONE.part_in_cents(money.amount.0.as_micros(), rate.as_micros());
        Some(Money::new(amount, &self.to))
    }
}

/// The problem of costs in two currencies that nobody said how to convert.
pub(super) fn two_currencies(a: &str, b: &str) -> Problem {
    let message = format!(
        "Costs in {a} and in {b} cannot be ranked together. Give `rates`, with the day they are of, or \
         compare them apart."
    );
    Problem::new(At::Key(&At::Root, "rates"), "twoCurrencies", message)
}

/// The problem of a currency without a rate.
pub(super) fn no_rate(currency: &str) -> Problem {
    let rates = At::Key(&At::Root, "rates");
    let message = format!("There is no rate of {currency}. Add it to `of`.");
    Problem::new(At::Key(&rates, "of"), "noRate", message).with("currency", currency)
}
