//! What a run leaves behind: its figures, from which a report can be made.

use std::borrow::Cow;

use super::Options;
use super::check::Checked;
use super::gate::Backlog;
use super::run::Failure;
use super::step::Step;
use crate::amount::{Amount, Money};
use crate::by_id::ById;
use crate::calendar::{Date, Instant};
use crate::ledger::Sums;
use crate::rate_card::Rule;
use crate::report::{Day, Entry, EntryKind, Refusal, RefusedDay, Totals, Units};
use crate::subscription::{Cycle, Line};

/// The figures of a run as they come up.
pub(crate) struct Record<'a> {
    pub(super) checked: &'a Checked<'a>,
    cost: Amount,
    cycle_cost: Amount,
    cycle_renewed: Amount,
    total: Option<Sums>,
    asked: u64,
    refused: u64,
    /// The units of which more being refused ends the run.
    refused_most: Option<u64>,
    refused_units: u64,
    missing: Amount,
    pub(crate) cycles: Vec<CycleRecord<'a>>,
    pub(super) bill: Vec<Paid<'a>>,
    pub(super) steps: Vec<StepRecord<'a>>,
    /// The first request refused for want of credits.
    pub(crate) runs_out: Option<Instant>,
    cycle_runs_out: Option<Instant>,
    pub(super) pools: ById<&'a str, Sums>,
    pub(super) daily: Option<Vec<Day>>,
    pub(super) ledger: Option<Vec<Entry>>,
    /// The refusals day by day, where there is a ledger.
    pub(super) refusals_daily: Option<Vec<RefusedDay>>,
    /// When the last request was served that had to wait.
    served_after_waiting: Option<Instant>,
    /// What still waits.
    pub(super) backlog: Backlog,
    /// In how many parts what had to wait went out.
    pub(super) sendings: u32,
}

/// A cycle with its sums.
pub(crate) struct CycleRecord<'a> {
    pub(crate) cycle: &'a Cycle<'a>,
    pub(crate) sums: Sums,
    /// What there was once all of its first midnight was done.
    pub(crate) renewed: Amount,
    /// The first request refused in it for want of credits.
    pub(crate) runs_out: Option<Instant>,
    /// What is paid in it.
    pub(crate) cost: Amount,
}

/// Something that was paid.
pub(super) struct Paid<'a> {
    pub(super) on: Date,
    /// The number of the cycle.
    pub(super) cycle: u32,
    pub(super) line: Cow<'a, Line>,
}

/// What became of a step.
#[derive(Clone, Default)]
pub(super) struct StepRecord<'a> {
    pub(super) requests: u64,
    pub(super) units: u64,
    /// Steps and price of each rule, in the tariff's order.
    pub(super) rules: Vec<(&'a Rule, u64, Amount)>,
    /// What was refused, by the place of the reason.
    refused: [Option<Refused>; Refusal::COUNT],
}

/// What was refused of a step for one reason.
#[derive(Clone, Copy)]
pub(super) struct Refused {
    /// The step's position.
    pub(super) step: usize,
    pub(super) reason: Refusal,
    pub(super) first: Instant,
    pub(super) requests: u64,
    pub(super) units: u64,
}

impl StepRecord<'_> {
    /// What was refused, in the order of the reasons.
    pub(super) fn refusals(&self) -> impl Iterator<Item = &Refused> {
        self.refused.iter().flatten()
    }
}

