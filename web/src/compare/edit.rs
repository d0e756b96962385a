//! What a reader does to a comparison.

use creditcast_core::document::Value;
use creditcast_core::rate_card::RateCard;

use super::candidates::{CHOSEN, OTHERS_MAX, is_chosen, is_same, others};
use crate::draft::Draft;

/// Something done to a comparison.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// Puts a candidate beside the plan, or takes it away.
    Toggle(Value),
    /// Holds all others against this one.
    Pin(Value),
}

/// The draft after it. Those that stand there are chosen as soon as one is.
#[inline(never)]
pub(crate) fn edit(draft: &mut Draft, card: &RateCard, shown: Vec<Value>, edit: &Edit) {
    match edit {
        Edit::Pin(candidate) => draft.set("compare/baseline", candidate.clone()),
        Edit::Toggle(candidate) => {
            let chosen = if is_chosen(draft) { others(draft, card) } else { shown };
            draft.set(CHOSEN, Value::List(toggled(chosen, candidate)));
        }
    }
}

fn toggled(mut chosen: Vec<Value>, candidate: &Value) -> Vec<Value> {
    match chosen.iter().position(|other| is_same(other, candidate)) {
        Some(place) => drop(chosen.remove(place)),
        None if chosen.len() < OTHERS_MAX => chosen.push(candidate.clone()),
        None => {}
    }
    chosen
}
