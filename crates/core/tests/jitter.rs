//! A client whose waits are chance: on average as often refused as theory says.

use creditcast_catalog::catalog;
use creditcast_core::document::Value;
use creditcast_core::finish::{Finish, finish};
use serde_json::json;

/// One request that is refused for so many seconds, by a client with waits of 1, 2, 4 and more seconds,
/// at most a minute.
fn stalled(seconds: u32, jitter: &str, seed: u32) -> Finish {
    let request = json!({
        "limits": [{ "count": 1, "per": "minute" }],
        "used": { "minute": 1 },
        "start": format!("2026-11-23T09:00:{:02}Z", 60 - seconds),
        "work": { "requests": 1 },
        "client": { "baseMs": 1_000, "factor": 2, "capMs": 60_000, "jitter": jitter, "seed": seed },
    });
    let document: Value = serde_json::from_value(request).expect("plain data");
    finish(&document, catalog()).expect("a job that can be told")
}

const SEEDS: u32 = 4_000;

fn mean(of: impl Fn(u32) -> f64) -> f64 {
    (0..SEEDS).map(of).sum::<f64>() / f64::from(SEEDS)
}

/// The chance that so many uniform waits are shorter than a stall is a sum over the subsets of their
/// widths, whose total over the number of waits is the mean. Seen red with: waits up to half their
/// width.
#[test]
fn full_jitter_is_refused_as_often_as_theory_says() {
    for (seconds, expected) in [(5, 4.06727), (20, 5.94729), (59, 7.60643)] {
        let refused = mean(|seed| stalled(seconds, "full", seed).too_many.0 as f64);
        assert!((refused - expected).abs() < 0.1, "{seconds} s: {refused}, not {expected}");
    }
}

/// At least half of each wait is certain: never refused more often than without chance at half the
/// waits, nor less often than without chance. Seen red with: a wait that is all chance.
#[test]
fn equal_jitter_is_refused_between_half_waits_and_whole_ones() {
    let of = |jitter, seed| stalled(20, jitter, seed).too_many.0;
    let without = of("none", 0);
    let counts: Vec<_> = (0..SEEDS).map(|seed| of("equal", seed)).collect();
    assert_eq!(without, 5, "1 + 2 + 4 + 8 seconds are not enough");
    assert_eq!(counts.iter().min(), Some(&without));
    assert_eq!(counts.iter().max(), Some(&6), "0.5 + 1 + 2 + 4 + 8 are not, but with 16 more");
}

#[test]
fn the_same_seed_gives_the_same_waits_and_another_gives_others() {
    let seconds = |seed| stalled(59, "full", seed).seconds.to_bits();
    assert_eq!(seconds(7), seconds(7));
    assert!((1..10).any(|seed| seconds(seed) != seconds(0)));
}
