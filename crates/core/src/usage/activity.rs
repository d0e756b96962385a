//! An activity: one action, done again and again.

use serde::Serialize;

use crate::calendar::Date;
use crate::document::Read;
use crate::number::{Count, Growth, Share};

/// One thing that is done again and again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A remark for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// `true` leaves it out of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub off: Option<bool>,
    /// Activities with the same workflow are steps of it, and are added up under its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflow: Option<String>,
    /// The id of the API key that its requests use, from `keys`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The id of the user who does it, from `users`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The id of an action of the card, or a need such as `need.email` that the card maps to one.
    pub action: String,
    /// How often it happens.
    pub every: Every,
    /// The first day; the subscription's if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day, itself included; the horizon's if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Units each time and for each member; the action says of what: contacts, rows, prompts.
    pub count: Count<0, 1_000_000_000_000>,
    /// How many do it, which multiplies `count`; one if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Count<0, 1_000_000>>,
    /// Growth of the count from one month of the activity to the next: 0.05 is 5% more; none if
    /// left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub growth_per_month: Option<Growth>,
    /// Units in one request; the action's default if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<Count<1, 1_000_000_000_000>>,
    /// Share of the units whose record has been paid for already; none if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Share>,
    /// Share of the others that come back with anything; all if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched: Option<Share>,
    /// Share of those for which each data point is found, by the point's id; a point that is not
    /// named is not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Shares>,
    /// The id of the list that it works through, from `lists`, instead of `repeat`, `matched` and
    /// `points`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// The data points that it asks the list's records for; every one that the action and the list
    /// share if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reveal: Option<Vec<String>>,
    /// The Workspace table in which it works, where signals are paid for once in each; one table
    /// for all if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// What happens to requests over a rate limit; they wait if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when_limited: Option<WhenLimited>,
}

/// Shares by the id of their data point.
#[derive(Clone, Debug, Default, PartialEq, Read)]
pub struct Shares(pub Vec<(String, Share)>);

impl Shares {
    /// The share of a point, if it is given.
    pub fn get(&self, point: &str) -> Option<Share> {
        self.0.iter().find(|(id, _)| id == point).map(|(_, share)| *share)
    }
}

impl Serialize for Shares {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, share)| (id, share)))
    }
}

/// How often an activity happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Every {
    /// On its first day only.
    #[default]
    Once,
    /// Every day.
    Day,
    /// Monday to Friday.
    Weekday,
    /// Every seventh day from the first.
    Week,
    /// On the first day's day of each month, or the month's last.
    Month,
}

/// What happens to requests over a rate limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum WhenLimited {
    /// They go out as soon as the limits allow.
    #[default]
    Wait,
    /// They are given up.
    Drop,
}

impl Activity {
    /// Is it part of the run?
    pub fn is_on(&self) -> bool {
        self.off != Some(true)
    }
}
