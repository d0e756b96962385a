//! A subscription through time: its cycles, and what happens on which day, whatever is done with it.
//!
//! The walk goes from one renewal to the next and takes each change on its day. What it finds is
//! data: events that a run posts to its ledger. At one instant: what a renewal replaces (freeze,
//! cancellation, downgrade), the renewal, then the other changes in their order.

mod caps;
mod changes;
mod freeze;
mod plan_change;
mod renewal;

pub use changes::bought;

use serde::Serialize;

use super::bill::{BillKind, Line};
use super::terms::SeatsAt;
use super::{Billing, Change, InForce, Move, Spender, Subscription};
use crate::amount::Amount;
use crate::calendar::Date;
use crate::document::{At, Problem, Problems};
use crate::ledger::Lot;
use crate::rate_card::{Chosen, Plan, RateCard};
use caps::{Caps, touches_caps};

/// What a timeline is made of.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a, 'c> {
    /// The card.
    pub card: &'c RateCard,
    /// The answers in force.
    pub chosen: &'a Chosen<'c>,
    /// The subscription.
    pub subscription: &'c Subscription,
    /// The API keys.
    pub keys: &'c [Spender],
    /// The users.
    pub users: &'c [Spender],
    /// The day on which the horizon ends.
    pub end: Date,
}

/// The cycles of a subscription within a horizon.
#[derive(Clone, Debug, Default)]
pub struct Timeline<'c> {
    /// One after the other, without gaps.
    pub cycles: Vec<Cycle<'c>>,
}

impl<'c> Timeline<'c> {
    /// What is paid for the subscription before some day, whatever is used.
    pub fn price(&self, end: Date) -> Amount {
        let paid =
            |what: &What| if let What::Bill(line) = what { line.amount } else { Amount::ZERO };
        self.until(end).map(paid).sum()
    }

    /// The credits that come before some day, whatever is used.
    pub fn credits(&self, end: Date) -> Amount {
        let come = |what: &What| match what {
            What::Opening(amount) => *amount,
            What::Grant(lot, _) | What::TopUp(lot) => lot.left,
            _ => Amount::ZERO,
        };
        self.until(end).map(come).sum()
    }

    fn until(&self, end: Date) -> impl Iterator<Item = &What<'c>> {
        let events = self.cycles.iter().flat_map(|cycle| &cycle.events);
        events.filter(move |event| event.on < end).map(|event| &event.what)
    }

    /// The plans that come into force, one after the other.
    pub fn plans(&self) -> impl Iterator<Item = &'c Plan> {
        let events = self.cycles.iter().flat_map(|cycle| &cycle.events);
        events.filter_map(Event::plan)
    }
}

/// One cycle: from its start up to, and without, its end.
#[derive(Clone, Debug)]
pub struct Cycle<'c> {
    /// The first day.
    pub start: Date,
    /// The day on which the next one starts, even where nothing is looked at so late.
    pub end: Date,
    /// What it is.
    pub state: State,
    /// The plan in force at its end.
    pub plan: &'c Plan,
    /// What happens in it, day by day.
    pub events: Vec<Event<'c>>,
}

/// What a cycle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// Credits are granted and spent.
    Active,
    /// Nothing is paid, granted or spent; the balance is kept.
    Frozen,
    /// The subscription has ended.
    Ended,
}

/// Something that happens at the midnight with which a day begins.
#[derive(Clone, Debug)]
pub struct Event<'c> {
    /// The day.
    pub on: Date,
    /// What happens.
    pub what: What<'c>,
}

impl<'c> Event<'c> {
    /// The plan that comes into force.
    fn plan(&self) -> Option<&'c Plan> {
        match self.what {
            What::Plan(plan) => Some(plan),
            _ => None,
        }
    }
}

/// What happens.
#[derive(Clone, Debug)]
pub enum What<'c> {
    /// What is counted in a cycle is counted anew, and pools beside the credits are granted.
    NewCycle,
    /// What was there before the first grant.
    Opening(Amount),
    /// A plan is in force from now on.
    Plan(&'c Plan),
    /// What is bought by itself is bought where the balance is low.
    LowBalance,
    /// What is left expires: all but what has a day of its own or lasts.
    Expire,
    /// What is left expires, of a cycle that is broken off: all but what lasts.
    BreakOff,
    /// All but what lasts is cut to so much.
    Cut(Amount),
    /// Credits come, by a rule.
    Grant(Lot, &'static str),
    /// Credits are bought.
    TopUp(Lot),
    /// Something is paid.
    Bill(Line),
    /// A key or a user may spend so much in a month from now on.
    Cap(CapOf, Option<Amount>),
    /// What counts toward the caps is counted anew.
    NewCapMonth,
    /// The subscription ends, and with it all that is left.
    End,
}

/// Whose cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapOf {
    /// That of the key at an index.
    Key(usize),
    /// That of the user at an index.
    User(usize),
}

static SUBSCRIPTION: At = At::Key(&At::Root, "subscription");
static CHANGES: At = At::Key(&SUBSCRIPTION, "changes");

