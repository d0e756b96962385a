//! Posting what happens to the subscription: what comes, what expires, what is bought.

use std::borrow::Cow;

use super::run::{Failure, Purse, Run};
use crate::amount::Amount;
use crate::calendar::{Date, Instant};
use crate::ledger::{Life, Lot, Sums};
use crate::rate_card::Wallet;
use crate::report::EntryKind;
use crate::subscription::{BillKind, CapOf, Line, PoolTerms, State, What, bought};

/// Nobody buys more often by himself.
const PURCHASES_MAX: u32 = 100_000;

impl<'a> Run<'a> {
    /// What happens on a day, at its midnight.
    pub(super) fn post_event(&mut self, date: Date, what: &'a What<'a>) -> Result<(), Failure> {
        let at = Instant::midnight(date);
        match what {
            What::NewCycle => self.new_cycle(),
            What::Plan(plan) => {
                self.plan = plan;
                self.change_limits(at);
                self.refuse_waiting(at)?;
            }
            What::NewCapMonth => self.new_cap_month(),
            What::Cap(CapOf::Key(key), cap) => self.keys[*key].cap = *cap,
            What::Cap(CapOf::User(user), cap) => self.users[*user].cap = *cap,
            What::Bill(line) => self.bill(date, Cow::Borrowed(line))?,
            What::Opening(amount) => {
                let lot = Lot::rolling(*amount);
                self.add(at, EntryKind::Opening, lot, "subscription.opening")?;
            }
            What::Grant(lot, rule) => self.add(at, EntryKind::Grant, *lot, rule)?,
            What::TopUp(lot) => self.add(at, EntryKind::TopUp, *lot, "subscription.topUp")?,
            What::LowBalance => self.buy_if_low(at)?,
            What::Expire => self.expire(at, |life| life == Life::Rolling, "subscription.expiry"),
            What::BreakOff => self.expire(at, |life| life != Life::Lasting, "subscription.expiry"),
            What::Cut(cap) => {
                let over = self.credits.cut(*cap);
                self.enter_expiry(at, over, "subscription.rollover");
            }
            What::End => {
                self.expire(at, |_| true, "subscription.cancel");
                self.expire_pools();
            }
        }
        Ok(())
    }

    /// Lets the lots expire that live up to a day.
    pub(super) fn expire_by_date(&mut self, date: Date) {
        if self.credits.next_expiry().is_some_and(|day| day <= date) {
            let is_over = |life| matches!(life, Life::Until(day) if day <= date);
            self.expire(Instant::midnight(date), is_over, "subscription.expiry");
        }
    }

    /// Buys what `autoTopUp` buys where the balance is low.
    pub(super) fn buy_if_low(&mut self, at: Instant) -> Result<(), Failure> {
        let Some(auto) = &self.checked.scenario.subscription.auto_top_up else {
            return Ok(());
        };
        let balance = self.credits.balance();
        if balance >= auto.below || self.state == State::Ended {
            return Ok(());
        }
        self.purchases += 1;
        if self.purchases > PURCHASES_MAX {
            return Err(Failure::ManyTopUps);
        }
        let amount = auto.to - balance;
        let lot = bought(&self.checked.chosen, amount);
        self.add(at, EntryKind::TopUp, lot, "subscription.topUp")?;
        if self.checked.card.wallet == Wallet::Money {
            return Ok(());
        }
        let price = auto.price.map_or(Amount::ZERO, |price| price.0);
        let title = format!("{amount} credits at {price}");
        let amount = amount.priced_in_cents(price).ok_or(Failure::TooLarge)?;
        let line = Line { kind: BillKind::TopUp, rule: "subscription.topUp", title, amount };
        self.bill(at.date, Cow::Owned(line))
    }

    /// Buys what is missing right before a charge.
    pub(super) fn fill(&mut self, at: Instant, amount: Amount) -> Result<(), Failure> {
        self.add(at, EntryKind::TopUp, Lot::rolling(amount), "subscription.topUp")
    }

    /// Adds credits, and the entry that says how they came; nothing is no entry.
    fn add(
        &mut self,
        at: Instant,
        kind: EntryKind,
        lot: Lot,
        rule: &'static str,
    ) -> Result<(), Failure> {
        let amount = lot.left;
        if amount == Amount::ZERO {
            return Ok(());
        }
        let sums = &mut self.credits.sums;
        let sum = match kind {
            EntryKind::Opening => &mut sums.opening,
            EntryKind::TopUp => &mut sums.topped_up,
            _ => &mut sums.granted,
        };
        *sum = sum.checked_add(amount).ok_or(Failure::TooLarge)?;
        self.credits.add(lot);
        let balance = self.credits.balance();
        if balance > Amount::MAX {
            return Err(Failure::TooLarge);
        }
        self.record.entry(at, (kind, amount, balance), self.cycle, rule);
        Ok(())
    }

    fn expire(&mut self, at: Instant, is_over: impl Fn(Life) -> bool, rule: &'static str) {
        let over = self.credits.expire(is_over);
        self.enter_expiry(at, over, rule);
    }

    fn enter_expiry(&mut self, at: Instant, amount: Amount, rule: &'static str) {
        let entry = (EntryKind::Expiry, -amount, self.credits.balance());
        self.record.entry(at, entry, self.cycle, rule);
    }

    fn new_cap_month(&mut self) {
        let anew = |purse: &mut Purse| purse.used = Amount::ZERO;
        self.keys.iter_mut().chain(&mut self.users).for_each(anew);
    }

    /// What is counted in a cycle is counted anew. A pool beside the credits is granted anew, and
    /// what was left of it has expired.
    fn new_cycle(&mut self) {
        self.served.clear();
        let is_first = self.credits.sums == Sums::default() && self.day == 0;
        self.expire_pools();
        for (id, sums) in self.pools.iter_mut() {
            let given = &self.checked.scenario.subscription.pools.0;
            let terms = given.iter().find(|(pool, _)| pool == id).map(|(_, terms)| terms);
            let PoolTerms { opening, per_cycle } = terms.cloned().unwrap_or_default();
            if is_first {
                sums.opening = opening.unwrap_or_default();
            }
            sums.granted += per_cycle.unwrap_or_default();
        }
    }

    fn expire_pools(&mut self) {
        for (_, sums) in self.pools.iter_mut() {
            sums.expired += sums.balance();
        }
    }
}
