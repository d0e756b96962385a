//! Three ways to the same instant: a formula, following requests from one instant to the next, and
//! going on tick by tick by the definitions.

mod backoff;
mod client;
mod patient;
mod random;

use creditcast_core::calendar::SECOND;
use creditcast_core::finish::{Sendings, Stop, follow};
use creditcast_core::number::Count;
use creditcast_core::rate_limit::{Algorithm, Closed, Limit, Limiter, Limiters, Window};
use patient::{Rule, accepted};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use random::{ALL, Used, limits, starts};

/// So many cases, or as many as the run asks for.
fn config(cases: u32) -> ProptestConfig {
    let cases = env_cases().unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn env_cases() -> Option<u32> {
    std::env::var("PROPTEST_CASES").ok()?.parse().ok()
}

fn limiters(limits: &[Used], parallel: Option<(u64, i64)>, start: i64) -> Limiters {
    let own = parallel.map(|(count, length)| Limiter::parallel(count, length));
    Limiters::new(limits.iter().map(|limit| limit.limiter(start)).chain(own).collect())
}

const IN_WINDOWS: &[Algorithm] =
    &[Algorithm::Fixed, Algorithm::FixedFirstHit, Algorithm::SlidingLog];
const EVERY: &[Window] =
    &[Window::Second, Window::Minute, Window::Hour, Window::Day, Window::Month];

const A_MINUTE: Limit =
    Limit { count: Count(1), per: Window::Minute, burst: None, algorithm: None };

/// Sets of limits of which many have a formula.
fn any_limits() -> impl Strategy<Value = Vec<Used>> {
    prop_oneof![
        4 => limits(EVERY, &[Algorithm::Fixed], 60, 4),
        2 => limits(EVERY, &[Algorithm::FixedFirstHit], 60, 3),
        2 => limits(EVERY, &[Algorithm::SlidingLog], 12, 3),
        1 => limits(EVERY, &[Algorithm::SlidingLog], 300, 4),
        1 => limits(&[Window::Second, Window::Minute], &[Algorithm::SlidingCounter], 60, 1),
        2 => limits(EVERY, &[Algorithm::TokenBucket], 60, 3),
        1 => limits(&[Window::Second], &[Algorithm::TokenBucket], 5_000, 1),
        2 => (limits(&[Window::Second], &[Algorithm::TokenBucket], 30, 1),
              limits(&[Window::Hour, Window::Day, Window::Month], &[Algorithm::Fixed], 2_000, 2))
            .prop_map(|(a, b)| [a, b].concat()),
        1 => limits(EVERY, ALL, 40, 3),
    ]
}

fn parallels() -> impl Strategy<Value = Option<(u64, i64)>> {
    proptest::option::weighted(
        0.3,
        (1..20_u64, select(&[1, 90, 1_000, 1_300, 7_777, 20_000, 100_000][..])),
    )
}

/// Is it told by a formula, and if it is, is that what is found by following?
fn compare(limits: &[Used], parallel: Option<(u64, i64)>, start: i64, requests: u64) -> bool {
    let limiters = limiters(limits, parallel, start);
    let Some(closed) = Closed::of(&limiters, start, requests) else { return false };
    let told = closed.nth(requests);
    let followed = follow(vec![limiters.clone()], start, &Sendings::of(requests), &[]);
    let Ok(followed) = followed else {
        assert_eq!(
            followed.map(|_| ()),
            Err(if told.is_some() { Stop::TooLong } else { Stop::TooFar })
        );
        return false;
    };
    let (last, waits) = told.expect("an end that is found is told");
    assert_eq!(last, followed.last, "the last request");
    assert_eq!(waits.total(), followed.waits.total(), "all waits");
    // A limit of the client's own can hold back in the same moments as one of the vendor's.
    if parallel.is_none() {
        assert_eq!(waits.longest(), followed.waits.longest(), "{waits:?} {:?}", followed.waits);
    }
    let moments: Vec<_> = (0..=7).map(|part| start + (last - start) * part / 7).collect();
    let told: Vec<_> = moments.iter().map(|at| closed.accepted_by(*at, requests)).collect();
    let followed = follow(vec![limiters], start, &Sendings::of(requests), &moments);
    assert_eq!(told, followed.expect("it was found before").by_moments);
    true
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn a_formula_tells_what_is_found_by_following(
        limits in any_limits(), parallel in parallels(), start in starts(),
        requests in prop_oneof![1..40_u64, 1..2_000_u64, 1..30_000_u64],
    ) {
        compare(&limits, parallel, start, requests);
    }

    #[test]
    fn both_agree_with_the_definitions(
        limits in prop_oneof![
            limits(&[Window::Second], ALL, 6, 3),
            limits(&[Window::Second, Window::Minute], IN_WINDOWS, 9, 3),
        ],
        parallel in parallels(), start in starts(), requests in 1..24_usize,
    ) {
        let coarse = limits.iter().all(|limit| limit.limit.per > Window::Second);
        let coarse = coarse && parallel.is_none_or(|(_, length)| length % SECOND == 0);
        let tick = if coarse { SECOND } else { 1 };
        let start = start / tick * tick;
        let mut rules: Vec<_> = limits.iter().map(Used::rule).collect();
        rules.extend(parallel.map(|(count, length)| Rule::Log { count: count.into(), length: length.into() }));
        let truth = accepted(&rules, start.into(), tick.into(), requests);
        let limiters = limiters(&limits, parallel, start);
        for (n, at) in (1..).zip(&truth) {
            let followed = follow(vec![limiters.clone()], start, &Sendings::of(n), &[]).expect("few requests");
            prop_assert_eq!(i128::from(followed.last), *at, "request {}", n);
            if let Some(closed) = Closed::of(&limiters, start, n) {
                prop_assert_eq!(closed.nth(n).map(|(at, _)| i128::from(at)), Some(*at), "formula of {}", n);
            }
        }
    }
}

/// What is never told by a formula is never compared.
#[test]
fn most_random_limits_have_a_formula() {
    let mut runner = TestRunner::deterministic();
    let strategy = (any_limits(), parallels(), starts(), 1..30_000_u64);
    let told = (0..400).filter(|_| {
        let case = strategy.new_tree(&mut runner).expect("a case").current();
        compare(&case.0, case.1, case.2, case.3)
    });
    assert!(told.count() > 280);
}

/// However their counts divide each other, and however long an answer takes.
#[test]
fn logs_have_a_formula() {
    let mut runner = TestRunner::deterministic();
    let logs = limits(EVERY, &[Algorithm::SlidingLog], 5_000, 4);
    for _ in 0..200 {
        let strategy = (&logs, parallels(), starts());
        let (logs, parallel, start) = strategy.new_tree(&mut runner).expect("a case").current();
        let limiters = limiters(&logs, parallel, start);
        assert!(Closed::of(&limiters, start, 1 << 40).is_some(), "{logs:?} {parallel:?}");
    }
}

/// An answer that takes 7.777 s is no part of a minute, whichever of the two holds back more; two that
/// take 17.142 s each hold back almost as much as seven a minute.
#[test]
fn answers_of_any_length_go_with_logs() {
    let cases = [(39, 5, 7_777), (7, 2, 7_777), (13, 12, 7_777), (7, 2, 17_142)];
    for (per_minute, at_once, latency) in cases {
        let count = Count(per_minute);
        let limit = Limit { count, algorithm: Some(Algorithm::SlidingLog), ..A_MINUTE };
        for requests in 1..600 {
            let told = compare(&[Used { limit, used: 0 }], Some((at_once, latency)), 0, requests);
            assert!(told, "{requests} of {per_minute}");
        }
    }
}
