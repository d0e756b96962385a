//! Advice is what trying everything by itself comes to.

use std::cell::Cell;

use crate::engine;
use crate::on_plan::{candidates, on_plan};
use crate::property::{check_one_of, edited};
use creditcast_catalog::catalog;
use creditcast_core::advice::{Advice, Kind, advise};
use creditcast_core::amount::Amount;
use creditcast_core::progress::Progress;
use creditcast_core::rate_card::{RateCard, Shelf};
use creditcast_core::report::Report;
use creditcast_core::simulation::{Options, parse, worth};
use serde_json::{Value as Json, json};

fn advice(scenario: &Json) -> Vec<Advice> {
    let scenario = serde_json::from_value(scenario.clone()).expect("plain data");
    advise(&scenario, catalog(), &Progress::unwatched()).expect("a scenario without problems")
}

/// What a scenario costs and serves.
struct Outcome {
    cost: Amount,
    spent: Amount,
    /// By worth, and by units.
    served: [f64; 2],
    is_disputed: bool,
}

impl Outcome {
    /// None where it cannot be run.
    fn of(scenario: &Json) -> Option<Self> {
        if !engine::problems(scenario).is_empty() {
            return None;
        }
        let report = engine::run_with(scenario, Options::SUMS);
        let Report { totals, warnings, .. } = report;
        let value = serde_json::from_value(scenario.clone()).expect("plain data");
        let parsed = parse(&value, catalog()).expect("a scenario without problems");
        let (served, asked) = (totals.served.0 as f64, totals.asked.0.max(1) as f64);
        let units = if totals.served == totals.asked { 1.0 } else { served / asked };
        let worth = worth(&parsed, catalog()).unwrap_or(totals.spent + totals.missing);
        let share = match totals.spent.as_number() / worth.as_number() {
            _ if totals.served == totals.asked => 1.0,
            share if share.is_finite() => share.min(1.0),
            _ => units,
        };
        Some(Outcome {
            cost: totals.cost.amount.0,
            spent: totals.spent,
            served: [share, units],
            is_disputed: warnings.iter().any(|warning| warning.code == "entitlement"),
        })
    }

    fn loses_to(&self, other: &Outcome) -> f64 {
        let [worth, units] = [0, 1].map(|index| self.served[index] - other.served[index]);
        worth.max(units).max(0.0)
    }
}

/// The least that any of some scenarios costs which serve no less, and are not disputed unless that is.
fn least(base: &Outcome, scenarios: impl Iterator<Item = Json>) -> Option<Amount> {
    let outcomes = scenarios.filter_map(|scenario| Outcome::of(&scenario));
    let as_good = outcomes.filter(|outcome| {
        base.loses_to(outcome) == 0.0 && (!outcome.is_disputed || base.is_disputed)
    });
    as_good.map(|outcome| outcome.cost).min()
}

fn is_move(change: &Json) -> bool {
    ["upgrade", "downgrade"].contains(&change["kind"].as_str().expect("a kind"))
}

fn without_moves(scenario: &Json) -> Json {
    let mut scenario = scenario.clone();
    if let Some(changes) = scenario["subscription"]["changes"].as_array_mut() {
        changes.retain(|change| !is_move(change));
    }
    scenario
}

fn with_change(scenario: &Json, change: Json) -> Json {
    let mut scenario = scenario.clone();
    let changes = &mut scenario["subscription"]["changes"];
    if changes.is_null() {
        *changes = json!([]);
    }
    changes.as_array_mut().expect("a list").push(change);
    scenario
}

/// The days on which cycles start after the first.
fn renewals(scenario: &Json) -> Vec<Json> {
    let report = engine::run_with(scenario, Options::SUMS);
    report.cycles.iter().skip(1).map(|cycle| json!(cycle.start)).collect()
}

/// Every plan and billing but the own one, and the own without its moves; each also without what is
/// bought by itself.
fn plans(scenario: &Json, card: &RateCard) -> Vec<Json> {
    let (plan, billing) = (&scenario["subscription"]["plan"], &scenario["subscription"]["billing"]);
    let now = (plan.as_str(), billing.as_str().unwrap_or("monthly"));
    let others =
        candidates(card).into_iter().filter(|(plan, billing)| (Some(*plan), *billing) != now);
    let plans = others.map(|(plan, billing)| on_plan(scenario, plan, billing));
    let has_moves = without_moves(scenario) != *scenario;
    let stay = has_moves.then(|| without_moves(scenario));
    plans.chain(stay).flat_map(|plan| [without_auto_top_up(&plan), plan]).collect()
}

fn without_auto_top_up(scenario: &Json) -> Json {
    let mut scenario = scenario.clone();
    let is_credits = !scenario["card"].as_str().is_some_and(|card| card.starts_with("generect"));
    if let Some(own) = scenario["subscription"].as_object_mut().filter(|_| is_credits) {
        own.remove("autoTopUp");
    }
    scenario
}

fn freezes(scenario: &Json) -> Vec<Json> {
    let days = renewals(scenario).into_iter();
    let lengths = days.flat_map(|on| [1, 2].map(|months| (on.clone(), months)));
    let frozen = lengths.map(|(on, months)| {
        with_change(scenario, json!({ "on": on, "kind": "freeze", "months": months }))
    });
    frozen.collect()
}

