//! What is asked: how long a job takes under limits.

use crate::amount::Amount;
use crate::calendar::Instant;
use crate::document::{At, Fields, Problem, Problems, Read, Value};
use crate::number::{Count, Fraction, Share};
use crate::rate_limit::{Limit, Window};
use crate::scenario::{Answers, CardRef};

type Quantity = Count<0, 1_000_000_000_000>;
/// Milliseconds up to a thousand days.
type Duration = Count<0, 86_400_000_000>;

/// A job and what holds it back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FinishRequest {
    /// The limits.
    pub limits: LimitsOf,
    /// Whether limits of one's own count for each key or for all together.
    pub scope: Option<Scope>,
    /// What is to be done.
    pub work: Work,
    /// What there is to spend.
    pub credits: Option<Amount>,
    /// Keys among which the requests are dealt.
    pub keys: Option<Count<1, 1_000>>,
    /// When it begins.
    pub start: Option<Instant>,
    /// Requests that each key has had accepted in the windows that are open then.
    pub used: Vec<(Window, u64)>,
    /// Requests of a key that are under way at once.
    pub parallel: Option<Count<1, 100_000>>,
    /// How long a request takes.
    pub latency_ms: Duration,
    /// The share of the requests that are answered with a 500 first, and sent again.
    pub server_errors: Share,
    /// Who sends them.
    pub client: Client,
}

/// Where limits come from.
#[derive(Clone, Debug, PartialEq)]
pub enum LimitsOf {
    /// From a card.
    Card {
        /// The card.
        card: CardRef,
        /// One of its plans, or of its sets of limits.
        plan: String,
        /// An action, whose own limits count too.
        action: Option<String>,
        /// The answers chosen where the vendor's pages leave a question open.
        policies: Answers,
    },
    /// One's own.
    Own(Vec<Limit>),
}

impl Default for LimitsOf {
    fn default() -> Self {
        LimitsOf::Own(Vec::new())
    }
}

/// For whom limits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// For each key.
    Key,
    /// For all keys together.
    Account,
}

crate::choices!(Scope { "key" => Scope::Key, "account" => Scope::Account });

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// Records, so many to a request.
    Records {
        /// How many.
        records: Quantity,
        /// How many go in one request; the action's default, or one, if left out.
        batch: Option<Count<1, 1_000_000_000_000>>,
        /// What each is charged.
        credits_per_record: Option<Amount>,
    },
    /// Requests.
    Requests(Quantity),
}

impl Default for Work {
    fn default() -> Self {
        Work::Requests(Count(0))
    }
}

/// Who sends the requests.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Client {
    /// One that sends each at the first instant that is allowed.
    #[default]
    Ideal,
    /// One that sends, and waits longer and longer after each 429 or 500.
    Backoff(Backoff),
}

/// How a client waits after a refusal, in milliseconds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backoff {
    /// After the first one.
    pub base_ms: Count<1, 86_400_000_000>,
    /// How much longer after each further one.
    pub factor: Factor,
    /// At most.
    pub cap_ms: Option<Count<1, 86_400_000_000>>,
    /// How often a request is sent before it is given up, the first time counted.
    pub tries: Option<Count<1, 1_000_000>>,
    /// How long it waits for an answer.
    pub timeout_ms: Option<Duration>,
    /// How much of it is chance.
    pub jitter: Jitter,
    /// The seed of the chance.
    pub seed: Count<0, 9_007_199_254_740_991>,
}

/// A factor from 1 to 100.
pub type Factor = Fraction<10_000, 1_000_000>;

/// How much of a wait is chance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Jitter {
    /// Nothing.
    #[default]
    None,
    /// All of it.
    Full,
    /// Half of it.
    Equal,
}

crate::choices!(Jitter { "none" => Jitter::None, "full" => Jitter::Full, "equal" => Jitter::Equal });

impl Read for FinishRequest {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let request = FinishRequest {
            limits: fields.required("limits"),
            scope: fields.optional("scope"),
            work: fields.required("work"),
            credits: fields.optional("credits"),
            keys: fields.optional("keys"),
            start: fields.optional("start"),
            used: fields.or("used", Used::default()).0,
            parallel: fields.optional("parallel"),
            latency_ms: fields.or("latencyMs", Count(0)),
            server_errors: fields.or("serverErrors", Share::NONE),
            client: fields.or("client", Client::Ideal),
        };
        fields.finish();
        Some(request)
    }
}

impl Read for LimitsOf {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        if matches!(value, Value::List(_) | Value::TooLong(_)) {
            return Read::read(value, at, problems).map(LimitsOf::Own);
        }
        let mut fields = Fields::of(value, at, problems)?;
        let limits = LimitsOf::Card {
            card: fields.required("card"),
            plan: fields.required("plan"),
            action: fields.optional("action"),
            policies: fields.or("policies", Answers::default()),
        };
        fields.finish();
        Some(limits)
    }
}

impl Read for Work {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let requests = fields.optional("requests");
        let work = if let Some(requests) = requests {
            Work::Requests(requests)
        } else {
            Work::Records {
                records: fields.required("records"),
                batch: fields.optional("batch"),
                credits_per_record: fields.optional("creditsPerRecord"),
            }
        };
        fields.finish();
        Some(work)
    }
}

/// Requests by window.
#[derive(Default)]
struct Used(Vec<(Window, u64)>);

impl Read for Used {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let used: Vec<(String, Quantity)> = Read::read(value, at, problems)?;
        let mut read = Vec::new();
        for (window, count) in used {
            let at = At::Key(&at, &window);
            let named = Value::Text(window.clone());
            read.extend(Window::read(&named, at, problems).map(|window| (window, count.0)));
        }
        Some(Used(read))
    }
}

impl Read for Client {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        match value {
            Value::Text(word) if word == "ideal" => Some(Client::Ideal),
            Value::Text(word) => {
                let message = format!(
                    "\"{word}\" is no client. Write \"ideal\", or an object with `baseMs` and \
                     `factor`."
                );
                problems.add(Problem::new(at, "unknownChoice", message));
                None
            }
            _ => Backoff::read(value, at, problems).map(Client::Backoff),
        }
    }
}

impl Read for Backoff {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let backoff = Backoff {
            base_ms: fields.required("baseMs"),
            factor: fields.required("factor"),
            cap_ms: fields.optional("capMs"),
            tries: fields.optional("tries"),
            timeout_ms: fields.optional("timeoutMs"),
            jitter: fields.or("jitter", Jitter::None),
            seed: fields.or("seed", Count(0)),
        };
        fields.finish();
        Some(backoff)
    }
}
