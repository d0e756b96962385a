//! Credits that came together and end together.

use crate::amount::Amount;
use crate::calendar::Date;

/// How long credits live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Until a renewal lets them expire or cuts them to the cap.
    Rolling,
    /// Up to a day.
    Until(Date),
    /// As long as the subscription, outside every cap.
    Lasting,
}

/// Credits that came together: a grant, a top-up, a promotion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    /// What is left of them.
    pub left: Amount,
    /// How long they live.
    pub life: Life,
    /// Lots of a lower priority are spent first.
    pub priority: u64,
}

impl Lot {
    /// The credits of a plan, which the renewals govern.
    pub fn rolling(left: Amount) -> Self {
        Lot { left, life: Life::Rolling, priority: 0 }
    }

    /// Credits that last, and so are spent after all others.
    pub fn lasting(left: Amount) -> Self {
        Lot { left, life: Life::Lasting, priority: u64::MAX }
    }

    /// Is it spent before another: lower priority, else sooner expiry? Those that never expire by
    /// themselves come last; of equal ones the older goes first.
    pub(super) fn is_spent_before(&self, other: &Lot) -> bool {
        let expiry = |lot: &Lot| match lot.life {
            Life::Until(day) => (0, day),
            _ => (1, Date::default()),
        };
        (self.priority, expiry(self)) < (other.priority, expiry(other))
    }
}
