//! The engine against a simple model that looks at every unit, on random scenarios.
//!
//! The model is `naive`, written from the rules alone. Seen red with: the fee's minimum dropped, the
//! waiver ignored, the carried cap applied after the grant, matches spread over repeats too, the last
//! smaller request forgotten, a run-out that refuses the free requests behind it, the rest of a
//! period left out, bounds of a share rounded down, only the first request searched for one that
//! can be paid.

mod naive;

use creditcast_catalog::catalog;
use creditcast_core::amount::Amount;
use creditcast_core::document::Value;
use creditcast_core::report::Report;
use creditcast_core::simulation::{Options, parse, simulate};
use naive::{Activity, Outcome, Policies, Scenario};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// Points of each action, in the order in which the card charges them.
const ACTIONS: [(&str, &[&str]); 7] = [
    ("platform.reveal", &["email", "phone"]),
    ("api.contacts", &["email", "phone", "company"]),
    ("api.signals.companies", &["growthInHiring", "growthInHeadcount"]),
    ("api.prospecting.search", &[]),
    ("workspace.csvExport", &[]),
    ("workspace.crmExport", &[]),
    ("workspace.aiPrompt", &[]),
];

const POLICIES: [(&str, [&str; 2]); 9] = [
    ("requestFee", ["additive", "waived"]),
    ("rerequest", ["callFee", "free"]),
    ("noResult", ["one", "zero"]),
    ("feeScope", ["all", "searchOnly"]),
    ("singleMulti", ["bulkRate", "perResult"]),
    ("companyInContact", ["charged", "included"]),
    ("bulkReveal", ["found", "fullSelection"]),
    ("signalUnit", ["perSignal", "perEntity"]),
    ("crmExport", ["perRecord", "perRequest"]),
];

/// Shares as people give them: none, all, round ones, and fine ones.
fn share() -> impl Strategy<Value = u64> {
    prop_oneof![
        Just(0),
        Just(10_000),
        (1_u64..10).prop_map(|tenths| tenths * 1_000),
        (1_u64..100).prop_map(|hundredths| hundredths * 100),
        1_u64..10_000,
    ]
}

fn activity() -> impl Strategy<Value = Activity> {
    let batch = prop_oneof![Just(None), (1_u64..=100).prop_map(Some)];
    let shares = (share(), share(), proptest::collection::vec(proptest::option::of(share()), 3));
    (0..ACTIONS.len(), prop_oneof![Just(1), Just(7)], 0_u64..130, batch, shares).prop_map(
        |(action, every_days, count, batch, (repeat, matched, shares))| {
            let (action, points) = ACTIONS[action];
            let given = points.iter().copied().zip(shares);
            let points = given.filter_map(|(point, share)| Some((point, share?))).collect();
            // A signal is asked for each time, so its repeats are charged like first visits.
            let frees_nothing = action.contains("signals") || action.contains("search");
            let repeat = if frees_nothing || action == "workspace.aiPrompt" { 0 } else { repeat };
            Activity { action, every_days, count, batch, repeat, matched, points }
        },
    )
}

fn policies() -> impl Strategy<Value = Policies> {
    let answers = proptest::collection::vec(any::<bool>(), POLICIES.len());
    (answers, 0..3_usize).prop_map(|(answers, rollover)| {
        let chosen = POLICIES.iter().zip(answers);
        let mut all: Vec<_> = chosen.map(|((id, words), b)| (*id, words[usize::from(b)])).collect();
        all.push(("rolloverCap", ["balance", "carried", "none"][rollover]));
        Policies(all.into_iter().collect())
    })
}

fn scenario() -> impl Strategy<Value = Scenario> {
    let usage = proptest::collection::vec(activity(), 1..5);
    (1_u64..3_000, 0_u64..500, 1..7_usize, policies(), usage).prop_map(
        |(credits, opening, months, policies, usage)| Scenario {
            credits,
            opening,
            months: [31, 28, 31, 30, 31, 30][..months.min(6)].to_vec(),
            policies,
            usage,
        },
    )
}

