//! What a run leaves behind, from which its report is made.

use super::Options;
use super::assumptions::{assumptions, warnings};
use super::check::Checked;
use super::gate::Backlog;
use super::run::Failure;
use super::step::Step;
use crate::amount::{Amount, Money};
use crate::by_id::ById;
use crate::calendar::Instant;
use crate::ledger::Sums;
use crate::rate_card::Rule;
use crate::report::{
    About, ApiAnswer, BillLine, CycleRow, Day, Entry, EntryKind, PoolRow, Refusal, RefusalRow,
    Report, RuleRow, RuleSpending, Spending, Totals, Units,
};
use crate::subscription::Cycle;

/// The rows of a report as they come up.
pub(super) struct Record<'a> {
    checked: &'a Checked<'a>,
    cost: Amount,
    cycle_cost: Amount,
    total: Option<Sums>,
    asked: u64,
    refused: u64,
    missing: Amount,
    cycles: Vec<CycleRow>,
    bill: Vec<BillLine>,
    steps: Vec<StepRecord<'a>>,
    refusals: Vec<RefusalRow>,
    runs_out: Option<Instant>,
    cycle_runs_out: Option<Instant>,
    pools: ById<&'a str, Sums>,
    daily: Option<Vec<Day>>,
    ledger: Option<Vec<Entry>>,
    /// When the last request was served that had to wait.
    backlog_clears: Option<Instant>,
}

/// What was served of a step.
#[derive(Clone, Default)]
struct StepRecord<'a> {
    requests: u64,
    units: u64,
    /// Steps and price of each rule, in the tariff's order.
    rules: Vec<(&'a Rule, u64, Amount)>,
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
            total: None,
            asked: 0,
            refused: 0,
            missing: Amount::ZERO,
            cycles: Vec::new(),
            bill: Vec::new(),
            steps: checked.steps.iter().map(step).collect(),
            refusals: Vec::new(),
            runs_out: None,
            cycle_runs_out: None,
            pools: ById::default(),
            daily: options.daily.then(Vec::new),
            ledger: options.ledger.then(Vec::new),
            backlog_clears: None,
        }
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

    /// How many requests were refused, for whatever reason.
    pub(super) fn refused_requests(&self) -> u64 {
        self.refused
    }

    pub(super) fn served_after_waiting(&mut self, at: Instant) {
        self.backlog_clears = self.backlog_clears.max(Some(at));
    }

    pub(super) fn asked(&mut self, units: u64) {
        self.asked += units;
    }

    pub(super) fn bill(&mut self, line: BillLine) -> Result<(), Failure> {
        let amount = line.amount.amount.0;
        self.cost = self.cost.checked_add(amount).ok_or(Failure::TooLarge)?;
        self.cycle_cost += amount;
        self.bill.push(line);
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
        if reason == Refusal::Credits && step.tariff.pool().is_none() {
            self.missing = self.missing.checked_add(missing).ok_or(Failure::TooLarge)?;
            // Activities need not come in the order of time.
            let first = |known: Option<Instant>| Some(known.map_or(at, |known| known.min(at)));
            self.runs_out = first(self.runs_out);
            self.cycle_runs_out = first(self.cycle_runs_out);
        }
        self.refused += requests;
        let row = self.refusal_row(step, at, reason);
        row.requests.0 += requests;
        row.units.0 += units;
        Ok(())
    }

    fn refusal_row(&mut self, step: &Step, at: Instant, reason: Refusal) -> &mut RefusalRow {
        let place = |row: &RefusalRow| (row.activity, row.reason).cmp(&(step.index, reason));
        let index = self.refusals.binary_search_by(place).unwrap_or_else(|index| {
            let answer = self.api_answer(step, reason);
            self.refusals.insert(index, empty_refusal(step, at, reason, answer));
            index
        });
        &mut self.refusals[index]
    }

    /// What the vendor's API answers, where it is asked at all.
    fn api_answer(&self, step: &Step, reason: Refusal) -> Option<ApiAnswer> {
        let answers = &self.checked.card.answers;
        let answer = answers.iter().find(|answer| answer.refusal == reason.id())?;
        step.tariff.action.request.then(|| ApiAnswer {
            status: u16::try_from(answer.status.0).expect("a status has three digits"),
            body: answer.body.clone(),
            retry: answer.retry,
        })
    }

    /// The end of a cycle with its sums.
    pub(super) fn cycle(&mut self, index: u32, cycle: &Cycle, sums: Sums) -> Result<(), Failure> {
        let total = self.total.map_or(sums, |total| total.and(&sums));
        if [total.granted, total.topped_up, total.spent, total.expired]
            .iter()
            .any(|sum| *sum > Amount::MAX)
        {
            return Err(Failure::TooLarge);
        }
        self.total = Some(total);
        self.cycles.push(CycleRow {
            index,
            start: cycle.start,
            end: cycle.end,
            plan: cycle.plan.id.clone(),
            state: cycle.state,
            opening: sums.opening,
            granted: sums.granted,
            topped_up: sums.topped_up,
            spent: sums.spent,
            expired: sums.expired,
            closing: sums.balance(),
            runs_out: self.cycle_runs_out.take(),
            cost: self.money(self.cycle_cost),
        });
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

    fn money(&self, amount: Amount) -> Money {
        Money::new(amount, &self.checked.card.currency)
    }

    /// The report, but for its sentence.
    pub(super) fn into_report(self, checked: &Checked, backlog: Backlog) -> Report {
        let spending = self.spending();
        let assumptions = assumptions(checked);
        let mut warnings = warnings(checked);
        warnings.extend(backlog.warning(checked));
        let rules = self.rules_named();
        let ids = rules.values().flat_map(|rule| &rule.sources);
        let ids = ids.chain(assumptions.iter().flat_map(|a| &a.sources));
        let ids = ids.chain(warnings.iter().flat_map(|w| &w.sources));
        let sources = checked.card.sources_named(ids);
        Report {
            answer: String::new(),
            about: About::of(checked.card),
            totals: self.totals(),
            cycles: self.cycles,
            bill: self.bill,
            spending,
            refusals: self.refusals,
            runs_out: self.runs_out,
            backlog_clears: self.backlog_clears.filter(|_| backlog.units == 0),
            pools: pools_in_use(checked, &self.pools),
            daily: self.daily,
            ledger: self.ledger,
            assumptions,
            warnings,
            rules,
            sources,
        }
    }

    fn totals(&self) -> Totals {
        let sums = self.total.unwrap_or_default();
        Totals {
            opening: sums.opening,
            granted: sums.granted,
            topped_up: sums.topped_up,
            spent: sums.spent,
            expired: sums.expired,
            remaining: sums.balance(),
            asked: Units(self.asked),
            served: Units(self.steps.iter().map(|step| step.units).sum()),
            missing: self.missing,
            cost: self.money(self.cost),
        }
    }

    /// What was spent, a row for each activity and category.
    fn spending(&self) -> Vec<Spending> {
        let steps = self.checked.steps.iter().zip(&self.steps);
        steps
            .filter(|(_, record)| record.requests > 0)
            .flat_map(|(s, r)| step_spending(s, r))
            .collect()
    }

    /// Every rule that the report names.
    fn rules_named(&self) -> ById<String, RuleRow> {
        let charged = self.steps.iter().filter(|step| step.requests > 0);
        let charged = charged.flat_map(|step| &step.rules).map(|(rule, ..)| &*rule.id);
        let granted = self.total.is_some_and(|total| total.granted > Amount::ZERO);
        let ids = self.bill.iter().map(|line| &*line.rule);
        let ids = ids.chain(self.ledger.iter().flatten().map(|entry| &*entry.rule));
        let mut named = ById::default();
        for id in ids.chain(charged).chain(granted.then_some("subscription.grant")) {
            if let Some(rule) = self.checked.card.rule(id).filter(|_| !named.contains_key(id)) {
                named.insert(id.to_owned(), rule.into());
            }
        }
        named
    }
}

