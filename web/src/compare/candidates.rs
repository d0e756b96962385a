//! What is compared: the plan on the desk, and up to five others that a reader has chosen.
//!
//! A candidate is kept as the document that the core reads, so that fields can be bound to its places.

use std::mem;

use creditcast_catalog::catalog;
use creditcast_core::comparison::plans_and_billings;
use creditcast_core::document::Value;
use creditcast_core::rate_card::{RateCard, Shelf};
use creditcast_core::subscription::Billing;

use crate::draft::{Draft, object};
use crate::fitting::{Loss, fit_steps};

/// So many others stand beside the plan.
pub(crate) const OTHERS_MAX: usize = 5;

/// The place of those that were chosen.
pub(crate) const CHOSEN: &str = "compare/candidates";

/// How a plan is paid that says nothing of it.
const MONTHLY: &str = "monthly";

/// What the plan on the desk is called.
pub(crate) const OWN: &str = "Your plan";

/// The plan on the desk, as a candidate.
pub(crate) fn own(draft: &Draft) -> Value {
    let billing = draft.text("/subscription/billing").unwrap_or(MONTHLY);
    let plan = draft.text("/subscription/plan").unwrap_or_default();
    let card = draft.get("/card").cloned().unwrap_or_default();
    object([
        ("label", OWN.into()),
        ("card", card),
        ("plan", plan.into()),
        ("billing", billing.into()),
    ])
}

/// Do both name the same? A card of one's own comes back from the core with all that it left out.
pub(crate) fn is_same(one: &Value, other: &Value) -> bool {
    let text = |value: &Value, key: &str| match value.get(key) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    ["label", "card", "plan", "billing"].iter().all(|key| text(one, key) == text(other, key))
}

/// Is it on the plan on the desk, whatever it is called?
fn is_on_own_plan(candidate: &Value, own: &Value) -> bool {
    ["card", "plan", "billing"].iter().all(|key| candidate.get(key) == own.get(key))
}

/// Those that were chosen, or came with the scenario; where nobody has chosen yet, all others of the card.
pub(crate) fn others(draft: &Draft, card: &RateCard) -> Vec<Value> {
    if let Some(Value::List(chosen)) = draft.get(CHOSEN) {
        return chosen.clone();
    }
    if !draft.others().is_empty() {
        return brought(draft);
    }
    let (reference, own) = (draft.get("/card").cloned().unwrap_or_default(), own(draft));
    every_plan(&reference, card).into_iter().filter(|other| !is_on_own_plan(other, &own)).collect()
}

/// Has a reader, or whoever sent the scenario, chosen what is compared?
pub(crate) fn is_chosen(draft: &Draft) -> bool {
    draft.has(CHOSEN) || !draft.others().is_empty()
}

/// The scenarios that came with it.
fn brought(draft: &Draft) -> Vec<Value> {
    let what_if = |(index, scenario): (usize, &Value)| {
        let title = match scenario.get("title") {
            Some(Value::Text(title)) => title.clone(),
            _ => format!("Scenario {}", index + 2),
        };
        what_if(&title, scenario)
    };
    draft.others().iter().enumerate().map(what_if).collect()
}

/// A scenario of its own, as a candidate that can stand beside the plan.
pub(crate) fn what_if(title: &str, scenario: &Value) -> Value {
    let document = Draft::from(scenario.clone());
    let at = |place: &str| document.get(place).cloned().unwrap_or_default();
    let billing = document.text("/subscription/billing").unwrap_or(MONTHLY);
    object([
        ("label", title.into()),
        ("card", at("/card")),
        ("plan", at("/subscription/plan")),
        ("billing", billing.into()),
        ("scenario", scenario.clone()),
    ])
}

