//! The sums of a pool, from which its balance follows.

use crate::amount::Amount;

/// The sums of a pool, over a horizon or a cycle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// What was there at the start.
    pub opening: Amount,
    /// What was granted.
    pub granted: Amount,
    /// What was bought.
    pub topped_up: Amount,
    /// What was spent.
    pub spent: Amount,
    /// What was lost unused.
    pub expired: Amount,
}

impl Sums {
    /// What is left: opening + granted + toppedUp − spent − expired.
    pub fn balance(&self) -> Amount {
        self.opening + self.granted + self.topped_up - self.spent - self.expired
    }

    /// The sums of what comes next.
    #[must_use]
    pub fn carried(&self) -> Self {
        Sums { opening: self.balance(), ..Sums::default() }
    }

    /// These sums and those that followed.
    #[must_use]
    pub fn and(&self, later: &Sums) -> Self {
        Sums {
            opening: self.opening,
            granted: self.granted + later.granted,
            topped_up: self.topped_up + later.topped_up,
            spent: self.spent + later.spent,
            expired: self.expired + later.expired,
        }
    }
}
