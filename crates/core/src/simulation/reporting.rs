//! A report, made from the record of a run.

use super::answer;
use super::assumptions::{assumptions, warnings};
use super::check::Checked;
use super::record::{CycleRecord, Paid, Record, Refused, StepRecord};
use super::step::Step;
use crate::amount::Amount;
use crate::by_id::ById;
use crate::ledger::Sums;
use crate::rate_card::{Named, RateCard};
use crate::report::{
    About, ApiAnswer, BillLine, CycleRow, PoolRow, Refusal, RefusalRow, Report, RuleRow,
    RuleSpending, Spending, Units, Warning,
};

impl Record<'_> {
    /// The report.
    pub(super) fn into_report(mut self) -> Report {
        let checked = self.checked;
        let assumptions = assumptions(checked);
        let warnings = self.warnings();
        let rules = self.rules_named();
        let ids = rules.values().flat_map(|rule| &rule.sources);
        let ids = ids.chain(assumptions.iter().flat_map(|a| &a.sources));
        let ids = ids.chain(warnings.iter().flat_map(|w| &w.sources));
        let sources = checked.card.sources_named(ids);
        let report = Report {
            answer: String::new(),
            about: About::of(checked.card),
            totals: self.totals(),
            cycles: self.cycle_rows(),
            bill: self.bill.iter().map(|paid| self.bill_line(paid)).collect(),
            spending: self.spending(),
            refusals: self.refusals().map(|refused| refusal_row(checked, refused)).collect(),
            runs_out: self.runs_out,
            backlog_clears: self.backlog_clears(),
            pools: pools_in_use(checked, &self.pools),
            daily: self.daily.take(),
            ledger: self.ledger.take(),
            refusals_daily: self.refusals_daily.take(),
            assumptions,
            warnings,
            rules,
            sources,
        };
        let answer = answer::sentence(checked, &report);
        Report { answer, ..report }
    }

    /// What a reader should know.
    pub(crate) fn warnings(&self) -> Vec<Warning> {
        let mut warnings = warnings(self.checked);
        warnings.extend(self.backlog.warning(self.checked));
        warnings
    }

    fn cycle_rows(&self) -> Vec<CycleRow> {
        let row = |(index, record): (u32, &CycleRecord)| {
            let CycleRecord { cycle, sums, runs_out, cost, .. } = record;
            CycleRow {
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
                runs_out: *runs_out,
                cost: self.money(*cost),
            }
        };
        (0..).zip(&self.cycles).map(row).collect()
    }

    fn bill_line(&self, paid: &Paid) -> BillLine {
        let line = &paid.line;
        BillLine {
            on: paid.on,
            cycle: paid.cycle,
            kind: line.kind,
            rule: line.rule.to_owned(),
            title: line.title.clone(),
            amount: self.money(line.amount),
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
        let granted = self.totals().granted > Amount::ZERO;
        let ids = self.bill.iter().map(|paid| paid.line.rule);
        let ids = ids.chain(self.ledger.iter().flatten().map(|entry| &*entry.rule));
        let mut named = ById::default();
        for id in ids.chain(charged).chain(granted.then_some("subscription.grant")) {
            if !named.contains_key(id)
                && let Some(rule) = self.checked.card.rule(id)
            {
                named.insert(id.to_owned(), rule.into());
            }
        }
        named
    }
}

fn refusal_row(checked: &Checked, refused: &Refused) -> RefusalRow {
    let step = &checked.steps[refused.step];
    RefusalRow {
        reason: refused.reason,
        activity: step.index,
        action: step.tariff.action.id.clone(),
        key: step.activity.key.clone(),
        user: step.activity.user.clone(),
        first: refused.first,
        requests: Units(refused.requests),
        units: Units(refused.units),
        answer: api_answer(checked.card, step, refused.reason),
    }
}

/// What the vendor's API answers, where it is asked at all.
fn api_answer(card: &RateCard, step: &Step, reason: Refusal) -> Option<ApiAnswer> {
    let answer = card.answers.iter().find(|answer| answer.refusal == reason.id())?;
    step.tariff.action.request.then(|| ApiAnswer {
        status: u16::try_from(answer.status.0).expect("a status has three digits"),
        body: answer.body.clone(),
        retry: answer.retry,
    })
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
    let row = |pool: &Named| {
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
