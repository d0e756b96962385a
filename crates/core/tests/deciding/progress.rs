//! What takes long is told step by step, and comes to the end that it names.

use std::cell::RefCell;

use creditcast_catalog::catalog;
use creditcast_core::advice::advise;
use creditcast_core::comparison::compare;
use creditcast_core::document::Value;
use creditcast_core::forecast::forecast;
use creditcast_core::progress::Progress;
use creditcast_core::range::range;
use serde_json::{Value as Json, json};

fn year() -> Json {
    json!({
        "card": "lusha-help-centre",
        "subscription": { "plan": "premium", "start": "2027-01-01" },
        "usage": [
            { "action": "api.contacts", "every": "weekday", "count": 40, "batch": 25, "points": { "email": 0.8, "phone": 0.35 } },
            { "action": "workspace.csvExport", "every": "month", "count": 640 },
        ],
        "horizon": { "months": 12 },
    })
}

/// What is told of a computation, in order.
#[track_caller]
fn steps(document: &Json, run: impl Fn(&Value, &Progress)) -> Vec<(u64, Option<u64>)> {
    let told = RefCell::new(Vec::new());
    let document = serde_json::from_value(document.clone()).expect("JSON is a document");
    run(&document, &Progress::watched_by(&|done, of| told.borrow_mut().push((done, of))));
    let told = told.into_inner();
    for (step, (done, of)) in (1..).zip(&told) {
        assert_eq!(*done, step, "steps are told one by one");
        assert!(of.is_none_or(|of| *done <= of), "{done} steps of {of:?}");
    }
    let last = told.last().expect("there was a step");
    assert_eq!(last.1, Some(last.0), "the last step is the last");
    told
}

#[test]
fn each_future_is_a_step() {
    let spread = json!([{ "activity": 0, "low": 20, "likely": 40, "high": 60 }]);
    let request = json!({ "scenario": year(), "spread": spread, "paths": 25, "seed": 1 });
    let told = steps(&request, |request, progress| {
        forecast(request, catalog(), progress).expect("a request without problems");
    });
    assert_eq!((told[0], told.len()), ((1, Some(25)), 25));
}

#[test]
fn each_candidate_each_part_of_the_scales_and_the_answer_is_a_step() {
    let candidate =
        |plan| json!({ "card": "lusha-help-centre", "plan": plan, "billing": "monthly" });
    let candidates = ["starter", "pro", "scale"].map(candidate);
    let request = json!({ "scenario": year(), "candidates": candidates });
    let told = steps(&request, |request, progress| {
        compare(request, catalog(), progress).expect("one card has one currency");
    });
    assert_eq!((told[0], told.len()), ((1, Some(10)), 10));
}

#[test]
fn each_run_under_other_answers_is_a_step_and_their_number_is_known_in_the_end() {
    let told = steps(&year(), |scenario, progress| {
        range(scenario, catalog(), progress).expect("a scenario without problems");
    });
    assert_eq!(told[0], (1, None));
}

#[test]
fn each_kind_of_advice_is_a_step() {
    let told = steps(&year(), |scenario, progress| {
        advise(scenario, catalog(), progress).expect("a scenario without problems");
    });
    assert_eq!((told[0], told.len()), ((1, Some(17)), 17));
}
