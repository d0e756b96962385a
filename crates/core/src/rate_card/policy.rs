//! Questions on which a vendor's own pages disagree or are silent, and the answers on offer.
//!
//! An answer either edits the card (a price, a minimum, what is free when repeated) or sets how
//! subscriptions run, which the simulation looks up by the switch's id.

use serde::Serialize;

use super::{Action, Charge, Charged, Of, Once, Per, RateCard};
use crate::amount::Amount;
use crate::by_id::ById;
use crate::document::{At, Problem, Problems, Read, Schema};
use crate::number::Count;

/// A question on which the vendor's pages disagree or are silent, and the answers on offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct Policy {
    /// The id that scenarios choose by.
    pub id: String,
    /// The question.
    pub title: String,
    /// The answer where none is chosen.
    pub default: String,
    /// The answers on offer.
    pub options: Vec<PolicyOption>,
}

/// One answer to a question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct PolicyOption {
    /// The word that chooses it.
    pub id: String,
    /// What it means, as a sentence.
    pub title: String,
    /// Who says so.
    #[schema(min_items = 1_usize)]
    pub sources: Vec<String>,
    /// What it changes in the card.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[read(or_default)]
    pub sets: Vec<Edit>,
}

/// A change that an answer makes to rules or actions of the card; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
#[schema(with = actions_change_what_is_free)]
pub struct Edit {
    /// The rules it changes, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[read(or_default)]
    pub rules: Vec<String>,
    /// The actions it changes, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[read(or_default)]
    pub actions: Vec<String>,
    /// A rule's price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Amount>,
    /// What a rule counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Of>,
    /// How many make a step of a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// The fewest steps of a request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Count<0, 1_000>>,
    /// Whether charged points waive the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived_by_points: Option<bool>,
    /// Whether repeats are results for the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts_repeats: Option<bool>,
    /// Which points the rule charges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charged: Option<Charged>,
    /// The word of rules that charge a unit only once between them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub together: Option<String>,
    /// What is free when an action is repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub once: Option<Vec<Once>>,
}

/// Of actions it changes what is free when they are repeated, and of nothing else.
fn actions_change_what_is_free(edit: Schema) -> Schema {
    let both = Schema::any().with("once", ["actions"]).with("actions", ["once"]);
    edit.with("dependentRequired", both)
}

impl Edit {
    /// Makes the change to a rule's charge, if it is one of those named.
    pub(crate) fn change_rule(&self, rule: &str, charge: &mut Charge) {
        if !self.rules.iter().any(|id| id == rule) {
            return;
        }
        set(&mut charge.price, self.price);
        set(&mut charge.of, self.of);
        set(&mut charge.per, self.per);
        set(&mut charge.minimum, self.minimum);
        set(&mut charge.waived_by_points, self.waived_by_points);
        set(&mut charge.counts_repeats, self.counts_repeats);
        set(&mut charge.charged, self.charged);
        set(&mut charge.together, self.together.clone().map(Some));
    }

    /// What is free when an action is repeated, if this changes it.
    pub(crate) fn once_of(&self, action: &str) -> Option<&[Once]> {
        self.once.as_deref().filter(|_| self.actions.iter().any(|id| id == action))
    }

    /// Does it change the action, or one of its rules that are in play?
    fn touches(&self, action: &Action, in_play: &dyn Fn(&str) -> bool) -> bool {
        let changed = |rule: &&String| self.rules.contains(rule) && in_play(rule);
        self.actions.contains(&action.id) || action.charges.iter().any(|rule| changed(&rule))
    }
}

fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}

impl Policy {
    /// An answer by its id.
    pub fn option(&self, id: &str) -> Option<&PolicyOption> {
        self.options.iter().find(|option| option.id == id)
    }

    /// Does any answer change what this action costs by the rules that are in play?
    pub fn touches(&self, action: &Action, in_play: &dyn Fn(&str) -> bool) -> bool {
        let mut edits = self.options.iter().flat_map(|option| &option.sets);
        edits.any(|edit| edit.touches(action, in_play))
    }
}

/// The answers in force: those chosen, and the defaults of the rest.
#[derive(Clone, Debug)]
pub struct Chosen<'c> {
    options: ById<&'c str, &'c PolicyOption>,
}

impl<'c> Chosen<'c> {
    /// The answers in force on a card. A switch or an answer that the card does not have is a
    /// problem.
    pub fn of(
        card: &'c RateCard,
        policies: &[(String, String)],
        at: At,
        problems: &mut Problems,
    ) -> Self {
        let default = |policy: &'c Policy| Some((&*policy.id, policy.option(&policy.default)?));
        let mut options: ById<_, _> = card.policies.iter().filter_map(default).collect();
        for (id, answer) in policies {
            match find(card, id, answer) {
                Ok((policy, option)) => options.insert(policy, option),
                Err(message) => {
                    problems.add(Problem::new(At::Key(&at, id), "unknownPolicy", message));
                }
            }
        }
        Chosen { options }
    }

    /// The answer to a question: its id, if the card has the switch.
    pub fn answer(&self, policy: &str) -> Option<&'c str> {
        self.options.get(policy).map(|option| &*option.id)
    }

    /// Every change that the answers make to the card.
    pub(crate) fn edits(&self) -> impl Iterator<Item = &'c Edit> {
        self.options.values().flat_map(|option| &option.sets)
    }
}

fn find<'c>(
    card: &'c RateCard,
    id: &str,
    answer: &str,
) -> Result<(&'c str, &'c PolicyOption), String> {
    let Some(policy) = card.policy(id) else {
        let ids = card.policies.iter().map(|policy| &*policy.id);
        return Err(format!(
            "The card {} has no switch \"{id}\". It has {}.",
            card.id,
            in_words(ids)
        ));
    };
    let option = policy.option(answer).ok_or_else(|| {
        let ids = in_words(policy.options.iter().map(|option| &*option.id));
        format!("\"{answer}\" is no answer to {id}. Choose {ids}.")
    })?;
    Ok((&policy.id, option))
}

/// Words of a sentence: `a, b, c`, or `none`.
pub(crate) fn in_words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.collect();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}
