//! The stretches of a run: from when to when which plan is in force, is frozen, or has ended.

use creditcast_core::amount::Amount;
use creditcast_core::calendar::Date;
use creditcast_core::report::{BillLine, CycleRow};
use creditcast_core::subscription::{BillKind, Change, Move, State};

use crate::format;
use crate::run::Run;

/// Days on which one plan is in force at one price, or none.
pub(crate) struct Stretch {
    /// The first of them.
    pub start: Date,
    /// The day after the last.
    pub end: Date,
    /// The plan, or what there is instead of one.
    pub title: String,
    /// What a cycle of it costs, further users included, where one is billed as a whole.
    cost: Option<Amount>,
    is_annual: bool,
    state: State,
    plan: String,
}

impl Stretch {
    /// Are credits granted and spent?
    pub(crate) fn is_active(&self) -> bool {
        self.state == State::Active
    }

    /// What it is, in a word.
    pub(crate) fn word(&self) -> &'static str {
        word(self.state)
    }

    /// "$69.90 a month"
    pub(crate) fn price(&self, run: &Run) -> String {
        let Some(cost) = self.cost else { return String::new() };
        let unit = if self.is_annual { "year" } else { "month" };
        format!("{} a {unit}", format::money_of(cost, &run.report.totals.cost.currency))
    }

    /// Does it go on in a cycle? One that began within a cycle costs what the next one does.
    fn goes_on(&self, run: &Run, cycle: &CycleRow) -> bool {
        let costs_the_same = self.cost.is_none() || self.cost == cost(run, cycle);
        self.state == cycle.state && self.plan == cycle.plan && costs_the_same
    }
}

/// What a cycle is, in a word.
pub(crate) fn word(state: State) -> &'static str {
    match state {
        State::Active => "",
        State::Frozen => "frozen",
        State::Ended => "ended",
    }
}

/// The stretches of a run, one after the other.
pub(crate) fn stretches(run: &Run) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for cycle in &run.report.cycles {
        match stretches.last_mut() {
            Some(last) if last.goes_on(run, cycle) => {
                last.end = cycle.end;
                last.cost = cost(run, cycle);
            }
            Some(last) => {
                let start = begins(run, cycle);
                last.end = start;
                stretches.push(stretch(run, cycle, start));
            }
            None => stretches.extend(first(run, cycle)),
        }
    }
    stretches
}

/// The first cycle, in which the plan may have changed already.
fn first(run: &Run, cycle: &CycleRow) -> Vec<Stretch> {
    let start = upgraded(run, cycle).unwrap_or(cycle.start);
    let mut stretches = vec![stretch(run, cycle, start)];
    if start > cycle.start {
        let before = stretch(run, cycle, cycle.start);
        let plan = run.scenario.subscription.plan.clone();
        let title = run.card().plan(&plan).map_or_else(String::new, |plan| plan.title.clone());
        stretches.insert(0, Stretch { end: start, title, plan, ..before });
    }
    stretches
}

fn stretch(run: &Run, cycle: &CycleRow, start: Date) -> Stretch {
    let title = match cycle.state {
        State::Active => run.card().plan(&cycle.plan).map_or(&*cycle.plan, |plan| &plan.title),
        State::Frozen | State::Ended => word(cycle.state),
    };
    Stretch {
        start,
        end: cycle.end,
        title: title.to_owned(),
        cost: cost(run, cycle).filter(|_| start <= cycle.start),
        is_annual: cycle.end.months_since(cycle.start) > 1,
        state: cycle.state,
        plan: cycle.plan.clone(),
    }
}

/// The day on which a cycle's terms come into force: that of the upgrade in it, that on which the users came
/// within the cycle before, or its first.
#[inline(never)]
fn begins(run: &Run, cycle: &CycleRow) -> Date {
    upgraded(run, cycle).or_else(|| users_came(run, cycle)).unwrap_or(cycle.start)
}

