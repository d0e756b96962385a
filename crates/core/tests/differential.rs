//! The engine against a simple model that looks at every day, request and unit, on random scenarios.
//!
//! The model is `naive`, written from the rules alone. Seen red with: the fee's minimum dropped, the
//! waiver ignored, the carried cap applied after the grant, matches spread over repeats too, the last
//! smaller request forgotten, a run-out that refuses the free requests behind it, the rest of a
//! period left out, bounds of a share rounded down, only the first request searched for one that
//! can be paid.

mod engine;
mod generator;
mod naive;

use std::collections::BTreeMap;
use std::fmt::Debug;

use creditcast_core::amount::Amount;
use creditcast_core::report::{CycleRow, Report, Units};
use creditcast_core::simulation::Options;
use naive::Outcome;
use naive::outcome::{Cycle, Daily, Pool, Refused, Served, Totals};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde_json::{Value as Json, json};

/// The word that a report has for something.
fn word(value: impl Serialize) -> String {
    let json = serde_json::to_value(value).expect("plain data");
    json.as_str().expect("a text").to_owned()
}

fn count(units: Units) -> i64 {
    i64::try_from(units.0).expect("a small count")
}

fn totals(report: &Report) -> Totals {
    let totals = &report.totals;
    Totals {
        opening: totals.opening.as_micros(),
        granted: totals.granted.as_micros(),
        topped_up: totals.topped_up.as_micros(),
        spent: totals.spent.as_micros(),
        expired: totals.expired.as_micros(),
        remaining: totals.remaining.as_micros(),
        asked: count(totals.asked),
        served: count(totals.served),
        missing: totals.missing.as_micros(),
        cost: totals.cost.amount.0.as_micros(),
    }
}

fn cycle(row: &CycleRow) -> Cycle {
    Cycle {
        index: row.index,
        start: word(row.start),
        end: word(row.end),
        plan: row.plan.clone(),
        state: word(row.state),
        opening: row.opening.as_micros(),
        granted: row.granted.as_micros(),
        topped_up: row.topped_up.as_micros(),
        spent: row.spent.as_micros(),
        expired: row.expired.as_micros(),
        closing: row.closing.as_micros(),
        runs_out: row.runs_out.map(word),
        cost: row.cost.amount.0.as_micros(),
    }
}

/// Lines that are not 0. What is used of a money wallet has no day of its own.
fn bill(report: &Report) -> BTreeMap<(u32, String, String), Vec<i64>> {
    let mut lines: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in report.bill.iter().filter(|line| line.amount.amount.0 != Amount::ZERO) {
        let kind = word(line.kind);
        let on = if kind == "use" { String::new() } else { word(line.on) };
        lines.entry((line.cycle, on, kind)).or_default().push(line.amount.amount.0.as_micros());
    }
    lines
}

fn spending(report: &Report) -> BTreeMap<usize, Served> {
    let mut all: BTreeMap<usize, Served> = BTreeMap::new();
    for row in report.spending.iter().filter(|row| row.requests.0 > 0) {
        let served = all.entry(row.activity).or_default();
        served.requests = count(row.requests);
        served.units = count(row.units);
        served.amount += row.amount.as_micros();
    }
    all
}

fn rules(report: &Report) -> BTreeMap<(usize, String), i64> {
    let mut all = BTreeMap::new();
    for row in &report.spending {
        for rule in row.rules.iter().filter(|rule| rule.amount != Amount::ZERO) {
            *all.entry((row.activity, rule.rule.clone())).or_default() += rule.amount.as_micros();
        }
    }
    all
}

fn refusals(report: &Report) -> BTreeMap<(String, usize), Refused> {
    let row = |row: &creditcast_core::report::RefusalRow| {
        let (requests, units) = (count(row.requests), count(row.units));
        ((word(row.reason), row.activity), Refused { first: word(row.first), requests, units })
    };
    report.refusals.iter().map(row).collect()
}

