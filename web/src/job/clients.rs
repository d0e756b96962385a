//! Clients that send a job: one that waits just as long as it must, and some that back off.

use creditcast_catalog::catalog;
use creditcast_core::document::Value;
use creditcast_core::finish::{Backoff, Client, Factor, Finish, FinishRequest, LimitsOf, Work};
use creditcast_core::number::Count;
use creditcast_core::rate_limit::{Limit, Window};

use crate::draft::object;

/// The clients to choose from, and what they are called.
pub(crate) const CHOICES: [(&str, &str); 2] = [
    ("ideal", "a client that waits just as long as it must"),
    ("backoff", "a client that backs off after each 429"),
];

/// Clients that double their wait from a second on, up to so many milliseconds.
const CAPS: [(Option<u64>, &str); 3] = [
    (Some(60_000), "1 s, doubling, at most 60 s"),
    (Some(3_600_000), "1 s, doubling, at most 1 hour"),
    (None, "1 s, doubling without end"),
];

/// The client of a choice, as the job's document has it.
pub(crate) fn document(choice: &str) -> Option<Value> {
    let backs_off = choice == CHOICES[1].0;
    backs_off.then(|| {
        let number = Value::Number;
        object([("baseMs", number(1_000.0)), ("factor", number(2.0)), ("capMs", number(60_000.0))])
    })
}

fn doubling(cap: Option<u64>) -> Client {
    let factor = Factor::from_ten_thousandths(20_000).unwrap_or_default();
    let cap_ms = cap.map(Count);
    Client::Backoff(Backoff { base_ms: Count(1_000), factor, cap_ms, ..Backoff::default() })
}

/// What a client does to itself.
pub(crate) struct Patience {
    /// How it waits.
    pub words: &'static str,
    /// What comes of the job, and how many seconds later than it need be.
    pub outcome: Result<(Finish, f64), String>,
}

/// What some clients would do to themselves in this job.
pub(super) fn patience(request: &FinishRequest) -> Vec<Patience> {
    let by = |client| FinishRequest { client, ..request.clone() }.finish(catalog());
    let Ok(ideal) = by(Client::Ideal) else { return Vec::new() };
    let of = |(cap, words): (Option<u64>, &'static str)| {
        let finish = by(doubling(cap));
        let late = |finish: Finish| {
            let late = finish.seconds - ideal.seconds;
            (finish, late)
        };
        let outcome = finish.map(late).map_err(|problems| problems[0].message.clone());
        Patience { words, outcome }
    };
    CAPS.into_iter().map(of).collect()
}

/// Sixty requests, one after the other, two seconds each, by a client that doubles its waits, under
/// this many a minute.
pub(crate) fn under(count: u64) -> Option<Finish> {
    let request = FinishRequest {
        limits: LimitsOf::Own(vec![Limit {
            count: Count(count),
            per: Window::Minute,
            ..Limit::default()
        }]),
        work: Work::Requests(Count(60)),
        parallel: Some(Count(1)),
        latency_ms: Count(2_000),
        client: doubling(None),
        ..FinishRequest::default()
    };
    request.finish(catalog()).ok()
}
