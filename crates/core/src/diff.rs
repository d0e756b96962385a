//! Two runs of one use, rule by rule: under two cards, or under two sets of answers.

use std::sync::Arc;

use serde::Serialize;

use crate::amount::{Amount, Money};
use crate::calendar::Instant;
use crate::document::{At, Problem, Problems, Value};
use crate::rate_card::{Shelf, Sources, Wallet};
use crate::report::{Report, Totals, Units};
use crate::scenario::Scenario;
use crate::simulation::{Options, parse, simulate};
use crate::words::{capital, count, credits_are, units_go};

/// What changes from one run to another.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diff {
    /// The result in one sentence.
    pub answer: String,
    /// What requests were charged.
    pub spent: BeforeAfter<Amount>,
    /// What is paid.
    pub cost: BeforeAfter<Money>,
    /// Units that are asked for and not served.
    pub unserved: BeforeAfter<Units>,
    /// The first request refused for want of credits.
    pub runs_out: BeforeAfter<Option<Instant>>,
    /// Every rule by which either run charged anything, in the order in which they are first met.
    pub rules: Vec<RuleDiff>,
    /// The sources that the rules name. Where the two cards have another sentence under the same id, that
    /// of the first has the card in front of its id.
    pub sources: Sources,
}

/// The same of both runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BeforeAfter<T> {
    /// Of the first.
    pub before: T,
    /// Of the second.
    pub after: T,
}

/// What a rule charged in both runs.
#[derive(Clone, Debug, Serialize)]
pub struct RuleDiff {
    /// Its id.
    pub rule: String,
    /// What it is about, as the later card says it.
    pub title: String,
    /// What it charged in the first run.
    pub before: Amount,
    /// And in the second.
    pub after: Amount,
    /// Who says so, on either card.
    pub sources: Vec<String>,
}

/// The difference between two documents that should be scenarios.
///
/// # Errors
/// Every problem of both at once, its place beginning with `/before` or `/after`.
pub fn diff(before: &Value, after: &Value, shelf: &dyn Shelf) -> Result<Diff, Vec<Problem>> {
    let sides = [("before", before), ("after", after)].map(|(side, document)| {
        let scenario = parse(document, shelf);
        let report = scenario.and_then(|scenario| Side::of(&scenario, shelf));
        report.map_err(|problems| problems.into_iter().map(|problem| problem.within(side)))
    });
    match sides {
        [Ok(before), Ok(after)] => before.to(&after),
        sides => Err(sides.into_iter().filter_map(Result::err).flatten().collect()),
    }
}

/// One of the two runs.
struct Side {
    report: Report,
    wallet: Wallet,
}

impl Side {
    fn of(scenario: &Scenario, shelf: &dyn Shelf) -> Result<Self, Vec<Problem>> {
        let report = simulate(scenario, shelf, Options::SUMS)?;
        let card = scenario.card.find(shelf, At::Root, &mut Problems::default());
        Ok(Side { report, wallet: card.map(|card| card.wallet).unwrap_or_default() })
    }

    fn to(mut self, after: &Side) -> Result<Diff, Vec<Problem>> {
        let mut problems = Problems::default();
        if self.wallet != after.wallet {
            problems.add(two_wallets());
        }
        self.tell_sources_apart(&after.report);
        let (before, after, wallet) = (&self.report, &after.report, after.wallet);
        let rules = rules(before, after);
        let mut sources = before.sources.clone();
        after.sources.iter().for_each(|(id, source)| sources.insert(id.clone(), source.clone()));
        sources.retain(|id| rules.iter().any(|rule| rule.sources.contains(id)));
        let (old, new) = (&before.totals, &after.totals);
        let spent = BeforeAfter { before: old.spent, after: new.spent };
        let cost = BeforeAfter { before: old.cost.clone(), after: new.cost.clone() };
        let unserved = |totals: &Totals| Units(totals.asked.0 - totals.served.0);
        let unserved = BeforeAfter { before: unserved(old), after: unserved(new) };
        let runs_out = BeforeAfter { before: before.runs_out, after: after.runs_out };
        let answer = sentence(wallet, spent, &cost) + &service(wallet, runs_out, unserved);
        problems.or(Diff { answer, spent, cost, unserved, runs_out, rules, sources })
    }

