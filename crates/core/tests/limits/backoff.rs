//! A client that backs off is followed by leaps; here it is followed try by try.

use creditcast_catalog::catalog;
use creditcast_core::calendar::Instant;
use creditcast_core::document::Value;
use creditcast_core::finish::finish;
use creditcast_core::number::Count;
use creditcast_core::rate_limit::{Limit, Window};
use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::json;

use crate::client::Client;
use crate::config;
use crate::random::{ALL, Used, limits, starts};

fn clients() -> impl Strategy<Value = Client> {
    let work = (
        1..60_u64,
        1..4_u64,
        1..5_u64,
        weighted(0.5, 1..4_000_i128),
        prop_oneof![Just(0), 0..100_u64],
    );
    let waits = (
        1..3_000_i128,
        2..7_u32,
        weighted(0.7, prop_oneof![1..5_000_i128, 5_000..200_000_i128]),
        weighted(0.3, 1..12_u32),
    );
    (work, waits).prop_map(
        |((requests, keys, threads, latency, errors), (base, halves, cap, tries))| {
            // Without a cap or an end some waits are longer than the calendar.
            let cap = cap.or(Some(3_600_000).filter(|_| halves > 2 && tries.is_none()));
            let latency = latency.unwrap_or(0);
            Client { requests, keys, threads, latency, errors, base, halves, cap, tries }
        },
    )
}

fn document(client: &Client, limits: &[Used], start: Instant, is_account: bool) -> Value {
    let limit = |Limit { count, per, burst, algorithm }: Limit| json!({ "count": count, "per": per, "burst": burst, "algorithm": algorithm });
    let limits: Vec<_> = limits.iter().map(|used| limit(used.limit)).collect();
    let document = json!({
        "limits": limits,
        "scope": if is_account { "account" } else { "key" },
        "work": { "requests": client.requests },
        "keys": client.keys,
        "start": start,
        "parallel": client.threads,
        "latencyMs": client.latency,
        "serverErrors": client.errors as f64 / 100.0,
        "client": {
            "baseMs": client.base,
            "factor": f64::from(client.halves) / 2.0,
            "capMs": client.cap,
            "tries": client.tries,
        },
    });
    serde_json::from_value(document).expect("plain data")
}

fn compare(client: &Client, limits: Vec<Used>, start: i64, is_account: bool) {
    let start = Instant::from_millis(start).expect("an instant");
    // What was used is told by window, and may be more than another limit of it allows.
    let limits: Vec<_> = limits.into_iter().map(|limit| Used { used: 0, ..limit }).collect();
    let rules: Vec<_> = limits.iter().map(Used::rule).collect();
    let document = document(client, &limits, start, is_account);
    let truth = if is_account {
        let threads = client.threads * client.keys;
        Client { keys: 1, threads, ..*client }.send(&rules, start.as_millis().into())
    } else {
        client.send(&rules, start.as_millis().into())
    };
    let told = finish(&document, catalog()).expect("a job that can be told");
    let begins = i128::from(start.as_millis());
    assert_eq!(told.requests.0, truth.accepted.len() as u64);
    assert_eq!(told.too_many.0, truth.too_many);
    let last = truth.accepted.iter().max().map_or(0, |last| last - begins);
    assert!((told.seconds * 1_000.0 - last as f64).abs() < 0.5, "{last} ms");
    let given_up = told.warnings.iter().any(|warning| warning.code == "givenUp");
    assert_eq!(given_up, truth.given_up > 0);
    for moment in told.curve {
        let is_done = |at: &&i128| (**at - begins) as f64 / 1_000.0 <= moment.seconds;
        let by = truth.accepted.iter().filter(is_done).count();
        assert_eq!(moment.accepted.0, by as u64, "after {} s", moment.seconds);
    }
}

/// Threads that have been out of step since one of them was answered with a 500, and windows that end just as the last
/// of them sends. Seen red with rounds that go on for as long as the first of them has.
#[test]
fn rounds_end_with_windows() {
    for (count, threads, errors) in (8..40_u64).flat_map(|c| (2..5).map(move |t| (c, t, c % 3 * 5)))
    {
        let limit =
            Limit { count: Count(count), per: Window::Minute, burst: None, algorithm: None };
        let (latency, base) = (100, 100);
        let client = Client {
            requests: 60,
            keys: 1,
            threads,
            latency,
            errors,
            base,
            halves: 2,
            cap: None,
            tries: None,
        };
        for start in (57_000..60_000).step_by(200) {
            compare(&client, vec![Used { limit, used: 0 }], start, false);
        }
    }
}

proptest! {
    #![proptest_config(config(1_000))]

    /// Seen red with: a leap of one try too many, and with a thread that passes a round too many.
    #[test]
    fn leaps_end_where_single_tries_do(
        client in clients(),
        limits in limits(&[Window::Second, Window::Minute, Window::Hour], ALL, 30, 3),
        start in starts(),
        is_account in any::<bool>(),
    ) {
        compare(&client, limits, start, is_account);
    }
}
