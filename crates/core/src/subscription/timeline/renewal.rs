//! Where one cycle ends and the next begins.

use super::{CHANGES, Cycle, Event, State, Walk, What};
use crate::calendar::Date;
use crate::document::At;
use crate::ledger::{Life, Lot};
use crate::rate_card::Wallet;
use crate::subscription::bill::BillKind;
use crate::subscription::terms::SeatsAt;
use crate::subscription::{Billing, InForce};

/// What becomes of unused credits at a renewal.
enum Rollover {
    /// They stay.
    Kept,
    /// They expire.
    None,
    /// What is carried is cut to the cap; then the grant is added.
    CarriedCut,
    /// The grant is added; then the balance is cut to the cap.
    BalanceCut,
}

impl<'c> Walk<'c, '_> {
    /// The first day: what is there, the first grant, and what comes with it once.
    pub(super) fn start(&mut self) {
        let start = self.cycle.start;
        self.event(start, What::Plan(self.terms.plan));
        self.event(start, What::NewCycle);
        let opening = self.account.subscription.opening_balance.unwrap_or_default();
        self.event(start, What::Opening(opening));
        self.grant();
        for bonus in &self.terms.plan.bonuses {
            let life = bonus.lives_months.map_or(Life::Lasting, |months| {
                Life::Until(start.plus_months(u32::try_from(months.0).expect("months are few")))
            });
            let lot = Lot { left: bonus.credits, life, priority: bonus.priority.0 };
            self.event(start, What::Grant(lot, "subscription.grant"));
        }
        self.event(start, What::LowBalance);
        self.bill_cycle();
    }

    /// The end of the cycle: the subscription ends, is frozen, or is renewed. Comes back with the
    /// index of the change that changed the plan.
    pub(super) fn boundary(&mut self) -> Option<usize> {
        let day = self.cycle.end;
        self.close(day);
        if self.waiting.cancellation.is_some() {
            self.end(day);
            return None;
        }
        if self.frozen_months == 0
            && let Some(months) = self.freeze_at(day)
        {
            self.frozen_months = months;
        }
        if self.frozen_months > 0 {
            self.frozen_months -= 1;
            self.open(day, State::Frozen, 1);
            return None;
        }
        self.renew(day)
    }

    fn end(&mut self, day: Date) {
        let end = self.account.end;
        let plan = self.terms.plan;
        let events = vec![Event { on: day, what: What::End }];
        self.cycle = Cycle { start: day, end, state: State::Ended, plan, events };
    }

    fn renew(&mut self, day: Date) -> Option<usize> {
        let changed_by = self.take_waiting();
        self.open(day, State::Active, self.terms.billing.months());
        self.event(day, What::NewCycle);
        self.grant_within_cap();
        self.bill_cycle();
        changed_by
    }

    /// The downgrade and the fewer users that waited for this renewal.
    fn take_waiting(&mut self) -> Option<usize> {
        let fewer = self.waiting.fewer_users.take();
        if let Some((_, users)) = fewer {
            self.users = Some(users);
        }
        let downgrade = self.waiting.downgrade.take();
        let changed_by = downgrade.as_ref().map(|(index, _)| *index);
        if let Some((_, terms)) = downgrade {
            self.terms = terms;
        }
        let index = changed_by.or(fewer.map(|(index, _)| index))?;
        let at = At::Index(&CHANGES, index);
        let named = if changed_by.is_some() { "plan" } else { "seats" };
        let at = SeatsAt { seats: At::Key(&at, named), price: at };
        self.terms.take_users(self.account.card, self.users, at, self.problems);
        changed_by
    }

    /// What is left of the cycle before expires, rolls over or is cut, and the grant comes.
    fn grant_within_cap(&mut self) {
        let day = self.cycle.start;
        let cap = What::Cut(self.terms.credits + self.terms.credits);
        match self.rollover() {
            Rollover::Kept => self.grant(),
            Rollover::None => {
                self.event(day, What::Expire);
                self.grant();
            }
            Rollover::CarriedCut => {
                self.event(day, cap);
                self.grant();
            }
            Rollover::BalanceCut => {
                self.grant();
                self.event(day, cap);
            }
        }
    }

    /// Money stays. A year's credits end with it. A month's roll over where the plan has rollover, up to twice
    /// the month's; credits with a life of their own need no rule here.
    fn rollover(&self) -> Rollover {
        let InForce { plan, billing, .. } = self.terms;
        match (self.granted_by, billing) {
            _ if self.account.card.wallet == Wallet::Money => Rollover::Kept,
            _ if plan.credits_live_cycles.is_some() => Rollover::Kept,
            (Billing::Annual, _) => Rollover::None,
            (Billing::Monthly, Billing::Annual) => Rollover::Kept,
            _ if !plan.rollover || self.is("rolloverCap", "none") => Rollover::None,
            _ if self.is("rolloverCap", "carried") => Rollover::CarriedCut,
            _ => Rollover::BalanceCut,
        }
    }

    /// The credits of the cycle.
    pub(super) fn grant(&mut self) {
        let InForce { plan, billing, credits, .. } = self.terms;
        self.granted_by = billing;
        let life = plan.credits_live_cycles.map_or(Life::Rolling, |cycles| {
            let cycles = u32::try_from(cycles.0).expect("cycles are few");
            Life::Until(self.anchor.plus_months(self.months + cycles * billing.months()))
        });
        let lot = Lot { left: credits, life, priority: 0 };
        self.event(self.cycle.start, What::Grant(lot, "subscription.grant"));
    }

    /// What the cycle costs: the plan, and the users that it does not include.
    fn bill_cycle(&mut self) {
        if self.account.card.wallet == Wallet::Money {
            return;
        }
        let day = self.cycle.start;
        let extra = self.terms.seats_extra;
        self.bill(day, BillKind::Plan, self.terms.plan.title.clone(), self.terms.price);
        if extra > 0 {
            self.bill_seats(day, extra, "further users");
        }
    }

    /// So many users at their price for the cycle.
    pub(super) fn bill_seats(&mut self, day: Date, extra: u64, what: &str) {
        let price = self.terms.seat_price.unwrap_or_default();
        let title = format!("{extra} {what} at {price}");
        self.bill(day, BillKind::Seats, title, self.terms.seats_cost(extra));
    }

    /// Opens a cycle of so many months.
    fn open(&mut self, day: Date, state: State, months: u32) {
        self.months = day.months_since(self.anchor);
        let end = self.anchor.plus_months(self.months + months);
        self.cycle = Cycle { start: day, end, state, plan: self.terms.plan, events: Vec::new() };
        self.event(day, What::Plan(self.terms.plan));
        self.event(day, What::NewCapMonth);
    }

    /// Breaks the cycle off and begins a new one on a day, from which later ones are counted; what
    /// has happened on the day belongs to the new one. A cycle that starts on that day starts anew.
    pub(super) fn restart(&mut self, day: Date, terms: InForce<'c>) {
        let months = terms.billing.months();
        if self.cycle.start < day {
            let before = self.cycle.events.iter().take_while(|event| event.on < day).count();
            let today = self.cycle.events.split_off(before);
            self.close(day);
            (self.terms, self.anchor) = (terms, day);
            self.open(day, State::Active, months);
            self.cycle.events.splice(0..0, today);
        } else {
            (self.terms, self.anchor, self.months) = (terms, day, 0);
            self.cycle.end = day.plus_months(months);
            self.event(day, What::Plan(self.terms.plan));
        }
        self.event(day, What::NewCycle);
    }

    /// Ends the cycle on a day.
    pub(super) fn close(&mut self, day: Date) {
        self.cycle.end = day;
        let plan = self.cycle.events.iter().rev().find_map(Event::plan);
        self.cycle.plan = plan.unwrap_or(self.cycle.plan);
        self.add_cap_months();
        let events = std::mem::take(&mut self.cycle.events);
        self.past.push(Cycle { events, ..self.cycle });
    }

    /// Caps count by the month on annual billing too, unless they count by the cycle.
    fn add_cap_months(&mut self) {
        if self.cycle.state != State::Active || self.is("keyCapReset", "billingCycle") {
            return;
        }
        for month in 1.. {
            let on = self.anchor.plus_months(self.months + month);
            if on >= self.cycle.end {
                return;
            }
            let events = &mut self.cycle.events;
            let place = events.iter().position(|event| event.on >= on).unwrap_or(events.len());
            events.insert(place, Event { on, what: What::NewCapMonth });
        }
    }

    /// The days of the cycle, and those that are left of it from one on.
    pub(super) fn days_left(&self, from: Date) -> (i64, i64) {
        let Cycle { start, end, .. } = self.cycle;
        (end.days_since(from), end.days_since(start))
    }
}
