//! The least and the most that a scenario can come to, over every answer that the vendor's pages allow.

mod sentence;

use serde::Serialize;

use crate::amount::{Amount, Money};
use crate::calendar::Instant;
use crate::document::{Problem, Value};
use crate::progress::Progress;
use crate::rate_card::{Policy, RateCard, Shelf, Sources, Wallet};
use crate::report::Units;
use crate::scenario::Scenario;
use crate::simulation::{Budget, Checked, Options, checked, parse};

/// More combinations of answers than this are not tried.
const COMBINATIONS_MAX: usize = 4_096;

/// Between what a scenario lies while the vendor's pages disagree.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CostRange {
    /// The result in one sentence.
    pub answer: String,
    /// What requests are charged.
    pub spent: LowHigh<Amount>,
    /// What is paid.
    pub cost: LowHigh<Money>,
    /// Units served.
    pub served: LowHigh<Units>,
    /// What the requests refused for want of credits would have cost.
    pub missing: LowHigh<Amount>,
    /// The first request refused for want of credits.
    pub runs_out: FirstLast,
    /// Was every combination tried?
    pub exact: bool,
    /// What each switch that matters does by itself, the largest effect first.
    pub switches: Vec<Switch>,
    /// The sources that the switches name.
    pub sources: Sources,
    #[serde(skip)]
    vendor: String,
    #[serde(skip)]
    wallet: Wallet,
}

/// The least and the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LowHigh<T> {
    /// The least.
    pub low: T,
    /// The most.
    pub high: T,
}

/// The earliest and the latest, of what may never be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FirstLast {
    /// The earliest; `None` if it never is.
    pub first: Option<Instant>,
    /// The latest; `None` if by some answers it never is.
    pub last: Option<Instant>,
}

/// What the answers to one question do, with all others left as they are.
#[derive(Clone, Debug, Serialize)]
pub struct Switch {
    /// Its id.
    pub policy: String,
    /// The question.
    pub title: String,
    /// The answer by which least is charged; of two alike the one in force.
    pub low: String,
    /// The answer by which most is charged.
    pub high: String,
    /// By how much: in credits, or money where the wallet is one or nothing but what is paid changes.
    pub effect: Amount,
    /// Who says so.
    pub sources: Vec<String>,
}

/// The range of a document that should be a scenario; each run under other answers is a step.
///
/// # Errors
/// Every problem of the scenario at once.
pub fn range(
    document: &Value,
    shelf: &dyn Shelf,
    progress: &Progress,
) -> Result<CostRange, Vec<Problem>> {
    CostRange::of(&parse(document, shelf)?, shelf, progress)
}

/// What a run comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sums {
    spent: Amount,
    cost: Amount,
    served: Units,
    missing: Amount,
    runs_out: Option<Instant>,
}

/// Between what all runs lie.
struct Ends {
    spent: LowHigh<Amount>,
    cost: LowHigh<Amount>,
    served: LowHigh<Units>,
    missing: LowHigh<Amount>,
    runs_out: FirstLast,
}

/// A question that may matter, and what each answer to it comes to by itself.
struct Lever<'a> {
    policy: &'a Policy,
    /// The answer in force.
    chosen: usize,
    /// In the order of the answers; none where it cannot be run.
    sums: Vec<Option<Sums>>,
}

/// The runs of one scenario under other answers.
struct Trials<'a> {
    scenario: &'a Scenario,
    card: &'a RateCard,
    shelf: &'a dyn Shelf,
    progress: &'a Progress<'a>,
    /// What may be tried, if not every combination may, and what each takes of it.
    budget: Option<&'a Budget>,
    work: u64,
    /// Was anything not tried?
    left_out: bool,
    base: Sums,
    ends: Ends,
}

impl CostRange {
    /// The range of a scenario.
    ///
    /// # Errors
    /// Why it cannot be run as it is.
    pub fn of(
        scenario: &Scenario,
        shelf: &dyn Shelf,
        progress: &Progress,
    ) -> Result<Self, Vec<Problem>> {
        Self::within(scenario, shelf, progress, None)
    }

    /// The same, and no more is tried than a budget allows.
    pub(crate) fn within(
        scenario: &Scenario,
        shelf: &dyn Shelf,
        progress: &Progress,
        budget: Option<&Budget>,
    ) -> Result<Self, Vec<Problem>> {
        let checked = checked(scenario, shelf)?;
        let (base, card, work) = (Sums::of(&checked)?, checked.card, checked.work());
        let (ends, left_out) = (Ends::of(base), false);
        let mut trials =
            Trials { scenario, card, shelf, progress, budget, work, left_out, base, ends };
        let levers = trials.levers(ids(checked.in_play()));
        trials.combine(&levers);
        Ok(trials.into_range(&levers))
    }

