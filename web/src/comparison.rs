//! Everything that is on the desk as one document, `{ version, scenarios, baseline, job, compare,
//! forecast }`: what a link holds, and what is kept in this browser.
//!
//! Prices change and a link must not: a scenario that names its card without a revision is written with the
//! one in force.

use creditcast_core::document::Value;

use crate::draft::{COMPARE, Draft, FORECAST, JOB, object};
use crate::preset;

/// The form of the documents that are written; there is no other yet.
const VERSION: f64 = 1.0;
/// A comparison has no more candidates.
const SCENARIOS_MAX: usize = 6;

/// The document of what is on the desk.
pub(crate) fn document(draft: &Draft) -> Value {
    let others = draft.others().iter().cloned();
    let scenarios = [draft.document().clone()].into_iter().chain(others).map(pinned).collect();
    object([
        ("version", Value::Number(VERSION)),
        ("scenarios", Value::List(scenarios)),
        ("baseline", Value::Number(draft.baseline() as f64)),
        (JOB, draft.job().clone()),
        (COMPARE, draft.compare().clone()),
        (FORECAST, draft.forecast().clone()),
    ])
}

/// The scenario with the revision of its card.
pub(crate) fn pinned(scenario: Value) -> Value {
    let mut draft = Draft::from(scenario);
    if let Some(card) = preset::card_of(&draft) {
        draft.set("/card", card.pinned_id().as_str());
    }
    draft.into_document()
}

/// What a document puts on the desk; without a job of its own it leaves that of `before` there.
///
/// # Errors
/// In words why this is no such document.
pub(crate) fn read(document: &Value, before: &Draft) -> Result<Draft, &'static str> {
    match document.get("version") {
        Some(Value::Number(version)) if *version > VERSION => {
            return Err("It was made by a newer creditcast: reload this page, and open it again.");
        }
        Some(Value::Number(version)) if (VERSION..=VERSION).contains(version) => (),
        _ => return Err("It is no comparison of creditcast."),
    }
    let Some(Value::List(scenarios)) = document.get("scenarios") else {
        return Err("It holds no scenarios.");
    };
    let mut all = scenarios.iter().filter(|scenario| matches!(scenario, Value::Map(_))).cloned();
    let Some(first) = all.next().filter(|_| scenarios.len() <= SCENARIOS_MAX) else {
        return Err("It holds no scenario, or more than six.");
    };
    let others: Vec<_> = all.collect();
    let baseline = position(document.get("baseline"), others.len()).unwrap_or_default();
    let mut draft = Draft::of(first, others, baseline, before);
    for name in [JOB, COMPARE, FORECAST] {
        match document.get(name) {
            Some(value @ Value::Map(_)) => draft.set(name, value.clone()),
            _ if name == JOB => {}
            _ => draft.set(name, Value::Null),
        }
    }
    Ok(draft)
}

fn position(value: Option<&Value>, most: usize) -> Option<usize> {
    let Value::Number(number) = value? else { return None };
    (0..=most).find(|index| (*index as f64 - number).abs() < f64::EPSILON)
}
