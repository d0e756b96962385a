//! What can be typed.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use creditcast_core::document::Value;

use crate::input;

/// What a data vendor's credits will really cost, rule by rule.
///
/// An estimate without tax, from public pages read on the dates shown. creditcast is independent:
/// not affiliated with, endorsed or checked by the vendors named. The vendor's contract decides.
#[derive(Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// Canonical JSON for programs instead of tables for people.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Run a scenario and report what it costs.
    Simulate {
        /// A scenario file, or - for standard input.
        file: PathBuf,
        /// Every entry of the ledger.
        #[arg(long)]
        ledger: bool,
        /// Leave out the balance at the end of each day.
        #[arg(long)]
        no_daily: bool,
    },
    /// Price one or more requests.
    Quote(Box<QuoteArguments>),
    /// Tell when a job is done under rate limits.
    Finish(Box<FinishArguments>),
    /// Rank the plans that a use could run on.
    Compare {
        /// A scenario file, a request file, or - for standard input.
        file: PathBuf,
    },
    /// Tell between what a scenario lies where the vendor's pages disagree.
    Range {
        /// A scenario file, or - for standard input.
        file: PathBuf,
    },
    /// Set two scenarios side by side, rule by rule.
    Diff {
        /// The first scenario; or a file with `before` and `after`, or - for standard input.
        before: PathBuf,
        /// The second.
        after: Option<PathBuf>,
    },
    /// Tell how likely credits run out where some numbers are not certain.
    Forecast(ForecastArguments),
    /// Tell what would cost less for the same use.
    Advise {
        /// A scenario file, or - for standard input.
        file: PathBuf,
        /// Print the scenario of the advice with this number, as JSON.
        #[arg(long, value_name = "NUMBER")]
        take: Option<usize>,
    },
    /// List every problem of a scenario.
    Validate {
        /// A scenario file, or - for standard input.
        file: PathBuf,
    },
    /// List the built-in rate cards with their plans and actions.
    Cards,
}

/// A scenario with what is not certain of it, or a request that has both.
#[derive(Args)]
pub(crate) struct ForecastArguments {
    /// A scenario file, a request file, or - for standard input.
    file: PathBuf,
    /// An activity by its index, the least of its count, what it most likely is, and the most:
    /// 0=20,40,60; or of a share: 0.phone=0.2,0.35,0.5. Can be given again.
    #[arg(long, value_name = "ACTIVITY[.SHARE]=LOW,LIKELY,HIGH")]
    spread: Vec<String>,
    /// How many futures are drawn.
    #[arg(long, default_value_t = 10_000.0)]
    paths: f64,
    /// The same seed draws the same futures.
    #[arg(long, default_value_t = 1.0)]
    seed: f64,
}

impl ForecastArguments {
    /// The request as the document that every shell takes.
    pub(crate) fn document(&self) -> anyhow::Result<Value> {
        let document = input::document(&self.file)?;
        if document.get("scenario").is_some() {
            return Ok(document);
        }
        let spread = self.spread.iter().map(|text| spread(text).with_context(|| text.clone()));
        Ok(object([
            ("scenario", document),
            ("spread", Value::List(spread.collect::<anyhow::Result<_>>()?)),
            ("paths", Value::Number(self.paths)),
            ("seed", Value::Number(self.seed)),
        ]))
    }
}

/// `0.phone=0.2,0.35,0.5` as an object.
fn spread(text: &str) -> anyhow::Result<Value> {
    let (what, numbers) = text.split_once('=').context("a spread has a `=`")?;
    let (activity, of) = what.split_once('.').map_or((what, None), |(a, of)| (a, Some(of)));
    let numbers: Vec<_> = numbers.split(',').map(count).collect::<anyhow::Result<_>>()?;
    let [low, likely, high] = <[Value; 3]>::try_from(numbers)
        .map_err(|_| anyhow::anyhow!("a spread has a least, a likely and a most number"))?;
    let activity = count(activity)?;
    let of = of.map_or(Value::Null, Value::from);
    Ok(object([
        ("activity", activity),
        ("of", of),
        ("low", low),
        ("likely", likely),
        ("high", high),
    ]))
}

/// A request by its file, or by its parts.
#[derive(Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["file", "action"])))]
pub(crate) struct QuoteArguments {
    /// A request file, or - for standard input.
    #[arg(conflicts_with_all = ["count", "batch", "matched", "points", "plan", "policies"])]
    file: Option<PathBuf>,
    /// The rate card; with @ and a date one revision for good.
    #[arg(long, default_value = "lusha-help-centre")]
    card: String,
    /// The plan, for what a page says that it does not include.
    #[arg(long)]
    plan: Option<String>,
    /// The action, or a need such as need.email.
    #[arg(long)]
    action: Option<String>,
    /// Units in all.
    #[arg(long, default_value_t = 1.0)]
    count: f64,
    /// Units in one request.
    #[arg(long)]
    batch: Option<f64>,
    /// How many of the units come back with anything.
    #[arg(long)]
    matched: Option<f64>,
    /// A data point and how many have it: email=40. Can be given again.
    #[arg(long = "point", value_name = "POINT=COUNT")]
    points: Vec<String>,
    /// A switch and its answer: requestFee=waived. Can be given again.
    #[arg(long = "policy", value_name = "SWITCH=ANSWER")]
    policies: Vec<String>,
}