fn pools(report: &Report) -> BTreeMap<String, Pool> {
    let row = |row: &creditcast_core::report::PoolRow| {
        let pool = Pool {
            opening: row.opening.as_micros(),
            granted: row.granted.as_micros(),
            spent: row.spent.as_micros(),
            expired: row.expired.as_micros(),
            remaining: row.remaining.as_micros(),
        };
        (row.id.clone(), pool)
    };
    report.pools.iter().map(row).filter(|(_, pool)| *pool != Pool::default()).collect()
}

fn daily(report: &Report) -> Vec<Daily> {
    let days = report.daily.iter().flatten();
    let day = |day: &creditcast_core::report::Day| Daily {
        date: word(day.date),
        balance: day.balance.as_micros(),
        spent: day.spent.as_micros(),
    };
    days.map(day).collect()
}

fn outcome(report: &Report) -> Outcome {
    Outcome {
        totals: totals(report),
        cycles: report.cycles.iter().map(cycle).collect(),
        bill: bill(report),
        refusals: refusals(report),
        spending: spending(report),
        rules: rules(report),
        runs_out: report.runs_out.map(word),
        backlog_clears: report.backlog_clears.map(word),
        pools: pools(report),
        daily: daily(report),
    }
}

/// The figures on which two outcomes differ, of a list the first that does.
fn differences(found: &Outcome, expected: &Outcome) -> Vec<String> {
    let mut all = Vec::new();
    let mut one = |what: &str, found: &dyn Debug, expected: &dyn Debug| {
        let (found, expected) = (format!("{found:?}"), format!("{expected:?}"));
        if found != expected {
            all.push(format!("{what}\n  engine {found}\n  model  {expected}"));
        }
    };
    one("totals", &found.totals, &expected.totals);
    one("bill", &found.bill, &expected.bill);
    one("refusals", &found.refusals, &expected.refusals);
    one("rules", &found.rules, &expected.rules);
    one("spending", &found.spending, &expected.spending);
    one("runsOut", &found.runs_out, &expected.runs_out);
    one("backlogClears", &found.backlog_clears, &expected.backlog_clears);
    one("pools", &found.pools, &expected.pools);
    let (a, b) = first_difference(&found.cycles, &expected.cycles);
    one("cycle", &a, &b);
    let (a, b) = first_difference(&found.daily, &expected.daily);
    one("day", &a, &b);
    all
}

fn first_difference<'a, T: PartialEq>(a: &'a [T], b: &'a [T]) -> (Option<&'a T>, Option<&'a T>) {
    let at = |i: usize| (a.get(i), b.get(i));
    (0..a.len().max(b.len())).map(at).find(|(a, b)| a != b).unwrap_or((None, None))
}

/// A report has no row for what no rule charges, as an activity without points.
fn without_unruled(mut expected: Outcome, found: &Outcome) -> Outcome {
    let has_row = |activity: &usize| found.spending.contains_key(activity);
    expected.spending.retain(|activity, served| served.amount != 0 || has_row(activity));
    expected
}

/// What random scenarios must come to often enough to be tested by them.
const TO_REACH: [&str; 28] = [
    "waited for a limit",
    "waited over night",
    "refused rateLimit",
    "refused ended",
    "refused frozen",
    "refused entitlement",
    "refused keyCap",
    "refused userCap",
    "refused credits",
    "hold refused",
    "expiry",
    "change upgrade",
    "change downgrade",
    "change seats",
    "change freeze",
    "change topUp",
    "change cancel",
    "change keyCap",
    "change userCap",
    "frozen cycle",
    "ended row",
    "keep cycle",
    "restart cycle",
    "fewer seats",
    "lasting top-up",
    "autoTopUp",
    "second term",
    "free previews",
];

