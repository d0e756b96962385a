//! The monthly caps of keys: together they are not over what the plan brings.

use super::{Account, Walk};
use crate::amount::Amount;
use crate::document::{At, Problem};
use crate::rate_card::Wallet;
use crate::subscription::{Billing, Change, Move, Spender};

/// The caps in force, key by key.
pub(super) struct Caps(pub(super) Vec<Option<Amount>>);

impl Caps {
    pub(super) fn of(keys: &[Spender]) -> Self {
        Caps(keys.iter().map(|key| key.monthly_cap).collect())
    }

    fn sum_in_micros(&self) -> i128 {
        self.0.iter().flatten().map(|cap| i128::from(cap.as_micros())).sum()
    }
}

impl Walk<'_, '_> {
    /// Checks the caps at the end of a day on which they or the plan have changed; the place is
    /// that of the change.
    pub(super) fn check_caps(&mut self, at: At) {
        let Account { card, chosen, .. } = self.account;
        if card.wallet == Wallet::Money || self.sum_fits() {
            return;
        }
        let title = &self.terms.plan.title;
        let message = format!(
            "The caps of all keys together are over the credits of {title}. Lower one, or remove it."
        );
        let option =
            card.policy("keyCapSum").and_then(|policy| policy.option(chosen.answer("keyCapSum")?));
        let sources = option.into_iter().flat_map(|option| card.sources_of(&option.sources));
        let problem = Problem::new(at, "keyCapsOverCredits", message);
        self.problems.add(problem.from_sources(sources.cloned()));
    }

    /// A month's caps against a month's credits; where those are a year's, against twelve times the
    /// caps. By the cycle: the caps as they are against all that a cycle brings.
    fn sum_fits(&self) -> bool {
        let sum = self.caps.sum_in_micros();
        let credits = i128::from(self.terms.credits.as_micros());
        if self.terms.billing == Billing::Monthly || self.is("keyCapSum", "cycleCredits") {
            return sum <= credits;
        }
        12 * sum <= credits
    }
}

/// Can a change bring the caps over the credits, or the credits under the caps?
pub(super) fn touches_caps(change: &Change) -> bool {
    matches!(change.what, Move::KeyCap { .. } | Move::Upgrade(_))
}
