//! Scenarios: a card, a subscription, what is done with it, and for how long.

use std::rc::Rc;

use serde::Serialize;

use crate::document::{At, Fields, Problem, Problems, Read, Value};
use crate::number::Count;
use crate::rate_card::{Finding, RateCard, Shelf, contradictions};
use crate::subscription::{Spender, Subscription};
use crate::usage::{Activity, Shares};

/// A scenario as a document gives it: each value is well formed, whether they fit together is
/// checked by [`crate::simulation::check`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Scenario {
    /// The schema that an editor checks it by.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<Count<1, 1>>,
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The rate card.
    pub card: CardRef,
    /// The answers chosen where the vendor's pages leave a question open.
    #[serde(skip_serializing_if = "Answers::is_empty")]
    pub policies: Answers,
    /// The subscription.
    pub subscription: Subscription,
    /// API keys.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<Spender>,
    /// Users.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<Spender>,
    /// Records that activities work through.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<RecordList>,
    /// What is done.
    pub usage: Vec<Activity>,
    /// For how long.
    pub horizon: Horizon,
}

/// The card of a scenario: the id of one on the shelf, or one's own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum CardRef {
    /// A card of the shelf; with `@` and a day one revision for good.
    Id(String),
    /// A card of one's own.
    Own(Rc<RateCard>),
}

impl Default for CardRef {
    fn default() -> Self {
        CardRef::Id(String::new())
    }
}

impl CardRef {
    /// The card, from the shelf or as given. A card that is not there is a problem.
    pub fn find<'a>(
        &'a self,
        shelf: &'a dyn Shelf,
        at: At,
        problems: &mut Problems,
    ) -> Option<&'a RateCard> {
        let id = match self {
            CardRef::Own(card) => return Some(card),
            CardRef::Id(id) => id,
        };
        let card = shelf.find(id);
        if card.is_none() {
            let message =
                format!("There is no card \"{id}\". There are {}.", shelf.ids().join(", "));
            problems.add(Problem::new(at, "unknownCard", message).with("card", id.as_str()));
        }
        card
    }
}

impl Read for CardRef {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        if let Value::Text(id) = value {
            return Some(CardRef::Id(id.clone()));
        }
        let card = RateCard::read(value, at, problems)?;
        if !problems.touch(&at.pointer()) {
            for finding in contradictions(&card) {
                add_finding(&finding, at, problems);
            }
        }
        Some(CardRef::Own(Rc::new(card)))
    }
}

/// A card that contradicts itself is a problem of the document that brings it.
fn add_finding(finding: &Finding, at: At, problems: &mut Problems) {
    let mut problem = Problem::new(at, finding.code, finding.message.clone());
    problem.path += &finding.path;
    problems.add(problem);
}

/// Answers by the id of their switch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers(pub Vec<(String, String)>);

impl Answers {
    /// Chooses an answer to a question, in place of another one.
    pub fn choose(&mut self, policy: &str, answer: &str) {
        self.0.retain(|(id, _)| id != policy);
        self.0.push((policy.to_owned(), answer.to_owned()));
    }

    /// Is none chosen?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Read for Answers {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        Read::read(value, at, problems).map(Answers)
    }
}

impl Serialize for Answers {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(policy, answer)| (policy, answer)))
    }
}

/// Records that activities work through in order, and from the start again.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RecordList {
    /// The id that activities use.
    pub id: String,
    /// How many records.
    pub size: Count<1, 1_000_000_000_000>,
    /// Share of them for which each point can be found.
    pub found: Shares,
    /// Share of them of which each point was paid for before the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<Shares>,
}

/// For how long a scenario is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Horizon {
    /// Months from the subscription's start.
    pub months: Count<1, 120>,
}

const ACTIVITIES_MAX: usize = 200;
const SPENDERS_MAX: usize = 100;
const LISTS_MAX: usize = 100;

impl Read for Scenario {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let scenario = Scenario {
            schema: fields.optional("$schema"),
            version: fields.optional("version"),
            title: fields.optional("title"),
            note: fields.optional("note"),
            card: fields.required("card"),
            policies: fields.or("policies", Answers::default()),
            subscription: fields.required("subscription"),
            keys: fields.list("keys", SPENDERS_MAX),
            users: fields.list("users", SPENDERS_MAX),
            lists: fields.list("lists", LISTS_MAX),
            usage: fields.required_list("usage", ACTIVITIES_MAX),
            horizon: fields.required("horizon"),
        };
        fields.finish();
        Some(scenario)
    }
}

impl Read for RecordList {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let list = RecordList {
            id: fields.required("id"),
            size: fields.required("size"),
            found: fields.required("found"),
            paid: fields.optional("paid"),
        };
        fields.finish();
        Some(list)
    }
}

impl Read for Horizon {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let horizon = Horizon { months: fields.required("months") };
        fields.finish();
        Some(horizon)
    }
}
