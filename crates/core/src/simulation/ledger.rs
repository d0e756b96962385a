//! The ledger of one pool: entries that are only ever added, and the balance that they make.

use crate::amount::Amount;

/// The sums of a pool, over a horizon or a cycle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
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
    pub(super) fn balance(&self) -> Amount {
        self.opening + self.granted + self.topped_up - self.spent - self.expired
    }

    /// The sums of what comes next.
    pub(super) fn carried(&self) -> Self {
        Sums { opening: self.balance(), ..Sums::default() }
    }

    /// These sums and those that followed.
    #[must_use]
    pub(super) fn and(&self, later: &Sums) -> Self {
        Sums {
            opening: self.opening,
            granted: self.granted + later.granted,
            topped_up: self.topped_up + later.topped_up,
            spent: self.spent + later.spent,
            expired: self.expired + later.expired,
        }
    }
}

/// What a pool does at a renewal with credits that were not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Renewal {
    /// All that is left expires; then the grant is added.
    Reset,
    /// The grant is added; then the balance is cut to so much.
    CapBalance(Amount),
    /// What is carried is cut to so much; then the grant is added.
    CapCarried(Amount),
}

impl Renewal {
    /// What expires before the grant, and what after it.
    pub(super) fn expiries(self, balance: Amount, grant: Amount) -> (Amount, Amount) {
        match self {
            Renewal::Reset => (balance, Amount::ZERO),
            Renewal::CapBalance(cap) => (Amount::ZERO, over(balance + grant, cap)),
            Renewal::CapCarried(cap) => (over(balance, cap), Amount::ZERO),
        }
    }
}

fn over(balance: Amount, cap: Amount) -> Amount {
    if balance > cap { balance - cap } else { Amount::ZERO }
}

#[cfg(test)]
mod tests {
    use super::Renewal;
    use crate::amount::Amount;

    #[track_caller]
    fn idle_months(renewal: Renewal, balances: [i64; 4]) {
        let grant = Amount::ones(100);
        let mut balance = grant;
        let mut seen = vec![balance];
        for _ in 1..4 {
            let (before, after) = renewal.expiries(balance, grant);
            balance = balance - before + grant - after;
            seen.push(balance);
        }
        assert_eq!(seen, balances.map(Amount::ones));
    }

    #[test]
    fn idle_months_under_the_three_readings_of_twice() {
        idle_months(Renewal::CapBalance(Amount::ones(200)), [100, 200, 200, 200]);
        idle_months(Renewal::CapCarried(Amount::ones(200)), [100, 200, 300, 300]);
        idle_months(Renewal::Reset, [100, 100, 100, 100]);
    }
}
