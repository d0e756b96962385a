//! A comparison is what running every candidate by itself comes to, in the order that was promised.

mod engine;
mod generator;
mod property;

use std::cmp::Reverse;

use creditcast_catalog::catalog;
use creditcast_core::comparison::{Comparison, Ranked, Serves, compare};
use creditcast_core::rate_card::{RateCard, Shelf, Wallet};
use creditcast_core::report::Report;
use property::{check, edited};
use serde_json::{Value as Json, json};

fn compared(scenario: &Json) -> Comparison {
    let request = serde_json::from_value(json!({ "scenario": scenario })).expect("plain data");
    compare(&request, catalog()).expect("one card has one currency")
}

/// The scenario on another plan, as a person would write it anew.
fn on_plan(scenario: &Json, plan: &str, billing: &str) -> Json {
    let mut scenario = scenario.clone();
    let is_own = scenario["subscription"]["plan"] == plan;
    let subscription = scenario["subscription"].as_object_mut().expect("an object");
    subscription.insert("plan".to_owned(), plan.into());
    subscription.insert("billing".to_owned(), billing.into());
    if is_own {
        return scenario;
    }
    subscription.remove("terms");
    if let Some(changes) = subscription.get_mut("changes").and_then(Json::as_array_mut) {
        let of_plan = ["upgrade", "downgrade", "keyCap", "userCap"];
        changes.retain(|change| !of_plan.contains(&change["kind"].as_str().expect("a kind")));
    }
    for spenders in ["keys", "users"] {
        for spender in scenario[spenders].as_array_mut().into_iter().flatten() {
            spender.as_object_mut().expect("an object").remove("monthlyCap");
        }
    }
    scenario
}

fn candidates(card: &RateCard) -> Vec<(&str, &str)> {
    let billings: &[&str] =
        if card.wallet == Wallet::Money { &["monthly"] } else { &["monthly", "annual"] };
    let of_plan = |id| billings.iter().map(move |billing| (id, *billing));
    card.plans.iter().flat_map(|plan| of_plan(&*plan.id)).collect()
}

fn assert_like(run: &Ranked, report: &Report) {
    let totals = &report.totals;
    assert_eq!(run.cost, totals.cost);
    assert_eq!(
        (run.spent, run.expired, run.missing),
        (totals.spent, totals.expired, totals.missing)
    );
    assert_eq!((run.runs_out, run.backlog_clears), (report.runs_out, report.backlog_clears));
    let is_all = totals.served == totals.asked;
    assert_eq!(matches!(run.serves, Serves::All | Serves::Disputed), is_all);
    assert!((0.0..=1.0).contains(&run.served_share), "{}", run.served_share);
    assert!(
        is_all
            || run.serves == Serves::None
            || run.served_share > 0.0
            || totals.spent.as_micros() == 0
    );
}

/// Seen red with: caps kept on other plans.
#[test]
fn a_comparison_is_every_candidate_by_itself() {
    check(&edited(|_| ()), |scenario| {
        let card = catalog().find(scenario["card"].as_str().expect("an id")).expect("a card");
        let Comparison { ranked, not_run, .. } = compared(&scenario);
        let mut seen = 0;
        for (plan, billing) in candidates(card) {
            let own = on_plan(&scenario, plan, billing);
            let is_it = |run: &&Ranked| {
                run.candidate.plan == plan && json!(run.candidate.billing) == billing
            };
            if let Some(run) = ranked.iter().find(is_it) {
                assert_like(run, &engine::run(&own));
            } else {
                assert!(!engine::problems(&own).is_empty(), "{plan}, {billing}");
            }
            seen += 1;
        }
        assert_eq!(ranked.len() + not_run.len(), seen);
    });
}

/// Seen red with: the dearer first.
#[test]
fn the_best_comes_first() {
    check(&edited(|_| ()), |scenario| {
        let ranked = compared(&scenario).ranked;
        let key = |run: &Ranked| {
            let part = if run.serves == Serves::Part { run.served_share } else { 1.0 };
            // A share of no more than fifteen digits keeps its order as a whole number.
            #[expect(clippy::cast_possible_truncation, reason = "a share of 10^15")]
            let share = Reverse((part * 1e15) as i64);
            (run.serves, share, run.cost.amount.0, run.expired)
        };
        assert!(ranked.is_sorted_by_key(key));
    });
}