/// All there is to reach that a scenario reaches.
fn reached(scenario: &Json) -> Vec<String> {
    let (outcome, reached) = naive::run(scenario);
    let changes = scenario["subscription"]["changes"].as_array().into_iter().flatten();
    let changes = changes.map(|change| format!("change {}", change["kind"].as_str().unwrap_or("")));
    let refusals = outcome.refusals.keys().map(|(reason, _)| format!("refused {reason}"));
    let is = |state: &str| outcome.cycles.iter().any(|cycle| cycle.state == state);
    let rows = [
        (is("frozen"), "frozen cycle"),
        (is("ended"), "ended row"),
        (outcome.totals.expired > 0, "expiry"),
    ];
    let rows = rows.into_iter().filter(|(is_so, _)| *is_so).map(|(_, what)| what.to_owned());
    let way = reached.into_iter().map(ToOwned::to_owned);
    let mut all: Vec<String> = changes.chain(refusals).chain(rows).chain(way).collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn random_scenarios_reach_all_that_a_subscription_can_come_to() {
    const SCENARIOS: usize = 500;
    const LEAST: usize = 25;
    let mut runner = TestRunner::deterministic();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let (mut legal, mut illegal) = (0, 0);
    while legal < SCENARIOS {
        let scenario = generator::scenario().new_tree(&mut runner).expect("a scenario").current();
        if !engine::problems(&scenario).is_empty() {
            illegal += 1;
            continue;
        }
        legal += 1;
        for what in reached(&scenario) {
            *counts.entry(what).or_default() += 1;
        }
    }
    let count = |what: &str| counts.get(what).copied().unwrap_or_default();
    let missed: Vec<_> = TO_REACH.iter().filter(|what| count(what) < LEAST).collect();
    assert!(missed.is_empty(), "{missed:?} of {counts:#?}");
    assert!(illegal <= SCENARIOS / 10, "{illegal} scenarios have problems");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: engine::cases(),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_engine_agrees_with_a_model_that_looks_at_every_unit(
        scenario in generator::scenario()
            .prop_filter("legal", |s| engine::problems(s).is_empty())
    ) {
        let (expected, _) = naive::run(&scenario);
        let found = outcome(&engine::run(&scenario));
        let told = differences(&found, &without_unruled(expected, &found));
        prop_assert!(told.is_empty(), "{}\nof {}", told.join("\n"), scenario);
        // Without a ledger days are charged when their tab is settled.
        let plain = outcome(&engine::run_with(&scenario, Options::SUMS));
        let untold = differences(&plain, &Outcome { daily: Vec::new(), ..found.clone() });
        prop_assert!(untold.is_empty(), "plain: {}\nof {}", untold.join("\n"), scenario);
    }
}

/// A report but for its days.
fn without_days(scenario: &Json, daily: bool) -> Json {
    let mut report = engine::run_with(scenario, Options { daily, ledger: false });
    report.daily = None;
    serde_json::to_value(report).expect("plain data")
}

fn month(card: &str, subscription: &Json, more: &Json) -> Json {
    let mut scenario =
        json!({ "card": card, "subscription": subscription, "horizon": { "months": 2 } });
    scenario["subscription"]["start"] = "2027-01-01".into();
    for (key, value) in more.as_object().expect("an object") {
        scenario[key] = value.clone();
    }
    scenario
}

/// What random scenarios seldom come to: days on which it matters who comes first, or why nothing
/// is served. Seen red with what each is about left out of `leap`, or out of the most that a request may cost.
#[test]
fn days_served_together_are_like_days_one_by_one() {
    let contacts = |count: u64, more: Json| {
        let mut activity =
            json!({ "action": "api.contacts", "every": "day", "count": count, "batch": count });
        for (key, value) in more.as_object().expect("an object") {
            activity[key] = value.clone();
        }
        activity
    };
    let both = json!({ "email": 1, "phone": 1 });
    let lusha =
        |plan: &str, more: &Json| month("lusha-help-centre", &json!({ "plan": plan }), more);
    let emails = json!({ "action": "platform.reveal", "every": "day", "count": 10, "points": { "email": 1 } });
    let beside = |more: Json, lists: Json| {
        let mut usage = vec![emails.clone()];
        usage.extend(more.as_array().expect("a list").iter().cloned());
        let terms = json!({ "per": "month", "credits": 310, "price": "1.00" });
        month(
            "lusha-help-centre",
            &json!({ "plan": "pro", "terms": terms }),
            &json!({ "usage": usage, "lists": lists }),
        )
    };
    let prompts = json!({ "action": "workspace.aiPrompt", "every": "day", "count": 25 });
    let of_list = |action: &str| json!([{ "action": action, "every": "day", "count": 20, "batch": 20, "list": "l" }]);
    let list = |found: Json| json!([{ "id": "l", "size": 10, "found": found }]);
    let cases = [
        // What is told by single days takes its turn on each: e-mails that are enough for the month alone are not beside
        // records, or companies, of a list that is shorter than a request, nor beside prompts that two count together.
        beside(of_list("platform.reveal"), list(json!({ "email": 1 }))),
        beside(of_list("export.company"), list(json!({}))),
        beside(json!([prompts, prompts]), json!([])),
        // One of two that work through a list has a key that is soon used up.
        lusha(
            "premium",
            &json!({
                "keys": [{ "id": "k", "monthlyCap": 30 }],
                "lists": [{ "id": "l", "size": 100, "found": { "email": 1 } }],
                "usage": [
                    contacts(20, json!({ "list": "l", "reveal": ["email"], "key": "k" })),
                    contacts(20, json!({ "list": "l", "reveal": ["email"] })),
                ],
            }),
        ),
        // Two count their prompts together.
        lusha(
            "premium",
            &json!({ "usage": [
            { "action": "workspace.aiPrompt", "every": "day", "count": 2 },
            { "action": "workspace.aiPrompt", "every": "day", "count": 3 },
        ] }),
        ),
        // A user has too little, and later the key has too.
        lusha(
            "premium",
            &json!({
                "keys": [{ "id": "k", "monthlyCap": 100 }],
                "users": [{ "id": "u", "monthlyCap": 50 }],
                "usage": [
                    contacts(10, json!({ "points": both, "key": "k", "user": "u" })),
                    contacts(5, json!({ "points": both, "key": "k" })),
                ],
            }),
        ),
        // There is too little of credits, and later of the key's.
        month(
            "lusha-help-centre",
            &json!({
                "plan": "free",
                "changes": [{ "on": "2027-01-08", "kind": "topUp", "amount": 1, "price": "1.00" }],
            }),
            &json!({
                "keys": [{ "id": "k", "monthlyCap": 40 }],
                "policies": { "entitlements": "warn" },
                "usage": [
                    contacts(3, json!({ "points": both, "every": "once" })),
                    contacts(5, json!({ "points": both, "key": "k", "from": "2027-01-10" })),
                    contacts(2, json!({ "points": both, "key": "k", "from": "2027-01-10" })),
                ],
            }),
        ),
        // What finds nothing costs nothing, and still has to be covered.
        month(
            "generect",
            &json!({ "plan": "payg", "openingBalance": 0.01 }),
            &json!({ "usage": [
            { "action": "need.email", "every": "day", "count": 1, "matched": 0 },
        ] }),
        ),
        // There is nothing to spend, and nine days have nothing to be charged for.
        month(
            "lusha-help-centre",
            &json!({ "plan": "free", "terms": { "per": "month", "credits": 0, "price": "0.00" } }),
            &json!({ "usage": [
            { "action": "need.email", "every": "day", "count": 1, "matched": 0.1 },
        ] }),
        ),
    ];
    for scenario in cases {
        assert_eq!(without_days(&scenario, false), without_days(&scenario, true), "{scenario}");
    }
}
