//! Where the vendor's pages disagree: what each answer would come to.

use creditcast_core::amount::Amount;
use creditcast_core::calendar::Instant;
use creditcast_core::rate_card::PolicyOption;
use creditcast_core::report::Report;

use crate::format;
use crate::order::{each_once, largest_first};
use crate::run::Run;
use crate::words::upper_first;

/// A question with its answers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Doubt {
    /// The switch.
    pub policy: String,
    /// The question.
    pub title: String,
    /// The answer where none is chosen.
    pub default: String,
    /// The answer in force.
    pub chosen: String,
    /// The answers, in the card's order.
    pub answers: Vec<Answer>,
}

/// What the answers to a question change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Changes {
    /// When credits run out.
    End,
    /// What is paid.
    Cost,
    /// What is spent.
    Credits,
    /// What expires, where everything is spent alike.
    Expiry,
}

/// An answer and what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    /// The word that chooses it.
    pub id: String,
    /// What it means.
    pub title: String,
    /// Who says so.
    pub sources: Vec<String>,
    /// What the plan comes to then, if it can be run.
    pub result: Option<Outcome>,
}

/// What a plan comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// What is spent.
    pub spent: Amount,
    /// What is paid.
    pub cost: Amount,
    /// What is lost unused.
    pub expired: Amount,
    /// When it runs out.
    pub runs_out: Option<Instant>,
}

impl Outcome {
    fn of(report: &Report) -> Self {
        Outcome {
            spent: report.totals.spent,
            cost: report.totals.cost.amount.0,
            expired: report.totals.expired,
            runs_out: report.runs_out,
        }
    }
}

/// The questions that the report's assumptions answer, those that matter most first.
pub(crate) fn doubts(run: &Run) -> Vec<Doubt> {
    let mut doubting = Doubting::default();
    while !doubting.is_done(run) {
        doubting.step(run);
    }
    doubting.doubts()
}

/// The questions as far as they have been looked at: one after the other, where all at once would take longer
/// than a keystroke may.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubting {
    looked_at: usize,
    found: Vec<Doubt>,
}

/// No more months of steps than these are run for all answers at once.
const AT_ONCE: usize = 60;

impl Doubting {
    /// Are the answers of a run to be looked at one after the other?
    pub(crate) fn is_for(run: &Run) -> bool {
        let months = usize::try_from(run.scenario.horizon.months.0).unwrap_or(usize::MAX);
        run.scenario.usage.len().saturating_mul(months) > AT_ONCE
    }

    /// Has none been looked at yet?
    pub(crate) fn is_at_first(&self) -> bool {
        self.looked_at == 0
    }

    /// Is there no further question?
    pub(crate) fn is_done(&self, run: &Run) -> bool {
        self.looked_at >= run.report.assumptions.len()
    }

    /// Looks at the next question.
    pub(crate) fn step(&mut self, run: &Run) {
        let next = run.report.assumptions.get(self.looked_at);
        self.found.extend(next.and_then(|assumption| doubt(run, &assumption.policy)));
        self.looked_at += 1;
    }

    /// Those that were found, the ones that matter most first.
    pub(crate) fn doubts(self) -> Vec<Doubt> {
        largest_first(self.found.into_iter(), Doubt::effect)
    }
}

fn doubt(run: &Run, policy: &str) -> Option<Doubt> {
    let policy = run.card().policy(policy)?;
    let chosen = run.answer_to(&policy.id)?;
    let answer = |option: &PolicyOption| Answer {
        id: option.id.clone(),
        title: option.title.clone(),
        sources: option.sources.clone(),
        result: result(run, &policy.id, &option.id, option.id == chosen),
    };
    Some(Doubt {
        policy: policy.id.clone(),
        title: policy.title.clone(),
        default: policy.default.clone(),
        chosen: chosen.to_owned(),
        answers: policy.options.iter().map(answer).collect(),
    })
}

fn result(run: &Run, policy: &str, answer: &str, is_chosen: bool) -> Option<Outcome> {
    if is_chosen {
        return Some(Outcome::of(&run.report));
    }
    run.with_answer(policy, answer).as_ref().map(Outcome::of)
}

impl Doubt {
    /// How far its answers lie apart, whichever is chosen, so that choosing moves no question: what
    /// is lost by running out weighs most, then money.
    fn effect(&self) -> (bool, i64, i64) {
        let apart = |of| self.apart(of);
        let mut ends = self.results().map(|result| result.runs_out);
        let first = ends.next();
        let ends_differ = ends.any(|end| Some(end) != first);
        (ends_differ, apart(|r| r.cost), apart(|r| r.spent) + apart(|r| r.expired))
    }

    /// How far its answers lie apart in something.
    fn apart(&self, of: fn(&Outcome) -> Amount) -> i64 {
        let values = || self.results().map(|result| of(result).as_micros());
        values().max().unwrap_or(0) - values().min().unwrap_or(0)
    }

    /// The first thing that an answer changes, if any does.
    pub(crate) fn changes(&self) -> Option<Changes> {
        match self.effect() {
            (true, ..) => Some(Changes::End),
            (_, 1.., _) => Some(Changes::Cost),
            (.., 1..) if self.apart(|result| result.spent) > 0 => Some(Changes::Credits),
            (.., 1..) => Some(Changes::Expiry),
            _ => None,
        }
    }

    /// The alternatives in a few words: "Out on 25 June, or never out."
    pub(crate) fn alternatives(&self, currency: &str) -> String {
        let said: Vec<_> = self.in_order().map(|result| self.said(result, currency)).collect();
        let said = each_once(said.iter());
        match self.changes() {
            Some(Changes::Credits) => format!("{} credits.", said.join(" or ")),
            Some(Changes::Expiry) => format!("{} credits expire.", said.join(" or ")),
            _ => upper_first(&said.join(", or ")) + ".",
        }
    }

    fn said(&self, result: &Outcome, currency: &str) -> String {
        match self.changes() {
            Some(Changes::End) => match result.runs_out {
                Some(at) => format!("out on {}", format::short_weekday(at.date)),
                None => "never out".to_owned(),
            },
            Some(Changes::Cost) => format::money_of(result.cost, currency),
            Some(Changes::Expiry) => format::amount(result.expired),
            _ => format::amount(result.spent),
        }
    }

    /// The result of the answer in force.
    pub(crate) fn now(&self) -> Option<&Outcome> {
        self.answers.iter().find(|answer| answer.id == self.chosen)?.result.as_ref()
    }

    fn results(&self) -> impl Iterator<Item = &Outcome> {
        self.answers.iter().filter_map(|answer| answer.result.as_ref())
    }

    /// The results, that of the answer in force first.
    fn in_order(&self) -> impl Iterator<Item = &Outcome> {
        let others = self.answers.iter().filter(|answer| answer.id != self.chosen);
        self.now().into_iter().chain(others.filter_map(|answer| answer.result.as_ref()))
    }
}
