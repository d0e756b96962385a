//! Rate limits: who may send when, asked request by request with all that was sent before.

use std::collections::VecDeque;

use super::read::{Day, Limit, Scenario, WhenLimited};
use super::visit::{Sent, Step};

/// Milliseconds since 1970.
pub(crate) type Millis = i64;

pub(crate) const DAY: Millis = 86_400_000;

/// So many in a window of the clock, or a bucket of so many tokens of which ten come in a second.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    Fixed { count: usize, window: Window },
    Bucket { burst: i64 },
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Window {
    Length(Millis),
    Month,
}

const MINUTE: Window = Window::Length(60_000);
const HOUR: Window = Window::Length(3_600_000);
const WHOLE_DAY: Window = Window::Length(DAY);

/// The limits of a plan as the table of the rules has them.
fn of_plan(scenario: &Scenario, plan: &str) -> Vec<Rule> {
    let three = |minute, hour, day| {
        let limits = [(minute, MINUTE), (hour, HOUR), (day, WHOLE_DAY)];
        limits.map(|(count, window)| Rule::Fixed { count, window }).to_vec()
    };
    match &scenario.subscription.limits {
        Some(Limit::Legacy(name)) => {
            assert_eq!(name, "legacy");
            return three(300, 600, 6_000);
        }
        Some(Limit::Own(own)) => {
            return own.iter().map(|limit| fixed(&limit.per, limit.count)).collect();
        }
        None => {}
    }
    match (&*scenario.card, plan) {
        ("leadfeeder", _) => vec![Rule::Bucket { burst: 15 }, fixed("month", 100_000)],
        ("lusha-help-centre", "free" | "starter") => vec![fixed("minute", 40), fixed("day", 100)],
        ("lusha-help-centre", "pro") => three(50, 150, 1_500),
        ("lusha-help-centre", "premium") => three(300, 1_800, 18_000),
        ("lusha-help-centre", "scale") => three(300, 5_000, 50_000),
        _ => Vec::new(),
    }
}

fn fixed(per: &str, count: usize) -> Rule {
    let window = match per {
        "minute" => MINUTE,
        "hour" => HOUR,
        "day" => WHOLE_DAY,
        "month" => Window::Month,
        _ => panic!("the model knows no window of a {per}"),
    };
    Rule::Fixed { count, window }
}

/// The limits of an action beside the plan's.
fn of_action(scenario: &Scenario, action: &str) -> Vec<Rule> {
    match (&*scenario.card, action) {
        ("lusha-help-centre", "api.usage") => vec![fixed("minute", 5)],
        _ => Vec::new(),
    }
}

/// Is it a request to the API of the vendor?
pub(crate) fn is_request(scenario: &Scenario, action: &str) -> bool {
    match &*scenario.card {
        "lusha-help-centre" => action.starts_with("api."),
        _ => true,
    }
}

impl Rule {
    fn allows(&self, now: Millis, history: &[Millis]) -> bool {
        match *self {
            Rule::Fixed { count, window } => {
                let start = match window {
                    Window::Length(length) => now / length * length,
                    Window::Month => month_start(now),
                };
                history.iter().rev().take_while(|then| **then >= start).count() < count
            }
            Rule::Bucket { burst } => {
                // In hundredths of a second's tokens: ten come in 1,000 milliseconds.
                let (mut level, mut at) = (burst * 100, history.first().copied().unwrap_or(now));
                for then in history.iter().copied().chain([now]) {
                    level = (level + then - at).min(burst * 100) - 100;
                    at = then;
                }
                level >= 0
            }
        }
    }
}

fn month_start(now: Millis) -> Millis {
    use chrono::{DateTime, Datelike};
    let day = DateTime::from_timestamp_millis(now).expect("an instant").date_naive();
    let first = day.with_day(1).expect("the first").and_hms_opt(0, 0, 0).expect("midnight");
    first.and_utc().timestamp_millis()
}

