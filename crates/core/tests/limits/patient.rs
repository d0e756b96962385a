//! Rate limits by their definitions: time goes on tick by tick, and a request is accepted as soon as
//! every limit, asked with the whole history, allows it.

/// A limit, written down once more.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    /// So many in a window of the clock, of which some were used at the start.
    Fixed { count: i128, length: i128, used: i128 },
    /// So many in a window that opens at the first request after the last one closed.
    FirstHit { count: i128, length: i128 },
    /// So many in the time before each instant.
    Log { count: i128, length: i128 },
    /// Fewer than so many, with a part of the window before.
    Counter { count: i128, length: i128 },
    /// So many tokens in a time, and at most so many at once.
    Bucket { count: i128, length: i128, burst: i128 },
}

impl Rule {
    /// Is a request accepted at an instant, after those of the history?
    pub(crate) fn allows(&self, now: i128, start: i128, history: &[i128]) -> bool {
        let within = |from: i128, to: i128| {
            history.iter().filter(|then| (from..=to).contains(then)).count() as i128
        };
        match *self {
            Rule::Fixed { count, length, used } => {
                let begin = now / length * length;
                let used = if begin <= start { used } else { 0 };
                within(begin, now) + used < count
            }
            Rule::FirstHit { count, length } => {
                let (mut open, mut accepted) = (None, 0);
                for then in history {
                    if open.is_none_or(|open| *then >= open + length) {
                        (open, accepted) = (Some(*then), 0);
                    }
                    accepted += 1;
                }
                open.is_none_or(|open| now >= open + length) || accepted < count
            }
            Rule::Log { count, length } => within(now - length + 1, now) < count,
            Rule::Counter { count, length } => {
                let begin = now / length * length;
                let (before, current) = (within(begin - length, begin - 1), within(begin, now));
                before * (length - (now - begin)) + current * length < count * length
            }
            Rule::Bucket { count, length, burst } => {
                let (mut level, mut at) = (burst * length, start);
                for then in history.iter().copied().chain([now]) {
                    level = (level + count * (then - at)).min(burst * length) - length;
                    at = then;
                }
                level >= 0
            }
        }
    }
}

/// When each of some requests is accepted.
pub(crate) fn accepted(rules: &[Rule], start: i128, tick: i128, requests: usize) -> Vec<i128> {
    let (mut history, mut now) = (Vec::new(), start);
    while history.len() < requests {
        if rules.iter().all(|rule| rule.allows(now, start, &history)) {
            history.push(now);
        } else {
            now += tick;
        }
    }
    history
}
