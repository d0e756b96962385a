//! What is not certain: between what the counts of steps lie.

use creditcast_core::document::Value;

use crate::draft::{Draft, object};
use crate::fields::number_field;
use crate::format;
use crate::sentence::{Part, Scale, Sentence};
use crate::steps::Step;
use crate::words::plural;

/// The place of what is not certain.
pub(crate) const SPREAD: &str = "forecast/spread";

/// So many futures are drawn: enough for a tenth of them to be told to half a hundredth.
pub(crate) const PATHS: f64 = 4_000.0;

/// The step that an element is about.
pub(crate) fn step_of(draft: &Draft, index: usize) -> Option<usize> {
    let step = draft.number(&format!("{SPREAD}/{index}/activity"))?;
    (0..draft.count("/usage")).find(|known| (*known as f64 - step).abs() < 0.5)
}

/// The steps about which nothing is said, and which are run.
pub(crate) fn certain(draft: &Draft) -> Vec<usize> {
    let is_off = |step: usize| draft.get(&format!("/usage/{step}/off")) == Some(&Value::Bool(true));
    let said: Vec<_> = (0..draft.count(SPREAD)).filter_map(|index| step_of(draft, index)).collect();
    (0..draft.count("/usage")).filter(|step| !said.contains(step) && !is_off(*step)).collect()
}

/// The count of a step may be half or twice what it is.
pub(crate) fn beginning(draft: &Draft, step: usize) -> Value {
    let count = draft.number(&format!("/usage/{step}/count")).unwrap_or(0.0).max(0.0);
    object([
        ("activity", Value::Number(step as f64)),
        ("low", Value::Number((count / 2.0).floor())),
        ("likely", Value::Number(count)),
        ("high", Value::Number(count * 2.0)),
    ])
}

/// "Between 4 and 16 contacts every weekday, most likely 8."
pub(crate) fn sentence(draft: &Draft, step: &Step, index: usize) -> Vec<Part> {
    let field = |key: &str, label: &str| {
        let at = format!("{SPREAD}/{index}/{key}");
        number_field(draft, at, label, Scale::counts(0.0), format::count)
    };
    Sentence::default()
        .say("Between ")
        .field(field("low", "At least"))
        .say(" and ")
        .field(field("high", "At most"))
        .say(format!(" {}, most likely ", plural(step.unit())))
        .field(field("likely", "Most likely"))
        .say(".")
        .parts()
}

/// The request for the core, if anything is not certain.
pub(crate) fn request(draft: &Draft) -> Option<Value> {
    let Some(Value::List(spread)) = draft.get(SPREAD) else { return None };
    (!spread.is_empty()).then(|| {
        object([
            ("scenario", draft.document().clone()),
            ("spread", Value::List(spread.clone())),
            ("paths", Value::Number(PATHS)),
            ("seed", Value::Number(1.0)),
        ])
    })
}

/// Steps are about to have other places: `to` says which; what was said of one that goes, goes with it.
pub(crate) fn follow(draft: &mut Draft, to: impl Fn(usize) -> Option<usize>) {
    let places: Vec<_> =
        (0..draft.count(SPREAD)).map(|i| step_of(draft, i).and_then(&to)).collect();
    if places.is_empty() {
        return;
    }
    let old = std::mem::take(draft.list_mut(SPREAD));
    for (element, place) in old.into_iter().zip(places) {
        let Some(place) = place else { continue };
        let mut element = Draft::from(element);
        element.set("/activity", Value::Number(place as f64));
        draft.list_mut(SPREAD).push(element.into_document());
    }
}