    /// Do the vendor's pages leave no doubt of what is charged and served?
    pub fn is_certain(&self) -> bool {
        self.in_words().is_none()
    }
}

impl Sums {
    fn of(checked: &Checked) -> Result<Self, Vec<Problem>> {
        let record = checked.run(Options::SUMS)?;
        let (totals, runs_out) = (record.totals(), record.runs_out);
        Ok(Sums {
            spent: totals.spent,
            cost: totals.cost.amount.0,
            served: totals.served,
            missing: totals.missing,
            runs_out,
        })
    }
}

impl Ends {
    fn of(sums: Sums) -> Self {
        Ends {
            spent: LowHigh::of(sums.spent),
            cost: LowHigh::of(sums.cost),
            served: LowHigh::of(sums.served),
            missing: LowHigh::of(sums.missing),
            runs_out: FirstLast { first: sums.runs_out, last: sums.runs_out },
        }
    }

    fn take_in(&mut self, sums: Sums) {
        self.spent.take_in(sums.spent);
        self.cost.take_in(sums.cost);
        self.served.take_in(sums.served);
        self.missing.take_in(sums.missing);
        self.runs_out.take_in(sums.runs_out);
    }
}

fn ids<'p>(policies: impl Iterator<Item = &'p Policy>) -> Vec<String> {
    policies.map(|policy| policy.id.clone()).collect()
}

impl<'a> Trials<'a> {
    /// May it be run so often? If not, that is left out.
    fn may_run(&mut self, times: usize) -> bool {
        let may = self.budget.is_none_or(|budget| budget.take_all(self.work * times as u64));
        self.left_out |= !may;
        may
    }

    /// Runs it with some answers in place of those in force; what else comes into play by them is
    /// noted.
    fn run(&mut self, answers: &[(&Policy, usize)], in_play: &mut Vec<String>) -> Option<Sums> {
        let mut scenario = self.scenario.clone();
        for (policy, option) in answers {
            scenario.policies.choose(&policy.id, &policy.options[*option].id);
        }
        self.progress.step();
        let checked = checked(&scenario, self.shelf).ok()?;
        let sums = Sums::of(&checked).ok()?;
        for policy in checked.in_play() {
            if !in_play.contains(&policy.id) {
                in_play.push(policy.id.clone());
            }
        }
        self.ends.take_in(sums);
        Some(sums)
    }

