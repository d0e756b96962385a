//! Scenarios changed until the conditions of a relation hold.

use chrono::NaiveDate;
use creditcast_catalog::catalog;
use creditcast_core::rate_card::{RateCard, Shelf};
use serde_json::{Map, Value as Json, json};

/// The card of a scenario of the generator, which names one on the shelf.
pub(crate) fn card(scenario: &Json) -> &'static RateCard {
    catalog().find(scenario["card"].as_str().expect("an id")).expect("a card")
}

/// Is its wallet one of money?
pub(crate) fn is_money(scenario: &Json) -> bool {
    scenario["card"] == "generect"
}

pub(crate) fn usage(scenario: &mut Json) -> &mut Vec<Json> {
    scenario["usage"].as_array_mut().expect("a list")
}

pub(crate) fn changes(scenario: &mut Json) -> &mut Vec<Json> {
    scenario["subscription"]["changes"].as_array_mut().expect("the generator always gives them")
}

/// The elements of a list, if it is there.
pub(crate) fn each<'j>(object: &'j mut Json, key: &str) -> impl Iterator<Item = &'j mut Json> {
    object.get_mut(key).and_then(Json::as_array_mut).into_iter().flatten()
}

pub(crate) fn remove(object: &mut Json, key: &str) {
    object.as_object_mut().expect("an object").remove(key);
}

/// The day that a text names.
pub(crate) fn day(text: &Json) -> Option<NaiveDate> {
    text.as_str()?.parse().ok()
}

/// Nothing buys by itself.
pub(crate) fn never_buys(scenario: &mut Json) {
    remove(&mut scenario["subscription"], "autoTopUp");
}

/// Keys and users spend as they like.
pub(crate) fn lift_caps(scenario: &mut Json) {
    changes(scenario).retain(|change| change["kind"] != "keyCap" && change["kind"] != "userCap");
    for all in ["keys", "users"] {
        each(scenario, all).for_each(|spender| remove(spender, "monthlyCap"));
    }
}

/// What is free once a month's spending has reached a sum is not asked for: more spending can then
/// cost less.
pub(crate) fn spare_previews(scenario: &mut Json) {
    for activity in usage(scenario).iter_mut().filter(|a| a["action"] == "lead.preview") {
        activity["off"] = true.into();
    }
}

/// More than any scenario of the generator spends.
pub(crate) const PLENTY: u64 = 10_000_000;

/// There is enough for everything: a wallet of money is filled as needed, credits last beside
/// every cap of the plan.
pub(crate) fn fund(scenario: &mut Json) {
    never_buys(scenario);
    remove(&mut scenario["subscription"], "openingBalance");
    if is_money(scenario) {
        return;
    }
    let on = scenario["subscription"]["start"].clone();
    let plenty = json!({ "on": on, "kind": "topUp", "amount": PLENTY, "price": "0.00" });
    changes(scenario).insert(0, plenty);
    scenario["policies"]["topUp"] = "lasting".into();
    if card(scenario).pools.iter().any(|pool| pool.id == "conversation") {
        scenario["subscription"]["pools"] = json!({ "conversation": { "perCycle": PLENTY } });
    }
}

/// Nothing that holds a request back, be it a limit of the plan or one of the action.
pub(crate) fn lift_limits(scenario: &mut Json) {
    scenario["subscription"]["limits"] = json!([]);
    for limited in usage(scenario).iter_mut().filter(|a| a["action"] == "api.usage") {
        limited["action"] = "api.prospecting.search".into();
    }
}

/// Shares instead of lists, which remember what was paid for: half of each point.
pub(crate) fn forget_lists(scenario: &mut Json) {
    let card = card(scenario);
    for activity in usage(scenario).iter_mut().filter(|activity| activity.get("list").is_some()) {
        for key in ["list", "reveal", "table"] {
            remove(activity, key);
        }
        let action = card.action(activity["action"].as_str().expect("an id"));
        let points = action.into_iter().flat_map(|action| &action.points);
        let points: Map<_, _> = points.map(|point| (point.clone(), json!(0.5))).collect();
        if !points.is_empty() {
            activity["points"] = points.into();
        }
    }
    remove(scenario, "lists");
}

