//! How long a quote and a usual year take, and that a year of a million times the volume takes no longer.

use std::hint::black_box;

use creditcast_catalog::catalog;
use creditcast_core::document::Value;
use creditcast_core::quote::quote;
use creditcast_core::scenario::Scenario;
use creditcast_core::simulation::{Options, parse, simulate};
use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::json;

fn document(json: serde_json::Value) -> Value {
    serde_json::from_value(json).expect("plain data")
}

/// A team's year: twelve activities, half of them daily, with everything that a share can be.
fn usual_year(times: u64) -> Scenario {
    let activity = |index: u64| {
        let (action, points) = match index % 3 {
            0 => ("api.contacts", json!({ "email": 0.8, "phone": 0.3517 })),
            1 => ("platform.reveal", json!({ "email": 0.8, "phone": 0.3517 })),
            _ => ("workspace.csvExport", json!({})),
        };
        json!({
            "action": action,
            "every": if index < 6 { "weekday" } else { "week" },
            "count": (20 + index) * times,
            "batch": 25,
            "repeat": 0.1,
            "matched": 0.93,
            "points": points,
        })
    };
    let document = document(json!({
        "card": "lusha-help-centre",
        "subscription": {
            "plan": "scale",
            "start": "2027-01-31",
            "terms": { "per": "month", "credits": 3_000 * times, "price": "900.00" },
        },
        "usage": (0..12).map(activity).collect::<Vec<_>>(),
        "horizon": { "months": 12 },
    }));
    parse(&document, catalog()).expect("a scenario without problems")
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
    for (name, times) in [("usual year", 1), ("usual year, times 10,000", 10_000)] {
        let scenario = usual_year(times);
        let options = Options::default();
        criterion.bench_function(name, |b| {
            b.iter(|| simulate(black_box(&scenario), catalog(), options));
        });
    }
}

criterion_group!(benches, engine);
criterion_main!(benches);
