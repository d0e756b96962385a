//! Two reports that are alike but for one thing.

use creditcast_core::report::Report;
use serde_json::Value as Json;

/// What a report says in words, and about its card.
const WORDS: [&str; 6] = ["answer", "about", "rules", "sources", "warnings", "assumptions"];

/// The figures of a report, without its ledger, which is as long as the usage.
pub(crate) fn figures(mut report: Report) -> Json {
    (report.ledger, report.refusals_daily) = (None, None);
    let mut json = serde_json::to_value(report).expect("plain data");
    let all = json.as_object_mut().expect("an object");
    all.retain(|key, _| !WORDS.contains(&&**key));
    json
}

/// Holds two figures to be the same under their key, all of them, at every depth.
pub(crate) fn compare(a: &Json, b: &Json, same: &impl Fn(&str, &Json, &Json) -> bool) {
    compare_at("", a, b, same);
}

fn compare_at(key: &str, a: &Json, b: &Json, same: &impl Fn(&str, &Json, &Json) -> bool) {
    match (a, b) {
        (Json::Object(a), Json::Object(b)) => {
            assert_eq!(a.len(), b.len(), "{key}: {a:?} and {b:?}");
            a.iter().for_each(|(key, a)| compare_at(key, a, &b[key], same));
        }
        (Json::Array(a), Json::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{key}: {a:?} and {b:?}");
            a.iter().zip(b).for_each(|(a, b)| compare_at(key, a, b, same));
        }
        // Titles say the other figures again.
        _ => assert!(key == "title" || same(key, a, b), "{key}: {a} and {b}"),
    }
}

/// A number, or the decimal that money is, in millionths.
pub(crate) fn micros(figure: &Json) -> Option<i64> {
    let ones = figure.as_f64().or_else(|| figure.as_str()?.parse().ok())?;
    #[expect(clippy::cast_possible_truncation, reason = "no wallet holds so much")]
    let micros = (ones * 1e6).round() as i64;
    Some(micros)
}

/// Figures that count credits.
pub(crate) const CREDITS: [&str; 10] = [
    "opening",
    "granted",
    "toppedUp",
    "spent",
    "expired",
    "remaining",
    "closing",
    "missing",
    "balance",
    "amount",
];

/// Is the second so many times the first?
pub(crate) fn is_times(k: u32, a: &Json, b: &Json) -> bool {
    micros(a).zip(micros(b)).is_some_and(|(a, b)| a * i64::from(k) == b)
}
