//! Rate cards: what a vendor sells and charges, as data.
//!
//! A card is read from a document and never computed: plans, actions, the rules that price them,
//! the switches for what the vendor's pages leave open, and the source of every fact. Adding a
//! vendor means adding a card. What the rules cost is worked out in [`crate::charging`].

mod action;
mod entitlement;
mod lint;
mod plan;
mod policy;
mod rule;
mod source;

use std::sync::Arc;

use serde::Serialize;

pub use action::{Action, Answer, Batch, BatchDefault, Once};
pub use entitlement::{Entitlement, Standing};
pub use lint::{Finding, Severity, contradictions, lint, read_long_ago};
pub use plan::{Bonus, LimitSet, Plan, Rates, Seats};
pub(crate) use policy::in_words;
pub use policy::{Chosen, Edit, Policy, PolicyOption};
pub use rule::{Charge, Charged, Of, Per, Rule, Within};
pub use source::{Source, Sources, Trust};

use crate::by_id::ById;
use crate::calendar::Date;
use crate::document::{At, Fields, Problem, Problems, Read};

/// What the credits of a card are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Wallet {
    /// Credits that a plan grants.
    #[default]
    Credits,
    /// Money, spent as one goes.
    Money,
}

impl Wallet {
    /// As sentences say it: "credits run out", on a day that follows.
    pub(crate) fn runs_out(self) -> &'static str {
        match self {
            Wallet::Credits => "credits run out",
            Wallet::Money => "the balance runs out",
        }
    }

    /// The same where it does not.
    pub(crate) fn lasts(self) -> &'static str {
        match self {
            Wallet::Credits => "credits last",
            Wallet::Money => "the balance lasts",
        }
    }
}

/// Something with an id and a name: a data point, a pool beside the credits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct Named {
    /// The id that the rest of the card uses.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// What a vendor sells and charges, as it stood on one day, with the source of every fact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
#[read(check)]
pub struct RateCard {
    /// The card's id, without its revision.
    #[schema(pattern = "^[A-Za-z0-9._-]+$")]
    pub id: String,
    /// The day its prices were read; with the id it names one card for good.
    pub revision: Date,
    /// From this day on every shell says that prices may be old; 90 days after the revision if left
    /// out.
    #[read(or = revision.plus_days(FRESH_DAYS))]
    pub stale_after: Date,
    /// Who sells it.
    pub vendor: String,
    /// What people call the card.
    pub title: String,
    /// What the credits of the card are.
    pub wallet: Wallet,
    /// ISO 4217 code of its prices.
    #[schema(pattern = "^[A-Z]{3}$")]
    pub currency: String,
    /// Where the vendor publishes its prices: what to check before one decides.
    pub prices_at: String,
    /// The data points that actions reveal.
    #[read(or_default)]
    pub points: Vec<Named>,
    /// Pools beside the credits.
    #[read(or_default)]
    pub pools: Vec<Named>,
    /// What can be bought.
    pub plans: Vec<Plan>,
    /// Limits that some subscriptions keep instead of their plan's.
    #[read(or_default)]
    pub limit_sets: Vec<LimitSet>,
    /// What can be done.
    pub actions: Vec<Action>,
    /// What it costs, and how subscriptions run.
    pub rules: Vec<Rule>,
    /// What a page says that a plan does not include.
    #[read(or_default)]
    pub entitlements: Vec<Entitlement>,
    /// What the vendor's API answers to a refused request.
    #[read(or_default)]
    pub answers: Vec<Answer>,
    /// Questions that the vendor's pages leave open, and the answers on offer.
    #[read(or_default)]
    pub policies: Vec<Policy>,
    /// Where every fact of the card comes from.
    pub sources: Vec<Arc<Source>>,
}

/// Prices are called old from so many days after they were read.
const FRESH_DAYS: u64 = 90;

impl RateCard {
    /// `lusha-help-centre@2026-09-28`: this card for good.
    pub fn pinned_id(&self) -> String {
        format!("{}@{}", self.id, self.revision)
    }

