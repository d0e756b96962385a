//! A comparison is what running every candidate by itself comes to, in the order that was promised.

use std::cmp::Reverse;

use crate::engine;
use crate::on_plan::{candidates, on_plan};
use crate::property::{check_one_of, edited};
use creditcast_catalog::catalog;
use creditcast_core::comparison::{BreakEven, Comparison, Ranked, Scale, Serves, compare};
use creditcast_core::progress::Progress;
use creditcast_core::rate_card::Shelf;
use creditcast_core::report::{Report, Units};
use serde_json::{Value as Json, json};

fn compared(scenario: &Json) -> Comparison {
    let request = serde_json::from_value(json!({ "scenario": scenario })).expect("plain data");
    compare(&request, catalog(), &Progress::unwatched()).expect("one card has one currency")
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
    check_one_of(5, &edited(|_| ()), |scenario| {
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
    check_one_of(5, &edited(|_| ()), |scenario| {
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

/// The use at another scale, a unit that is begun counted whole.
fn scaled(scenario: &Json, numerator: u64, denominator: u64) -> Json {
    let mut scenario = scenario.clone();
    for activity in scenario["usage"].as_array_mut().expect("a list") {
        let parts =
            u128::from(activity["count"].as_u64().expect("a count")) * u128::from(numerator);
        let count = u64::try_from(parts.div_ceil(denominator.into())).expect("a small count");
        activity["count"] = count.into();
    }
    scenario
}

fn best(scenario: &Json, numerator: u64, denominator: u64) -> Json {
    let ranked = compared(&scaled(scenario, numerator, denominator)).ranked;
    json!(ranked.first().map(|run| &run.candidate))
}

/// Little enough that no count of these scenarios becomes whole in between.
const LITTLE: u64 = 1_000_000;

/// Seen red with: the scale after the last at which the first is the best.
#[test]
fn the_best_changes_where_break_evens_say() {
    check_one_of(25, &edited(|_| ()), |scenario| {
        let mut now = best(&scenario, 1, 10);
        let mut break_evens = compared(&scenario).break_evens.into_iter().peekable();
        for (numerator, denominator) in [(1, 5), (1, 2), (1, 1), (2, 1), (5, 1), (10, 1)] {
            let is_before = |found: &BreakEven| {
                let Scale { numerator: Units(n), denominator: Units(d) } = found.scale;
                u128::from(n) * denominator < numerator * u128::from(d)
            };
            while let Some(found) = break_evens.next_if(is_before) {
                let Scale { numerator: Units(numerator), denominator: Units(denominator) } =
                    found.scale;
                assert_eq!(json!(found.below), now);
                assert_eq!(best(&scenario, numerator, denominator), now);
                now = best(&scenario, numerator * LITTLE + 1, denominator * LITTLE);
                assert_eq!(json!(found.above), now);
                assert_ne!(json!(found.below), now);
            }
            let [numerator, denominator] =
                [numerator, denominator].map(|part| u64::try_from(part).expect("small"));
            assert_eq!(best(&scenario, numerator, denominator), now);
        }
        assert!(break_evens.next().is_none());
    });
}

/// So much that where the best changes is not looked for: seen red where it was.
#[test]
fn what_takes_too_long_is_left_out_and_said() {
    let activity = |index: u64| json!({ "action": "platform.reveal", "every": "month", "count": 1 + index, "points": { "email": 1 } });
    let scenario = |activities: u64| {
        json!({
            "card": "lusha-help-centre",
            "subscription": { "plan": "premium", "start": "2027-01-01" },
            "usage": (0..activities).map(activity).collect::<Vec<_>>(),
            "horizon": { "months": 120 },
        })
    };
    let is_said = |found: &Comparison| {
        found.ranked[0].warnings.iter().any(|warning| warning.code == "notAllTried")
    };
    let few = compared(&scenario(20));
    assert!(!few.break_evens.is_empty() && !is_said(&few));
    let many = compared(&scenario(200));
    assert_eq!(many.ranked.len(), few.ranked.len());
    assert!(many.break_evens.is_empty() && is_said(&many));
}