/// The timeline of an account that starts on these terms. What cannot be done on its day is a
/// problem that says why and, where there is one, a day on which it could.
pub fn timeline<'c>(
    account: Account<'_, 'c>,
    mut terms: InForce<'c>,
    problems: &mut Problems,
) -> Timeline<'c> {
    let users = account.subscription.seats.map(|seats| seats.0);
    let at = SeatsAt { seats: At::Key(&SUBSCRIPTION, "seats"), price: SUBSCRIPTION };
    terms.take_users(account.card, users, at, problems);
    let mut walk = Walk::new(account, terms, users, problems);
    walk.start();
    walk.check_caps(At::Key(&At::Root, "keys"));
    let mut changes: Vec<_> = account.subscription.changes.iter().enumerate().collect();
    changes.retain(|(index, change)| walk.is_in_horizon(*index, change.on));
    while let Some(day) = changes.iter().map(|(_, change)| change.on).min() {
        walk.go_to(day);
        walk.day(day, changes.iter().filter(|(_, change)| change.on == day).copied());
        changes.retain(|(_, change)| change.on != day);
    }
    walk.go_to(account.end);
    walk.finish()
}

/// A subscription on its way.
struct Walk<'c, 'p> {
    account: Account<'p, 'c>,
    problems: &'p mut Problems,
    terms: InForce<'c>,
    /// How the plan was paid that brought the last grant.
    granted_by: Billing,
    /// Users in all; the plan's own if none were named.
    users: Option<u64>,
    /// The day from which cycles are counted.
    anchor: Date,
    /// Months from there to the start of the cycle.
    months: u32,
    cycle: Cycle<'c>,
    past: Vec<Cycle<'c>>,
    waiting: Waiting<'c>,
    caps: Caps,
    /// Starts and ends of the freezes so far.
    freezes: Vec<(Date, Date)>,
    /// Months of the freeze that are still to come.
    frozen_months: u64,
}

/// What waits for a renewal, with the index of its change.
#[derive(Default)]
struct Waiting<'c> {
    downgrade: Option<(usize, InForce<'c>)>,
    fewer_users: Option<(usize, u64)>,
    cancellation: Option<usize>,
    freezes: Vec<(usize, u64)>,
}

impl<'c, 'p> Walk<'c, 'p> {
    fn new(
        account: Account<'p, 'c>,
        terms: InForce<'c>,
        users: Option<u64>,
        problems: &'p mut Problems,
    ) -> Self {
        let start = account.subscription.start;
        let (end, plan) = (start.plus_months(terms.billing.months()), terms.plan);
        Walk {
            account,
            problems,
            granted_by: terms.billing,
            terms,
            users,
            anchor: start,
            months: 0,
            cycle: Cycle { start, end, state: State::Active, plan, events: Vec::new() },
            past: Vec::new(),
            waiting: Waiting::default(),
            caps: Caps::of(account.keys),
            freezes: Vec::new(),
            frozen_months: 0,
        }
    }

    /// Goes through the renewals before a day.
    fn go_to(&mut self, day: Date) {
        while self.cycle.end < day && self.cycle.state != State::Ended {
            if let Some(index) = self.boundary() {
                self.check_caps(At::Index(&CHANGES, index));
            }
        }
    }

    /// A day with its changes: those that a renewal takes, the renewal if it is one, the others.
    fn day(&mut self, day: Date, changes: impl Iterator<Item = (usize, &'c Change)> + Clone) {
        let at_renewal = |(_, change): &(usize, &Change)| {
            matches!(change.what, Move::Freeze { .. } | Move::Cancel | Move::Downgrade(_))
        };
        let is_renewal = self.cycle.end == day && self.cycle.state != State::Ended;
        let mut caused_by = None;
        if is_renewal {
            changes.clone().filter(at_renewal).for_each(|(index, change)| self.act(index, change));
            caused_by = self.boundary();
        }
        for (index, change) in changes.filter(|change| !(is_renewal && at_renewal(change))) {
            self.act(index, change);
            caused_by = touches_caps(change).then_some(index).or(caused_by);
        }
        if let Some(index) = caused_by {
            self.check_caps(At::Index(&CHANGES, index));
        }
    }

    fn is_in_horizon(&mut self, index: usize, on: Date) -> bool {
        let start = self.account.subscription.start;
        let (code, message) = if on < start {
            ("beforeStart", format!("This is before the subscription starts, on {start}. Move it."))
        } else if on >= self.account.end {
            let end = self.account.end;
            ("afterHorizon", format!("The scenario ends before {end}. Move it, or add months."))
        } else {
            return true;
        };
        let at = At::Index(&CHANGES, index);
        self.problems.add(Problem::new(At::Key(&at, "on"), code, message).suggest(start));
        false
    }

    fn finish(mut self) -> Timeline<'c> {
        for (index, _) in std::mem::take(&mut self.waiting.freezes) {
            self.note_no_renewal(index);
        }
        self.close(self.cycle.end);
        Timeline { cycles: self.past }
    }

    fn event(&mut self, on: Date, what: What<'c>) {
        self.cycle.events.push(Event { on, what });
    }

    fn bill(&mut self, on: Date, kind: BillKind, title: String, amount: Amount) {
        let rule = match kind {
            BillKind::Seats => "subscription.seats",
            BillKind::Proration => "subscription.proration",
            BillKind::TopUp => "subscription.topUp",
            _ => "subscription.price",
        };
        self.event(on, What::Bill(Line { kind, rule, title, amount }));
    }

    /// Is this the answer to one of the card's questions?
    fn is(&self, policy: &str, answer: &str) -> bool {
        self.account.chosen.answer(policy) == Some(answer)
    }
}
