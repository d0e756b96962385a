//! What is paid: the plan and its users at the start of each cycle, and what a money wallet spent.

use super::run::{Failure, Run};
use crate::amount::{Amount, Money};
use crate::rate_card::Wallet;
use crate::report::{BillKind, BillLine};
use crate::subscription::Cycle;

impl Run<'_> {
    /// The plan's price, and that of its further users.
    pub(super) fn bill_cycle(&mut self, cycle: Cycle) -> Result<(), Failure> {
        if self.checked.card.wallet == Wallet::Money {
            return Ok(());
        }
        let terms = &self.checked.terms;
        let title = terms.plan.title.clone();
        self.bill(cycle, BillKind::Plan, "subscription.price", title, terms.price)?;
        if terms.seats_extra == 0 {
            return Ok(());
        }
        let title = format!("{} further users at {}", terms.seats_extra, terms.seat_price);
        let seats = terms.seat_price.times(terms.seats_extra).ok_or(Failure::TooLarge)?;
        self.bill(cycle, BillKind::Seats, "subscription.seats", title, seats)
    }

    /// What was spent in a cycle, of a money wallet.
    pub(super) fn bill_use(&mut self, cycle: Cycle) -> Result<(), Failure> {
        let spent = self.credits.spent;
        if spent == Amount::ZERO {
            return Ok(());
        }
        let title = format!("Use from {} to {}", cycle.start, cycle.end);
        self.bill(cycle, BillKind::Use, "subscription.use", title, spent)
    }

    fn bill(
        &mut self,
        cycle: Cycle,
        kind: BillKind,
        rule: &str,
        title: String,
        amount: Amount,
    ) -> Result<(), Failure> {
        let money = Money::new(amount, &self.checked.card.currency);
        let rule = rule.to_owned();
        let line =
            BillLine { on: cycle.start, cycle: self.cycle, kind, rule, title, amount: money };
        self.record.bill(line)
    }
}
