//! Whether the parts of a scenario fit together, and with its card.

use super::step::Step;
use crate::amount::Amount;
use crate::calendar::Date;
use crate::document::{At, Problem, Problems};
use crate::rate_card::{Chosen, Plan, RateCard, Shelf, Wallet};
use crate::rate_limit::Limit;
use crate::scenario::Scenario;
use crate::subscription::{InForce, Limits};

/// A scenario that can be run.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its card.
    pub card: &'a RateCard,
    /// The answers in force.
    pub chosen: Chosen<'a>,
    /// What each cycle brings and costs.
    pub terms: InForce<'a>,
    /// The activities that are on, in their order.
    pub steps: Vec<Step<'a>>,
    /// The day on which the report ends, itself no longer part of it.
    pub end: Date,
}

impl Checked<'_> {
    /// The limits on its requests: those kept or agreed, else the plan's.
    pub fn limits(&self) -> &[Limit] {
        match &self.scenario.subscription.limits {
            Some(Limits::Own(limits)) => limits,
            Some(Limits::Set(id)) => {
                let set = self.card.limit_sets.iter().find(|set| set.id == *id);
                set.map_or(&[], |set| &set.limits)
            }
            None => &self.terms.plan.limits,
        }
    }
}

/// Checks a scenario, noting every problem. The result is of use only if there is none.
pub fn check<'a>(
    scenario: &'a Scenario,
    shelf: &'a dyn Shelf,
    problems: &mut Problems,
) -> Option<Checked<'a>> {
    let root = At::Root;
    check_ids(scenario, problems);
    check_not_yet(scenario, problems);
    if problems.touch("/card") {
        return None;
    }
    let card = scenario.card.find(shelf, At::Key(&root, "card"), problems)?;
    let policies = At::Key(&root, "policies");
    let chosen = Chosen::of(card, &scenario.policies.0, policies, problems);
    let subscription = At::Key(&root, "subscription");
    let plan =
        find_plan(card, &scenario.subscription.plan, At::Key(&subscription, "plan"), problems);
    let terms =
        plan.map(|plan| InForce::of(card, plan, &scenario.subscription, subscription, problems));
    check_subscription(scenario, card, subscription, problems);
    let end =
        scenario.subscription.start.plus_months(u32::try_from(scenario.horizon.months.0).ok()?);
    let steps = check_usage(scenario, card, &chosen, end, problems);
    Some(Checked { scenario, card, chosen, terms: terms?, steps, end })
}

/// A plan by its id. One that the card does not have is a problem.
pub(crate) fn find_plan<'c>(
    card: &'c RateCard,
    id: &str,
    at: At,
    problems: &mut Problems,
) -> Option<&'c Plan> {
    let plan = card.plan(id);
    if plan.is_none() {
        let plans: Vec<_> = card.plans.iter().map(|plan| &*plan.id).collect();
        let message =
            format!("The card {} has no plan \"{id}\". It has {}.", card.id, plans.join(", "));
        problems.add(Problem::new(at, "unknownPlan", message).with("plan", id));
    }
    plan
}

fn check_usage<'a>(
    scenario: &'a Scenario,
    card: &'a RateCard,
    chosen: &Chosen<'a>,
    end: Date,
    problems: &mut Problems,
) -> Vec<Step<'a>> {
    let usage = At::Key(&At::Root, "usage");
    let activities = scenario.usage.iter().enumerate();
    let step = |(index, _)| {
        Step::of(scenario, index, card, chosen, end, At::Index(&usage, index), problems)
    };
    activities.filter_map(step).filter(|step| step.activity.is_on()).collect()
}

/// Ids that name two things name neither.
fn check_ids(scenario: &Scenario, problems: &mut Problems) {
    let keys = scenario.keys.iter().map(|key| &*key.id);
    let users = scenario.users.iter().map(|user| &*user.id);
    let lists = scenario.lists.iter().map(|list| &*list.id);
    check_unique("keys", keys, problems);
    check_unique("users", users, problems);
    check_unique("lists", lists, problems);
}

fn check_unique<'a>(list: &str, ids: impl Iterator<Item = &'a str>, problems: &mut Problems) {
    let place = At::Key(&At::Root, list);
    let mut seen = Vec::new();
    for (index, id) in ids.enumerate() {
        if seen.contains(&id) {
            let message = format!("\"{id}\" is in {list} twice. Rename one of them.");
            let element = At::Index(&place, index);
            problems.add(Problem::new(At::Key(&element, "id"), "duplicateId", message));
        }
        seen.push(id);
    }
}

fn check_subscription(scenario: &Scenario, card: &RateCard, at: At, problems: &mut Problems) {
    if let Some(Limits::Set(id)) = &scenario.subscription.limits
        && !card.limit_sets.iter().any(|set| set.id == *id)
    {
        let sets = crate::rate_card::in_words(card.limit_sets.iter().map(|set| &*set.id));
        let message = format!("The card {} has no limits \"{id}\". It has {sets}.", card.id);
        problems.add(Problem::new(At::Key(&at, "limits"), "unknownLimits", message));
    }
    let pools = At::Key(&at, "pools");
    for (id, _) in &scenario.subscription.pools.0 {
        if !card.pools.iter().any(|pool| pool.id == *id) {
            let known = crate::rate_card::in_words(card.pools.iter().map(|pool| &*pool.id));
            let message = format!("The card {} has no pool \"{id}\". It has {known}.", card.id);
            problems.add(Problem::new(At::Key(&pools, id), "unknownPool", message));
        }
    }
    let opening = scenario.subscription.opening_balance;
    if card.wallet == Wallet::Money && opening.is_some_and(|balance| balance > Amount::ZERO) {
        not_yet(At::Key(&at, "openingBalance"), "An opening balance of money", problems);
    }
}

/// Parts of the format that a run does not take into account yet are refused, never ignored.
fn check_not_yet(scenario: &Scenario, problems: &mut Problems) {
    let root = At::Root;
    let subscription = At::Key(&root, "subscription");
    if !scenario.subscription.changes.is_empty() {
        not_yet(At::Key(&subscription, "changes"), "A change of the subscription", problems);
    }
    if scenario.subscription.auto_top_up.is_some() {
        not_yet(At::Key(&subscription, "autoTopUp"), "Buying more by itself", problems);
    }
    for (name, spenders) in [("keys", &scenario.keys), ("users", &scenario.users)] {
        let list = At::Key(&root, name);
        for (index, _) in spenders.iter().enumerate().filter(|(_, s)| s.monthly_cap.is_some()) {
            let spender = At::Index(&list, index);
            not_yet(At::Key(&spender, "monthlyCap"), "A monthly cap", problems);
        }
    }
    let usage = At::Key(&root, "usage");
    for (index, _) in scenario.usage.iter().enumerate().filter(|(_, a)| a.list.is_some()) {
        let activity = At::Index(&usage, index);
        not_yet(At::Key(&activity, "list"), "Working through a list", problems);
    }
}

fn not_yet(at: At, what: &str, problems: &mut Problems) {
    let message = format!("{what} cannot be simulated yet. Leave it out.");
    problems.add(Problem::new(at, "notYet", message));
}
