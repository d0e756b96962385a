//! The kinds of changes: which ones a card and a draft know, and what a new one says.

use creditcast_core::amount::Amount;
use creditcast_core::calendar::Date;
use creditcast_core::document::Value;
use creditcast_core::rate_card::{RateCard, Wallet};
use creditcast_core::simulation::validate;

use creditcast_catalog::catalog;

use super::held::{months, start};
use super::said::CHANGES;
use crate::draft::{Draft, object};
use crate::edit::insert;
use crate::state::State;

/// A kind of change.
pub(crate) struct Kind {
    /// The word of the documents.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// What it does, in a few words.
    pub does: &'static str,
    /// The field that is asked for first.
    asks: &'static str,
}

const fn kind(
    id: &'static str,
    name: &'static str,
    does: &'static str,
    asks: &'static str,
) -> Kind {
    Kind { id, name, does, asks }
}

static KINDS: [Kind; 8] = [
    kind("upgrade", "Upgrade", "to a larger plan, at once", "plan"),
    kind("downgrade", "Downgrade", "to a smaller plan, at the next renewal", "plan"),
    kind("seats", "Users", "more at once, fewer at the next renewal", "seats"),
    kind("topUp", "Top-up", "more credits, at once", "price"),
    kind("freeze", "Freeze", "one or two months, from a renewal", "on"),
    kind("cancel", "Cancellation", "ends with its cycle", "on"),
    kind("keyCap", "Cap of a key", "from a day on", "monthlyCap"),
    kind("userCap", "Cap of a user", "from a day on", "monthlyCap"),
];

/// The kinds that there can be.
pub(crate) fn offered(draft: &Draft, card: &RateCard) -> impl Iterator<Item = &'static Kind> {
    let is_credits = card.wallet == Wallet::Credits;
    let has = [
        is_credits && beside(draft, card, 1).is_some(),
        is_credits && beside(draft, card, -1).is_some(),
        is_credits,
        true,
        card.rule("subscription.freeze").is_some(),
        true,
        draft.count("/keys") > 0,
        draft.count("/users") > 0,
    ];
    KINDS.iter().zip(has).filter_map(|(kind, has)| has.then_some(kind))
}

impl State {
    /// A change of a kind, on the first day that allows it, with one of its fields open.
    pub(crate) fn add_change(self, id: &str) -> Self {
        let Some(kind) = KINDS.iter().find(|kind| kind.id == id) else { return self };
        let new = beginning(&self, kind);
        let days = candidates(&self, kind);
        let allows = |day: &&Date| {
            let mut draft = (*self.draft).clone();
            let index = draft.count(CHANGES);
            insert(&mut draft, CHANGES, index, on(&new, **day));
            let at = format!("{CHANGES}/{index}/on");
            validate(draft.document(), catalog()).iter().all(|problem| problem.path != at)
        };
        let Some(day) = days.iter().find(allows).or(days.first()).copied() else { return self };
        let index = place_of(&self.draft, day);
        self.insert(CHANGES, index, &on(&new, day), kind.asks)
    }
}

/// The change on a day.
fn on(change: &Value, day: Date) -> Value {
    let mut change = Draft::from(change.clone());
    change.set("/on", day);
    change.into_document()
}

/// Where a change of a day stands among the others, which are in order.
fn place_of(draft: &Draft, day: Date) -> usize {
    let is_later = |index: &usize| {
        let other = draft.text(&format!("{CHANGES}/{index}/on")).and_then(Date::parse);
        other.is_some_and(|other| other > day)
    };
    let count = draft.count(CHANGES);
    (0..count).find(is_later).unwrap_or(count)
}

