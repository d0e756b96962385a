//! Costs in one currency.

use super::request::ExchangeRates;
use crate::amount::Money;
use crate::document::{At, Problem};

impl ExchangeRates {
    /// Money in the currency that is converted to, in whole cents.
    ///
    /// # Errors
    /// It has no rate, or is more than any wallet holds at that.
    pub(super) fn convert(&self, money: &Money) -> Result<Money, Problem> {
        let currency = &money.currency;
        let rate = self.rate(currency).ok_or_else(|| no_rate(currency))?;
        let amount = money.amount.0.converted_to_cents(rate);
        Ok(Money::new(amount.ok_or_else(|| too_large(currency))?, &self.to))
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

/// The problem of a rate at which a cost cannot be counted.
fn too_large(currency: &str) -> Problem {
    let rates = At::Key(&At::Root, "rates");
    let message = "At this rate a cost is more than 9,000,000,000. Give more of it for one.";
    Problem::new(At::Key(&At::Key(&rates, "of"), currency), "tooLarge", message)
}

/// The problem of a currency without a rate.
fn no_rate(currency: &str) -> Problem {
    let rates = At::Key(&At::Root, "rates");
    let message = format!("There is no rate of {currency}. Add it to `of`.");
    Problem::new(At::Key(&rates, "of"), "noRate", message).with("currency", currency)
}
