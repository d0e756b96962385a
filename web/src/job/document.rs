//! The request that the fields of the page come to: the job, and what follows from the plan.

use creditcast_core::amount::Amount;
use creditcast_core::document::{Problem, Value};
use creditcast_core::rate_card::{Action, RateCard};

use crate::draft::{Draft, JOB};
use crate::run::Run;
use crate::steps::Step;

/// A price per record that is only an average is told to hundredths.
const HUNDREDTH: i64 = 10_000;

/// The job of a draft on the plan of its scenario, as the core reads it. What it leaves out is what there
/// is as the plan's first cycle begins, and what a record costs there on average.
pub(super) fn asked(draft: &Draft, card: &RateCard, run: Option<&Run>) -> Draft {
    let mut asked = Draft::from(draft.job().clone());
    let kept = ["/subscription/limits", "/subscription/plan"].into_iter().find(|at| draft.has(at));
    let of_plan = [
        ("/limits/card", Some("/card")),
        ("/limits/plan", kept),
        ("/limits/policies", Some("/policies")),
    ];
    for (at, from) in of_plan {
        if let Some(value) = from.and_then(|from| draft.get(from)) {
            asked.set(at, value.clone());
        }
    }
    let action = action(draft, card);
    if let Some(action) = action {
        asked.set("/limits/action", &*action.id);
    }
    let follows = [
        ("/work/creditsPerRecord", run.zip(action).and_then(|(run, action)| price(run, action))),
        ("/credits", run.and_then(brought)),
    ];
    for (at, amount) in follows {
        if let Some(amount) = amount.filter(|_| !asked.has(at)) {
            asked.set(at, Value::Number(amount.as_number()));
        }
    }
    asked
}

/// The action of the job: the one that was chosen, the plan's first by API, or the card's first.
fn action<'c>(draft: &Draft, card: &'c RateCard) -> Option<&'c Action> {
    let chosen = draft.text("job/limits/action").and_then(|id| card.action(id));
    let of_steps = || {
        let steps = 0..draft.count("/usage");
        let mut actions = steps.filter_map(|index| Step::of(draft, card, index).action());
        let id = &actions.find(|action| action.request)?.id;
        card.action(id)
    };
    let requests = || card.actions.iter().find(|action| action.request);
    chosen.or_else(of_steps).or_else(requests)
}

/// What a record of an action costs on average in the plan's steps, if it is in one.
fn price(run: &Run, action: &Action) -> Option<Amount> {
    let steps = 0..run.draft.count("/usage");
    let is_of = |index: &usize| {
        let own = Step::of(&run.draft, run.card(), *index).action();
        own.is_some_and(|own| own.id == action.id)
    };
    let (mut spent, mut units) = (Amount::ZERO, 0);
    for index in steps.filter(is_of) {
        let rows: Vec<_> = run.report.spending.iter().filter(|row| row.activity == index).collect();
        spent += rows.iter().map(|row| row.amount).sum();
        // Each row is of the same units, by category.
        units += rows.first().map_or(0, |row| row.units.0);
    }
    let each = spent.as_micros() / i64::try_from(units).ok().filter(|units| *units > 0)?;
    Some(Amount::micros((each + HUNDREDTH / 2) / HUNDREDTH * HUNDREDTH))
}

/// What there is as the first cycle begins; a wallet of money is filled as one goes.
fn brought(run: &Run) -> Option<Amount> {
    let first = run.report.cycles.first().filter(|_| !run.is_money())?;
    let brought = first.opening + first.granted;
    (brought > Amount::ZERO).then_some(brought)
}

/// The problems of a request, each at the place of the field that it is about.
pub(super) fn at_fields(problems: Vec<Problem>) -> Vec<Problem> {
    let place = |path: &str| match path.strip_prefix("/limits") {
        Some("/plan") => "/subscription/plan".to_owned(),
        Some(of_scenario) if !of_scenario.starts_with("/action") => of_scenario.to_owned(),
        _ => JOB.to_owned() + path,
    };
    let placed = |problem: Problem| Problem { path: place(&problem.path), ..problem };
    problems.into_iter().map(placed).collect()
}