fn empty_refusal(
    step: &Step,
    at: Instant,
    reason: Refusal,
    answer: Option<ApiAnswer>,
) -> RefusalRow {
    RefusalRow {
        reason,
        activity: step.index,
        action: step.tariff.action.id.clone(),
        key: step.activity.key.clone(),
        user: step.activity.user.clone(),
        first: at,
        requests: Units(0),
        units: Units(0),
        answer,
    }
}

fn step_spending(step: &Step, record: &StepRecord) -> Vec<Spending> {
    let mut rows: Vec<Spending> = Vec::new();
    for (rule, units, amount) in record.rules.iter().filter(|(_, steps, _)| *steps > 0) {
        let position = rows.iter().position(|row| row.category == rule.category);
        let position = position.unwrap_or_else(|| {
            rows.push(empty_row(step, record, &rule.category));
            rows.len() - 1
        });
        let row = &mut rows[position];
        row.amount += *amount;
        let (rule, units) = (rule.id.clone(), Units(*units));
        row.rules.push(RuleSpending { rule, units, amount: *amount });
    }
    rows
}

fn empty_row(step: &Step, record: &StepRecord, category: &str) -> Spending {
    Spending {
        activity: step.index,
        action: step.tariff.action.id.clone(),
        category: category.to_owned(),
        surface: step.tariff.action.surface.clone(),
        workflow: step.activity.workflow.clone(),
        key: step.activity.key.clone(),
        user: step.activity.user.clone(),
        requests: Units(record.requests),
        units: Units(record.units),
        amount: Amount::ZERO,
        rules: Vec::new(),
    }
}

/// The pools that hold anything or were asked for anything.
fn pools_in_use(checked: &Checked, totals: &ById<&str, Sums>) -> Vec<PoolRow> {
    let asked = |id: &str| checked.steps.iter().any(|step| step.tariff.pool() == Some(id));
    let given = |id: &str| checked.scenario.subscription.pools.0.iter().any(|(pool, _)| pool == id);
    let pools = checked.card.pools.iter().filter(|pool| asked(&pool.id) || given(&pool.id));
    let row = |pool: &crate::rate_card::Named| {
        let sums = totals.get(&pool.id).copied().unwrap_or_default();
        PoolRow {
            id: pool.id.clone(),
            title: pool.title.clone(),
            opening: sums.opening,
            granted: sums.granted,
            spent: sums.spent,
            expired: sums.expired,
            remaining: sums.balance(),
        }
    };
    pools.map(row).collect()
}