fn share_number(ten_thousandths: u64) -> f64 {
    ten_thousandths as f64 / 10_000.0
}

fn activity_json(activity: &Activity) -> Json {
    let points: serde_json::Map<_, _> = activity
        .points
        .iter()
        .map(|(p, share)| ((*p).to_owned(), json!(share_number(*share))))
        .collect();
    let mut json = json!({
        "action": activity.action,
        "every": if activity.every_days == 7 { "week" } else { "day" },
        "count": activity.count,
        "repeat": share_number(activity.repeat),
        "matched": share_number(activity.matched),
    });
    if !points.is_empty() {
        json["points"] = points.into();
    }
    if let Some(batch) = activity.batch {
        json["batch"] = batch.into();
    }
    json
}

fn engine(scenario: &Scenario) -> Report {
    let document = json!({
        "card": "lusha-help-centre",
        "policies": scenario.policies.0,
        "subscription": {
            "plan": "scale",
            "start": "2027-01-01",
            "openingBalance": scenario.opening,
            "terms": { "per": "month", "credits": scenario.credits, "price": "0.00" },
        },
        "usage": scenario.usage.iter().map(activity_json).collect::<Vec<_>>(),
        "horizon": { "months": scenario.months.len() },
    });
    let document: Value = serde_json::from_value(document).expect("plain data");
    let scenario = parse(&document, catalog()).expect("a scenario without problems");
    simulate(&scenario, catalog(), Options { daily: true, ledger: true }).expect("a report")
}

fn outcome(report: &Report) -> Outcome {
    let whole = |amount: Amount| {
        assert_eq!(amount.as_micros() % 1_000_000, 0, "credits of this card are whole");
        u64::try_from(amount.as_micros() / 1_000_000).expect("not below zero")
    };
    let totals = &report.totals;
    Outcome {
        spent: whole(totals.spent),
        expired: whole(totals.expired),
        granted: whole(totals.granted),
        remaining: whole(totals.remaining),
        asked: totals.asked.0,
        served: totals.served.0,
        missing: whole(totals.missing),
        refused_requests: report.refusals.iter().map(|row| row.requests.0).sum(),
        closing: report.cycles.iter().map(|cycle| whole(cycle.closing)).collect(),
    }
}

/// What every report keeps, whatever the scenario.
fn check_laws(report: &Report) {
    let totals = &report.totals;
    let came = totals.opening + totals.granted + totals.topped_up;
    assert_eq!(came, totals.spent + totals.expired + totals.remaining, "conservation");
    let ledger = report.ledger.as_ref().expect("asked for");
    let mut balance = Amount::ZERO;
    for entry in ledger {
        balance += entry.amount;
        assert_eq!(balance, entry.balance, "the amounts up to an entry add up to its balance");
        assert!(balance.as_micros() >= 0, "a balance is never below zero");
    }
    assert_eq!(balance, totals.remaining, "the ledger ends with what is left");
    let spent: Amount = report.spending.iter().map(|row| row.amount).sum();
    assert_eq!(spent, totals.spent, "spending adds up");
    let bill: Amount = report.bill.iter().map(|line| line.amount.amount.0).sum();
    assert_eq!(bill, totals.cost.amount.0, "the bill adds up");
    for row in &report.spending {
        let rules: Amount = row.rules.iter().map(|rule| rule.amount).sum();
        assert_eq!(rules, row.amount, "a row is the sum of its rules");
        assert!(
            row.rules.iter().all(|rule| report.rules.contains_key(&rule.rule)),
            "rules are named"
        );
    }
    for source in report.rules.values().flat_map(|rule| &rule.sources) {
        assert!(report.sources.contains_key(source), "{source} is named and told");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn the_engine_agrees_with_a_model_that_looks_at_every_unit(scenario in scenario()) {
        let report = engine(&scenario);
        check_laws(&report);
        prop_assert_eq!(outcome(&report), naive::run(&scenario));
    }
}

/// 500 in the test command; the long one asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(500)
}
