//! What a change does on its day.

use super::{CHANGES, CapOf, State, Walk, What};
use crate::amount::Amount;
use crate::calendar::Date;
use crate::document::{At, Problem};
use crate::ledger::Lot;
use crate::rate_card::{Chosen, Wallet};
use crate::subscription::bill::BillKind;
use crate::subscription::terms::SeatsAt;
use crate::subscription::{Change, Move, Spender};
use crate::words::credits;

impl<'c> Walk<'c, '_> {
    /// Takes a change: at once, or noted for the renewal that it waits for.
    pub(super) fn act(&mut self, index: usize, change: &'c Change) {
        if self.cycle.state == State::Ended {
            let ended = self.cycle.start;
            let message = format!("The subscription has ended on {ended}. Remove it.");
            return self.note(index, "on", "afterEnd", message);
        }
        let day = change.on;
        match &change.what {
            Move::Upgrade(to) => self.upgrade(index, day, to),
            Move::Downgrade(to) => self.downgrade(index, to),
            Move::Seats { seats } => self.change_users(index, day, seats.0),
            Move::Freeze { months } => self.ask_for_freeze(index, months.0),
            Move::TopUp { amount, price } => {
                self.top_up(index, day, *amount, price.map(|price| price.0));
            }
            Move::Cancel => self.cancel(index),
            Move::KeyCap { key, monthly_cap } => self.cap_key(index, day, key, *monthly_cap),
            Move::UserCap { user, monthly_cap } => self.cap_user(index, day, user, *monthly_cap),
        }
    }

    fn cancel(&mut self, index: usize) {
        if self.waiting.cancellation.is_some() {
            let message = "The subscription is cancelled already. Remove it.".to_owned();
            return self.note(index, "kind", "alreadyCancelled", message);
        }
        self.waiting.cancellation = Some(index);
    }

    /// More users are paid for the whole cycle at once; fewer wait for the next renewal.
    fn change_users(&mut self, index: usize, day: Date, users: u64) {
        let in_force = self.users.unwrap_or(self.terms.seats_included);
        self.waiting.fewer_users = (users < in_force).then_some((index, users));
        if users < in_force {
            return;
        }
        let before = self.terms.seats_extra;
        self.users = Some(users);
        let at = At::Index(&CHANGES, index);
        let at = SeatsAt { seats: At::Key(&at, "seats"), price: at };
        self.terms.take_users(self.account.card, self.users, at, self.problems);
        let more = self.terms.seats_extra.saturating_sub(before);
        if more > 0 && self.cycle.state == State::Active {
            self.bill_seats(day, more, "users more");
        }
    }

    fn top_up(&mut self, index: usize, day: Date, amount: Amount, price: Option<Amount>) {
        self.event(day, What::TopUp(bought(self.account.chosen, amount)));
        if self.account.card.wallet == Wallet::Money {
            return;
        }
        let Some(price) = price else {
            let vendor = &self.account.card.vendor;
            let message = format!("{vendor} publishes no price of a top-up. Give it as `price`.");
            return self.note(index, "price", "priceNeeded", message);
        };
        self.bill(day, BillKind::TopUp, credits(amount) + " more", price);
    }

    fn cap_key(&mut self, index: usize, day: Date, key: &str, cap: Option<Amount>) {
        if let Some(place) = self.find(index, "key", self.account.keys, key) {
            self.caps.0[place] = cap;
            self.event(day, What::Cap(CapOf::Key(place), cap));
        }
    }

    fn cap_user(&mut self, index: usize, day: Date, user: &str, cap: Option<Amount>) {
        if let Some(place) = self.find(index, "user", self.account.users, user) {
            self.event(day, What::Cap(CapOf::User(place), cap));
        }
    }

    fn find(&mut self, index: usize, kind: &str, all: &[Spender], id: &str) -> Option<usize> {
        let place = all.iter().position(|spender| spender.id == id);
        if place.is_none() {
            let message =
                format!("\"{id}\" is not in `{kind}s`. List it there, or choose one that is.");
            self.note(index, kind, "notListed", message);
        }
        place
    }

    fn note(&mut self, index: usize, key: &str, code: &'static str, message: String) {
        let at = At::Index(&CHANGES, index);
        self.problems.add(Problem::new(At::Key(&at, key), code, message));
    }
}

/// Credits that are bought: as the plan's own, or lasting, by the answer in force.
pub fn bought(chosen: &Chosen, amount: Amount) -> Lot {
    let lasts = chosen.answer("topUp") == Some("lasting");
    if lasts { Lot::lasting(amount) } else { Lot::rolling(amount) }
}
