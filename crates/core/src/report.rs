//! What a run tells: figures that add up, and the rule and source behind each of them.

use serde::Serialize;

use crate::amount::{Amount, Money};
use crate::by_id::ById;
use crate::calendar::{Date, Instant};
use crate::document::{Param, Value};
use crate::rate_card::{RateCard, Rule, Sources};
pub use crate::subscription::{BillKind, State};

/// The report of a scenario.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The result in one sentence.
    pub answer: String,
    /// By what it was computed.
    pub about: About,
    /// The sums of the horizon.
    pub totals: Totals,
    /// Cycle by cycle.
    pub cycles: Vec<CycleRow>,
    /// What is paid, line by line.
    pub bill: Vec<BillLine>,
    /// What was spent, by activity and category.
    pub spending: Vec<Spending>,
    /// What was not served, by reason and activity.
    pub refusals: Vec<RefusalRow>,
    /// The first request refused for want of credits.
    pub runs_out: Option<Instant>,
    /// When the last waiting request was served; `None` where nothing had to wait.
    pub backlog_clears: Option<Instant>,
    /// Pools beside the credits.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pools: Vec<PoolRow>,
    /// The balance at the end of each day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily: Option<Vec<Day>>,
    /// Every entry of the ledger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ledger: Option<Vec<Entry>>,
    /// What was not served, day by day, where there is a ledger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusals_daily: Option<Vec<RefusedDay>>,
    /// Policies that made a difference or filled a silence.
    pub assumptions: Vec<Assumption>,
    /// What a reader should know.
    pub warnings: Vec<Warning>,
    /// Every rule named above.
    pub rules: ById<String, RuleRow>,
    /// Every source named above.
    pub sources: Sources,
}

/// By what a report was computed.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// Name and version of the engine.
    pub engine: String,
    /// The card with its revision.
    pub card: String,
    /// The day its prices were read.
    pub revision: Date,
    /// From this day on its prices may be old.
    pub stale_after: Date,
    /// Who is speaking.
    pub notice: &'static str,
}

/// Who is speaking, in every shell.
pub const NOTICE: &str = "An estimate without tax, from public pages read on the dates shown. \
     creditcast is independent: not affiliated with, endorsed or checked by the vendors named, \
     whose names are their owners'. The vendor's contract decides.";

impl About {
    /// The engine and a card.
    pub fn of(card: &RateCard) -> Self {
        About {
            engine: concat!("creditcast ", env!("CARGO_PKG_VERSION")).to_owned(),
            card: card.pinned_id(),
            revision: card.revision,
            stale_after: card.stale_after,
            notice: NOTICE,
        }
    }
}

/// The sums of a horizon: opening + granted + toppedUp = spent + expired + remaining.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// What was there at the start.
    pub opening: Amount,
    /// What the plan brought.
    pub granted: Amount,
    /// What was bought.
    pub topped_up: Amount,
    /// What requests were charged.
    pub spent: Amount,
    /// What was lost unused.
    pub expired: Amount,
    /// What is left.
    pub remaining: Amount,
    /// Units asked for.
    pub asked: Units,
    /// Units served.
    pub served: Units,
    /// What the requests refused for want of credits would have cost.
    pub missing: Amount,
    /// What is paid.
    pub cost: Money,
}

/// A number of units or requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Units(pub u64);

impl Serialize for Units {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64)
    }
}

/// One cycle.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CycleRow {
    /// Its number, from 0.
    pub index: u32,
    /// Its first day.
    pub start: Date,
    /// The day on which the next one starts.
    pub end: Date,
    /// The plan in force at its end.
    pub plan: String,
    /// What it is.
    pub state: State,
    /// The balance that it began with.
    pub opening: Amount,
    /// What the plan brought.
    pub granted: Amount,
    /// What was bought.
    pub topped_up: Amount,
    /// What was spent.
    pub spent: Amount,
    /// What was lost unused.
    pub expired: Amount,
    /// The balance that it ended with.
    pub closing: Amount,
    /// The first request refused in it for want of credits.
    pub runs_out: Option<Instant>,
    /// What is paid in it.
    pub cost: Money,
}

/// A line of what is paid.
#[derive(Clone, Debug, Serialize)]
pub struct BillLine {
    /// The day.
    pub on: Date,
    /// The cycle's number.
    pub cycle: u32,
    /// What it is for.
    pub kind: BillKind,
    /// By which rule.
    pub rule: String,
    /// What it says.
    pub title: String,
    /// How much.
    pub amount: Money,
}

/// What an activity spent in a category.
#[derive(Clone, Debug, Serialize)]
pub struct Spending {
    /// The activity's index in `usage`.
    pub activity: usize,
    /// Its action.
    pub action: String,
    /// The category of the rules.
    pub category: String,
    /// Where it is done.
    pub surface: String,
    /// The workflow that it is a step of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflow: Option<String>,
    /// Its key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Requests of the activity that were served.
    pub requests: Units,
    /// Units of the activity that were served.
    pub units: Units,
    /// What was spent.
    pub amount: Amount,
    /// The same, rule by rule: so many steps at so much.
    pub rules: Vec<RuleSpending>,
}

/// What an activity spent by one rule.
#[derive(Clone, Debug, Serialize)]
pub struct RuleSpending {
    /// The rule.
    pub rule: String,
    /// How many it charged.
    pub units: Units,
    /// What for.
    pub amount: Amount,
}

