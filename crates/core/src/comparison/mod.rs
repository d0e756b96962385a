//! One use on several plans, ranked.

mod break_even;
mod candidate;
mod rank;
mod rates;
mod request;
mod sentence;

use serde::Serialize;

pub use self::break_even::{BreakEven, Scale};
pub use self::rank::{Ranked, Serves};
pub use self::request::{Candidate, CompareRequest, Rates};

use self::break_even::Scales;
use self::candidate::every_plan;
use crate::document::{At, Problem, Problems, Read, Value};
use crate::rate_card::Shelf;

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

/// The best first; those that are alike stay in the order in which they were given.
fn in_order(runs: impl Iterator<Item = Ranked>) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = Vec::new();
    for run in runs {
        let worse = ranked.iter().position(|other| run.order(other).is_lt());
        ranked.insert(worse.unwrap_or(ranked.len()), run);
    }
    ranked
}

/// The comparison of a document that should be a request for one.
///
/// # Errors
/// Every problem of the request at once; what is wrong with single candidates stands in the result.
pub fn compare(document: &Value, shelf: &dyn Shelf) -> Result<Comparison, Vec<Problem>> {
    let mut problems = Problems::default();
    let request = CompareRequest::read(document, At::Root, &mut problems).unwrap_or_default();
    problems.or(request)?.compare(shelf)
}

impl CompareRequest {
    /// Runs and ranks the candidates.
    ///
    /// # Errors
    /// What keeps them from being ranked together.
    pub fn compare(&self, shelf: &dyn Shelf) -> Result<Comparison, Vec<Problem>> {
        let (mut runs, mut not_run) = (Vec::new(), Vec::new());
        let candidates = self.candidates(shelf)?;
        for candidate in &candidates {
            let run = Ranked::of(&self.scenario, candidate, shelf).map_err(|problems| {
                not_run.push(NotRun { candidate: candidate.clone(), problems });
            });
            runs.push(run.ok());
        }
        self.convert(runs.iter_mut().flatten())?;
        let break_evens = Scales::of(self, &candidates, &runs, shelf).break_evens();
        let ranked = in_order(runs.into_iter().flatten());
        let answer = sentence::sentence(&self.scenario, &ranked, shelf);
        Ok(Comparison { answer, ranked, not_run, break_evens })
    }

    fn candidates(&self, shelf: &dyn Shelf) -> Result<Vec<Candidate>, Vec<Problem>> {
        if let Some(candidates) = &self.candidates {
            return Ok(candidates.clone());
        }
        let mut problems = Problems::default();
        let scenario = At::Key(&At::Root, "scenario");
        let card = self.scenario.card.find(shelf, At::Key(&scenario, "card"), &mut problems);
        let every = card.map(|card| every_plan(&self.scenario.card, card));
        problems.or(every.unwrap_or_default())
    }

    /// Converts what each costs, where rates are given; two currencies cannot do without.
    fn convert<'r>(
        &self,
        mut runs: impl Iterator<Item = &'r mut Ranked>,
    ) -> Result<(), Vec<Problem>> {
        let mut problems = Problems::default();
        let Some(rates) = &self.rates else {
            let first = runs.next().map(|run| &run.cost.currency);
            let other = runs.map(|run| &run.cost.currency).find(|other| Some(*other) != first);
            if let Some((first, other)) = first.zip(other) {
                problems.add(rates::two_currencies(first, other));
            }
            return problems.or(());
        };
        for run in runs {
            run.converted = rates.convert(&run.cost);
            if run.converted.is_none() {
                problems.add(rates::no_rate(&run.cost.currency));
            }
        }
        problems.or(())
    }
}
