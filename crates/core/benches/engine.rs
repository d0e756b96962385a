//! How long a quote takes, a usual year, and three years with all that a subscription comes to; that
//! ten thousand times the volume takes no longer; and how long deciding takes.

use std::hint::black_box;

use creditcast_catalog::catalog;
use creditcast_core::advice::Advice;
use creditcast_core::comparison::{Candidate, CompareRequest};
use creditcast_core::document::Value;
use creditcast_core::forecast::{ForecastRequest, Spread};
use creditcast_core::number::Count;
use creditcast_core::progress::Progress;
use creditcast_core::quote::quote;
use creditcast_core::range::CostRange;
use creditcast_core::scenario::{CardRef, Horizon, Scenario};
use creditcast_core::simulation::{Options, parse, simulate};
use creditcast_core::subscription::{Billing, Limits};
use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::{Value as Json, json};

/// 36 months of 20 activities with keys, a list, an upgrade, a freeze and six cycles that run out.
const THREE_YEARS: &str = include_str!("../../../tests/fixtures/three-years.json");

fn document(json: Json) -> Value {
    serde_json::from_value(json).expect("plain data")
}

fn scenario(json: Json) -> Scenario {
    parse(&document(json), catalog()).expect("a scenario without problems")
}

/// The three years, with count, credits and caps so many times as large.
fn three_years(times: u64, fee: &str) -> Scenario {
    let mut json: Json = serde_json::from_str(THREE_YEARS).expect("JSON");
    multiply(&mut json, times);
    json["policies"] = json!({ "requestFee": fee });
    scenario(json)
}

fn multiply(json: &mut Json, times: u64) {
    match json {
        Json::Array(items) => items.iter_mut().for_each(|item| multiply(item, times)),
        Json::Object(fields) => fields.iter_mut().for_each(|(key, value)| match &**key {
            "count" | "credits" | "monthlyCap" | "amount" => {
                *value = json!(value.as_u64().expect("a whole number") * times);
            }
            _ => multiply(value, times),
        }),
        _ => {}
    }
}

/// Three activities in a year, as a visitor has them.
fn usual_year() -> Scenario {
    let points = json!({ "email": 0.8, "phone": 0.3517 });
    scenario(json!({
        "card": "lusha-help-centre",
        "subscription": { "plan": "premium", "start": "2027-01-01" },
        "usage": [
            { "action": "api.contacts", "every": "weekday", "count": 40, "batch": 25, "points": points },
            { "action": "platform.reveal", "every": "week", "count": 30, "matched": 0.9, "points": points },
            { "action": "workspace.csvExport", "every": "month", "count": 640 },
        ],
        "horizon": { "months": 12 },
    }))
}

fn engine(criterion: &mut Criterion) {
    let request = document(json!({
        "card": "lusha-help-centre",
        "action": "api.contacts",
        "count": 100,
        "batch": 100,
        "points": { "email": 60, "phone": 30 },
    }));
    criterion.bench_function("quote", |b| b.iter(|| quote(black_box(&request), catalog())));
    let plain = Options::SUMS;
    let mut measure = |name: &str, scenario: &Scenario, options: Options| {
        criterion.bench_function(name, |b| {
            b.iter(|| simulate(black_box(scenario), catalog(), options));
        });
    };
    measure("usual year", &usual_year(), plain);
    for fee in ["additive", "waived"] {
        measure(&format!("three years, {fee}"), &three_years(1, fee), plain);
        let name = format!("three years, {fee}, times 10,000");
        let mut scenario = three_years(10_000, fee);
        measure(&format!("{name}, most of it held back by rate limits"), &scenario, plain);
        scenario.subscription.limits = Some(Limits::Own(Vec::new()));
        measure(&name, &scenario, plain);
    }
    let scenario = three_years(1, "additive");
    let daily = Options { daily: true, ..plain };
    measure("three years with every day", &scenario, daily);
    let ledger = Options { ledger: true, ..plain };
    let report = simulate(&scenario, catalog(), ledger).expect("a report");
    let lines = report.ledger.map_or(0, |ledger| ledger.len());
    measure(&format!("three years with a ledger of {lines} lines"), &scenario, ledger);
}

/// What helps to decide: twelve candidates over three years, every answer, ten thousand futures.
fn deciding(criterion: &mut Criterion) {
    let year = usual_year();
    let years = Scenario { horizon: Horizon { months: Count(36) }, ..year.clone() };
    let request = CompareRequest {
        candidates: Some(candidates()),
        scenario: years.clone(),
        ..CompareRequest::default()
    };
    criterion.bench_function("compare 12 candidates over 36 months", |b| {
        b.iter(|| request.compare(catalog(), &Progress::unwatched()));
    });
    criterion.bench_function("range of 36 months", |b| {
        b.iter(|| CostRange::of(black_box(&years), catalog(), &Progress::unwatched()));
    });
    let spread = [(0, 20, 40, 60), (1, 10, 30, 60), (2, 200, 640, 900)];
    let spread = spread.map(|(activity, low, likely, high)| Spread {
        activity,
        low,
        likely,
        high,
        ..Spread::default()
    });
    let request = ForecastRequest {
        scenario: year.clone(),
        spread: spread.to_vec(),
        paths: Count(10_000),
        seed: Count(1),
    };
    criterion.bench_function("forecast 10,000 futures of a usual year", |b| {
        b.iter(|| request.forecast(catalog(), &Progress::unwatched()));
    });
    criterion.bench_function("advise on a usual year", |b| {
        b.iter(|| Advice::on(black_box(&year), catalog(), &Progress::unwatched()));
    });
}

fn candidates() -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for card in ["lusha-help-centre", "lusha-2026-06"] {
        for plan in ["starter", "pro", "premium"] {
            for billing in [Billing::Monthly, Billing::Annual] {
                let (card, plan) = (CardRef::Id(card.to_owned()), plan.to_owned());
                candidates.push(Candidate { card, plan, billing, ..Candidate::default() });
            }
        }
    }
    candidates
}

criterion_group!(benches, engine);
criterion_group! {
    name = decisions;
    config = Criterion::default().sample_size(10);
    targets = deciding
}
criterion_main!(benches, decisions);
