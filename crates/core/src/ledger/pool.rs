//! A pool of credits: what came, what went, and which lots the rest belongs to.

use super::{Life, Lot, Sums};
use crate::amount::Amount;
use crate::calendar::Date;

/// The credits of an account, or a pool beside them.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    /// The sums of the cycle so far.
    pub sums: Sums,
    /// In the order in which they are spent.
    lots: Vec<Lot>,
    /// Spent and not yet taken out of the lots. The order in which lots are spent changes only when
    /// one comes or goes, so all that was spent between can be taken out at once.
    unsettled: Amount,
}

impl Pool {
    /// What there is.
    pub fn balance(&self) -> Amount {
        self.sums.balance()
    }

    /// Adds credits. The caller has noted in `sums` how they came.
    pub fn add(&mut self, lot: Lot) {
        self.settle();
        let alike = |known: &&mut Lot| (known.life, known.priority) == (lot.life, lot.priority);
        if let Some(known) = self.lots.iter_mut().find(alike) {
            known.left += lot.left;
            return;
        }
        let place = self.lots.iter().position(|known| lot.is_spent_before(known));
        self.lots.insert(place.unwrap_or(self.lots.len()), lot);
    }

    /// Takes credits that are there.
    pub fn spend(&mut self, amount: Amount) {
        self.sums.spent += amount;
        self.unsettled += amount;
    }

    /// Lets the lots expire whose life has a property; what they still held comes back.
    pub fn expire(&mut self, is_over: impl Fn(Life) -> bool) -> Amount {
        self.settle();
        let over = self.lots.iter().filter(|lot| is_over(lot.life)).map(|lot| lot.left).sum();
        self.lots.retain(|lot| !is_over(lot.life));
        self.sums.expired += over;
        over
    }

    /// Cuts all but what lasts to so much, what expires soonest first; what is cut comes back.
    pub fn cut(&mut self, cap: Amount) -> Amount {
        self.settle();
        let is_capped = |lot: &&mut Lot| lot.life != Life::Lasting;
        let held: Amount = self.lots.iter_mut().filter(is_capped).map(|lot| lot.left).sum();
        let over = if held > cap { held - cap } else { Amount::ZERO };
        let mut left = over;
        for lot in self.lots.iter_mut().filter(is_capped) {
            left -= take(lot, left);
        }
        self.sums.expired += over;
        over
    }

    /// The day on which the next lot expires by itself.
    pub fn next_expiry(&self) -> Option<Date> {
        let days = self.lots.iter().filter_map(|lot| match lot.life {
            Life::Until(day) => Some(day),
            _ => None,
        });
        days.min()
    }

    fn settle(&mut self) {
        for lot in &mut self.lots {
            self.unsettled -= take(lot, self.unsettled);
        }
        self.lots.retain(|lot| lot.left > Amount::ZERO);
    }
}

/// Takes as much out of a lot as it has of an amount.
fn take(lot: &mut Lot, amount: Amount) -> Amount {
    let taken = lot.left.min(amount);
    lot.left -= taken;
    taken
}

#[cfg(test)]
mod tests {
    use super::{Life, Lot, Pool};
    use crate::amount::Amount;
    use crate::calendar::Date;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    fn pool(lots: &[Lot]) -> Pool {
        let mut pool = Pool::default();
        for lot in lots {
            pool.sums.granted += lot.left;
            pool.add(*lot);
        }
        pool
    }

    fn until(text: &str, left: i64, priority: u64) -> Lot {
        Lot { left: Amount::ones(left), life: Life::Until(day(text)), priority }
    }

    #[test]
    fn low_priority_goes_first_then_what_expires_soonest() {
        let lasting = Lot::lasting(Amount::ones(5));
        let mut pool = pool(&[
            lasting,
            until("2027-05-01", 10, 0),
            until("2027-03-01", 10, 0),
            until("2027-02-01", 10, 1),
        ]);
        pool.spend(Amount::ones(25));
        let of_march = pool.expire(|life| life == Life::Until(day("2027-03-01")));
        let of_may = pool.expire(|life| life == Life::Until(day("2027-05-01")));
        let of_february = pool.expire(|life| life == Life::Until(day("2027-02-01")));
        let left = [of_march, of_may, of_february, pool.balance()].map(Amount::as_micros);
        assert_eq!(left, [0, 0, 5_000_000, 5_000_000]);
    }

    #[test]
    fn a_cut_takes_what_expires_soonest_and_leaves_what_lasts() {
        let rolling = Lot::rolling(Amount::ones(30));
        let mut pool =
            pool(&[rolling, until("2027-03-01", 10, 0), Lot::lasting(Amount::ones(100))]);
        assert_eq!(pool.cut(Amount::ones(25)), Amount::ones(15));
        pool.settle();
        assert_eq!(pool.next_expiry(), None, "the ten of March went first");
        assert_eq!(pool.balance(), Amount::ones(125));
    }

    #[test]
    fn a_cut_goes_on_to_the_next_lot() {
        let mut pool = pool(&[
            until("2027-03-01", 10, 0),
            until("2027-04-01", 10, 0),
            until("2027-05-01", 10, 0),
        ]);
        assert_eq!(pool.next_expiry(), Some(day("2027-03-01")));
        assert_eq!(pool.cut(Amount::ones(12)), Amount::ones(18));
        pool.settle();
        assert_eq!(pool.next_expiry(), Some(day("2027-04-01")));
        assert_eq!(pool.expire(|life| life == Life::Until(day("2027-04-01"))), Amount::ones(2));
        assert_eq!(pool.balance(), Amount::ones(10));
    }

    #[test]
    fn the_older_of_equal_lots_is_the_same_lot() {
        let mut pool = pool(&[Lot::rolling(Amount::ones(1)), Lot::rolling(Amount::ones(2))]);
        pool.spend(Amount::ones(2));
        assert_eq!(pool.expire(|life| life == Life::Rolling), Amount::ones(1));
    }
}
