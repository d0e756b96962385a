//! The same plan and steps by another card: what it has of them, and what it has not.

mod lists;

use std::mem;

use creditcast_core::document::Value;
use creditcast_core::rate_card::{Action, RateCard};

use self::lists::Listed;
use crate::draft::{Draft, escape};
use crate::preset::{fit_action, fit_plan, next_action, step_of, usual_plan};
use crate::spread;

/// What another card has not, or not so.
#[derive(Default)]
pub(crate) struct Loss {
    /// The titles of what it has nothing like, wholly or in part.
    pub(crate) titles: Vec<String>,
    /// What is done otherwise there, in sentences.
    pub(crate) said: Vec<&'static str>,
}

impl Loss {
    /// "Generect has nothing for: CSV export." and what is done otherwise, if anything is.
    pub(crate) fn in_words(&self, card: &RateCard) -> Option<String> {
        let what = self.titles.join(", ");
        let nothing = format!("{} has nothing for: {what}.", card.vendor);
        let nothing = (!self.titles.is_empty()).then_some(nothing);
        let said: Vec<_> =
            nothing.as_deref().into_iter().chain(self.said.iter().copied()).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }
}

/// Takes another card, and tells what is lost.
pub(crate) fn fit_card(draft: &mut Draft, card: &RateCard, old: &RateCard) -> Loss {
    draft.set("/card", &*card.id);
    fit_policies(draft, card);
    draft.remove("/subscription/limits");
    draft.remove("/subscription/pools");
    let kept = draft.text("/subscription/plan").and_then(|id| card.plan(id));
    if let Some(plan) = kept.or_else(|| usual_plan(card)) {
        fit_plan(draft, card, plan);
    }
    let loss = fit_steps(draft, card, old);
    if draft.count("/usage") == 0
        && let Some(action) = next_action(draft, card)
    {
        draft.list_mut("/usage").push(step_of(action));
    }
    loss
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

/// Lets each step be what the card has for it, and tells what is lost.
pub(crate) fn fit_steps(draft: &mut Draft, card: &RateCard, old: &RateCard) -> Loss {
    let steps = mem::take(draft.list_mut("/usage"));
    let fit = |step| Fitted::of(Draft::from(step), draft, card, old);
    let fitted: Vec<_> = steps.into_iter().map(fit).collect();
    let place = |index: usize| fitted[..index].iter().map(|before| before.steps.len()).sum();
    spread::follow(draft, |index| (!fitted.get(index)?.steps.is_empty()).then(|| place(index)));
    let mut loss = Loss::default();
    let mut listed = Listed::default();
    for Fitted { steps, lost, listed: of_step } in fitted {
        loss.titles.extend(lost.filter(|title| !loss.titles.contains(title)));
        listed.extend(of_step);
        draft.list_mut("/usage").extend(steps);
    }
    listed.fit(draft, card, old, &mut loss);
    loss
}

/// What a step becomes on another card.
#[derive(Default)]
struct Fitted {
    /// As many steps as the card has actions for what the one step brings.
    steps: Vec<Value>,
    /// Its title, if the card has nothing for some of it.
    lost: Option<String>,
    /// What becomes of its list.
    listed: Listed,
}

impl Fitted {
    fn of(mut step: Draft, draft: &Draft, card: &RateCard, old: &RateCard) -> Self {
        let id = step.text("/action").unwrap_or_default().to_owned();
        if let Some(action) = card.action(&id) {
            fit_action(&mut step, action);
            return Fitted { steps: vec![step.into_document()], ..Fitted::default() };
        }
        let is_known = lists::is_need(&id) && card.action_for_need(&id).is_some();
        if is_known && !step.has("/list") {
            return Fitted { steps: vec![step.into_document()], ..Fitted::default() };
        }
        let Some(action) = old.action_or_need(&id) else {
            return Fitted { lost: Some(id), ..Fitted::default() };
        };
        let needs = needs_of(&step, action, draft, old);
        let is_lost = |need: &Need| card.action_for_need(&need.id).is_none();
        let lost = (needs.is_empty() || needs.iter().any(is_lost)).then(|| action.title.clone());
        Fitted { lost, ..Fitted::for_needs(&step, &needs, card, action) }
    }

    /// A step for each action that serves a need, with the share that it is found for.
    fn for_needs(step: &Draft, needs: &[Need], card: &RateCard, old: &Action) -> Self {
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
        let mut fitted = Fitted::default();
        for (action, mut step) in steps {
            fitted.listed.take(&mut step, action, old);
            fit_action(&mut step, action);
            fitted.steps.push(step.into_document());
        }
        fitted
    }
}

/// What a step is for.
struct Need {
    id: String,
    /// For how many of its units it is found, where it says so.
    share: Option<Value>,
}

/// What is asked for is what the points say, its own or its list's, or else what the action is for.
fn needs_of(step: &Draft, action: &Action, draft: &Draft, card: &RateCard) -> Vec<Need> {
    let own = |point: &str| (point.to_owned(), step.get(&format!("/points/{point}")).cloned());
    let points: Vec<_> = if step.has("/list") {
        lists::asked(draft, step, action)
    } else {
        step.keys("/points").into_iter().map(own).collect()
    };
    if points.is_empty() {
        return action.needs.iter().map(|id| Need { id: id.clone(), share: None }).collect();
    }
    let needs = |(point, share): &(String, Option<Value>)| {
        let share = share.clone();
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
        let left_out = fit_card(&mut draft, catalog().find(card).expect("built in"), old).titles;
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

    /// The steps on a list of contacts on another card, with that list.
    fn on_a_list(steps: &[(&str, &[&str])], card: &str) -> (Draft, Loss) {
        let step = |(action, reveal): &(&str, &[&str])| {
            let mut step = Draft::from(step(action, &[]));
            step.remove("/points");
            step.set("/list", "team");
            if !reveal.is_empty() {
                step.set("/reveal", Value::List(reveal.iter().map(|&id| id.into()).collect()));
            }
            step.into_document()
        };
        let shares =
            |shares: [(&str, f64); 2]| object(shares.map(|(id, n)| (id, Value::Number(n))));
        let list = object([
            ("id", "team".into()),
            ("size", Value::Number(1_000.0)),
            ("found", shares([("email", 0.8), ("phone", 0.35)])),
            ("paid", shares([("email", 0.1), ("phone", 0.0)])),
        ]);
        let mut draft = Draft::from(object([
            ("usage", Value::List(steps.iter().map(step).collect())),
            ("lists", Value::List(vec![list])),
        ]));
        let old = catalog().find("lusha-help-centre").expect("built in");
        let loss = fit_card(&mut draft, catalog().find(card).expect("built in"), old);
        (draft, loss)
    }

    #[test]
    fn a_list_is_known_by_the_points_of_the_other_card() {
        let steps: [(&str, &[&str]); 2] =
            [("api.contacts", &["phone"]), ("platform.reveal", &["email"])];
        let (draft, loss) = on_a_list(&steps, "leadfeeder");
        assert_eq!(draft.count("/usage"), 2);
        assert_eq!(draft.text("/usage/0/list"), Some("team"));
        assert!(!draft.has("/usage/0/points"));
        // What both are found with is found as often as the one that is found more.
        assert_eq!(draft.keys("/lists/0/found"), ["record"]);
        assert_eq!(draft.number("/lists/0/found/record"), Some(0.8));
        assert!(!draft.has("/lists/0/paid"));
        assert_eq!(loss.said.len(), 1);
    }

    #[test]
    fn where_the_other_card_takes_no_list_what_is_found_is_the_lists() {
        let (draft, loss) = on_a_list(&[("api.contacts", &[])], "generect");
        assert_eq!(draft.count("/usage"), 2);
        assert!(!draft.has("/usage/0/list") && !draft.has("/usage/1/list"));
        assert_eq!(draft.number("/usage/0/points/result"), Some(0.8));
        assert_eq!(draft.number("/usage/1/points/result"), Some(0.35));
        assert!(draft.keys("/lists/0/found").is_empty());
        assert_eq!(loss.said.len(), 2);
    }

    #[test]
    fn a_step_that_keeps_its_action_keeps_its_list_and_gets_no_shares() {
        let (draft, loss) = on_a_list(&[("api.contacts", &["phone"])], "lusha-2026-06");
        assert_eq!(draft.text("/usage/0/list"), Some("team"));
        assert!(!draft.has("/usage/0/points"));
        assert_eq!(draft.number("/lists/0/paid/email"), Some(0.1));
        assert!(loss.said.is_empty() && loss.titles.is_empty());
    }
}
