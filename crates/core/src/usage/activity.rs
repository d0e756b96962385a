//! An activity: one action, done again and again.

use serde::Serialize;

use crate::calendar::Date;
use crate::document::{At, Fields, Problems, Read, Value};
use crate::number::{Count, Growth, Share};

/// One thing that is done, as a scenario gives it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Is it left out of the run?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub off: Option<bool>,
    /// The workflow that it is a step of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflow: Option<String>,
    /// The API key that its requests use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The user who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// An action of the card, or a need that the card maps to one.
    pub action: String,
    /// How often.
    pub every: Every,
    /// The first day; the subscription's if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day; the horizon's if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Units each time, for each member.
    pub count: Count<0, 1_000_000_000_000>,
    /// How many do it; one if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Count<0, 1_000_000>>,
    /// Growth from one month of the activity to the next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub growth_per_month: Option<Growth>,
    /// Units in one request; the action's default if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<Count<1, 1_000_000_000_000>>,
    /// Share of the units whose record has been paid for already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Share>,
    /// Share of the others that come back with anything; all if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched: Option<Share>,
    /// Share of those for which each data point is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Shares>,
    /// The list of records that it works through, instead of the three shares.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// The points it asks the list's records for; all that can be had if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reveal: Option<Vec<String>>,
    /// The Workspace table in which it works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// What happens to requests over a rate limit; they wait if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when_limited: Option<WhenLimited>,
}

/// Shares by the id of their data point.
#[derive(Clone, Debug, Default, PartialEq)]
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

impl Read for Shares {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        Read::read(value, at, problems).map(Shares)
    }
}

/// How often an activity happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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

crate::choices!(Every {
    "once" => Every::Once,
    "day" => Every::Day,
    "weekday" => Every::Weekday,
    "week" => Every::Week,
    "month" => Every::Month,
});

/// What happens to requests over a rate limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum WhenLimited {
    /// They go out as soon as the limits allow.
    #[default]
    Wait,
    /// They are given up.
    Drop,
}

crate::choices!(WhenLimited { "wait" => WhenLimited::Wait, "drop" => WhenLimited::Drop });

impl Activity {
    /// Is it part of the run?
    pub fn is_on(&self) -> bool {
        self.off != Some(true)
    }
}

impl Read for Activity {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let activity = Activity {
            name: fields.optional("name"),
            note: fields.optional("note"),
            off: fields.optional("off"),
            workflow: fields.optional("workflow"),
            key: fields.optional("key"),
            user: fields.optional("user"),
            action: fields.required("action"),
            every: fields.required("every"),
            from: fields.optional("from"),
            until: fields.optional("until"),
            count: fields.required("count"),
            members: fields.optional("members"),
            growth_per_month: fields.optional("growthPerMonth"),
            batch: fields.optional("batch"),
            repeat: fields.optional("repeat"),
            matched: fields.optional("matched"),
            points: fields.optional("points"),
            list: fields.optional("list"),
            reveal: fields.optional("reveal"),
            table: fields.optional("table"),
            when_limited: fields.optional("whenLimited"),
        };
        fields.finish();
        Some(activity)
    }
}