impl<'a> Record<'a> {
    pub(super) fn new(checked: &'a Checked<'a>, options: Options) -> Self {
        let rules = |step: &Step<'a>| {
            step.tariff.rules.iter().map(|priced| (priced.rule, 0, Amount::ZERO)).collect()
        };
        let step = |step| StepRecord { rules: rules(step), ..StepRecord::default() };
        Record {
            checked,
            cost: Amount::ZERO,
            cycle_cost: Amount::ZERO,
            cycle_renewed: Amount::ZERO,
            total: None,
            asked: 0,
            refused: 0,
            refused_most: None,
            refused_units: 0,
            missing: Amount::ZERO,
            cycles: Vec::new(),
            bill: Vec::new(),
            steps: checked.steps.iter().map(step).collect(),
            runs_out: None,
            cycle_runs_out: None,
            pools: ById::default(),
            daily: options.daily.then(Vec::new),
            ledger: options.ledger.then(Vec::new),
            refusals_daily: options.ledger.then(Vec::new),
            served_after_waiting: None,
            backlog: Backlog::default(),
            sendings: 0,
        }
    }

    /// The same, of a run that ends where more units are refused than these.
    pub(super) fn up_to(self, refused_most: u64) -> Self {
        Record { refused_most: Some(refused_most), ..self }
    }

    pub(super) fn day(&mut self, day: Day) {
        if let Some(daily) = &mut self.daily {
            daily.push(day);
        }
    }

    pub(super) fn has_ledger(&self) -> bool {
        self.ledger.is_some()
    }

    /// Has each day a line of its own?
    pub(super) fn tells_days_apart(&self) -> bool {
        self.daily.is_some() || self.ledger.is_some()
    }

    /// What the requests refused for want of credits would have cost.
    pub(super) fn missing(&self) -> Amount {
        self.missing
    }

    /// How many requests were refused, for whatever reason.
    pub(super) fn refused_requests(&self) -> u64 {
        self.refused
    }

    pub(super) fn served_after_waiting(&mut self, at: Instant) {
        self.served_after_waiting = self.served_after_waiting.max(Some(at));
    }

    pub(super) fn asked(&mut self, units: u64) {
        self.asked += units;
    }

    pub(super) fn pay(&mut self, paid: Paid<'a>) -> Result<(), Failure> {
        let amount = paid.line.amount;
        self.cost = self.cost.checked_add(amount).ok_or(Failure::TooLarge)?;
        self.cycle_cost += amount;
        self.bill.push(paid);
        Ok(())
    }

    /// An entry of the ledger: what it is, what it adds, and the balance after it. It comes back
    /// for what only some entries say; nothing is no entry.
    pub(super) fn entry(
        &mut self,
        at: Instant,
        (kind, amount, balance): (EntryKind, Amount, Amount),
        cycle: u32,
        rule: &str,
    ) -> Option<&mut Entry> {
        let ledger = self.ledger.as_mut().filter(|_| amount != Amount::ZERO)?;
        ledger.push(Entry {
            at,
            kind,
            amount,
            balance,
            cycle,
            rule: rule.to_owned(),
            activity: None,
            action: None,
            workflow: None,
            key: None,
            user: None,
            requests: None,
            units: None,
        });
        ledger.last_mut()
    }

    pub(super) fn served(&mut self, step: &Step, requests: u64, units: u64) {
        let record = &mut self.steps[step.position];
        record.requests += requests;
        record.units += units;
    }

    /// The steps of the rule at an index of the step's tariff, and their price.
    pub(super) fn spent(&mut self, step: &Step, rule: usize, steps: u64, amount: Amount) {
        let (_, counted, sum) = &mut self.steps[step.position].rules[rule];
        *counted += steps;
        *sum += amount;
    }

    /// Requests and their units that were refused, and what they would have cost in credits.
    pub(super) fn refused(
        &mut self,
        step: &Step<'a>,
        at: Instant,
        reason: Refusal,
        (requests, units): (u64, u64),
        missing: Amount,
    ) -> Result<(), Failure> {
        self.refused_units += units;
        if self.refused_most.is_some_and(|most| self.refused_units > most) {
            return Err(Failure::Refused);
        }
        if reason == Refusal::Credits && step.tariff.pool().is_none() {
            self.missing = self.missing.checked_add(missing).ok_or(Failure::TooLarge)?;
            // Activities need not come in the order of time.
            let first = |known: Option<Instant>| Some(known.map_or(at, |known| known.min(at)));
            self.runs_out = first(self.runs_out);
            self.cycle_runs_out = first(self.cycle_runs_out);
        }
        self.refused += requests;
        let of_reason = self.refused_for(step, at, reason);
        of_reason.requests += requests;
        of_reason.units += units;
        self.refused_on_day(step, at, reason, (requests, units));
        Ok(())
    }

    /// Refusals of one moment for one reason are told together.
    fn refused_on_day(
        &mut self,
        step: &Step,
        at: Instant,
        reason: Refusal,
        (requests, units): (u64, u64),
    ) {
        let Some(days) = &mut self.refusals_daily else { return };
        let activity = step.index;
        let same =
            |day: &&mut RefusedDay| (day.at, day.reason, day.activity) == (at, reason, activity);
        let (requests, units) = (Units(requests), Units(units));
        match days.last_mut().filter(same) {
            Some(day) => {
                day.requests.0 += requests.0;
                day.units.0 += units.0;
            }
            None => days.push(RefusedDay { at, reason, activity, requests, units }),
        }
    }

    fn refused_for(&mut self, step: &Step, at: Instant, reason: Refusal) -> &mut Refused {
        let step = step.position;
        let none = Refused { step, reason, first: at, requests: 0, units: 0 };
        self.steps[step].refused[reason as usize].get_or_insert(none)
    }

    /// What was refused, in the order of the activities and of the reasons.
    pub(super) fn refusals(&self) -> impl Iterator<Item = &Refused> {
        self.steps.iter().flat_map(StepRecord::refusals)
    }

    /// A cycle has begun with so much.
    pub(super) fn renewed(&mut self, balance: Amount) {
        self.cycle_renewed = balance;
    }

    /// The end of a cycle with its sums.
    pub(super) fn cycle(&mut self, cycle: &'a Cycle<'a>, sums: Sums) -> Result<(), Failure> {
        let total = self.total.map_or(sums, |total| total.and(&sums));
        if [total.granted, total.topped_up, total.spent, total.expired]
            .iter()
            .any(|sum| *sum > Amount::MAX)
        {
            return Err(Failure::TooLarge);
        }
        self.total = Some(total);
        let (runs_out, cost) = (self.cycle_runs_out.take(), self.cycle_cost);
        self.cycles.push(CycleRecord { cycle, sums, renewed: self.cycle_renewed, runs_out, cost });
        self.cycle_cost = Amount::ZERO;
        Ok(())
    }

    /// The sums of the pools in a cycle.
    pub(super) fn pools(&mut self, cycle: &ById<&'a str, Sums>) {
        for (id, sums) in cycle.iter() {
            let total = self.pools.get(id).map_or(*sums, |total| total.and(sums));
            self.pools.insert(id, total);
        }
    }

    pub(super) fn money(&self, amount: Amount) -> Money {
        Money::new(amount, &self.checked.card.currency)
    }

    /// When the last waiting request was served, if none waits any more.
    pub(crate) fn backlog_clears(&self) -> Option<Instant> {
        self.served_after_waiting.filter(|_| !self.still_waits())
    }

    /// Does anything wait for limits at the end?
    pub(crate) fn still_waits(&self) -> bool {
        self.backlog.units > 0
    }

    /// The keys and users whose caps refused requests, with the reason.
    pub(crate) fn capped(&self) -> Vec<(Refusal, String)> {
        let mut capped = Vec::new();
        for refused in self.refusals() {
            let activity = self.checked.steps[refused.step].activity;
            let spender = match refused.reason {
                Refusal::KeyCap => &activity.key,
                Refusal::UserCap => &activity.user,
                _ => continue,
            };
            let one = spender.clone().map(|spender| (refused.reason, spender));
            capped.extend(one.filter(|one| !capped.contains(one)));
        }
        capped
    }

    /// Did rate limits hold anything back?
    pub(crate) fn is_limited(&self) -> bool {
        let has_waited = self.served_after_waiting.is_some() || self.backlog.units > 0;
        has_waited || self.refusals().any(|refused| refused.reason == Refusal::RateLimit)
    }

    /// How many units were not served of those that were asked for.
    pub(crate) fn unserved(&self) -> u64 {
        self.asked - self.units_served()
    }

    fn units_served(&self) -> u64 {
        self.steps.iter().map(|step| step.units).sum()
    }

    /// The sums of the horizon.
    pub(crate) fn totals(&self) -> Totals {
        let sums = self.total.unwrap_or_default();
        Totals {
            opening: sums.opening,
            granted: sums.granted,
            topped_up: sums.topped_up,
            spent: sums.spent,
            expired: sums.expired,
            remaining: sums.balance(),
            asked: Units(self.asked),
            served: Units(self.units_served()),
            missing: self.missing,
            cost: self.money(self.cost),
        }
    }
}