/// Without one of the top-ups, or without what is bought by itself.
fn less_bought(scenario: &Json) -> Vec<Json> {
    let mut all = Vec::new();
    let changes = scenario["subscription"]["changes"].as_array().cloned().unwrap_or_default();
    for (index, change) in changes.iter().enumerate().filter(|(_, c)| c["kind"] == "topUp") {
        let mut less = scenario.clone();
        let removed = less["subscription"]["changes"].as_array_mut().expect("a list").remove(index);
        assert_eq!(&removed, change);
        all.push(less);
    }
    if !scenario["subscription"]["autoTopUp"].is_null() {
        let mut less = scenario.clone();
        less["subscription"].as_object_mut().expect("an object").remove("autoTopUp");
        all.push(less);
    }
    all
}

/// One plan up to a renewal and another from then on.
fn moves(scenario: &Json, card: &RateCard) -> Vec<Json> {
    let is_published = |id: &&str| card.plan(id).is_some_and(|plan| plan.price.monthly.is_some());
    let ids: Vec<&str> = card.plans.iter().map(|plan| &*plan.id).filter(is_published).collect();
    let mut all = Vec::new();
    for from in &ids {
        let mut start = without_moves(&on_plan(scenario, from, "monthly"));
        start["subscription"]["billing"] = "monthly".into();
        if !engine::problems(&start).is_empty() {
            continue;
        }
        for to in ids.iter().filter(|to| *to != from) {
            for on in renewals(&start) {
                let terms = &scenario["subscription"]["terms"];
                let is_own = scenario["subscription"]["plan"] == **to && !terms.is_null();
                for kind in ["upgrade", "downgrade"] {
                    let mut change = json!({ "on": on, "kind": kind, "plan": to });
                    if is_own {
                        change["terms"] = terms.clone();
                    }
                    all.push(with_change(&start, change));
                }
            }
        }
    }
    all
}

/// The least that advice of some kinds comes to; what the scenario costs now where there is none.
fn told(all: &[Advice], kinds: &[Kind], base: &Outcome) -> Amount {
    let of_kind = all.iter().filter(|advice| kinds.contains(&advice.kind));
    let as_good = of_kind.filter(|advice| advice.loses_share == 0.0);
    as_good.map(|advice| advice.cost.amount.0).min().unwrap_or(base.cost)
}

/// Each advice is the scenario that it brings, in cost, use and service, and never serves less without
/// saying so. Seen red with: what is lost told as nothing, units that cost nothing left out of it.
#[test]
fn advice_is_what_its_scenario_comes_to() {
    let given = Cell::new(0);
    check_one_of(10, &edited(|_| ()), |scenario| {
        let base = Outcome::of(&scenario).expect("it can be run");
        for advice in advice(&scenario) {
            let outcome = Outcome::of(&json!(advice.scenario)).expect("it can be run");
            assert_eq!(outcome.cost, advice.cost.amount.0);
            assert_eq!(outcome.spent, advice.spent);
            assert_eq!(base.cost - outcome.cost, advice.saves.amount.0);
            assert!(advice.saves.amount.0 >= Amount::ZERO, "{}", advice.title);
            assert!((base.loses_to(&outcome) - advice.loses_share).abs() < 1e-12);
            assert!(advice.loses_share == 0.0 || advice.because.contains("unserved"));
            assert!(advice.because.contains(&advice.cost.to_string()));
            given.set(given.get() + 1);
        }
    });
    assert!(given.get() > 20, "{given:?}");
}

/// Nothing that can be tried by hand is better than what is told. Seen red with: ways in the
/// wrong order, freezes of two months left out, annual billing left out.
#[test]
fn nothing_is_cheaper_than_what_is_told() {
    let saved = Cell::new([0; 4]);
    check_one_of(25, &edited(|_| ()), |scenario| {
        let card = catalog().find(scenario["card"].as_str().expect("an id")).expect("a card");
        let base = Outcome::of(&scenario).expect("it can be run");
        let all = advice(&scenario);
        let families: [(&[Kind], Vec<Json>); 4] = [
            (&[Kind::Billing, Kind::Plan], plans(&scenario, card)),
            (&[Kind::Freeze], freezes(&scenario)),
            (&[Kind::TopUps], less_bought(&scenario)),
            (&[Kind::PlanChange, Kind::Plan, Kind::Billing], moves(&scenario, card)),
        ];
        for (index, (kinds, scenarios)) in families.into_iter().enumerate() {
            let least = least(&base, scenarios.into_iter());
            let told = told(&all, kinds, &base);
            assert!(least.is_none_or(|least| told <= least), "{kinds:?}: {least:?}, told {told:?}");
            let mut counts = saved.get();
            counts[index] += u32::from(told < base.cost);
            saved.set(counts);
        }
    });
    let [plans, freezes, bought, moves] = saved.get();
    assert!(plans > 0 && freezes + bought > 0 && moves > 0, "{saved:?}");
}
