//! The least and the most that a scenario can come to, over every answer that the vendor's pages allow.

use serde::Serialize;

use crate::amount::{Amount, Money};
use crate::by_id::ById;
use crate::document::{Problem, Value};
use crate::progress::Progress;
use crate::rate_card::{Policy, RateCard, Shelf, Source, Wallet};
use crate::scenario::Scenario;
use crate::simulation::{Checked, Options, checked, parse};

/// More combinations of answers than this are not tried.
const COMBINATIONS_MAX: usize = 4_096;

/// Between what a scenario lies while the vendor's pages disagree.
#[derive(Clone, Debug, Serialize)]
pub struct CostRange {
    /// The result in one sentence.
    pub answer: String,
    /// What requests are charged.
    pub spent: LowHigh<Amount>,
    /// What is paid.
    pub cost: LowHigh<Money>,
    /// Was every combination tried?
    pub exact: bool,
    /// What each switch that matters does by itself, the largest effect first.
    pub switches: Vec<Switch>,
    /// The sources that the switches name.
    pub sources: ById<String, Source>,
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
    base: Sums,
    spent: LowHigh<Amount>,
    cost: LowHigh<Amount>,
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
        let checked = checked(scenario, shelf)?;
        let base = Sums::of(&checked)?;
        let spent = LowHigh { low: base.spent, high: base.spent };
        let cost = LowHigh { low: base.cost, high: base.cost };
        let mut trials =
            Trials { scenario, card: checked.card, shelf, progress, base, spent, cost };
        let levers = trials.levers(ids(checked.in_play()));
        let exact = trials.combine(&levers);
        Ok(trials.into_range(&levers, exact))
    }

    /// Do the vendor's pages leave no doubt of what is charged?
    pub fn is_certain(&self) -> bool {
        self.spent.low == self.spent.high && self.cost.low == self.cost.high
    }
}

impl Sums {
    fn of(checked: &Checked) -> Result<Self, Vec<Problem>> {
        let totals = checked.run(Options::SUMS)?.totals();
        Ok(Sums { spent: totals.spent, cost: totals.cost.amount.0 })
    }
}

fn ids<'p>(policies: impl Iterator<Item = &'p Policy>) -> Vec<String> {
    policies.map(|policy| policy.id.clone()).collect()
}

impl<'a> Trials<'a> {
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
        self.spent.take_in(sums.spent);
        self.cost.take_in(sums.cost);
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
            let is_chosen = option == chosen;
            if is_chosen { Some(self.base) } else { self.run(&[(policy, option)], in_play) }
        });
        Lever { policy, chosen, sums: sums.collect() }
    }

    /// Does an answer to the second change anything where the first has another answer?
    fn matter_together(&mut self, felt: &Lever<'a>, idle: &Lever<'a>) -> bool {
        let of_idle = idle.others();
        let pairs = felt.others().flat_map(|one| of_idle.clone().map(move |other| (one, other)));
        pairs.into_iter().any(|(one, other)| {
            let both = self.run(&[(felt.policy, one), (idle.policy, other)], &mut Vec::new());
            both != felt.sums[one]
        })
    }

    /// Tries every combination of answers, if they are not too many; were they all tried?
    fn combine(&mut self, levers: &[Lever<'a>]) -> bool {
        let count = levers.iter().try_fold(1_usize, |count, lever| {
            count.checked_mul(lever.sums.len()).filter(|count| *count <= COMBINATIONS_MAX)
        });
        let Some(count) = count else {
            self.progress.expect(2);
            for is_high in [false, true] {
                let ends = levers.iter().map(|lever| (lever.policy, lever.end(is_high)));
                self.run(&ends.collect::<Vec<_>>(), &mut Vec::new());
            }
            return false;
        };
        let single: usize = levers.iter().map(|lever| lever.others().count()).sum();
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
        true
    }

    fn into_range(self, levers: &[Lever], exact: bool) -> CostRange {
        let mut switches: Vec<Switch> = Vec::new();
        for lever in levers {
            let switch = lever.switch();
            let place = switches.iter().position(|other| other.effect < switch.effect);
            switches.insert(place.unwrap_or(switches.len()), switch);
        }
        let money = |amount| Money::new(amount, &self.card.currency);
        let cost = LowHigh { low: money(self.cost.low), high: money(self.cost.high) };
        let ids = switches.iter().flat_map(|switch| &switch.sources);
        let sources = self.card.sources_named(ids);
        let mut range = CostRange {
            answer: String::new(),
            spent: self.spent,
            cost,
            exact,
            switches,
            sources,
            vendor: self.card.vendor.clone(),
            wallet: self.card.wallet,
        };
        range.answer = range.sentence();
        range
    }
}

impl LowHigh<Amount> {
    fn take_in(&mut self, amount: Amount) {
        (self.low, self.high) = (self.low.min(amount), self.high.max(amount));
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

impl CostRange {
    /// "between 6,140 and 7,020 credits, because Lusha's pages disagree on 2 points", unless all
    /// comes to the same.
    pub fn in_words(&self) -> Option<String> {
        let most = if self.exact { "" } else { "at least " };
        let because = match self.switches.len() {
            1 => "one point".to_owned(),
            count => format!("{count} points"),
        };
        let between = self.between()?;
        Some(format!(
            "{most}between {between}, because {}'s pages disagree on {because}",
            self.vendor
        ))
    }

    /// "6,140 and 7,020 credits", or what is paid if nothing else differs.
    fn between(&self) -> Option<String> {
        let (LowHigh { low, high }, cost) = (self.spent, &self.cost);
        if low < high && self.wallet == Wallet::Credits {
            return Some(format!("{} and {} credits", low.in_words(), high.in_words()));
        }
        (cost.low != cost.high).then(|| format!("{} and {}", cost.low, cost.high))
    }

    fn sentence(&self) -> String {
        let Some(words) = self.in_words() else {
            return "However the vendor's pages are read, this comes to the same.".to_owned();
        };
        let (first, rest) = words.split_at(1);
        format!("{}{rest}.", first.to_ascii_uppercase())
    }
}
