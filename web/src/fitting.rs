//! The same plan and steps by another card: what it has of them, and what it has not.

use std::mem;

use creditcast_core::document::Value;
use creditcast_core::rate_card::{Action, RateCard};

use crate::draft::{Draft, escape};
use crate::preset::{fit_action, fit_plan, next_action, step_of, usual_plan};
use crate::spread;

/// Takes another card, and tells the titles of what it has nothing like, wholly or in part.
pub(crate) fn fit_card(draft: &mut Draft, card: &RateCard, old: &RateCard) -> Vec<String> {
    draft.set("/card", &*card.id);
    fit_policies(draft, card);
    draft.remove("/subscription/limits");
    draft.remove("/subscription/pools");
    let kept = draft.text("/subscription/plan").and_then(|id| card.plan(id));
    if let Some(plan) = kept.or_else(|| usual_plan(card)) {
        fit_plan(draft, card, plan);
    }
    let left_out = fit_steps(draft, card, old);
    if draft.count("/usage") == 0
        && let Some(action) = next_action(draft, card)
    {
        draft.list_mut("/usage").push(step_of(action));
    }
    left_out
}

fn fit_policies(draft: &mut Draft, card: &RateCard) {
    let fits = |id: &str| {
        let answer = draft.text(&format!("/policies/{id}"))?;
        card.policy(id)?.option(answer)
    };
    let ids = draft.keys("/policies");
    let foreign: Vec<_> =
        ids.into_iter().filter(|id| fits(id).is_none()).map(str::to_owned).collect();
    for id in foreign {
        draft.remove(&format!("/policies/{id}"));
    }
    if draft.keys("/policies").is_empty() {
        draft.remove("/policies");
    }
}

/// Lets each step be what the card has for it, and tells the titles of those that it has nothing like.
pub(crate) fn fit_steps(draft: &mut Draft, card: &RateCard, old: &RateCard) -> Vec<String> {
    let steps = mem::take(draft.list_mut("/usage"));
    let fitted: Vec<_> = steps.into_iter().map(|step| Fitted::of(step, card, old)).collect();
    let place = |index: usize| fitted[..index].iter().map(|before| before.steps.len()).sum();
    spread::follow(draft, |index| (!fitted.get(index)?.steps.is_empty()).then(|| place(index)));
    let mut left_out: Vec<String> = Vec::new();
    for Fitted { steps, lost } in fitted {
        left_out.extend(lost.filter(|title| !left_out.contains(title)));
        draft.list_mut("/usage").extend(steps);
    }
    left_out
}

/// What a step becomes on another card.
struct Fitted {
    /// As many steps as the card has actions for what the one step brings.
    steps: Vec<Value>,
    /// Its title, if the card has nothing for some of it.
    lost: Option<String>,
}

impl Fitted {
    fn of(step: Value, card: &RateCard, old: &RateCard) -> Self {
        let step = Draft::from(step);
        let id = step.text("/action").unwrap_or_default().to_owned();
        if let Some(action) = card.action(&id) {
            let mut step = step;
            fit_action(&mut step, action);
            return Fitted { steps: vec![step.into_document()], lost: None };
        }
        if id.starts_with("need.") && card.action_for_need(&id).is_some() {
            return Fitted { steps: vec![step.into_document()], lost: None };
        }
        let Some(action) = old.action_or_need(&id) else {
            return Fitted { steps: Vec::new(), lost: Some(id) };
        };
        let needs = needs_of(&step, action, old);
        let is_lost = |need: &Need| card.action_for_need(&need.id).is_none();
        let lost = (needs.is_empty() || needs.iter().any(is_lost)).then(|| action.title.clone());
        Fitted { steps: steps_for(&step, &needs, card), lost }
    }
}

/// What a step is for.
struct Need {
    id: String,
    /// For how many of its units it is found, where it says so.
    share: Option<Value>,
}

/// What is asked for is what the points say, or else what the action is for.
fn needs_of(step: &Draft, action: &Action, card: &RateCard) -> Vec<Need> {
    let points = step.keys("/points");
    if points.is_empty() {
        return action.needs.iter().map(|id| Need { id: id.clone(), share: None }).collect();
    }
    let share = |point: &str| step.get(&format!("/points/{point}")).cloned();
    let needs = |point: &&str| {
        let share = share(point);
        needs_of_point(point, action, card)
            .into_iter()
            .map(move |id| Need { id, share: share.clone() })
    };
    points.iter().flat_map(needs).collect()
}

