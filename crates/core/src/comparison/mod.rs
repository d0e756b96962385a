//! One use on several plans, ranked.

mod break_even;
mod candidate;
mod merit;
mod rank;
mod rates;
mod request;
mod sentence;

use serde::Serialize;

pub use self::break_even::{BreakEven, Scale};
pub use self::candidate::plans_and_billings;
pub use self::merit::Serves;
pub use self::rank::Ranked;
pub use self::request::{Candidate, CompareRequest, ExchangeRates};

use self::break_even::Scales;
pub(crate) use self::candidate::{Trial, every_plan};
pub(crate) use self::merit::{Merit, is_disputed};
use self::rank::{Runner, best, in_order};
pub(crate) use self::sentence::name;
use crate::document::{At, Problem, Problems, Read, Value};
use crate::progress::Progress;
use crate::rate_card::Shelf;
use crate::report::Warning;
use crate::simulation::Budget;

/// What several plans make of one use.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The result in one sentence.
    pub answer: String,
    /// Those that can be run, the best first.
    pub ranked: Vec<Ranked>,
    /// Those that cannot, and why.
    pub not_run: Vec<NotRun>,
    /// Where the best changes as all use is scaled, from a tenth of today's to ten times it.
    pub break_evens: Vec<BreakEven>,
}

/// A candidate that cannot be run.
#[derive(Clone, Debug, Serialize)]
pub struct NotRun {
    /// The candidate.
    pub candidate: Candidate,
    /// Why, with places in the scenario that it would be.
    pub problems: Vec<Problem>,
}

/// The comparison of a document that should be a request for one; each candidate is a step, each part of the
/// scales between which the best may change, and what is said of the best.
///
/// # Errors
/// Every problem of the request at once; what is wrong with single candidates stands in the result.
pub fn compare(
    document: &Value,
    shelf: &dyn Shelf,
    progress: &Progress,
) -> Result<Comparison, Vec<Problem>> {
    let mut problems = Problems::default();
    let request = CompareRequest::read(document, At::Root, &mut problems).unwrap_or_default();
    problems.or(request)?.compare(shelf, progress)
}

impl CompareRequest {
    /// Runs and ranks the candidates.
    ///
    /// # Errors
    /// What is wrong with the scenario whatever it is run on, or keeps them from being ranked together.
    pub fn compare(
        &self,
        shelf: &dyn Shelf,
        progress: &Progress,
    ) -> Result<Comparison, Vec<Problem>> {
        self.check(shelf)?;
        let candidates = self.candidates(shelf);
        progress.expect((candidates.len() + break_even::PARTS + 1) as u64);
        let trial = |candidate| Trial::of(&self.scenario, candidate, shelf);
        let trials: Vec<_> = candidates.iter().map(trial).collect();
        let (mut runners, mut ranked, mut not_run) = (Vec::new(), Vec::new(), Vec::new());
        for (candidate, trial) in candidates.iter().zip(&trials) {
            let trial = trial.as_ref().map_err(Clone::clone);
            let runner = trial.and_then(|trial| Runner::of(candidate, trial, shelf));
            match runner.and_then(|mut runner| Ok((runner.rank()?, runner))) {
                Ok((rank, runner)) => {
                    ranked.push(rank);
                    runners.push(runner);
                }
                Err(problems) => not_run.push(NotRun { candidate: candidate.clone(), problems }),
            }
            progress.step();
        }
        self.convert(&mut ranked)?;
        // Every candidate is ranked, however much that takes.
        let budget = Budget::default();
        let answer = sentence::sentence(&self.scenario, best(&ranked), shelf, &budget);
        let break_evens = Scales::of(self, runners, &ranked, &budget).break_evens(progress);
        let mut ranked = in_order(ranked.into_iter());
        if budget.is_spent() {
            ranked.first_mut().into_iter().for_each(|best| best.warnings.push(not_all_tried()));
        }
        progress.expect(1);
        progress.step();
        Ok(Comparison { answer, ranked, not_run, break_evens })
    }

    fn candidates(&self, shelf: &dyn Shelf) -> Vec<Candidate> {
        let every = || {
            let card = self.scenario.card.find(shelf, At::Root, &mut Problems::default());
            card.map_or_else(Vec::new, |card| every_plan(&self.scenario.card, card))
        };
        self.candidates.clone().unwrap_or_else(every)
    }

    /// Converts what each costs, where rates are given; two currencies cannot do without.
    fn convert(&self, runs: &mut [Ranked]) -> Result<(), Vec<Problem>> {
        let mut problems = Problems::default();
        let Some(rates) = &self.rates else {
            let mut currencies = runs.iter().map(|run| &run.cost.currency);
            let first = currencies.next();
            let other = currencies.find(|other| Some(*other) != first);
            if let Some((first, other)) = first.zip(other) {
                problems.add(rates::two_currencies(first, other));
            }
            return problems.or(());
        };
        for run in runs {
            run.converted = rates.told(&run.cost);
            match rates.exactly(&run.cost).filter(|_| run.converted.is_some()) {
                Some(exact) => run.merit.price = exact,
                None => problems.add(rates.problem(&run.cost.currency)),
            }
        }
        problems.or(())
    }
}

fn not_all_tried() -> Warning {
    let message = "There is so much to compare that it was not looked where the best changes. Compare \
                   fewer months, activities or candidates to see it.";
    Warning {
        code: "notAllTried",
        message: message.to_owned(),
        params: [].into_iter().collect(),
        sources: Vec::new(),
    }
}
