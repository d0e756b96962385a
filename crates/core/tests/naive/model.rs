//! The run: day by day, activity by activity, request by request.

use std::collections::BTreeMap;

use super::account::Account;
use super::caps::Caps;
use super::card::{self, Base};
use super::limits::{DAY, Fate, Millis, Queues, Waiting, is_request};
use super::memory::Memory;
use super::outcome::{self, Outcome, Reached};
use super::price::{Around, Part, price};
use super::read::{Day, Micros, ONE, Scenario};
use super::subscription::{InForce, State, Subscription};
use super::visit::{Sent, Step, Unit, judge, rounded_half_up};

/// When the activities of a day begin.
const NINE: Millis = 9 * 3_600_000;

/// A pool beside the credits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    balance: Micros,
    sums: outcome::Pool,
}

impl Pool {
    pub(crate) fn open_with(&mut self, amount: Micros) {
        self.balance += amount;
        self.sums.opening += amount;
    }

    fn grant(&mut self, amount: Micros) {
        self.balance += amount;
        self.sums.granted += amount;
    }

    fn spend(&mut self, amount: Micros) {
        self.balance -= amount;
        self.sums.spent += amount;
    }

    pub(crate) fn end(&mut self) {
        self.sums.expired += self.balance;
        self.balance = 0;
    }
}

/// A scenario that is being run.
pub(crate) struct Model<'s> {
    pub(crate) scenario: &'s Scenario,
    pub(crate) today: Day,
    pub(crate) subscription: Subscription,
    pub(crate) account: Account,
    pub(crate) pools: BTreeMap<String, Pool>,
    pub(crate) caps: Caps,
    pub(crate) memory: Memory<'s>,
    /// AI prompts served in the cycle.
    pub(crate) prompts: i64,
    spent_in_month: BTreeMap<(i32, u32), Micros>,
    queues: Queues,
    /// Milliseconds since 1970.
    now: Millis,
    outcome: Outcome,
    pub(crate) reached: Reached,
}

impl<'s> Model<'s> {
    pub(crate) fn new(scenario: &'s Scenario) -> Self {
        let given = &scenario.subscription;
        let billing = given.billing.unwrap_or_default();
        let now = InForce::new(&scenario.card, &given.plan, billing, given.terms.as_ref());
        Model {
            scenario,
            today: given.start,
            subscription: Subscription::new(now, given.seats, given.start),
            account: Account::default(),
            pools: BTreeMap::new(),
            caps: Caps::new(&scenario.keys, &scenario.users),
            memory: Memory::new(scenario),
            prompts: 0,
            spent_in_month: BTreeMap::new(),
            queues: Queues::default(),
            now: 0,
            outcome: Outcome::default(),
            reached: Reached::new(),
        }
    }

    pub(crate) fn run(mut self) -> (Outcome, Reached) {
        let steps = self.scenario.usage.iter().enumerate().filter(|(_, activity)| !activity.off);
        let mut steps: Vec<Step> =
            steps.map(|(index, activity)| Step::new(index, activity, self.scenario)).collect();
        self.begin();
        while self.today < self.scenario.end() {
            self.midnight(self.today == self.scenario.subscription.start);
            self.refuse_waiting(&steps);
            let midnight = self.today.millis();
            self.send_waiting(&steps, midnight, midnight + NINE);
            self.now = midnight + NINE;
            for step in 0..steps.len() {
                self.work(&mut steps, step);
            }
            self.send_waiting(&steps, midnight + NINE, midnight + DAY - 1);
            self.account.end_day(self.today);
            self.today = self.today.next();
        }
        self.finish()
    }

    /// The requests of an activity on a day.
    fn work(&mut self, steps: &mut [Step], position: usize) {
        let step = &mut steps[position];
        if !step.happens_on(self.today, self.scenario) {
            return;
        }
        let mut left = step.count_on(self.today, self.scenario);
        let whole = step.action.base.1 == Base::Rows;
        let batch = step.activity.batch.unwrap_or(if whole { left } else { 1 });
        while left > 0 {
            let size = left.min(batch);
            left -= size;
            let sent: Vec<Sent> = (0..size).map(|_| step.next_unit()).collect();
            self.outcome.totals.asked += size;
            self.ask(step, position, sent);
        }
    }

    /// A request that goes out, waits or is dropped.
    fn ask(&mut self, step: &Step, position: usize, sent: Vec<Sent>) {
        if self.refuses_all(step).is_some() || !is_request(self.scenario, step.action.id) {
            return self.request(step, &sent);
        }
        let plan = self.subscription.now.plan.clone();
        match self.queues.ask(self.scenario, &plan, step, self.now) {
            Fate::Goes => self.request(step, &sent),
            Fate::IsDropped => {
                self.reached.insert("dropped for a limit");
                self.refuse(step, "rateLimit", &sent, 0);
            }
            Fate::Waits => {
                self.reached.insert("waited for a limit");
                let waiting = Waiting { since: self.today, step: position, sent };
                self.queues.wait(step, waiting);
            }
        }
    }

