//! Scenarios: a card, a subscription, what is done with it, and for how long.

use std::rc::Rc;

use serde::Serialize;

use crate::document::{At, Problem, Problems, Read, Schema, Schemas, Value};
use crate::number::Count;
use crate::rate_card::{Finding, RateCard, Shelf, contradictions};
use crate::subscription::{Spender, Subscription};
use crate::usage::{Activity, Shares};

/// A card, a subscription, what is done with it, and for how long.
///
/// Each value is well formed; whether they fit together is checked by [`crate::simulation::check`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct Scenario {
    /// The address of this schema, by which an editor completes and checks the file; the engine
    /// ignores it.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the format: 1, also if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<Count<1, 1>>,
    /// What people call the scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A remark for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The rate card: the id of a built-in one, with `@` and a day for one revision of it, or a
    /// card of your own.
    pub card: CardRef,
    /// Answers to questions that the vendor's pages leave open, by the id of the switch; the card's
    /// default for the rest.
    #[serde(skip_serializing_if = "Answers::is_empty")]
    #[read(or_default)]
    pub policies: Answers,
    /// The plan, what was agreed for it, and what is to change.
    pub subscription: Subscription,
    /// API keys that activities name, each with its monthly cap.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[read(most = SPENDERS_MAX, or_default)]
    pub keys: Vec<Spender>,
    /// Users that activities name, each with their monthly cap.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[read(most = SPENDERS_MAX, or_default)]
    pub users: Vec<Spender>,
    /// Records that activities work through, so that what is paid for once is computed and not
    /// guessed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[read(most = LISTS_MAX, or_default)]
    pub lists: Vec<RecordList>,
    /// What is done, in the order in which it is done on the same day.
    #[read(most = ACTIVITIES_MAX)]
    pub usage: Vec<Activity>,
    /// For how long the scenario is looked at.
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

    fn describe(schemas: &mut Schemas) -> Schema {
        Schema::any_of([Schema::of_type("string"), RateCard::describe(schemas)])
    }
}

/// A card that contradicts itself is a problem of the document that brings it.
fn add_finding(finding: &Finding, at: At, problems: &mut Problems) {
    let mut problem = Problem::new(at, finding.code, finding.message.clone());
    problem.path += &finding.path;
    problems.add(problem);
}

/// Answers by the id of their switch.
#[derive(Clone, Debug, Default, PartialEq, Read)]
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

impl Serialize for Answers {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(policy, answer)| (policy, answer)))
    }
}

/// Records that activities work through in order, and from the start again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct RecordList {
    /// The id that activities name it by.
    pub id: String,
    /// How many records it has.
    pub size: Count<1, 1_000_000_000_000>,
    /// Share of its records that have each data point, by the point's id: 0.8 is 80%.
    pub found: Shares,
    /// Share of its records whose point was paid for before the start, by the point's id; none if
    /// left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<Shares>,
}

/// For how long a scenario is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
pub struct Horizon {
    /// Months from the first day of the subscription.
    pub months: Count<1, 120>,
}

const ACTIVITIES_MAX: usize = 200;
const SPENDERS_MAX: usize = 100;
const LISTS_MAX: usize = 100;