/// After so many units whatever quarters do begins again: of 64 units 16, 32 or 48 are repeats, of
/// the rest quarters are matched, of those quarters have a point.
const ROUND: u64 = 64;

/// Each activity does the same on each of its days: whole rounds of shares that are quarters, in
/// whole requests.
pub(crate) fn come_round(scenario: &mut Json) {
    forget_lists(scenario);
    for activity in usage(scenario).iter_mut() {
        remove(activity, "growthPerMonth");
        let number = activity["count"].as_u64().expect("a count");
        activity["count"] = (ROUND * (1 + number % 3)).into();
        activity["batch"] = (1_u64 << (number % 6)).into();
        for key in ["repeat", "matched", "points"] {
            activity.get_mut(key).into_iter().for_each(to_quarters);
        }
    }
}

/// A share, or the shares of points.
fn to_quarters(share: &mut Json) {
    match share {
        Json::Object(points) => points.values_mut().for_each(to_quarters),
        share => *share = ((share.as_f64().expect("a share") * 4.0).round() / 4.0).into(),
    }
}

/// So many times a number of at most six decimals, which stays one.
fn multiply(number: &mut Json, k: u32) {
    if let Some(ones) = number.as_f64() {
        *number = ((ones * 1e6).round() * f64::from(k) / 1e6).into();
    }
}

fn multiply_keys(object: &mut Json, keys: &[&str], k: u32) {
    for key in keys {
        if let Some(number) = object.get_mut(key) {
            multiply(number, k);
        }
    }
}

/// So many times all credits that a scenario gives: what is there, comes, is bought, and the caps.
/// What it buys by itself costs nothing, so that no price is rounded.
pub(crate) fn multiply_credits(scenario: &mut Json, k: u32) {
    let subscription = &mut scenario["subscription"];
    multiply_keys(subscription, &["openingBalance"], k);
    if let Some(auto) = subscription.get_mut("autoTopUp") {
        multiply_keys(auto, &["below", "to"], k);
        if auto.get("price").is_some() {
            auto["price"] = "0.00".into();
        }
    }
    multiply_terms(subscription, k);
    let pools = subscription.get_mut("pools").and_then(Json::as_object_mut);
    for (_, pool) in pools.into_iter().flatten() {
        multiply_keys(pool, &["opening", "perCycle"], k);
    }
    for change in changes(scenario) {
        multiply_keys(change, &["amount", "monthlyCap"], k);
        multiply_terms(change, k);
    }
    for all in ["keys", "users"] {
        each(scenario, all).for_each(|one| multiply_keys(one, &["monthlyCap"], k));
    }
}

fn multiply_terms(of: &mut Json, k: u32) {
    if let Some(terms) = of.get_mut("terms") {
        multiply_keys(terms, &["credits"], k);
    }
}

/// The scenario's card as one of its own, to be changed.
pub(crate) fn own_card(scenario: &Json) -> Json {
    serde_json::to_value(card(scenario)).expect("plain data")
}

/// So many times the credits of the card's plans.
pub(crate) fn multiply_plans(card: &mut Json, k: u32) {
    each(card, "plans").for_each(|plan| multiply_keys(plan, &["creditsPerMonth"], k));
}

/// So many times the prices of all that is done, those of the switches too.
pub(crate) fn multiply_prices(card: &mut Json, k: u32) {
    each(card, "rules").for_each(|rule| multiply_keys(rule, &["price", "freeAfterMonthSpend"], k));
    let options = each(card, "policies").flat_map(|policy| each(policy, "options"));
    let sets = options.flat_map(|option| each(option, "sets"));
    sets.for_each(|set| multiply_keys(set, &["price"], k));
}