    /// Sends what waits, tick by tick.
    fn send_waiting(&mut self, steps: &[Step], from: Millis, until: Millis) {
        let plan = self.subscription.now.plan.clone();
        let is_bucket =
            self.scenario.card == "leadfeeder" && self.scenario.subscription.limits.is_none();
        let tick = if is_bucket { 100 } else { 60_000 };
        self.now = from;
        while self.now <= until && self.queues.is_waiting() {
            while let Some(first) = self.queues.next(self.scenario, &plan, steps, self.now) {
                self.reached.insert("sent after waiting");
                if first.since != self.today {
                    self.reached.insert("waited over night");
                }
                let served = self.outcome.totals.served;
                self.request(&steps[first.step], &first.sent);
                if self.outcome.totals.served > served {
                    self.outcome.backlog_clears = Some(self.instant());
                }
            }
            self.now += tick;
        }
    }

    /// What waits while the subscription freezes or ends is refused, and so is what the plan no longer
    /// includes.
    fn refuse_waiting(&mut self, steps: &[Step]) {
        self.now = self.today.millis();
        let mut all = std::mem::take(&mut self.queues.all);
        for queue in &mut all {
            for first in std::mem::take(&mut queue.waiting) {
                if let Some(reason) = self.refuses_all(&steps[first.step]) {
                    self.reached.insert("refused while waiting");
                    self.refuse(&steps[first.step], reason, &first.sent, 0);
                } else {
                    queue.waiting.push_back(first);
                }
            }
        }
        self.queues.all = all;
    }

    /// The instant as a report has it.
    fn instant(&self) -> String {
        let (day, time) = (self.today, self.now - self.today.millis());
        let (seconds, part) = (time / 1_000, time % 1_000);
        let part = if part == 0 { String::new() } else { format!(".{part:03}") };
        let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        format!("{day}T{hours:02}:{minutes:02}:{seconds:02}{part}Z")
    }