/// Requests that were not served.
#[derive(Clone, Debug, Serialize)]
pub struct RefusalRow {
    /// Why.
    pub reason: Refusal,
    /// The activity's index in `usage`.
    pub activity: usize,
    /// Its action.
    pub action: String,
    /// Its key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The first of them.
    pub first: Instant,
    /// How many requests.
    pub requests: Units,
    /// How many units.
    pub units: Units,
    /// What the vendor's API answers to them; absent for actions that are no API requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<ApiAnswer>,
}

/// Requests of one day that were not served: a part of a [`RefusalRow`].
#[derive(Clone, Copy, Debug, Serialize)]
pub struct RefusedDay {
    /// The first of them.
    pub at: Instant,
    /// Why.
    pub reason: Refusal,
    /// The activity's index in `usage`.
    pub activity: usize,
    /// How many requests.
    pub requests: Units,
    /// How many units.
    pub units: Units,
}

/// Why a request is not served, in the order in which reasons are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Refusal {
    /// The subscription has ended.
    Ended,
    /// It is frozen.
    Frozen,
    /// The plan does not include it.
    Entitlement,
    /// It is over a rate limit, and nobody waits for it.
    RateLimit,
    /// Its key has reached its cap, or would go over it.
    KeyCap,
    /// Its user has reached the cap, or would go over it.
    UserCap,
    /// It costs more than there is.
    Credits,
}

impl Refusal {
    /// How many reasons there are.
    pub(crate) const COUNT: usize = Refusal::Credits as usize + 1;

    /// The word that reports and cards use.
    pub fn id(self) -> &'static str {
        match self {
            Refusal::Ended => "ended",
            Refusal::Frozen => "frozen",
            Refusal::Entitlement => "entitlement",
            Refusal::RateLimit => "rateLimit",
            Refusal::KeyCap => "keyCap",
            Refusal::UserCap => "userCap",
            Refusal::Credits => "credits",
        }
    }
}

/// What an API answers.
#[derive(Clone, Debug, Serialize)]
pub struct ApiAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The body in the vendor's own error format.
    pub body: Value,
    /// Can sending it again help?
    pub retry: bool,
}

/// The sums of a pool beside the credits.
#[derive(Clone, Debug, Serialize)]
pub struct PoolRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What was there at the start.
    pub opening: Amount,
    /// What cycles brought.
    pub granted: Amount,
    /// What was spent.
    pub spent: Amount,
    /// What was lost unused.
    pub expired: Amount,
    /// What is left.
    pub remaining: Amount,
}

/// The end of a day.
#[derive(Clone, Debug, Serialize)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// The balance at its end.
    pub balance: Amount,
    /// What was spent on it.
    pub spent: Amount,
}

/// One entry of the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// When.
    pub at: Instant,
    /// What it is.
    pub kind: EntryKind,
    /// What it adds; below zero where it takes.
    pub amount: Amount,
    /// The balance after it.
    pub balance: Amount,
    /// The cycle's number.
    pub cycle: u32,
    /// By which rule.
    pub rule: String,
    /// The activity's index in `usage`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity: Option<usize>,
    /// Its action.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The workflow that it is a step of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflow: Option<String>,
    /// Its key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests: Option<Units>,
    /// How many the rule charged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<Units>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum EntryKind {
    /// What was there at the start.
    Opening,
    /// What the plan brings.
    Grant,
    /// What was bought.
    TopUp,
    /// What requests are charged.
    Charge,
    /// What is lost unused.
    Expiry,
}

/// An answer to a question that the vendor's pages leave open.
#[derive(Clone, Debug, Serialize)]
pub struct Assumption {
    /// The switch.
    pub policy: String,
    /// The answer in force.
    pub chosen: String,
    /// What it means.
    pub title: String,
    /// Who says so.
    pub sources: Vec<String>,
}

/// Every code that a warning can have.
pub const WARNING_CODES: [&str; 18] = [
    "answersDropped",
    "backlogGrows",
    "backlogLeft",
    "capsDropped",
    "creditsDropped",
    "creditsWithoutPrice",
    "entitlement",
    "givenUp",
    "limitsDropped",
    "notAllTried",
    "planChangesDropped",
    "pointsMissing",
    "poolsDropped",
    "repeatIgnored",
    "runsOutSooner",
    "servedLater",
    "termsDropped",
    "timeoutShort",
];

/// Something that a reader should know.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Warning {
    /// What kind of thing it is; never changes its meaning.
    pub code: &'static str,
    /// An English sentence.
    pub message: String,
    /// The values in the message.
    #[serde(skip_serializing_if = "ById::is_empty")]
    pub params: ById<&'static str, Param>,
    /// Who says so.
    pub sources: Vec<String>,
}

/// A rule as a report names it.
#[derive(Clone, Debug, Serialize)]
pub struct RuleRow {
    /// What it is about.
    pub title: String,
    /// The group in which reports add it up.
    pub category: String,
    /// Who says so.
    pub sources: Vec<String>,
}

impl From<&Rule> for RuleRow {
    fn from(rule: &Rule) -> Self {
        RuleRow {
            title: rule.title.clone(),
            category: rule.category.clone(),
            sources: rule.sources.clone(),
        }
    }
}
