//! Lists of records on another card: by the points that it has.

use creditcast_core::document::Value;
use creditcast_core::rate_card::{Action, RateCard};

use super::Loss;
use crate::draft::{Draft, escape};
use crate::names::names;

/// What is lost of a step that the card's action takes no list for.
const WITHOUT_LIST: &str = "Work on a list goes on there without it: as often found as the list says, \
                            and a record that comes again is paid for again.";

/// What is lost of a list on another vendor's card.
const NOTHING_PAID: &str = "Of the lists nothing has been paid for there before the start.";

/// What is found of lists by another card's points.
#[derive(Default)]
pub(super) struct Listed {
    /// The list, the point, and for how many of the records it is found.
    found: Vec<(String, String, f64)>,
    /// Does a step go on without its list?
    is_left: bool,
}

/// The points that a step asks its list's records for: all that the list and the action have, unless it says which.
pub(super) fn asked(draft: &Draft, step: &Draft, action: &Action) -> Vec<(String, Option<Value>)> {
    let list = step.text("/list").and_then(|id| place(draft, id)).unwrap_or_default();
    let found = |point: &str| draft.get(&format!("{list}/found/{}", escape(point))).cloned();
    let need = step.text("/action").and_then(|id| action.point_of_need(id).filter(|_| is_need(id)));
    let is_asked = |point: &str| match step.get("/reveal") {
        Some(Value::List(reveal)) => reveal.contains(&point.into()),
        _ => need.is_none_or(|need| need == point),
    };
    let points = action.points.iter().filter(|point| is_asked(point));
    points.map(|point| (point.clone(), found(point))).filter(|(_, share)| share.is_some()).collect()
}

pub(super) fn is_need(id: &str) -> bool {
    id.starts_with("need.")
}

/// The place of a list.
fn place(draft: &Draft, id: &str) -> Option<String> {
    let place = names(draft, "/lists").iter().position(|name| name == id)?;
    Some(format!("/lists/{place}"))
}

impl Listed {
    /// Puts what a step asks for into its list, where its new action takes records of the same kind; else the step
    /// keeps its shares, and goes on without the list.
    pub(super) fn take(&mut self, step: &mut Draft, action: &Action, old: &Action) {
        let Some(list) = step.text("/list").map(str::to_owned) else { return };
        if action.record.is_none() || action.record != old.record {
            step.remove("/list");
            step.remove("/reveal");
            self.is_left = true;
            return;
        }
        let points: Vec<_> = step.keys("/points").into_iter().map(str::to_owned).collect();
        for point in &points {
            let share = step.number(&format!("/points/{}", escape(point)));
            self.found.extend(share.map(|share| (list.clone(), point.clone(), share)));
        }
        step.remove("/points");
        step.set("/reveal", Value::List(points.into_iter().map(Value::Text).collect()));
    }

    pub(super) fn extend(&mut self, other: Listed) {
        self.found.extend(other.found);
        self.is_left |= other.is_left;
    }

    /// Lets the lists hold the card's points, and tells what is lost of them.
    pub(super) fn fit(self, draft: &mut Draft, card: &RateCard, old: &RateCard, loss: &mut Loss) {
        let mut had_paid = false;
        for index in 0..draft.count("/lists") {
            let at = format!("/lists/{index}");
            had_paid |= card.vendor != old.vendor && !draft.keys(&format!("{at}/paid")).is_empty();
            if card.vendor != old.vendor {
                draft.remove(&format!("{at}/paid"));
            }
            keep_known(draft, &format!("{at}/found"), card);
            keep_known(draft, &format!("{at}/paid"), card);
        }
        for (list, point, share) in &self.found {
            let Some(at) = place(draft, list) else { continue };
            let at = format!("{at}/found/{}", escape(point));
            // What several are found with is found as often as the one that is found most.
            if draft.number(&at).is_none_or(|before| *share > before) {
                draft.set(&at, Value::Number(*share));
            }
        }
        let lost = [(self.is_left, WITHOUT_LIST), (had_paid, NOTHING_PAID)];
        loss.said.extend(lost.into_iter().filter(|(is_lost, _)| *is_lost).map(|(_, said)| said));
    }
}

/// Leaves out the points that the card has not.
fn keep_known(draft: &mut Draft, at: &str, card: &RateCard) {
    let Some(Value::Map(mut shares)) = draft.get(at).cloned() else { return };
    shares.retain(|(id, _)| card.points.iter().any(|point| point.id == *id));
    draft.set(at, Value::Map(shares));
}