/// The days on which a new change might stand: when credits run out, if it helps against that, then
/// the renewals after the last change, then the others.
fn candidates(state: &State, kind: &Kind) -> Vec<Date> {
    let draft = &state.draft;
    let start = start(draft);
    let last = (0..draft.count(CHANGES))
        .filter_map(|index| Date::parse(draft.text(&format!("{CHANGES}/{index}/on"))?));
    let last = last.max().unwrap_or(start);
    let renewals = || (1..months(draft).max(2)).map(|month| start.plus_months(month));
    let helps = matches!(kind.id, "topUp" | "upgrade");
    let runs_out = state.complete().and_then(|run| run.report.runs_out).filter(|_| helps);
    let later = renewals().filter(|day| *day > last);
    let earlier = renewals().filter(|day| *day <= last);
    runs_out.map(|at| at.date).into_iter().chain(later).chain(earlier).collect()
}

/// What a new change says, without its day.
fn beginning(state: &State, kind: &Kind) -> Value {
    let (draft, card) = (&state.draft, &state.card);
    let plan = |step| beside(draft, card, step).unwrap_or_default().into();
    let named = ("kind", kind.id.into());
    let first = |kind| first_of(draft, kind).into();
    let cap = |kind| ("monthlyCap", Value::Number(cap(state, kind)));
    match kind.id {
        "upgrade" => object([named, ("plan", plan(1))]),
        "downgrade" => object([named, ("plan", plan(-1))]),
        "seats" => object([named, ("seats", Value::Number(users(draft, card) + 1.0))]),
        "topUp" => object([named, ("amount", Value::Number(missing(state)))]),
        "freeze" => object([named, ("months", Value::Number(1.0))]),
        "keyCap" => object([named, ("key", first("key")), cap("key")]),
        "userCap" => object([named, ("user", first("user")), cap("user")]),
        _ => object([named]),
    }
}

/// The name of the first of a kind.
fn first_of<'d>(draft: &'d Draft, kind: &str) -> &'d str {
    draft.text(&format!("/{kind}s/0/id")).unwrap_or_default()
}

/// The cap that the first of a kind has at the end, or else what the plan grants.
fn cap(state: &State, kind: &str) -> f64 {
    let draft = &state.draft;
    let is_its = |at: &String| draft.text(&format!("{at}/{kind}")) == Some(first_of(draft, kind));
    let changes = (0..draft.count(CHANGES)).rev().map(|index| format!("{CHANGES}/{index}"));
    let capped = changes.filter(is_its).chain([format!("/{kind}s/0")]);
    let known = capped.map(|at| format!("{at}/monthlyCap")).find_map(|at| draft.number(&at));
    let granted = || state.complete().map(|run| run.granted_a_month());
    known.or_else(granted).filter(|cap| *cap > 0.0).unwrap_or(100.0)
}

/// What the last change says that says it, or the subscription.
fn last<'d, T>(draft: &'d Draft, key: &str, get: fn(&'d Draft, &str) -> Option<T>) -> Option<T> {
    let changed = (0..draft.count(CHANGES)).rev();
    let mut said = changed.map(|index| format!("{CHANGES}/{index}/{key}"));
    said.find_map(|at| get(draft, &at)).or_else(|| get(draft, &format!("/subscription/{key}")))
}

/// The users that there are at the end.
fn users(draft: &Draft, card: &RateCard) -> f64 {
    let plan = last(draft, "plan", Draft::text).and_then(|id| card.plan(id));
    let included = plan.map_or(1.0, |plan| plan.seats.included.0 as f64);
    last(draft, "seats", Draft::number).unwrap_or(0.0).max(included)
}

/// The plan so many steps above the last one that is taken, in the card's order.
fn beside<'c>(draft: &Draft, card: &'c RateCard, steps: isize) -> Option<&'c str> {
    let taken = last(draft, "plan", Draft::text)?;
    let place = card.plans.iter().position(|plan| plan.id == taken)?;
    card.plans.get(place.checked_add_signed(steps)?).map(|plan| &*plan.id)
}

/// What the requests that credits did not suffice for would have cost, in round numbers.
fn missing(state: &State) -> f64 {
    let missing = state.complete().map_or(Amount::ZERO, |run| run.report.totals.missing);
    let hundreds = (missing.as_number() / 100.0).ceil();
    if hundreds > 0.0 { hundreds * 100.0 } else { 1_000.0 }
}
