//! The engine as these tests call it: plain JSON in, a report out.

use creditcast_catalog::catalog;
use creditcast_core::document::{Problem, Value};
use creditcast_core::report::Report;
use creditcast_core::simulation::{Options, parse, simulate};
use serde_json::Value as Json;

/// The problems of a scenario; none if it can be run.
pub(crate) fn problems(scenario: &Json) -> Vec<Problem> {
    parse(&document(scenario), catalog()).err().unwrap_or_default()
}

/// The report of a scenario without problems, with every day and every entry of the ledger.
pub(crate) fn run(scenario: &Json) -> Report {
    let parsed = parse(&document(scenario), catalog()).expect("a scenario without problems");
    simulate(&parsed, catalog(), Options { daily: true, ledger: true }).expect("a report")
}

fn document(scenario: &Json) -> Value {
    serde_json::from_value(scenario.clone()).expect("plain data")
}

/// Random scenarios in each property: 500 in the test command; the long one asks for more.
pub(crate) fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(500)
}