    /// A plan by its id.
    pub fn plan(&self, id: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == id)
    }

    /// A plan by its id. One that the card does not have is a problem.
    pub fn find_plan(&self, id: &str, at: At, problems: &mut Problems) -> Option<&Plan> {
        let plan = self.plan(id);
        if plan.is_none() {
            let plans = in_words(self.plans.iter().map(|plan| &*plan.id));
            let message = format!("The card {} has no plan \"{id}\". It has {plans}.", self.id);
            problems.add(Problem::new(at, "unknownPlan", message).with("plan", id));
        }
        plan
    }

    /// Limits that a subscription can keep from earlier, by their id.
    pub fn limit_set(&self, id: &str) -> Option<&LimitSet> {
        self.limit_sets.iter().find(|set| set.id == id)
    }

    /// An action by its id.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The action that serves a need such as `need.email`, if the vendor serves it.
    pub fn action_for_need(&self, need: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.needs.iter().any(|id| id == need))
    }

    /// The action of an id, or of a need.
    pub fn action_or_need(&self, id: &str) -> Option<&Action> {
        if id.starts_with("need.") { self.action_for_need(id) } else { self.action(id) }
    }

    /// A rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// A policy switch by its id.
    pub fn policy(&self, id: &str) -> Option<&Policy> {
        self.policies.iter().find(|policy| policy.id == id)
    }

    /// A source by its id.
    pub fn source(&self, id: &str) -> Option<&Arc<Source>> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The sources with these ids, each once.
    pub fn sources_named<'a>(&self, ids: impl Iterator<Item = &'a String>) -> Sources {
        let mut named = ById::default();
        for id in ids {
            if !named.contains_key(id)
                && let Some(source) = self.source(id)
            {
                named.insert(id.clone(), Arc::clone(source));
            }
        }
        named
    }

    /// The sources with these ids.
    pub fn sources_of<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a Arc<Source>> {
        ids.iter().filter_map(|id| self.source(id))
    }
}

impl RateCard {
    /// A plan's prices are in the card's currency, said or not.
    fn check(&mut self, fields: &mut Fields) {
        let at = fields.at();
        let plans = At::Key(&at, "plans");
        for (index, plan) in self.plans.iter_mut().enumerate() {
            for money in plan.prices_mut() {
                if money.currency.is_empty() {
                    money.currency.clone_from(&self.currency);
                } else if money.currency != self.currency {
                    let message = format!(
                        "This price is in {}, the card in {}. Use one currency in a card.",
                        money.currency, self.currency
                    );
                    let place = At::Index(&plans, index);
                    fields.problems().add(Problem::new(place, "currencyDiffers", message));
                }
            }
        }
    }
}

/// A card as a list shows it: without its rules and sources.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CardSummary<'a> {
    id: &'a str,
    revision: Date,
    stale_after: Date,
    vendor: &'a str,
    title: &'a str,
    wallet: Wallet,
    currency: &'a str,
    prices_at: &'a str,
    plans: &'a [Plan],
    actions: &'a [Action],
    policies: &'a [Policy],
}

impl<'a> From<&'a RateCard> for CardSummary<'a> {
    fn from(card: &'a RateCard) -> Self {
        CardSummary {
            id: &card.id,
            revision: card.revision,
            stale_after: card.stale_after,
            vendor: &card.vendor,
            title: &card.title,
            wallet: card.wallet,
            currency: &card.currency,
            prices_at: &card.prices_at,
            plans: &card.plans,
            actions: &card.actions,
            policies: &card.policies,
        }
    }
}

/// Where cards are found by their id: `lusha-help-centre` is the newest, with `@` and a day one
/// revision for good. The core holds no cards; a shell hands it a shelf.
pub trait Shelf {
    /// The card of an id, if there is one.
    fn find(&self, id: &str) -> Option<&RateCard>;
    /// The ids on offer, for the sentence that names them.
    fn ids(&self) -> Vec<&str>;
}
