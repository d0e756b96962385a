//! The subscription through its cycles: renewals, freezes, the end, and what changes between them.

use super::card;
use super::model::Model;
use super::read::{Billing, Change, Day, Micros, Move, ONE, Per, Terms, To};
use super::visit::rounded_half_up;

/// What is in force.
#[derive(Clone, Debug)]
pub(crate) struct InForce {
    pub(crate) plan: String,
    pub(crate) billing: Billing,
    pub(crate) rollover: bool,
    /// Credits of a cycle.
    pub(crate) credits: Micros,
    /// Price of a cycle.
    pub(crate) price: Micros,
    pub(crate) seats_included: i64,
    /// Price of a further user for a cycle.
    pub(crate) seat_price: Micros,
}

impl InForce {
    pub(crate) fn new(card: &str, plan: &str, billing: Billing, terms: Option<&Terms>) -> Self {
        let known = card::plan(card, plan);
        let months = i64::from(billing.months());
        let by_billing = |(monthly, annual): (Micros, Micros)| match billing {
            Billing::Monthly => monthly,
            Billing::Annual => annual * months,
        };
        let agreed = |figure: fn(&Terms) -> Option<Micros>| {
            let terms = terms?;
            let times = if terms.per == Per::Month { months } else { 1 };
            figure(terms).map(|amount| amount * times)
        };
        let credits = agreed(|t| t.credits.map(|d| d.0)).unwrap_or(known.credits * months);
        let price = agreed(|t| t.price.map(|d| d.0));
        let seat_price = agreed(|t| t.seat_price.map(|d| d.0));
        InForce {
            plan: plan.to_owned(),
            billing,
            rollover: known.rollover,
            credits,
            price: price.unwrap_or_else(|| by_billing(known.price)),
            seats_included: terms.and_then(|t| t.seats_included).unwrap_or(known.seats),
            seat_price: seat_price.unwrap_or_else(|| by_billing(known.seat_price)),
        }
    }

    fn further(&self, seats: Option<i64>) -> i64 {
        (seats.unwrap_or(self.seats_included) - self.seats_included).max(0)
    }

    /// What a cycle costs with so many users.
    fn cost(&self, seats: Option<i64>) -> Micros {
        self.price + self.further(seats) * self.seat_price
    }
}

/// What the cycle is in which a day falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Active,
    Frozen,
    Ended,
}

/// The subscription on a day.
pub(crate) struct Subscription {
    pub(crate) now: InForce,
    pub(crate) state: State,
    /// Users in all, once anybody has said how many.
    pub(crate) seats: Option<i64>,
    /// The day from which cycles count, and how many months from it the cycle started.
    anchor: Day,
    months: u32,
    start: Day,
    end: Day,
    /// How the cycle is paid, whatever the plan has become since.
    billing: Billing,
    fewer_seats: Option<i64>,
    downgrade: Option<To>,
    freeze: Option<u32>,
    frozen_months_left: u32,
    cancelled: bool,
}

impl Subscription {
    pub(crate) fn new(now: InForce, seats: Option<i64>, start: Day) -> Self {
        let end = start.plus_months(now.billing.months());
        Subscription {
            state: State::Active,
            seats,
            anchor: start,
            months: 0,
            start,
            end,
            billing: now.billing,
            fewer_seats: None,
            downgrade: None,
            freeze: None,
            frozen_months_left: 0,
            cancelled: false,
            now,
        }
    }

    /// Does a month of the cycle start on a day, counted as its cycles are?
    pub(crate) fn is_anniversary(&self, day: Day) -> bool {
        (0..12).any(|k| self.anchor.plus_months(self.months + k) == day)
    }
}