    /// Why nothing of an activity is served, whatever it costs.
    fn refuses_all(&self, step: &Step) -> Option<&'static str> {
        let policy = self.scenario.policies.get("entitlements").map_or("warn", String::as_str);
        match self.subscription.state {
            State::Ended => Some("ended"),
            State::Frozen => Some("frozen"),
            State::Active => card::is_refused(policy, &self.subscription.now.plan, step.action.id)
                .then_some("entitlement"),
        }
    }

    fn request(&mut self, step: &Step, sent: &[Sent]) {
        let units = judge(step, sent, self.scenario, &self.memory, self.today);
        let parts = price(step, &units, self.scenario, self.around());
        let of =
            |pool| parts.iter().filter(move |part| part.from_pool == pool).map(|part| part.amount);
        let (cost, of_pool): (Micros, Micros) = (of(false).sum(), of(true).sum());
        if let Some(reason) = self.refusal(step, sent, cost, of_pool) {
            self.refuse(step, reason, sent, cost);
        } else {
            self.serve(step, &units, &parts, cost, of_pool);
        }
    }

    fn around(&self) -> Around {
        let spent = self.spent_in_month.get(&self.today.month()).copied().unwrap_or_default();
        Around { prompts: self.prompts, previews_free: spent >= 2_000 * ONE }
    }

    /// The first reason not to serve a request.
    fn refusal(
        &self,
        step: &Step,
        sent: &[Sent],
        cost: Micros,
        of_pool: Micros,
    ) -> Option<&'static str> {
        let (key, user) = (step.activity.key.as_ref(), step.activity.user.as_ref());
        let short = of_pool > self.pool_balance() || self.is_short(step, sent, cost);
        if let Some(reason) = self.refuses_all(step) {
            return Some(reason);
        }
        if self.caps.refuses_key(key, cost) {
            return Some("keyCap");
        }
        if self.caps.refuses_user(user, cost) {
            return Some("userCap");
        }
        short.then_some("credits")
    }

    fn is_short(&self, step: &Step, sent: &[Sent], cost: Micros) -> bool {
        if !card::is_money(&self.scenario.card) {
            return cost > self.account.balance();
        }
        !self.is_filled_as_needed() && self.hold(step, sent) > self.account.balance()
    }

    /// The most that a request can cost: all units come back with all that is asked.
    fn hold(&self, step: &Step, sent: &[Sent]) -> Micros {
        let best = Unit { repeat: false, matched: true, points: step.asked.clone(), record: None };
        let units = vec![best; sent.len()];
        price(step, &units, self.scenario, self.around()).iter().map(|part| part.amount).sum()
    }

    fn is_filled_as_needed(&self) -> bool {
        let given = &self.scenario.subscription;
        let is_money = card::is_money(&self.scenario.card);
        is_money && given.opening_balance.is_none() && given.auto_top_up.is_none()
    }

    fn refuse(&mut self, step: &Step, reason: &'static str, sent: &[Sent], cost: Micros) {
        let at = self.instant();
        let units = i64::try_from(sent.len()).expect("a small request");
        let row = self.outcome.refusals.entry((reason.to_owned(), step.index)).or_default();
        if row.requests == 0 {
            row.first.clone_from(&at);
        }
        row.requests += 1;
        row.units += units;
        if reason == "credits" && step.action.base.1 != Base::Pool {
            self.outcome.totals.missing += cost;
            self.outcome.runs_out.get_or_insert(at.clone());
            self.account.row().runs_out.get_or_insert(at);
            if cost <= self.account.balance() {
                self.reached.insert("hold refused");
            }
        }
    }

    fn serve(
        &mut self,
        step: &Step,
        units: &[Unit],
        parts: &[Part],
        cost: Micros,
        of_pool: Micros,
    ) {
        let count = i64::try_from(units.len()).expect("a small request");
        if self.is_filled_as_needed() && cost > self.account.balance() {
            self.account.top_up(cost - self.account.balance(), false);
        }
        if self.around().previews_free && step.action.id == "lead.preview" {
            self.reached.insert("free previews");
        }
        self.account.spend(cost);
        *self.spent_in_month.entry(self.today.month()).or_default() += cost;
        if of_pool > 0 {
            self.pool("conversation").spend(of_pool);
        }
        self.caps.use_up(step.activity.key.as_ref(), step.activity.user.as_ref(), cost);
        self.memory.note(step, units, self.today);
        if step.action.base.1 == Base::Prompts {
            self.prompts += count;
        }
        let row = self.outcome.spending.entry(step.index).or_default();
        row.requests += 1;
        row.units += count;
        row.amount += cost + of_pool;
        self.outcome.totals.served += count;
        for part in parts.iter().filter(|part| part.amount != 0) {
            *self.outcome.rules.entry((step.index, part.rule.to_owned())).or_default() +=
                part.amount;
        }
        if cost > 0 {
            self.buy_if_low();
        }
    }

    /// Buys up to what was agreed, where less than was agreed is left.
    pub(crate) fn buy_if_low(&mut self) {
        let Some(terms) = self.scenario.subscription.auto_top_up else { return };
        let balance = self.account.balance();
        if balance >= terms.below.0 {
            return;
        }
        self.reached.insert("autoTopUp");
        let bought = terms.to.0 - balance;
        self.top_up(bought);
        if !card::is_money(&self.scenario.card) {
            let price = i128::from(bought) * i128::from(terms.price.unwrap_or_default().0);
            let cents = rounded_half_up(price, i128::from(ONE) * i128::from(ONE / 100));
            let cost = i64::try_from(cents).expect("a price") * (ONE / 100);
            self.account.pay(&self.today.to_string(), "topUp", cost);
        }
    }

    pub(crate) fn top_up(&mut self, amount: Micros) {
        let lasts = self.scenario.chooses("topUp", "lasting");
        if lasts {
            self.reached.insert("lasting top-up");
        }
        self.account.top_up(amount, lasts);
    }

    pub(crate) fn pool(&mut self, id: &str) -> &mut Pool {
        self.pools.entry(id.to_owned()).or_default()
    }

    fn pool_balance(&self) -> Micros {
        self.pools.get("conversation").map_or(0, |pool| pool.balance)
    }

    pub(crate) fn grant_pools_anew(&mut self) {
        self.pools.values_mut().for_each(Pool::end);
        self.grant_pools();
    }

    pub(crate) fn grant_pools(&mut self) {
        let first = self.today == self.scenario.subscription.start;
        for (id, terms) in &self.scenario.subscription.pools {
            let pool = self.pool(id);
            if !first {
                pool.end();
            }
            pool.grant(terms.per_cycle.0);
        }
    }

    fn finish(mut self) -> (Outcome, Reached) {
        self.account.close_row();
        if card::is_money(&self.scenario.card) {
            self.pay_for_use();
        }
        if self.memory.charged_after_term {
            self.reached.insert("second term");
        }
        let remaining = self.account.balance();
        let counted = self.outcome.totals;
        let totals = outcome::Totals {
            asked: counted.asked,
            served: counted.served,
            missing: counted.missing,
            remaining,
            ..self.account.totals
        };
        let used = |pool: &Pool| outcome::Pool { remaining: pool.balance, ..pool.sums.clone() };
        let pools = self.pools.iter().map(|(id, pool)| (id.clone(), used(pool)));
        let backlog_clears =
            self.outcome.backlog_clears.clone().filter(|_| !self.queues.is_waiting());
        let outcome = Outcome {
            totals,
            backlog_clears,
            cycles: self.account.rows,
            bill: self.account.bill,
            daily: self.account.daily,
            pools: pools.filter(|(_, pool)| *pool != outcome::Pool::default()).collect(),
            ..self.outcome
        };
        (outcome, self.reached)
    }

    /// What was spent of a money wallet is its cost, cycle by cycle.
    fn pay_for_use(&mut self) {
        let account = &mut self.account;
        for row in &mut account.rows {
            let spent = row.spent;
            row.cost += spent;
            account.totals.cost += spent;
            if spent != 0 {
                let at = (row.index, String::new(), "use".to_owned());
                account.bill.entry(at).or_default().push(spent);
            }
        }
    }
}
