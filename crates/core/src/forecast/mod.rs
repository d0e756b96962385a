//! How likely what comes of a scenario is, where some of its numbers are not certain: many futures are
//! drawn, and each is run.

mod outcomes;
mod request;
mod sentence;
mod triangle;

use serde::Serialize;

pub use self::outcomes::Quantiles;
pub use self::request::{ForecastRequest, Part, Spread};

use self::outcomes::Outcomes;
use self::triangle::Triangle;
use crate::amount::{Amount, Money};
use crate::calendar::Date;
use crate::document::{At, Problem, Problems, Read, Value};
use crate::progress::Progress;
use crate::rate_card::Shelf;
use crate::simulation::{Checked, Options, checked};
use crate::usage::Activity;

/// What comes of many futures.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Forecast {
    /// The result in one sentence.
    pub answer: String,
    /// What each cycle spends, begins with and ends with.
    pub cycles: Vec<CycleForecast>,
    /// What is spent in all.
    pub spent: Quantiles<Amount>,
    /// What is paid.
    pub cost: Quantiles<Money>,
    /// How likely credits run out before the end of each cycle, in it or before.
    pub runs_out_by: Vec<RunsOutBy>,
    /// Is the same spent in every future?
    #[serde(skip)]
    is_certain: bool,
}

/// What a cycle spends, and what is there before and after it. The three are told apart: the future that spends
/// most need not be the one that is left with least.
#[derive(Clone, Debug, Serialize)]
pub struct CycleForecast {
    /// Its first day.
    pub start: Date,
    /// A tenth of all futures spends no more in it.
    pub p10: Amount,
    /// A half spends no more.
    pub p50: Amount,
    /// Nine tenths spend no more.
    pub p90: Amount,
    /// The balance that it begins with, after its grant and what expires.
    pub renewed: Quantiles<Amount>,
    /// The balance that it ends with, or the horizon where that is first.
    pub closing: Quantiles<Amount>,
}

/// How likely credits run out up to some day.
#[derive(Clone, Debug, Serialize)]
pub struct RunsOutBy {
    /// The day on which a cycle ends, or the horizon where that is first.
    pub date: Date,
    /// The share of the futures in which they did.
    pub chance: f64,
    /// With 95% certainty it is no less likely than this.
    pub low: f64,
    /// And no more likely than this (Wilson's interval).
    pub high: f64,
}

/// The forecast of a document that should be a request for one; each future is a step.
///
/// # Errors
/// Every problem of the request at once.
pub fn forecast(
    document: &Value,
    shelf: &dyn Shelf,
    progress: &Progress,
) -> Result<Forecast, Vec<Problem>> {
    let mut problems = Problems::default();
    let request = ForecastRequest::read(document, At::Root, &mut problems).unwrap_or_default();
    if !problems.touch("/scenario") {
        request.judge(shelf, &mut problems);
    }
    problems.or(request)?.forecast(shelf, progress)
}

/// No more months of activities than these are run through, over all futures.
const WORK_MAX: u64 = 20_000_000;
/// What waits for limits takes as long as a month for so many parts in which it goes out.
const SENDINGS_OF_MONTH: u64 = 4;

impl ForecastRequest {
    /// Notes what is wrong with the scenario, and how the rest fits it.
    fn judge(&self, shelf: &dyn Shelf, problems: &mut Problems) {
        match checked(&self.scenario, shelf) {
            Err(found) => found.into_iter().for_each(|p| problems.add(p.within("scenario"))),
            Ok(mut checked) => {
                self.check(checked.card, problems);
                self.check_work(&mut checked, problems);
            }
        }
    }

    fn check_work(&self, checked: &mut Checked, problems: &mut Problems) {
        let activities = checked.steps.len().max(1) as u64;
        let months = activities * self.scenario.horizon.months.0;
        let sendings = if problems.is_empty() { self.sendings_most(checked) } else { 0 };
        let most = WORK_MAX / (months + sendings / SENDINGS_OF_MONTH);
        if self.paths.0 > most {
            let message = format!(
                "So many futures of so much use would take too long. Take {most}, fewer months, fewer \
                 activities, or less that has to wait for rate limits."
            );
            let problem = Problem::new(At::Key(&At::Root, "paths"), "tooManyPaths", message);
            problems.add(problem.suggest(Value::Number(most as f64)));
        }
    }

    /// In how many parts what waits goes out in the future of most use.
    fn sendings_most(&self, checked: &mut Checked) -> u64 {
        let taken = checked.take(Futures::of(self).put(|spread, _| spread.high));
        taken.map_or(0, |()| checked.sendings())
    }

    /// Draws the futures and runs them, each as a step.
    ///
    /// # Errors
    /// On what one of them cannot be run.
    pub fn forecast(
        &self,
        shelf: &dyn Shelf,
        progress: &Progress,
    ) -> Result<Forecast, Vec<Problem>> {
        let of_scenario = |problems: Vec<Problem>| {
            problems.into_iter().map(|problem| problem.within("scenario")).collect::<Vec<_>>()
        };
        self.run(shelf, progress).map_err(of_scenario)
    }

    fn run(&self, shelf: &dyn Shelf, progress: &Progress) -> Result<Forecast, Vec<Problem>> {
        let mut checked = checked(&self.scenario, shelf)?;
        let mut futures = Futures::of(self);
        let mut outcomes = Outcomes::new(&checked, self.paths.0);
        progress.expect(self.paths.0);
        for _ in 0..self.paths.0 {
            checked.take(futures.put(|_, triangle| triangle.draw()))?;
            outcomes.note(&checked.run(Options::SUMS)?);
            progress.step();
        }
        let mut forecast = outcomes.into_forecast(&checked);
        forecast.answer = sentence::sentence(&forecast, &checked, self.paths.0);
        Ok(forecast)
    }
}

/// The activities of which something is spread, as they are in one future after the other.
struct Futures<'r> {
    /// Each with its index in `usage`.
    activities: Vec<(usize, Activity)>,
    spread: Vec<(&'r Spread, Triangle)>,
}

impl<'r> Futures<'r> {
    fn of(request: &'r ForecastRequest) -> Self {
        let ForecastRequest { scenario, spread, seed, .. } = request;
        let usage = scenario.usage.iter().cloned().enumerate();
        let is_spread = |index: usize| spread.iter().any(|spread| spread.activity == index);
        let of = |(stream, spread)| (spread, Triangle::new(spread, seed.0, stream));
        Futures {
            activities: usage.filter(|(index, _)| is_spread(*index)).collect(),
            spread: (0..).zip(spread).map(of).collect(),
        }
    }

    /// The activities with a number in the place of each that is spread.
    fn put(
        &mut self,
        number: fn(&Spread, &mut Triangle) -> u64,
    ) -> impl Iterator<Item = (usize, &Activity)> {
        for (spread, triangle) in &mut self.spread {
            let number = number(spread, triangle);
            let mut activities = self.activities.iter_mut();
            if let Some((_, activity)) = activities.find(|(index, _)| *index == spread.activity) {
                spread.of.put(activity, number);
            }
        }
        self.activities.iter().map(|(index, activity)| (*index, activity))
    }
}