impl Model<'_> {
    /// The first cycle: what was there, the grant, the price.
    pub(crate) fn begin(&mut self) {
        let given = &self.scenario.subscription;
        let (start, end) = (self.subscription.start, self.subscription.end);
        let plan = self.subscription.now.plan.clone();
        self.account.next_row(start, end, &plan, "active");
        self.account.open_with(given.opening_balance.unwrap_or_default().0);
        for pool in given.pools.keys() {
            let terms = given.pools[pool];
            self.pool(pool).open_with(terms.opening.0);
        }
        self.account.grant(self.subscription.now.credits);
        self.grant_pools();
        self.pay_for_cycle();
        self.buy_if_low();
    }

    /// What happens at midnight.
    pub(crate) fn midnight(&mut self, first: bool) {
        let today = self.today;
        let is_boundary =
            !first && self.subscription.state != State::Ended && today == self.subscription.end;
        if is_boundary {
            for change in self.changes_today() {
                self.take_waiting(&change.what);
            }
            self.turn();
        } else if self.subscription.billing == Billing::Annual
            && self.subscription.is_anniversary(today)
            && !self.scenario.chooses("keyCapReset", "billingCycle")
        {
            self.caps.start_anew();
        }
        for change in self.changes_today() {
            let waits =
                matches!(change.what, Move::Freeze { .. } | Move::Cancel | Move::Downgrade(_));
            if waits && !is_boundary {
                self.take_waiting(&change.what);
            } else if !waits {
                self.change(&change.what);
            }
        }
    }

    fn changes_today(&self) -> Vec<Change> {
        let changes = self.scenario.subscription.changes.iter();
        changes.filter(|change| change.on == self.today).cloned().collect()
    }

    /// What waits for the end of the cycle.
    fn take_waiting(&mut self, what: &Move) {
        match what {
            Move::Freeze { months } => self.subscription.freeze = Some(*months),
            Move::Cancel => self.subscription.cancelled = true,
            Move::Downgrade(to) => self.subscription.downgrade = Some(to.clone()),
            _ => {}
        }
    }

    /// One cycle ends and the next begins.
    fn turn(&mut self) {
        let subscription = &mut self.subscription;
        subscription.months += subscription.billing.months();
        subscription.start = subscription.end;
        self.memory.cycle += 1;
        self.prompts = 0;
        self.caps.start_anew();
        if self.subscription.cancelled {
            self.end();
        } else if self.subscription.frozen_months_left > 0 {
            self.freeze_a_month();
        } else if let Some(months) = self.subscription.freeze.take() {
            self.subscription.frozen_months_left = months;
            self.freeze_a_month();
        } else {
            self.renew();
        }
    }

    fn end(&mut self) {
        self.subscription.state = State::Ended;
        let plan = self.subscription.now.plan.clone();
        self.account.next_row(self.today, self.scenario.end(), &plan, "ended");
        self.account.end();
        self.pools.values_mut().for_each(super::model::Pool::end);
    }

    fn freeze_a_month(&mut self) {
        self.subscription.frozen_months_left -= 1;
        self.subscription.state = State::Frozen;
        self.next_cycle("frozen");
    }

    fn next_cycle(&mut self, state: &str) {
        let subscription = &mut self.subscription;
        let months = subscription.months + subscription.billing.months();
        subscription.end = subscription.anchor.plus_months(months);
        let (start, end, plan) =
            (subscription.start, subscription.end, subscription.now.plan.clone());
        self.account.next_row(start, end, &plan, state);
    }

    /// An ordinary renewal: what waits is taken, the month is granted, the balance is cut.
    fn renew(&mut self) {
        let was_annual = self.subscription.billing == Billing::Annual;
        if let Some(to) = self.subscription.downgrade.take() {
            self.subscription.now = self.in_force(&to);
        }
        if let Some(seats) = self.subscription.fewer_seats.take() {
            self.subscription.seats = Some(seats);
        }
        self.subscription.billing = self.subscription.now.billing;
        self.subscription.state = State::Active;
        self.next_cycle("active");
        self.renew_credits(was_annual);
        self.grant_pools();
        self.pay_for_cycle();
    }

    fn renew_credits(&mut self, was_annual: bool) {
        let now = &self.subscription.now;
        let (credits, rollover) = (now.credits, now.rollover);
        let carries = rollover && !self.scenario.chooses("rolloverCap", "none");
        if card::is_money(&self.scenario.card) {
            return;
        }
        if was_annual || !carries {
            self.account.cut_to(0);
            self.account.grant(credits);
        } else if now.billing == Billing::Annual {
            self.account.grant(credits);
        } else if self.scenario.chooses("rolloverCap", "carried") {
            self.account.cut_to(2 * credits);
            self.account.grant(credits);
        } else {
            self.account.grant(credits);
            self.account.cut_to(2 * credits);
        }
    }

    fn pay_for_cycle(&mut self) {
        let subscription = &self.subscription;
        let seats = subscription.now.cost(subscription.seats) - subscription.now.price;
        let price = subscription.now.price;
        self.pay("plan", price);
        self.pay("seats", seats);
    }

    fn pay(&mut self, kind: &str, amount: Micros) {
        self.account.pay(&self.today.to_string(), kind, amount);
    }

    fn in_force(&self, to: &To) -> InForce {
        let billing = to.billing.unwrap_or(self.subscription.now.billing);
        InForce::new(&self.scenario.card, &to.plan, billing, to.terms.as_ref())
    }

    /// What acts on its own day.
    fn change(&mut self, what: &Move) {
        match what {
            Move::Upgrade(to) => self.upgrade(to),
            Move::Seats { seats } => self.change_seats(*seats),
            Move::TopUp { amount, price } => {
                self.top_up(amount.0);
                if !card::is_money(&self.scenario.card) {
                    self.pay("topUp", price.unwrap_or_default().0);
                }
            }
            Move::KeyCap { key, monthly_cap } => self.caps.set_key(key, *monthly_cap),
            Move::UserCap { user, monthly_cap } => self.caps.set_user(user, *monthly_cap),
            Move::Freeze { .. } | Move::Cancel | Move::Downgrade(_) => {}
        }
    }

    fn upgrade(&mut self, to: &To) {
        self.subscription.downgrade = None;
        let now = self.in_force(to);
        let before = std::mem::replace(&mut self.subscription.now, now);
        let plan = self.subscription.now.plan.clone();
        if self.subscription.state == State::Frozen {
            self.account.row().plan = plan;
            self.reached.insert("upgrade in a frozen cycle");
            return;
        }
        let for_the_year = before.billing != self.subscription.now.billing;
        if for_the_year || self.scenario.chooses("upgrade", "restartCycle") {
            self.restart(&before);
        } else {
            self.keep(&before);
        }
    }

    /// The days of the cycle that are left, this one counted, and all its days.
    fn days(&self) -> (i128, i128) {
        let (start, end) = (self.subscription.start, self.subscription.end);
        (end.days_since(self.today).into(), end.days_since(start).into())
    }

    fn keep(&mut self, before: &InForce) {
        self.reached.insert("keep cycle");
        let (left, days) = self.days();
        let now = self.subscription.now.clone();
        let seats = self.subscription.seats;
        self.account.row().plan.clone_from(&now.plan);
        let credits = i128::from(now.credits - before.credits) * left / days;
        let whole = i64::try_from(credits).expect("an amount") / ONE * ONE;
        self.account.grant(whole);
        let price = i128::from(now.cost(seats) - before.cost(seats)) * left;
        self.pay_part(price, days);
    }

    fn restart(&mut self, before: &InForce) {
        self.reached.insert("restart cycle");
        let (left, days) = self.days();
        let now = self.subscription.now.clone();
        let subscription = &mut self.subscription;
        let in_place = subscription.start == self.today;
        let seats = subscription.seats;
        (subscription.anchor, subscription.months) = (self.today, 0);
        (subscription.start, subscription.billing) = (self.today, now.billing);
        subscription.end = self.today.plus_months(now.billing.months());
        if in_place {
            self.reached.insert("restart in place");
            self.account.row().end = self.subscription.end.to_string();
            self.account.row().plan.clone_from(&now.plan);
        } else {
            self.account.row().end = self.today.to_string();
            self.next_cycle("active");
        }
        if self.scenario.chooses("upgrade", "restartCycle") {
            self.account.cut_to(0);
        }
        self.account.grant(now.credits);
        self.memory.cycle += 1;
        self.prompts = 0;
        self.caps.start_anew();
        self.grant_pools_anew();
        let whole = i128::from(now.cost(seats)) * days;
        self.pay_part(whole - i128::from(before.cost(seats)) * left, days);
    }

    /// A part of a price, half up to cents, never below 0.
    fn pay_part(&mut self, times_days: i128, days: i128) {
        let cent = i128::from(ONE / 100);
        let cents = if times_days > 0 { rounded_half_up(times_days, days * cent) } else { 0 };
        self.pay("proration", i64::try_from(cents * cent).expect("a price"));
    }

    fn change_seats(&mut self, seats: i64) {
        let subscription = &mut self.subscription;
        let included = subscription.now.seats_included;
        subscription.fewer_seats = None;
        if seats < subscription.seats.unwrap_or(included) {
            subscription.fewer_seats = Some(seats);
            self.reached.insert("fewer seats");
            return;
        }
        let before = subscription.now.further(subscription.seats);
        subscription.seats = Some(seats);
        let added = subscription.now.further(Some(seats)) - before;
        let price = added * subscription.now.seat_price;
        if subscription.state != State::Frozen {
            self.pay("seats", price);
        }
    }
}
