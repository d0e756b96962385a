//! Changing the plan: an upgrade at once, a downgrade at the next renewal.

use super::{CHANGES, State, Walk, What};
use crate::amount::Amount;
use crate::calendar::Date;
use crate::document::{At, Problem};
use crate::ledger::Lot;
use crate::subscription::bill::BillKind;
use crate::subscription::change::To;
use crate::subscription::terms::SeatsAt;
use crate::subscription::{Billing, InForce};

impl<'c> Walk<'c, '_> {
    /// To a plan with at least as many credits, or from monthly to annual, at once.
    pub(super) fn upgrade(&mut self, index: usize, day: Date, to: &'c To) {
        let Some(mut terms) = self.terms_of(index, to) else { return };
        let is_less = terms.credits_of_year() < self.terms.credits_of_year();
        let from_annual =
            (self.terms.billing, terms.billing) == (Billing::Annual, Billing::Monthly);
        if !self.is_allowed(index, is_less, from_annual, "notAnUpgrade") {
            return;
        }
        let at = At::Index(&CHANGES, index);
        let at = SeatsAt { seats: At::Key(&at, "plan"), price: at };
        terms.take_users(self.account.card, self.users, at, self.problems);
        self.waiting.downgrade = None;
        if self.cycle.state == State::Frozen {
            self.terms = terms;
            return self.event(day, What::Plan(self.terms.plan));
        }
        let to_annual = (self.terms.billing, terms.billing) == (Billing::Monthly, Billing::Annual);
        if self.is("upgrade", "restartCycle") || to_annual {
            self.start_anew(day, terms);
        } else {
            self.go_on(day, terms);
        }
    }

    /// To a plan with at most as many credits, or from annual to monthly, at the next renewal.
    pub(super) fn downgrade(&mut self, index: usize, to: &'c To) {
        let Some(terms) = self.terms_of(index, to) else { return };
        let is_more = terms.credits_of_year() > self.terms.credits_of_year();
        let to_annual = (self.terms.billing, terms.billing) == (Billing::Monthly, Billing::Annual);
        if self.is_allowed(index, is_more, to_annual, "notADowngrade") {
            self.waiting.downgrade = Some((index, terms));
        }
    }

    /// The terms of the plan that a change leads to, paid as before if it does not say.
    fn terms_of(&mut self, index: usize, to: &'c To) -> Option<InForce<'c>> {
        let at = At::Index(&CHANGES, index);
        let card = self.account.card;
        let plan = card.find_plan(&to.plan, At::Key(&at, "plan"), self.problems)?;
        let billing = to.billing.unwrap_or(self.terms.billing);
        Some(InForce::of(card, plan, billing, to.terms.as_ref(), at, self.problems))
    }

    fn is_allowed(
        &mut self,
        index: usize,
        wrong_credits: bool,
        wrong_billing: bool,
        code: &'static str,
    ) -> bool {
        let (key, message) = match (wrong_billing, wrong_credits, code) {
            (true, _, "notAnUpgrade") => {
                ("billing", "From annual to monthly billing is a downgrade. Call it so.")
            }
            (true, ..) => ("billing", "From monthly to annual billing is an upgrade. Call it so."),
            (_, true, "notAnUpgrade") => {
                ("plan", "This brings fewer credits than the plan in force. Call it a downgrade.")
            }
            (_, true, _) => {
                ("plan", "This brings more credits than the plan in force. Call it an upgrade.")
            }
            _ => return true,
        };
        let at = At::Index(&CHANGES, index);
        self.problems.add(Problem::new(At::Key(&at, key), code, message));
        false
    }

    /// The cycle goes on: the differences of credits and price, for the days that are left.
    fn go_on(&mut self, day: Date, terms: InForce<'c>) {
        let (left, days) = self.days_left(day);
        let credits = (terms.credits - self.terms.credits).part_in_ones(left, days);
        let price = (terms.cost() - self.terms.cost()).part_in_cents(left, days);
        let title = self.title(&terms, (left, days));
        self.terms = terms;
        self.event(day, What::Plan(self.terms.plan));
        self.event(day, What::Grant(Lot::rolling(credits), "subscription.proration"));
        self.bill(day, BillKind::Proration, title, price.max(Amount::ZERO));
    }

    /// A new cycle with the full grant: its price less that of the days that are left.
    fn start_anew(&mut self, day: Date, terms: InForce<'c>) {
        let (left, days) = self.days_left(day);
        // Rounded as a whole: the new price has no part of a cent.
        let price = terms.cost() + (-self.terms.cost()).part_in_cents(left, days);
        let title = self.title(&terms, (left, days));
        self.restart(day, terms);
        if self.is("upgrade", "restartCycle") {
            self.event(day, What::BreakOff);
        }
        self.grant();
        self.bill(day, BillKind::Proration, title, price.max(Amount::ZERO));
    }

    fn title(&self, terms: &InForce, (left, days): (i64, i64)) -> String {
        let (from, to) = (&self.terms.plan.title, &terms.plan.title);
        format!("From {from} to {to}, with {left} of {days} days left")
    }
}