/// The needs of a point: those that its action serves with it, that of its name, or those of the action that is
/// there for it.
fn needs_of_point(point: &str, action: &Action, card: &RateCard) -> Vec<String> {
    let served = action.needs.iter().filter(|need| action.point_of_need(need) == Some(point));
    let served: Vec<_> = served.cloned().collect();
    let named = format!("need.{point}");
    if !served.is_empty() {
        return served;
    }
    if card.action_for_need(&named).is_some() {
        return vec![named];
    }
    let brings = |other: &&Action| other.points.iter().any(|known| known == point);
    let other = card.actions.iter().filter(brings).find(|other| !other.needs.is_empty());
    other.map_or_else(|| vec![named], |other| other.needs.clone())
}

/// A step for each action that serves a need, with the share that it is found for.
fn steps_for(step: &Draft, needs: &[Need], card: &RateCard) -> Vec<Value> {
    let mut steps: Vec<(&Action, Draft)> = Vec::new();
    for need in needs {
        let Some(action) = card.action_for_need(&need.id) else { continue };
        let known = steps.iter().position(|(other, _)| other.id == action.id);
        let index = known.unwrap_or(steps.len());
        if known.is_none() {
            steps.push((action, without_points(step)));
        }
        ask(&mut steps[index].1, action, need);
    }
    let fitted = |(action, mut step): (&Action, Draft)| {
        fit_action(&mut step, action);
        step.into_document()
    };
    steps.into_iter().map(fitted).collect()
}

fn without_points(step: &Draft) -> Draft {
    let mut step = step.clone();
    step.remove("/points");
    step
}

/// What two needs are found with is found as often as the one that is found more.
fn ask(step: &mut Draft, action: &Action, need: &Need) {
    let (Some(point), Some(share)) = (action.point_of_need(&need.id), &need.share) else { return };
    let at = format!("/points/{}", escape(point));
    let is_more = match (step.number(&at), share) {
        (Some(before), Value::Number(share)) => *share > before,
        _ => true,
    };
    if is_more {
        step.set(&at, share.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use creditcast_catalog::catalog;
    use creditcast_core::rate_card::Shelf;

    use crate::draft::object;

    fn step(action: &str, points: &[(&str, f64)]) -> Value {
        let points = points.iter().map(|(id, share)| ((*id).to_owned(), Value::Number(*share)));
        object([
            ("action", action.into()),
            ("count", Value::Number(100.0)),
            ("points", Value::Map(points.collect())),
        ])
    }

    /// The steps of the page's card on another one, with the share of each point; and what is left out.
    fn fitted(steps: Vec<Value>, card: &str) -> (Vec<String>, Vec<String>) {
        let old = catalog().find("lusha-help-centre").expect("built in");
        let mut draft = Draft::from(object([("usage", Value::List(steps))]));
        let left_out = fit_card(&mut draft, catalog().find(card).expect("built in"), old);
        let said = |index: usize| {
            let at = |key: &str| format!("/usage/{index}/{key}");
            let mut said = draft.text(&at("action")).unwrap_or_default().to_owned();
            for point in draft.keys(&at("points")) {
                let share = draft.number(&at(&format!("points/{point}"))).unwrap_or_default();
                said += &format!(" {point} {share}");
            }
            said
        };
        ((0..draft.count("/usage")).map(said).collect(), left_out)
    }

    #[test]
    fn a_step_becomes_as_many_as_the_card_has_actions_for_it() {
        let api = step("api.contacts", &[("email", 0.8), ("phone", 0.35)]);
        let (steps, left_out) = fitted(vec![api], "generect");
        assert_eq!(steps, ["email.find result 0.8", "phone.find result 0.35"]);
        assert!(left_out.is_empty());
    }

    #[test]
    fn what_two_needs_are_found_with_is_one_step() {
        let reveal = step("platform.reveal", &[("phone", 0.35), ("email", 0.8)]);
        let (steps, left_out) = fitted(vec![reveal], "leadfeeder");
        assert_eq!(steps, ["contact.get record 0.8"]);
        assert!(left_out.is_empty());
    }

    #[test]
    fn what_the_card_has_nothing_like_is_named() {
        let steps = vec![
            step("platform.reveal", &[("email", 0.8)]),
            step("workspace.csvExport", &[]),
            step("api.signals.companies", &[("growthInHiring", 0.1)]),
        ];
        let (steps, left_out) = fitted(steps, "generect");
        assert_eq!(steps, ["email.find result 0.8"]);
        let title = |id| &catalog().find("lusha-help-centre").unwrap().action(id).unwrap().title;
        assert_eq!(left_out, [&**title("workspace.csvExport"), title("api.signals.companies")]);
    }
}
