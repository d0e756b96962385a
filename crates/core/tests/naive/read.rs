//! A scenario as the model reads it: plain JSON into plain fields, nothing judged.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use serde::Deserialize;
use serde_json::Value as Json;

/// Millionths: of a credit, of a unit of money, of one.
pub(crate) type Micros = i64;

/// One whole in millionths.
pub(crate) const ONE: Micros = 1_000_000;

/// A civil day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Day(pub(crate) NaiveDate);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Day).map_err(|_| format!("{text} is no day"))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Day {
    /// So many months later, on the month's last day where it has no such day.
    pub(crate) fn plus_months(self, months: u32) -> Self {
        Day(self.0.checked_add_months(Months::new(months)).expect("a day of the calendar"))
    }

    pub(crate) fn next(self) -> Self {
        Day(self.0.succ_opt().expect("a day of the calendar"))
    }

    /// Its midnight in milliseconds since 1970.
    pub(crate) fn millis(self) -> i64 {
        self.0.and_hms_opt(0, 0, 0).expect("midnight").and_utc().timestamp_millis()
    }

    /// Days from another day up to this one.
    pub(crate) fn days_since(self, other: Day) -> i64 {
        (self.0 - other.0).num_days()
    }

    pub(crate) fn is_weekday(self) -> bool {
        self.0.weekday().num_days_from_monday() < 5
    }

    /// The calendar month that it is in.
    pub(crate) fn month(self) -> (i32, u32) {
        (self.0.year(), self.0.month())
    }
}

/// A decimal, given as a number or as a text, in millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "Json")]
pub(crate) struct Decimal(pub(crate) Micros);

impl TryFrom<Json> for Decimal {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        let text = json.as_str().map_or_else(|| json.to_string(), ToOwned::to_owned);
        parse_decimal(&text).map(Decimal).ok_or(format!("{text} is no decimal"))
    }
}

fn parse_decimal(text: &str) -> Option<Micros> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if part.len() > 6 {
        return None;
    }
    let part: Micros = format!("{part:0<6}").parse().ok()?;
    Some(sign * (whole.parse::<Micros>().ok()? * ONE + part))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenario {
    pub(crate) card: String,
    #[serde(default)]
    pub(crate) policies: BTreeMap<String, String>,
    pub(crate) subscription: Subscription,
    #[serde(default)]
    pub(crate) keys: Vec<Spender>,
    #[serde(default)]
    pub(crate) users: Vec<Spender>,
    #[serde(default)]
    pub(crate) lists: Vec<RecordList>,
    pub(crate) usage: Vec<Activity>,
    pub(crate) horizon: Horizon,
}

impl Scenario {
    /// Is this the answer given to a question of the card? Answers left out are the card's own,
    /// and so none of those that are asked for here.
    pub(crate) fn chooses(&self, policy: &str, answer: &str) -> bool {
        self.policies.get(policy).is_some_and(|chosen| chosen == answer)
    }

    pub(crate) fn end(&self) -> Day {
        self.subscription.start.plus_months(self.horizon.months)
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Horizon {
    pub(crate) months: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Subscription {
    pub(crate) plan: String,
    pub(crate) billing: Option<Billing>,
    pub(crate) start: Day,
    pub(crate) seats: Option<i64>,
    pub(crate) terms: Option<Terms>,
    pub(crate) limits: Option<Limit>,
    pub(crate) opening_balance: Option<Decimal>,
    pub(crate) auto_top_up: Option<AutoTopUp>,
    #[serde(default)]
    pub(crate) pools: BTreeMap<String, PoolTerms>,
    #[serde(default)]
    pub(crate) changes: Vec<Change>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Billing {
    #[default]
    Monthly,
    Annual,
}

impl Billing {
    pub(crate) fn months(self) -> u32 {
        match self {
            Billing::Monthly => 1,
            Billing::Annual => 12,
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Terms {
    pub(crate) per: Per,
    pub(crate) credits: Option<Decimal>,
    pub(crate) price: Option<Decimal>,
    pub(crate) seats_included: Option<i64>,
    pub(crate) seat_price: Option<Decimal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Per {
    Month,
    Year,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct AutoTopUp {
    pub(crate) below: Decimal,
    pub(crate) to: Decimal,
    pub(crate) price: Option<Decimal>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PoolTerms {
    #[serde(default)]
    pub(crate) opening: Decimal,
    #[serde(default)]
    pub(crate) per_cycle: Decimal,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Change {
    pub(crate) on: Day,
    #[serde(flatten)]
    pub(crate) what: Move,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Move {
    Upgrade(To),
    Downgrade(To),
    Seats { seats: i64 },
    Freeze { months: u32 },
    TopUp { amount: Decimal, price: Option<Decimal> },
    Cancel,
    KeyCap { key: String, monthly_cap: Option<Decimal> },
    UserCap { user: String, monthly_cap: Option<Decimal> },
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct To {
    pub(crate) plan: String,
    pub(crate) billing: Option<Billing>,
    pub(crate) terms: Option<Terms>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Spender {
    pub(crate) id: String,
    pub(crate) monthly_cap: Option<Decimal>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RecordList {
    pub(crate) id: String,
    pub(crate) size: i64,
    pub(crate) found: BTreeMap<String, Decimal>,
    #[serde(default)]
    pub(crate) paid: BTreeMap<String, Decimal>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Activity {
    #[serde(default)]
    pub(crate) off: bool,
    #[serde(rename = "workflow")]
    pub(crate) _workflow: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) user: Option<String>,
    pub(crate) action: String,
    pub(crate) every: Every,
    pub(crate) from: Option<Day>,
    pub(crate) until: Option<Day>,
    pub(crate) count: i64,
    pub(crate) members: Option<i64>,
    #[serde(default)]
    pub(crate) growth_per_month: Decimal,
    pub(crate) batch: Option<i64>,
    #[serde(default)]
    pub(crate) repeat: Decimal,
    pub(crate) matched: Option<Decimal>,
    #[serde(default)]
    pub(crate) points: BTreeMap<String, Decimal>,
    pub(crate) list: Option<String>,
    pub(crate) reveal: Option<Vec<String>>,
    pub(crate) table: Option<String>,
    #[serde(default)]
    pub(crate) when_limited: WhenLimited,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum WhenLimited {
    #[default]
    Wait,
    Drop,
}

/// Limits instead of the plan's.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Limit {
    Legacy(String),
    Own(Vec<OwnLimit>),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OwnLimit {
    pub(crate) count: usize,
    pub(crate) per: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Every {
    Once,
    Day,
    Weekday,
    Week,
    Month,
}
