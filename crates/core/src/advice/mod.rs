//! What would cost less for the same use: found by trying what the rules allow.

mod batches;
mod because;
mod bench;
mod freezes;
mod keys;
mod plans;
mod together;
mod top_ups;

use serde::Serialize;

use self::bench::{Bench, Taken};
use crate::amount::{Amount, Money};
use crate::document::{Problem, Value};
use crate::progress::Progress;
use crate::rate_card::Shelf;
use crate::report::Warning;
use crate::scenario::Scenario;
use crate::simulation::{Budget, parse};

/// A way to pay less for the same use, or to get more for the same money.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Advice {
    /// What is changed.
    pub kind: Kind,
    /// What to do.
    pub title: String,
    /// The scenario in which it is done.
    pub scenario: Scenario,
    /// By how much less is paid.
    pub saves: Money,
    /// The share of what is asked for that is served now and would no longer be.
    pub loses_share: f64,
    /// What is paid then.
    pub cost: Money,
    /// What requests are charged then.
    pub spent: Amount,
    /// The worth of what is served then, of what is asked for.
    pub served_share: f64,
    /// Why, with what it costs and serves.
    pub because: String,
    /// What a reader should know that does not hold without it.
    pub warnings: Vec<Warning>,
}

/// What an advice changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// How the plan is paid.
    Billing,
    /// The plan.
    Plan,
    /// The plan, for some of the time.
    PlanChange,
    /// How many units go in one request.
    Batch,
    /// The keys and their caps.
    Keys,
    /// What is bought.
    TopUps,
    /// When the subscription is frozen.
    Freeze,
    /// Several of these.
    Together,
}

/// Advice on a document that should be a scenario, the best first; none where nothing is better. Each kind of
/// advice that is looked for is a step.
///
/// # Errors
/// Every problem of the scenario at once.
pub fn advise(
    document: &Value,
    shelf: &dyn Shelf,
    progress: &Progress,
) -> Result<Vec<Advice>, Vec<Problem>> {
    Advice::on(&parse(document, shelf)?, shelf, progress)
}

impl Advice {
    /// Advice on a scenario, the best first.
    ///
    /// # Errors
    /// Why it cannot be run as it is.
    pub fn on(
        scenario: &Scenario,
        shelf: &dyn Shelf,
        progress: &Progress,
    ) -> Result<Vec<Self>, Vec<Problem>> {
        let budget = Budget::default();
        let bench = Bench::of(scenario, shelf, &budget)?;
        progress.expect((SINGLES.len() + together::SEARCHES) as u64);
        let mut taken = bench.singles(progress);
        taken.extend(bench.together(&taken, progress));
        let mut advice: Vec<Taken> = Vec::new();
        for one in taken {
            let worse = advice.iter().position(|other| bench.told(&one, other).is_lt());
            advice.insert(worse.unwrap_or(advice.len()), one);
        }
        let mut advice: Vec<_> = advice.into_iter().map(|taken| bench.advice(taken)).collect();
        if budget.is_spent() {
            for advice in &mut advice {
                advice.warnings.push(not_all_tried());
            }
        }
        Ok(advice)
    }
}

fn not_all_tried() -> Warning {
    let message = "There is so much in this scenario that not all could be tried. There may be better \
                   advice for fewer months or fewer activities.";
    Warning {
        code: "notAllTried",
        message: message.to_owned(),
        params: [].into_iter().collect(),
        sources: Vec::new(),
    }
}

/// What is looked for.
type Search = fn(&Bench) -> Option<Taken>;

/// Each kind by itself; of two that come to the same the first stays the first.
const SINGLES: [Search; 9] = [
    |bench| bench.batches(),
    |bench| bench.caps(),
    |bench| bench.own_keys(),
    |bench| bench.billing(),
    |bench| bench.plan(),
    |bench| bench.top_ups(),
    |bench| bench.freezes(),
    |bench| bench.plan_change(),
    |bench| bench.costly_freeze(),
];

impl Bench<'_> {
    /// The best of each kind by itself.
    fn singles(&self, progress: &Progress) -> Vec<Taken> {
        let found = SINGLES.iter().map(|search| {
            let found = search(self);
            progress.step();
            found
        });
        found.flatten().collect()
    }

    fn advice(&self, Taken { way, outcome }: Taken) -> Advice {
        let because = self.because(&way, &outcome);
        let money = |amount| Money::new(amount, &self.base.cost.currency);
        let saved = self.base.merit.price - outcome.merit.price;
        let loses_share = self.base.serves_beyond(&outcome);
        let known = &self.base.warnings;
        let later = self.later(&outcome).into_iter().chain(self.sooner(&outcome));
        let warnings = way.dropped.into_iter().chain(outcome.warnings).chain(later);
        Advice {
            kind: way.kind,
            title: way.title,
            scenario: way.scenario,
            saves: money(saved),
            loses_share,
            cost: outcome.cost,
            spent: outcome.spent,
            served_share: outcome.merit.share,
            because,
            warnings: warnings.filter(|warning| !known.contains(warning)).collect(),
        }
    }
}
