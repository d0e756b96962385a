//! What decides which of two ways to serve a use is the better one: first what is served, then what
//! it costs, then what is lost unused.

use std::cmp::Ordering;

use serde::Serialize;

use crate::amount::Amount;
use crate::report::{Totals, Warning};

/// How much of what is asked for is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Serves {
    /// All of it.
    All,
    /// All of it, but only by a page that another contradicts.
    Disputed,
    /// Some of it.
    Part,
    /// Nothing.
    None,
}

impl Serves {
    fn of(totals: &Totals, is_disputed: bool) -> Self {
        match (totals.served.0, totals.asked.0) {
            (served, asked) if served == asked && is_disputed => Serves::Disputed,
            (served, asked) if served == asked => Serves::All,
            (0, _) => Serves::None,
            _ => Serves::Part,
        }
    }
}

/// Does a page of the vendor deny what another one grants?
pub(crate) fn is_disputed(warnings: &[Warning]) -> bool {
    warnings.iter().any(|warning| warning.code == "entitlement")
}

/// How good a run is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merit {
    /// How much it serves.
    pub(crate) serves: Serves,
    /// The worth of what was served, of all that was asked; where nothing is charged, its units.
    pub(crate) share: f64,
    /// What is paid, in the currency that all are ranked in.
    pub(crate) price: Amount,
    /// Does a page deny what another one grants?
    pub(crate) is_disputed: bool,
    expired: Amount,
}

impl Merit {
    /// The merit of what a run comes to. `worth` says what all that is asked for would be charged if
    /// nothing were refused, and is asked only where not all is served.
    pub(crate) fn of(
        totals: &Totals,
        is_disputed: bool,
        worth: impl FnOnce() -> Option<Amount>,
    ) -> Self {
        let serves = Serves::of(totals, is_disputed);
        let share = if serves < Serves::Part { 1.0 } else { served_share(totals, worth()) };
        let (price, expired) = (totals.cost.amount.0, totals.expired);
        Merit { serves, share, price, is_disputed, expired }
    }

    /// The same where it costs so much.
    pub(crate) fn at(self, price: Amount) -> Self {
        Merit { price, ..self }
    }

    /// The better one first.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        let is_part = self.serves == Serves::Part;
        let share = if is_part { other.share.total_cmp(&self.share) } else { Ordering::Equal };
        self.serves
            .cmp(&other.serves)
            .then(share)
            .then(self.price.cmp(&other.price))
            .then(self.expired.cmp(&other.expired))
    }
}

fn served_share(totals: &Totals, worth: Option<Amount>) -> f64 {
    let worth = worth.unwrap_or(totals.spent + totals.missing);
    if worth == Amount::ZERO {
        return totals.served.0 as f64 / totals.asked.0 as f64;
    }
    (totals.spent.as_micros() as f64 / worth.as_micros() as f64).min(1.0)
}
