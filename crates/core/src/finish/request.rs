//! What is asked: how long a job takes under limits.

use crate::amount::Amount;
use crate::calendar::Instant;
use crate::document::{At, Fields, Problem, Problems, Read, ReadFields, Schema, Schemas, Value};
use crate::number::{Count, Fraction, Share};
use crate::rate_limit::{Limit, Window};
use crate::scenario::{Answers, CardRef};

type Quantity = Count<0, 1_000_000_000_000>;
/// Milliseconds up to a thousand days.
type Duration = Count<0, 86_400_000_000>;

/// A job and what holds it back.
#[derive(Clone, Debug, Default, PartialEq, Read)]
pub struct FinishRequest {
    /// The limits: those of a plan of a card, or your own.
    pub limits: LimitsOf,
    /// Whether limits of your own count for each key, also if left out, or for all keys together.
    pub scope: Option<Scope>,
    /// What is to be done.
    pub work: Work,
    /// What there is to spend, in the wallet's unit; with `creditsPerRecord` it may end before the
    /// job does.
    pub credits: Option<Amount>,
    /// Keys among which the requests are dealt; one if left out.
    pub keys: Option<Count<1, 1_000>>,
    /// When the first request can be sent; the start of 1970 if left out, when all windows begin.
    pub start: Option<Instant>,
    /// Requests that each key has had accepted in the windows of the clock that are open at the
    /// start.
    #[read(or_default)]
    pub used: Used,
    /// Requests of a key that are under way at once; as many as are allowed for an ideal client,
    /// one for another, if left out.
    pub parallel: Option<Count<1, 100_000>>,
    /// How long a request takes, in milliseconds; 0 if left out.
    #[read(or_default)]
    pub latency_ms: Duration,
    /// The share of the requests that are answered with a 500 first, and sent again; none if left
    /// out.
    #[read(or_default)]
    pub server_errors: Share,
    /// Who sends them: `ideal`, also if left out, sends each at the first instant that is allowed.
    #[read(or_default)]
    pub client: Client,
}

/// Requests by window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Used(pub Vec<(Window, u64)>);

/// Where limits come from.
#[derive(Clone, Debug, PartialEq)]
pub enum LimitsOf {
    /// From a card.
    Card(LimitsOfCard),
    /// One's own.
    Own(Vec<Limit>),
}

/// The limits of a card.
#[derive(Clone, Debug, Default, PartialEq, Read)]
pub struct LimitsOfCard {
    /// The rate card: the id of a built-in one, or a card of your own.
    pub card: CardRef,
    /// The id of one of its plans, or of its sets of limits.
    pub plan: String,
    /// The id of an action, whose own limits count too.
    pub action: Option<String>,
    /// Answers to questions that the vendor's pages leave open, by the id of the switch.
    #[read(or_default)]
    pub policies: Answers,
}

impl Default for LimitsOf {
    fn default() -> Self {
        LimitsOf::Own(Vec::new())
    }
}

/// For whom limits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Read)]
pub enum Scope {
    /// For each key.
    Key,
    /// For all keys together.
    Account,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// Records, so many to a request.
    Records(Records),
    /// Requests.
    Requests(Quantity),
}

/// Records, so many to a request.
#[derive(Clone, Debug, Default, PartialEq, Read)]
pub struct Records {
    /// How many records.
    pub records: Quantity,
    /// Records in one request; the action's default, or one, if left out.
    pub batch: Option<Count<1, 1_000_000_000_000>>,
    /// What each record is charged, in the wallet's unit.
    pub credits_per_record: Option<Amount>,
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

/// A client that waits longer and longer after each 429 or 500.
#[derive(Clone, Debug, Default, PartialEq, Read)]
pub struct Backoff {
    /// How long it waits after the first refusal, in milliseconds.
    pub base_ms: Count<1, 86_400_000_000>,
    /// How much longer it waits after each further one.
    pub factor: Factor,
    /// The longest that it waits, in milliseconds; no bound if left out.
    pub cap_ms: Option<Count<1, 86_400_000_000>>,
    /// How often a request is sent before it is given up, the first time counted; without end if
    /// left out.
    pub tries: Option<Count<1, 1_000_000>>,
    /// How long it waits for an answer, in milliseconds; without end if left out.
    pub timeout_ms: Option<Duration>,
    /// How much of each wait is chance; nothing if left out.
    #[read(or_default)]
    pub jitter: Jitter,
    /// The seed of the chance: the same gives the same waits; 0 if left out.
    #[read(or_default)]
    pub seed: Count<0, 9_007_199_254_740_991>,
}

/// A factor from 1 to 100.
pub type Factor = Fraction<10_000, 1_000_000>;

/// How much of a wait is chance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Read)]
pub enum Jitter {
    /// Nothing.
    #[default]
    None,
    /// All of it.
    Full,
    /// Half of it.
    Equal,
}

impl Read for LimitsOf {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        if matches!(value, Value::List(_) | Value::TooLong(_)) {
            return Read::read(value, at, problems).map(LimitsOf::Own);
        }
        Read::read(value, at, problems).map(LimitsOf::Card)
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        Schema::any_of([LimitsOfCard::describe(schemas), Vec::<Limit>::describe(schemas)])
    }
}

impl Read for Work {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let work = if fields.has("requests") {
            Work::Requests(Requests::read_fields(&mut fields)?.requests)
        } else {
            Work::Records(Records::read_fields(&mut fields)?)
        };
        fields.finish();
        Some(work)
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        Schema::any_of([Records::describe(schemas), Requests::describe(schemas)])
    }
}

/// Requests, whatever is in them.
#[derive(Read)]
struct Requests {
    /// How many requests.
    requests: Quantity,
}

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

    fn describe(schemas: &mut Schemas) -> Schema {
        let windows = Window::describe(schemas);
        Vec::<(String, Quantity)>::describe(schemas).with("propertyNames", windows)
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

    fn describe(schemas: &mut Schemas) -> Schema {
        Schema::any_of([Schema::word("ideal"), Backoff::describe(schemas)])
    }
}
