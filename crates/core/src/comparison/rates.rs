//! Costs in one currency.

use super::request::ExchangeRates;
use crate::amount::{Amount, Money};
use crate::document::{At, Problem};

impl ExchangeRates {
    /// Money in the currency that is converted to, as exactly as it is ranked; none if that is not
    /// known.
    pub(super) fn exactly(&self, money: &Money) -> Option<Amount> {
        money.amount.0.converted(self.rate(&money.currency)?, 6)
    }

    /// The same as it is told: in whole cents, unless it has parts of a cent before.
    pub(super) fn told(&self, money: &Money) -> Option<Money> {
        let decimals = if money.amount.0.has_decimals_at_most(2) { 2 } else { 6 };
        let amount = money.amount.0.converted(self.rate(&money.currency)?, decimals)?;
        Some(Money::new(amount, &self.to))
    }

    /// The problem of a currency of which something cannot be converted.
    pub(super) fn problem(&self, currency: &str) -> Problem {
        if self.rate(currency).is_some() { too_large(currency) } else { no_rate(currency) }
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