/// Requests that wait: of which step, since which day, and what they send.
pub(crate) struct Waiting {
    pub(crate) since: Day,
    pub(crate) step: usize,
    pub(crate) sent: Vec<Sent>,
}

/// What a key, or the account, has sent.
struct History {
    key: Option<String>,
    all: Vec<Millis>,
    of_usage: Vec<Millis>,
}

/// What waits of a key.
pub(crate) struct Queue {
    key: Option<String>,
    pub(crate) waiting: VecDeque<Waiting>,
}

/// What was sent and what waits.
#[derive(Default)]
pub(crate) struct Queues {
    histories: Vec<History>,
    pub(crate) all: Vec<Queue>,
}

/// What becomes of a request at an instant.
pub(crate) enum Fate {
    Goes,
    Waits,
    IsDropped,
}

impl Queues {
    /// What counts in the limits of a step.
    fn history(&mut self, scenario: &Scenario, step: &Step) -> &mut History {
        let account = scenario.chooses("limitScope", "account");
        let key = step.activity.key.clone().filter(|_| !account);
        let index = self.histories.iter().position(|history| history.key == key);
        let index = index.unwrap_or_else(|| {
            self.histories.push(History { key, all: Vec::new(), of_usage: Vec::new() });
            self.histories.len() - 1
        });
        &mut self.histories[index]
    }

    fn queue(&mut self, step: &Step) -> &mut VecDeque<Waiting> {
        let key = &step.activity.key;
        let index = self.all.iter().position(|queue| queue.key == *key).unwrap_or_else(|| {
            self.all.push(Queue { key: key.clone(), waiting: VecDeque::new() });
            self.all.len() - 1
        });
        &mut self.all[index].waiting
    }

    /// A new request at an instant.
    pub(crate) fn ask(
        &mut self,
        scenario: &Scenario,
        plan: &str,
        step: &Step,
        now: Millis,
    ) -> Fate {
        let is_next = self.queue(step).is_empty();
        let history = self.history(scenario, step);
        if is_next && history.allows(scenario, plan, step, now) {
            history.note(step, now);
            Fate::Goes
        } else if step.activity.when_limited == WhenLimited::Drop {
            Fate::IsDropped
        } else {
            Fate::Waits
        }
    }

    pub(crate) fn wait(&mut self, step: &Step, waiting: Waiting) {
        self.queue(step).push_back(waiting);
    }

    /// Does anything wait?
    pub(crate) fn is_waiting(&self) -> bool {
        self.all.iter().any(|queue| !queue.waiting.is_empty())
    }

    /// The request that goes out now: of several keys' first ones the one that was asked for first.
    pub(crate) fn next(
        &mut self,
        scenario: &Scenario,
        plan: &str,
        steps: &[Step],
        now: Millis,
    ) -> Option<Waiting> {
        let mut ready = Vec::new();
        for index in 0..self.all.len() {
            let Some(first) = self.all[index].waiting.front() else { continue };
            let (since, step) = (first.since, first.step);
            if self.history(scenario, &steps[step]).allows(scenario, plan, &steps[step], now) {
                ready.push((since, step, index));
            }
        }
        let (_, step, index) = ready.into_iter().min()?;
        self.history(scenario, &steps[step]).note(&steps[step], now);
        self.all[index].waiting.pop_front()
    }
}

impl History {
    fn allows(&self, scenario: &Scenario, plan: &str, step: &Step, now: Millis) -> bool {
        let of_plan = of_plan(scenario, plan);
        let of_action = of_action(scenario, step.action.id);
        of_plan.iter().all(|rule| rule.allows(now, &self.all))
            && of_action.iter().all(|rule| rule.allows(now, &self.of_usage))
    }

    fn note(&mut self, step: &Step, now: Millis) {
        self.all.push(now);
        if step.action.id == "api.usage" {
            self.of_usage.push(now);
        }
    }
}