/// The same candidate as a scenario of its own, in which nothing is frozen.
pub(crate) fn unfrozen(candidate: &Value, name: &str, draft: &Draft) -> Value {
    let asked = candidate.get("scenario").unwrap_or(draft.document());
    let mut scenario = Draft::from(asked.clone());
    let is_freeze = |change: &Value| change.get("kind") == Some(&"freeze".into());
    scenario.list_mut("/subscription/changes").retain(|change| !is_freeze(change));
    let mut candidate = Draft::from(candidate.clone());
    candidate.set("/label", Value::Text(format!("{name}, without the freeze")));
    candidate.set("/scenario", scenario.into_document());
    candidate.into_document()
}

/// The candidate that the others are held against; none where it is the plan on the desk.
pub(crate) fn pinned(draft: &Draft) -> Option<Value> {
    let brought = || brought(draft).into_iter().nth(draft.baseline().checked_sub(1)?);
    draft.get("compare/baseline").cloned().or_else(brought)
}

/// Every plan and billing of a card; sold by quote only where there are terms, which nobody has given yet.
fn every_plan(reference: &Value, card: &RateCard) -> Vec<Value> {
    let candidate = |(plan, billing): (&str, Billing)| {
        object([
            ("card", reference.clone()),
            ("plan", plan.into()),
            ("billing", word(billing).into()),
        ])
    };
    plans_and_billings(card).map(candidate).collect()
}

fn word(billing: Billing) -> &'static str {
    match billing {
        Billing::Monthly => MONTHLY,
        Billing::Annual => "annual",
    }
}

/// What there is to choose from: each card with its plans.
pub(crate) fn offered(draft: &Draft, card: &RateCard) -> Vec<(String, Vec<Value>)> {
    let own = own(draft);
    let not_own =
        |all: Vec<Value>| all.into_iter().filter(|other| !is_on_own_plan(other, &own)).collect();
    let built_in = catalog().cards().map(|card| (card, Value::from(&*card.id)));
    let mine = matches!(draft.get("/card"), Some(Value::Map(_)))
        .then(|| (card, draft.get("/card").cloned().unwrap_or_default()));
    mine.into_iter()
        .chain(built_in)
        .map(|(card, reference)| (card.title.clone(), not_own(every_plan(&reference, card))))
        .collect()
}

/// Another card's plan is asked for the same work in the actions of that card, if it has all of them.
fn translate(candidate: &mut Value, draft: &Draft, card: &RateCard) {
    let Some(other) = foreign(candidate, card) else { return };
    let mut fitted = draft.clone();
    if fit_steps(&mut fitted, other, card).titles.is_empty()
        && fitted.document() != draft.document()
    {
        let mut translated = Draft::from(mem::take(candidate));
        translated.set("/scenario", fitted.into_document());
        *candidate = translated.into_document();
    }
}

/// The card of a candidate, if it is another one than that of the plan on the desk, and what of the work is lost on it.
pub(crate) fn loss(
    candidate: &Value,
    draft: &Draft,
    card: &RateCard,
) -> Option<(&'static RateCard, Loss)> {
    let other = foreign(candidate, card)?;
    Some((other, fit_steps(&mut draft.clone(), other, card)))
}

/// The card of a candidate, if it is another one than that of the plan on the desk.
fn foreign(candidate: &Value, card: &RateCard) -> Option<&'static RateCard> {
    let Some(Value::Text(id)) = candidate.get("card") else { return None };
    let is_translated = candidate.get("scenario").is_some();
    catalog().find(id).filter(|other| other.id != card.id && !is_translated)
}

/// The request for the core.
#[inline(never)]
pub(crate) fn request(draft: &Draft, card: &RateCard) -> Value {
    let mut candidates = others(draft, card);
    for other in &mut candidates {
        translate(other, draft, card);
    }
    candidates.insert(0, own(draft));
    let mut request = Draft::from(object([
        ("scenario", draft.document().clone()),
        ("candidates", Value::List(candidates)),
    ]));
    if let Some(rates) = draft.get("compare/rates") {
        request.set("/rates", rates.clone());
    }
    request.into_document()
}