    /// The questions that matter: those whose answers change anything by themselves, or with an
    /// answer to one of these.
    fn levers(&mut self, mut in_play: Vec<String>) -> Vec<Lever<'a>> {
        let (mut felt, mut idle, mut next) = (Vec::new(), Vec::new(), 0);
        while let Some(id) = in_play.get(next) {
            next += 1;
            let Some(policy) = self.card.policy(id) else { continue };
            let lever = self.lever(policy, &mut in_play);
            let group = if lever.is_felt(self.base) { &mut felt } else { &mut idle };
            group.push(lever);
        }
        let alone = felt.len();
        for lever in idle {
            if felt[..alone].iter().any(|other| self.matter_together(other, &lever)) {
                felt.push(lever);
            }
        }
        felt
    }

    fn lever(&mut self, policy: &'a Policy, in_play: &mut Vec<String>) -> Lever<'a> {
        let given = self.scenario.policies.0.iter().find(|(id, _)| *id == policy.id);
        let chosen = given.map_or(&policy.default, |(_, answer)| answer);
        let chosen = policy.options.iter().position(|option| option.id == *chosen).unwrap_or(0);
        let answers = 0..policy.options.len();
        let sums = answers.map(|option| {
            if option == chosen || !self.may_run(1) {
                return Some(self.base);
            }
            self.run(&[(policy, option)], in_play)
        });
        Lever { policy, chosen, sums: sums.collect() }
    }

    /// Does an answer to the second change anything where the first has another answer?
    fn matter_together(&mut self, felt: &Lever<'a>, idle: &Lever<'a>) -> bool {
        let of_idle = idle.others();
        let pairs = felt.others().flat_map(|one| of_idle.clone().map(move |other| (one, other)));
        pairs.into_iter().any(|(one, other)| {
            let both = [(felt.policy, one), (idle.policy, other)];
            self.may_run(1) && self.run(&both, &mut Vec::new()) != felt.sums[one]
        })
    }

    /// Tries every combination of answers, if they are not too many; else the two at the ends.
    fn combine(&mut self, levers: &[Lever<'a>]) {
        let count = levers.iter().try_fold(1_usize, |count, lever| {
            count.checked_mul(lever.sums.len()).filter(|count| *count <= COMBINATIONS_MAX)
        });
        let single: usize = levers.iter().map(|lever| lever.others().count()).sum();
        let Some(count) = count.filter(|count| self.may_run(count - single - 1)) else {
            return self.combine_ends(levers);
        };
        self.progress.expect((count - single - 1) as u64);
        for mut number in 0..count {
            let answer = |lever: &Lever<'a>| {
                let option = number % lever.sums.len();
                number /= lever.sums.len();
                (lever.policy, option)
            };
            let answers: Vec<_> = levers.iter().map(answer).collect();
            // Each by itself was run before.
            let other = |(lever, (_, option)): &(&Lever, &(_, usize))| lever.chosen != *option;
            if levers.iter().zip(&answers).filter(other).count() > 1 {
                self.run(&answers, &mut Vec::new());
            }
        }
    }

    /// All the answers by which least is charged, and all by which most is.
    fn combine_ends(&mut self, levers: &[Lever<'a>]) {
        self.left_out = true;
        self.progress.expect(2);
        for is_high in [false, true] {
            let ends = levers.iter().map(|lever| (lever.policy, lever.end(is_high)));
            self.run(&ends.collect::<Vec<_>>(), &mut Vec::new());
        }
    }

    fn into_range(self, levers: &[Lever]) -> CostRange {
        let mut switches: Vec<Switch> = Vec::new();
        for lever in levers {
            let switch = lever.switch();
            let place = switches.iter().position(|other| other.effect < switch.effect);
            switches.insert(place.unwrap_or(switches.len()), switch);
        }
        let money = |amount| Money::new(amount, &self.card.currency);
        let Ends { spent, cost, served, missing, runs_out } = self.ends;
        let cost = LowHigh { low: money(cost.low), high: money(cost.high) };
        let ids = switches.iter().flat_map(|switch| &switch.sources);
        let sources = self.card.sources_named(ids);
        let mut range = CostRange {
            answer: String::new(),
            spent,
            cost,
            served,
            missing,
            runs_out,
            exact: !self.left_out,
            switches,
            sources,
            vendor: self.card.vendor.clone(),
            wallet: self.card.wallet,
        };
        range.answer = range.sentence();
        range
    }
}

impl<T: Ord + Copy> LowHigh<T> {
    fn of(one: T) -> Self {
        LowHigh { low: one, high: one }
    }

    fn take_in(&mut self, other: T) {
        (self.low, self.high) = (self.low.min(other), self.high.max(other));
    }
}

impl FirstLast {
    fn take_in(&mut self, at: Option<Instant>) {
        self.first = self.first.into_iter().chain(at).min();
        self.last = self.last.zip(at).map(|(last, at)| last.max(at));
    }
}

impl Lever<'_> {
    fn is_felt(&self, base: Sums) -> bool {
        self.sums.iter().any(|sums| *sums != Some(base))
    }

    /// The answers that are not in force.
    fn others(&self) -> impl Iterator<Item = usize> + Clone + use<> {
        let chosen = self.chosen;
        (0..self.sums.len()).filter(move |option| *option != chosen)
    }

    /// The answer by which least or most is charged; of those alike the one in force.
    fn end(&self, is_high: bool) -> usize {
        let by_spent = self.spread(|sums| sums.spent) > Amount::ZERO;
        let of = |option: usize| {
            let sums = self.sums[option].map(|sums| if by_spent { sums.spent } else { sums.cost });
            sums.filter(|_| self.sums[option].is_some())
        };
        let mut best = self.chosen;
        for option in self.others() {
            let (known, other) = (of(best), of(option));
            let is_better = if is_high { other > known } else { other < known };
            if other.is_some() && is_better {
                best = option;
            }
        }
        best
    }

    /// How far apart its answers are.
    fn spread(&self, of: impl Fn(&Sums) -> Amount) -> Amount {
        let sums = || self.sums.iter().flatten().map(&of);
        sums().fold(Amount::ZERO, Amount::max) - sums().fold(Amount::MAX, Amount::min)
    }

    fn switch(&self) -> Switch {
        let policy = self.policy;
        let answer = |is_high| policy.options[self.end(is_high)].id.clone();
        let of_spent = self.spread(|sums| sums.spent);
        let is_spent = of_spent > Amount::ZERO;
        let mut sources: Vec<String> = Vec::new();
        for source in policy.options.iter().flat_map(|option| &option.sources) {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        Switch {
            policy: policy.id.clone(),
            title: policy.title.clone(),
            low: answer(false),
            high: answer(true),
            effect: if is_spent { of_spent } else { self.spread(|sums| sums.cost) },
            sources,
        }
    }
}