fn upgraded(run: &Run, cycle: &CycleRow) -> Option<Date> {
    let comes = |change: &&Change| {
        let is_here = (cycle.start..cycle.end).contains(&change.on);
        let is_it = matches!(&change.what, Move::Upgrade(to) if to.plan == cycle.plan);
        is_here && is_it && cycle.state == State::Active
    };
    run.scenario.subscription.changes.iter().find(comes).map(|change| change.on)
}

fn users_came(run: &Run, cycle: &CycleRow) -> Option<Date> {
    let before = run.report.cycles.iter().find(|before| before.end == cycle.start)?;
    let days = before.start.plus_days(1)..before.end;
    let mut bill = run.report.bill.iter();
    let line = bill.find(|line| line.kind == BillKind::Seats && days.contains(&line.on));
    line.filter(|_| before.plan == cycle.plan && cycle.state == State::Active).map(|line| line.on)
}

/// What a cycle costs that is billed as a whole on its first day, whatever changes on that day.
fn cost(run: &Run, cycle: &CycleRow) -> Option<Amount> {
    let is_for_it = |line: &&BillLine| {
        line.on == cycle.start && !matches!(line.kind, BillKind::TopUp | BillKind::Use)
    };
    let lines = run.report.bill.iter().filter(is_for_it);
    let is_whole = lines.clone().any(|line| line.kind == BillKind::Plan);
    is_whole.then(|| lines.map(|line| line.amount.amount.0).sum())
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use creditcast_core::document::Value;

    use super::stretches;
    use crate::draft::Draft;
    use crate::run::Run;

    /// A year of Pro at $69.90, a further user at $49.90, with one change; Premium is $399.90.
    fn told(kind: &str, on: &str, (key, value): (&str, &str)) -> Vec<String> {
        let mut draft = Draft::default();
        draft.list_mut("/usage");
        draft.list_mut("/subscription/changes").push(Value::Null);
        let mut set = |at: &str, value: &str| match value.parse::<f64>() {
            Ok(number) => draft.set(at, number),
            Err(_) => draft.set(at, value),
        };
        set("/card", "lusha-help-centre");
        set("/horizon/months", "12");
        set("/subscription/plan", "pro");
        set("/subscription/seats", "2");
        set("/subscription/start", "2026-12-01");
        set("/subscription/changes/0/kind", kind);
        set("/subscription/changes/0/on", on);
        set(&format!("/subscription/changes/0/{key}"), value);
        let run = Run::of(Rc::new(draft)).expect("a complete run");
        let said = stretches(&run).into_iter().map(|stretch| {
            let cost = stretch.cost.map(|cost| cost.to_string()).unwrap_or_default();
            format!("{} {} {cost}", stretch.start, stretch.title)
        });
        said.collect()
    }

    #[test]
    fn a_plan_costs_what_a_cycle_of_it_does() {
        let premium = ("plan", "premium");
        let on_a_renewal = told("upgrade", "2027-01-01", premium);
        assert_eq!(on_a_renewal, ["2026-12-01 Pro 69.90", "2027-01-01 Premium 399.90"]);
        let between = told("upgrade", "2027-03-12", premium);
        assert_eq!(between, ["2026-12-01 Pro 69.90", "2027-03-12 Premium 399.90"]);
        let on_the_first_day = told("upgrade", "2026-12-01", premium);
        assert_eq!(on_the_first_day, ["2026-12-01 Premium 399.90"]);
    }

    #[test]
    fn further_users_are_paid_for_from_the_day_on_which_they_come() {
        let on_a_renewal = told("seats", "2027-01-01", ("seats", "3"));
        assert_eq!(on_a_renewal, ["2026-12-01 Pro 69.90", "2027-01-01 Pro 119.80"]);
        let between = told("seats", "2027-03-12", ("seats", "3"));
        assert_eq!(between, ["2026-12-01 Pro 69.90", "2027-03-12 Pro 119.80"]);
    }
}
