//! What the page opens with, what a new step says, and what remains of a step with another action.

use creditcast_catalog::catalog;
use creditcast_core::calendar::Date;
use creditcast_core::document::Value;
use creditcast_core::rate_card::{Action, Plan, RateCard, Shelf, Wallet};

use crate::draft::{Draft, object};

/// The card that the page opens with.
pub(crate) const CARD: &str = "lusha-help-centre";
/// The plan that most people look at first, where a card has it.
const PLAN: &str = "pro";
/// Units in a request of a new step: as many as one credit carries where the vendor counts in steps.
const BATCH: f64 = 25.0;

/// A team of two that reveals by hand and enriches by API, and a job of one contact to a request.
pub(crate) fn opening(today: Date) -> Draft {
    let mut reveal = step("platform.reveal", "weekday", 8.0);
    reveal.set("/workflow", "Outbound");
    reveal.set("/points", shares(&[("email", 0.8), ("phone", 0.35)]));
    reveal.set("/repeat", Value::Number(0.1));
    let mut enrich = step("api.contacts", "week", 15.0);
    enrich.set("/workflow", "CRM enrichment");
    enrich.set("/batch", Value::Number(BATCH));
    enrich.set("/points", shares(&[("email", 0.8), ("phone", 0.35)]));
    enrich.set("/repeat", Value::Number(0.1));
    let subscription = object([
        ("plan", PLAN.into()),
        ("billing", "monthly".into()),
        ("start", next_month(today).into()),
        ("seats", Value::Number(2.0)),
    ]);
    let mut draft = Draft::from(object([
        ("card", CARD.into()),
        ("subscription", subscription),
        ("usage", Value::List(vec![reveal.into_document(), enrich.into_document()])),
        ("horizon", object([("months", Value::Number(12.0))])),
    ]));
    draft.set("job/work/records", Value::Number(10_000.0));
    draft.set("job/work/batch", Value::Number(1.0));
    draft.set("job/start", format!("{}T00:00:00Z", next_month(today)).as_str());
    draft
}

/// The first day of the month after a day's.
pub(crate) fn next_month(today: Date) -> Date {
    let (year, month) = today.calendar_month();
    Date::parse(&format!("{year:04}-{month:02}-01")).unwrap_or(today).plus_months(1)
}

fn step(action: &str, every: &str, count: f64) -> Draft {
    let entries =
        [("action", action.into()), ("every", every.into()), ("count", Value::Number(count))];
    Draft::from(object(entries))
}

fn shares(shares: &[(&str, f64)]) -> Value {
    let share = |(point, share): &(&str, f64)| ((*point).to_owned(), Value::Number(*share));
    Value::Map(shares.iter().map(share).collect())
}

/// A step of an action, with a guess at everything that it asks for.
pub(crate) fn step_of(action: &Action) -> Value {
    let mut step = step(&action.id, "month", 100.0);
    fit_action(&mut step, action);
    step.into_document()
}

/// An action that no step uses yet, one that reveals something if there is one.
pub(crate) fn next_action<'c>(draft: &Draft, card: &'c RateCard) -> Option<&'c Action> {
    let is_used = |action: &&Action| {
        let steps = 0..draft.count("/usage");
        steps
            .map(|step| format!("/usage/{step}/action"))
            .any(|at| draft.text(&at) == Some(&action.id))
    };
    let unused = || card.actions.iter().filter(|action| !is_used(action));
    let revealing = unused().find(|action| !action.points.is_empty());
    revealing.or_else(|| unused().next()).or(card.actions.first())
}

/// Makes a step one of this action: what the action does not have goes, what it asks for comes.
pub(crate) fn fit_action(step: &mut Draft, action: &Action) {
    step.set("/action", &*action.id);
    if action.record.is_none() {
        step.remove("/list");
        step.remove("/reveal");
    }
    fit_points(step, action);
    match action.batch.max {
        None => step.remove("/batch"),
        Some(max) => {
            let batch = step.number("/batch").unwrap_or(BATCH);
            step.set("/batch", Value::Number(batch.min(max.0 as f64)));
        }
    }
    if action.once.is_empty() {
        step.remove("/repeat");
    }
    if !action.request {
        step.remove("/key");
    }
    if !action.once_per_table {
        step.remove("/table");
    }
}

/// Asks for points of this action; what is found of a list the list says.
fn fit_points(step: &mut Draft, action: &Action) {
    let known = |point: &str| action.points.iter().any(|id| id == point);
    if step.has("/list") {
        step.remove("/points");
        if let Some(Value::List(reveal)) = step.get("/reveal").cloned() {
            let is_known = |point: &Value| matches!(point, Value::Text(id) if known(id));
            step.set("/reveal", Value::List(reveal.into_iter().filter(is_known).collect()));
        }
        return;
    }
    let foreign: Vec<_> =
        step.keys("/points").into_iter().filter(|p| !known(p)).map(str::to_owned).collect();
    for point in foreign {
        step.remove(&format!("/points/{point}"));
    }
    if step.keys("/points").is_empty() {
        step.remove("/points");
        let found =
            |id: &String| (id.clone(), Value::Number(if id == "phone" { 0.35 } else { 0.8 }));
        if !action.points.is_empty() {
            step.set("/points", Value::Map(action.points.iter().map(found).collect()));
        }
    }
}

/// The plan that most people look at first.
pub(crate) fn usual_plan(card: &RateCard) -> Option<&Plan> {
    let sold = |plan: &&Plan| !plan.by_quote;
    card.plan(PLAN).or_else(|| card.plans.iter().find(sold)).or(card.plans.first())
}

/// Takes a plan: what was agreed for another one, and users that this one prices otherwise, go.
pub(crate) fn fit_plan(draft: &mut Draft, card: &RateCard, plan: &Plan) {
    draft.set("/subscription/plan", &*plan.id);
    draft.remove("/subscription/terms");
    if plan.seats.max.is_none() && plan.seats.extra.monthly.is_none() {
        draft.remove("/subscription/seats");
    }
    if card.wallet == Wallet::Money {
        draft.remove("/subscription/billing");
    }
}

/// The card of a draft, if it names one that is built in.
pub(crate) fn card_of(draft: &Draft) -> Option<&'static RateCard> {
    catalog().find(draft.text("/card")?)
}