impl QuoteArguments {
    /// The request as the document that every shell takes.
    pub(crate) fn document(&self) -> anyhow::Result<Value> {
        if let Some(file) = &self.file {
            return input::document(file);
        }
        Ok(object([
            ("card", Value::from(self.card.as_str())),
            ("plan", text(self.plan.as_ref())),
            ("action", text(self.action.as_ref())),
            ("count", Value::Number(self.count)),
            ("batch", number(self.batch)),
            ("matched", number(self.matched)),
            ("points", pairs(&self.points, count)?),
            ("policies", pairs(&self.policies, answer)?),
        ]))
    }
}

/// A job by its file, or by its parts.
#[derive(Args)]
#[command(group(clap::ArgGroup::new("job").required(true).args(["file", "records", "requests"])))]
pub(crate) struct FinishArguments {
    /// A request file, or - for standard input.
    #[arg(conflicts_with_all = [
        "plan", "action", "policies", "batch", "credits", "credits_per_record", "keys", "start",
        "used", "parallel", "latency_ms", "server_errors", "backoff",
    ])]
    file: Option<PathBuf>,
    /// The rate card; with @ and a date one revision for good.
    #[arg(long, default_value = "lusha-help-centre")]
    card: String,
    /// A plan of the card, or a set of limits kept from earlier.
    #[arg(long, required_unless_present = "file")]
    plan: Option<String>,
    /// An action, whose own limits count too.
    #[arg(long)]
    action: Option<String>,
    /// A switch and its answer: limitScope=account. Can be given again.
    #[arg(long = "policy", value_name = "SWITCH=ANSWER")]
    policies: Vec<String>,
    /// Records to be asked for.
    #[arg(long)]
    records: Option<f64>,
    /// Requests to be sent, whatever is in them.
    #[arg(long, conflicts_with_all = ["batch", "credits_per_record"])]
    requests: Option<f64>,
    /// Records in one request.
    #[arg(long)]
    batch: Option<f64>,
    /// What there is to spend.
    #[arg(long)]
    credits: Option<f64>,
    /// What each record is charged.
    #[arg(long)]
    credits_per_record: Option<f64>,
    /// Keys among which the requests are dealt.
    #[arg(long)]
    keys: Option<f64>,
    /// When the first request can be sent: 2026-03-01T09:00:00Z.
    #[arg(long)]
    start: Option<String>,
    /// Requests accepted before, in a window that is open: minute=40. Can be given again.
    #[arg(long, value_name = "WINDOW=COUNT")]
    used: Vec<String>,
    /// Requests of a key that are under way at once.
    #[arg(long)]
    parallel: Option<f64>,
    /// How long a request takes, in milliseconds.
    #[arg(long)]
    latency_ms: Option<f64>,
    /// The share of requests that are answered with a 500 first, and sent again.
    #[arg(long)]
    server_errors: Option<f64>,
    /// A client that waits after each refusal: baseMs=1000,factor=2,capMs=60000,jitter=full.
    #[arg(long, value_name = "KEY=VALUE,...", value_delimiter = ',')]
    backoff: Vec<String>,
}

impl FinishArguments {
    /// The request as the document that every shell takes.
    pub(crate) fn document(&self) -> anyhow::Result<Value> {
        if let Some(file) = &self.file {
            return input::document(file);
        }
        let client =
            if self.backoff.is_empty() { Value::Null } else { pairs(&self.backoff, word)? };
        Ok(object([
            ("limits", self.limits()?),
            ("work", self.work()),
            ("credits", number(self.credits)),
            ("keys", number(self.keys)),
            ("start", text(self.start.as_ref())),
            ("used", pairs(&self.used, count)?),
            ("parallel", number(self.parallel)),
            ("latencyMs", number(self.latency_ms)),
            ("serverErrors", number(self.server_errors)),
            ("client", client),
        ]))
    }

    fn limits(&self) -> anyhow::Result<Value> {
        Ok(object([
            ("card", Value::from(self.card.as_str())),
            ("plan", text(self.plan.as_ref())),
            ("action", text(self.action.as_ref())),
            ("policies", pairs(&self.policies, answer)?),
        ]))
    }

    fn work(&self) -> Value {
        if self.requests.is_some() {
            return object([("requests", number(self.requests))]);
        }
        object([
            ("records", number(self.records)),
            ("batch", number(self.batch)),
            ("creditsPerRecord", number(self.credits_per_record)),
        ])
    }
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

fn number(number: Option<f64>) -> Value {
    number.map_or(Value::Null, Value::Number)
}

fn text(text: Option<&String>) -> Value {
    text.map_or(Value::Null, |text| text.as_str().into())
}

fn count(count: &str) -> anyhow::Result<Value> {
    count.parse().map(Value::Number).context("a count is a number")
}

#[expect(clippy::unnecessary_wraps, reason = "read as the other values of pairs are")]
fn answer(answer: &str) -> anyhow::Result<Value> {
    Ok(Value::from(answer))
}

/// A number, or else a word.
#[expect(clippy::unnecessary_wraps, reason = "read as the other values of pairs are")]
fn word(word: &str) -> anyhow::Result<Value> {
    Ok(word.parse().map_or_else(|_| Value::from(word), Value::Number))
}

/// `a=b` texts as an object.
fn pairs(texts: &[String], value: impl Fn(&str) -> anyhow::Result<Value>) -> anyhow::Result<Value> {
    let pair = |text: &String| {
        let (name, given) = text.split_once('=').with_context(|| format!("{text} has no `=`"))?;
        Ok((name.to_owned(), value(given).with_context(|| text.clone())?))
    };
    texts.iter().map(pair).collect::<anyhow::Result<_>>().map(Value::Map)
}
