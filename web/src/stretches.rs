//! The stretches of a run: from when to when which plan is in force, is frozen, or has ended.

use creditcast_core::calendar::Date;
use creditcast_core::report::CycleRow;
use creditcast_core::subscription::{BillKind, Change, Move, State};

use crate::format;
use crate::run::Run;

/// Days on which one plan is in force, or none.
pub(crate) struct Stretch {
    /// The first of them.
    pub start: Date,
    /// The day after the last.
    pub end: Date,
    /// The plan, or what there is instead of one.
    pub title: String,
    /// What it costs, where a cycle of it is billed.
    pub price: String,
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
            Some(last) if last.state == cycle.state && last.plan == cycle.plan => {
                last.end = cycle.end;
            }
            Some(last) => {
                let start = begins(run, cycle);
                last.end = start;
                stretches.push(stretch(run, cycle, start));
            }
            None => stretches.extend(first(run, cycle)),
        }
    }
    for stretch in &mut stretches {
        stretch.price = price(run, stretch);
    }
    stretches
}

/// The first cycle, in which the plan may have changed already.
fn first(run: &Run, cycle: &CycleRow) -> Vec<Stretch> {
    let start = begins(run, cycle);
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
        price: String::new(),
        state: cycle.state,
        plan: cycle.plan.clone(),
    }
}

/// The day on which a cycle's plan comes into force: that of the upgrade in it, or its first.
fn begins(run: &Run, cycle: &CycleRow) -> Date {
    let comes = |change: &&Change| {
        let is_here = (cycle.start..cycle.end).contains(&change.on);
        let is_it = matches!(&change.what, Move::Upgrade(to) if to.plan == cycle.plan);
        is_here && is_it && cycle.state == State::Active
    };
    let upgrade = run.scenario.subscription.changes.iter().find(comes);
    upgrade.map_or(cycle.start, |change| change.on)
}

fn price(run: &Run, stretch: &Stretch) -> String {
    let billed = run.report.bill.iter().find(|line| {
        line.kind == BillKind::Plan && (stretch.start..stretch.end).contains(&line.on)
    });
    let Some(line) = billed.filter(|_| stretch.is_active()) else { return String::new() };
    let is_year = run
        .report
        .cycles
        .iter()
        .any(|cycle| cycle.index == line.cycle && cycle.end.months_since(cycle.start) > 1);
    format!("{} a {}", format::money(&line.amount), if is_year { "year" } else { "month" })
}
