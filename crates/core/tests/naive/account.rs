//! The one balance, the rows that it is told in, and the bill.

use std::collections::BTreeMap;

use super::outcome::{Cycle, Daily, Totals};
use super::read::{Day, Micros};

/// The balance with everything that is written down about it.
#[derive(Default)]
pub(crate) struct Account {
    /// What renewals cut and cycles end.
    pub(crate) pool: Micros,
    /// What was bought and lasts as long as the subscription.
    pub(crate) lasting: Micros,
    pub(crate) totals: Totals,
    pub(crate) rows: Vec<Cycle>,
    pub(crate) bill: BTreeMap<(u32, String, String), Vec<Micros>>,
    pub(crate) daily: Vec<Daily>,
    pub(crate) spent_today: Micros,
}

impl Account {
    pub(crate) fn balance(&self) -> Micros {
        self.pool + self.lasting
    }

    /// Ends the cycle that is open, and opens the next one.
    pub(crate) fn next_row(&mut self, start: Day, end: Day, plan: &str, state: &str) {
        self.close_row();
        self.rows.push(Cycle {
            index: u32::try_from(self.rows.len()).expect("few cycles"),
            start: start.to_string(),
            end: end.to_string(),
            plan: plan.to_owned(),
            state: state.to_owned(),
            opening: self.balance(),
            ..Cycle::default()
        });
    }

    pub(crate) fn close_row(&mut self) {
        let balance = self.balance();
        if let Some(row) = self.rows.last_mut() {
            row.closing = balance;
        }
    }

    pub(crate) fn row(&mut self) -> &mut Cycle {
        self.rows.last_mut().expect("a cycle is open")
    }

    pub(crate) fn open_with(&mut self, amount: Micros) {
        self.pool += amount;
        self.totals.opening += amount;
        self.row().opening += amount;
    }

    pub(crate) fn grant(&mut self, amount: Micros) {
        self.pool += amount;
        self.totals.granted += amount;
        self.row().granted += amount;
    }

    pub(crate) fn top_up(&mut self, amount: Micros, lasts: bool) {
        *(if lasts { &mut self.lasting } else { &mut self.pool }) += amount;
        self.totals.topped_up += amount;
        self.row().topped_up += amount;
    }

    /// Takes from what ends first.
    pub(crate) fn spend(&mut self, amount: Micros) {
        let of_pool = amount.min(self.pool);
        self.pool -= of_pool;
        self.lasting -= amount - of_pool;
        assert!(self.lasting >= 0, "nobody spends what is not there");
        self.totals.spent += amount;
        self.row().spent += amount;
        self.spent_today += amount;
    }

    /// Cuts what is over a cap, lasting credits aside.
    pub(crate) fn cut_to(&mut self, cap: Micros) {
        let over = (self.pool - cap).max(0);
        self.pool -= over;
        self.note_expiry(over);
    }

    /// Ends all there is.
    pub(crate) fn end(&mut self) {
        let all = self.balance();
        (self.pool, self.lasting) = (0, 0);
        self.note_expiry(all);
    }

    fn note_expiry(&mut self, amount: Micros) {
        self.totals.expired += amount;
        self.row().expired += amount;
    }

    /// A line of the bill.
    pub(crate) fn pay(&mut self, on: &str, kind: &str, amount: Micros) {
        self.totals.cost += amount;
        self.row().cost += amount;
        let cycle = self.row().index;
        if amount != 0 {
            let at = (cycle, on.to_owned(), kind.to_owned());
            self.bill.entry(at).or_default().push(amount);
        }
    }

    pub(crate) fn end_day(&mut self, day: Day) {
        let (balance, spent) = (self.balance(), std::mem::take(&mut self.spent_today));
        self.daily.push(Daily { date: day.to_string(), balance, spent });
    }
}