    /// Puts the card in front of the ids of those sources of which another report has the id, but not
    /// the same sentence: neither may stand for the other.
    fn tell_sources_apart(&mut self, other: &Report) {
        let Report { about, rules, sources, .. } = &mut self.report;
        let own = std::mem::take(sources);
        let tell_apart = |id: &mut String| {
            let is_other = other.sources.get(id).is_some_and(|other| own.get(id) != Some(other));
            if is_other {
                *id = format!("{}/{id}", about.card);
            }
        };
        for (_, rule) in rules.iter_mut() {
            rule.sources.iter_mut().for_each(tell_apart);
        }
        for source in own.values() {
            let mut source = source.clone();
            tell_apart(&mut Arc::make_mut(&mut source).id);
            sources.insert(source.id.clone(), source);
        }
    }
}

fn two_wallets() -> Problem {
    let message = "One card charges credits and the other money, so that their rules cannot be set side by \
                   side. Take two cards of one kind, or compare the plans.";
    Problem::new(At::Key(&At::Key(&At::Root, "after"), "card"), "twoWallets", message)
}

/// What each rule charged, over all activities.
fn rules(before: &Report, after: &Report) -> Vec<RuleDiff> {
    let mut rules: Vec<RuleDiff> = Vec::new();
    for (report, is_after) in [(before, false), (after, true)] {
        for charged in report.spending.iter().flat_map(|row| &row.rules) {
            let known = rules.iter().position(|rule| rule.rule == charged.rule);
            let place = known.unwrap_or_else(|| {
                rules.push(unknown(&charged.rule));
                rules.len() - 1
            });
            let rule = &mut rules[place];
            rule.name(report);
            let sum = if is_after { &mut rule.after } else { &mut rule.before };
            *sum += charged.amount;
        }
    }
    rules
}

fn unknown(rule: &str) -> RuleDiff {
    let (rule, title, nothing) = (rule.to_owned(), String::new(), Amount::ZERO);
    RuleDiff { rule, title, before: nothing, after: nothing, sources: Vec::new() }
}

impl RuleDiff {
    /// Takes title and sources from a report's card.
    fn name(&mut self, report: &Report) {
        let Some(row) = report.rules.get(&self.rule) else { return };
        self.title.clone_from(&row.title);
        for source in &row.sources {
            if !self.sources.contains(source) {
                self.sources.push(source.clone());
            }
        }
    }
}

/// "12,434 credits instead of 9,870, at USD 838.80 instead of USD 838.80."
fn sentence(wallet: Wallet, spent: BeforeAfter<Amount>, cost: &BeforeAfter<Money>) -> String {
    let paid = if cost.before == cost.after {
        format!("{} as before", cost.after)
    } else {
        format!("{} instead of {}", cost.after, cost.before)
    };
    if wallet == Wallet::Money {
        return format!("This costs {paid}.");
    }
    let used = credits_are(spent.after);
    if spent.before == spent.after {
        return format!("{used} used as before, and it costs {paid}.");
    }
    let before = spent.before.in_words();
    format!("{used} used instead of {before}, and it costs {paid}.")
}

/// " Credits run out on 30 July 2027, and 920 units go unserved instead of none."
fn service(
    wallet: Wallet,
    runs_out: BeforeAfter<Option<Instant>>,
    unserved: BeforeAfter<Units>,
) -> String {
    let days = [runs_out.before, runs_out.after].map(|at| at.map(|at| at.date));
    let runs_out = match days {
        [before, after] if before == after => None,
        [_, Some(after)] => Some(format!("{} on {}", wallet.runs_out(), after.in_words())),
        [_, None] => Some(wallet.lasts().to_owned()),
    };
    let unserved = (unserved.before != unserved.after).then(|| {
        let before = match unserved.before.0 {
            0 => "none".to_owned(),
            before => count(before),
        };
        format!("{} unserved instead of {before}", units_go(unserved.after.0))
    });
    let said: Vec<_> = runs_out.into_iter().chain(unserved).collect();
    if said.is_empty() { String::new() } else { format!(" {}.", capital(&said.join(", and "))) }
}
