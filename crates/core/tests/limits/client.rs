//! A client that backs off, one try after the other.

use crate::patient::Rule;

/// Who sends, and what is sent.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) requests: u64,
    /// Keys, of which each has limits of its own.
    pub(crate) keys: u64,
    /// Requests of a key that are under way at once.
    pub(crate) threads: u64,
    pub(crate) latency: i128,
    /// Hundredths of the requests that are answered with a 500 first.
    pub(crate) errors: u64,
    pub(crate) base: i128,
    /// Twice the factor.
    pub(crate) halves: u32,
    pub(crate) cap: Option<i128>,
    pub(crate) tries: Option<u32>,
}

/// What became of the requests.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Sent {
    /// When each was accepted, in any order.
    pub(crate) accepted: Vec<i128>,
    pub(crate) too_many: u64,
    pub(crate) given_up: u64,
}

#[derive(Clone, Copy)]
struct Request {
    failures: u32,
    is_error: bool,
}

struct Thread {
    at: i128,
    request: Option<Request>,
}

impl Client {
    /// Sends everything from an instant on.
    pub(crate) fn send(&self, rules: &[Rule], start: i128) -> Sent {
        let mut sent = Sent::default();
        for key in 0..self.keys {
            let own = (0..self.requests).filter(|number| number % self.keys == key);
            let errors = |number: u64| number * self.errors / 100;
            let requests = own.map(|number| Request {
                failures: 0,
                is_error: errors(number + 1) > errors(number),
            });
            self.send_by_key(requests.collect(), rules, start, &mut sent);
        }
        sent
    }

    fn send_by_key(&self, requests: Vec<Request>, rules: &[Rule], start: i128, sent: &mut Sent) {
        let mut requests = requests.into_iter();
        let mut threads: Vec<_> =
            (0..self.threads).map(|_| Thread { at: start, request: None }).collect();
        let mut history = Vec::new();
        loop {
            let working = threads.iter_mut().filter(|t| t.request.is_some() || requests.len() > 0);
            let Some(thread) = working.min_by_key(|thread| thread.at) else { break };
            let mut request =
                thread.request.take().or_else(|| requests.next()).expect("there is one");
            let now = thread.at;
            if rules.iter().all(|rule| rule.allows(now, start, &history)) {
                history.push(now);
                thread.at += self.latency;
                if !request.is_error {
                    continue;
                }
                request.is_error = false;
            } else {
                sent.too_many += 1;
            }
            request.failures += 1;
            if self.tries == Some(request.failures) {
                sent.given_up += 1;
                continue;
            }
            thread.at += self.wait(request.failures);
            thread.request = Some(request);
        }
        sent.accepted.extend(history);
    }

    /// The wait after so many failures, rounded to milliseconds.
    fn wait(&self, failures: u32) -> i128 {
        let times = (failures - 1).min(40);
        let (halves, parts) = (i128::from(self.halves).pow(times), 1 << times);
        let wait = (2 * self.base * halves + parts) / (2 * parts);
        self.cap.map_or(wait, |cap| wait.min(cap))
    }
}
