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
    /// Puts a candidate in the place of another, or beside the plan where that has none.
    Swap(Value, Value),
    /// Holds all others against this one.
    Pin(Value),
}

/// The draft after it. Those that stand there are chosen as soon as one is.
#[inline(never)]
pub(crate) fn edit(draft: &mut Draft, card: &RateCard, shown: Vec<Value>, edit: &Edit) {
    match edit {
        Edit::Pin(candidate) => draft.set("compare/baseline", candidate.clone()),
        Edit::Toggle(candidate) => choose(draft, card, shown, |chosen| toggle(chosen, candidate)),
        Edit::Swap(old, new) => choose(draft, card, shown, |chosen| swap(chosen, old, new)),
    }
}

fn choose(draft: &mut Draft, card: &RateCard, shown: Vec<Value>, change: impl Fn(&mut Vec<Value>)) {
    let mut chosen = if is_chosen(draft) { others(draft, card) } else { shown };
    change(&mut chosen);
    draft.set(CHOSEN, Value::List(chosen));
}

fn toggle(chosen: &mut Vec<Value>, candidate: &Value) {
    match chosen.iter().position(|other| is_same(other, candidate)) {
        Some(place) => drop(chosen.remove(place)),
        None if chosen.len() < OTHERS_MAX => chosen.push(candidate.clone()),
        None => {}
    }
}

fn swap(chosen: &mut Vec<Value>, old: &Value, new: &Value) {
    match chosen.iter().position(|other| is_same(other, old)) {
        Some(place) => chosen[place] = new.clone(),
        None => toggle(chosen, new),
    }
}
