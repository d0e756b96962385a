//! Laws looked at on random scenarios.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value as Json;

use crate::{engine, generator};

/// Looks at as many cases as the run asks for; a law that is broken panics.
pub(crate) fn check<S: Strategy>(cases: &S, law: impl Fn(S::Value)) {
    check_one_of(1, cases, law);
}

/// The same for laws each of which takes many runs to look at: at one of so many.
pub(crate) fn check_one_of<S: Strategy>(part: u32, cases: &S, law: impl Fn(S::Value)) {
    let config = ProptestConfig {
        cases: engine::cases() / part,
        // Few scenarios meet all conditions of a relation, and a long run has many.
        max_local_rejects: engine::cases().saturating_mul(100),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let found = TestRunner::new(config).run(cases, |case| {
        law(case);
        Ok(())
    });
    found.unwrap_or_else(|failure| panic!("{failure}"));
}

/// Random scenarios after an edit, those without problems.
pub(crate) fn edited(edit: impl Fn(&mut Json)) -> impl Strategy<Value = Json> {
    let edited = generator::scenario().prop_map(move |mut scenario| {
        edit(&mut scenario);
        scenario
    });
    edited.prop_filter("legal", |scenario| engine::problems(scenario).is_empty())
}
