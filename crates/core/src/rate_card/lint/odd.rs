//! What is odd about a card: it can be used, but someone should look.
//!
//! A shell that only runs scenarios does not ask, and does not carry this.

use super::policies::SIMULATED;
use super::{Findings, each, ids, subscription};
use crate::amount::{Amount, Money};
use crate::document::At;
use crate::rate_card::{Action, Plan, Policy, RateCard, Rates, Source};
use crate::rate_limit::Limit;

pub(super) fn check(card: &RateCard, findings: &mut Findings) {
    check_used(card, findings);
    each(At::Root, "plans", &card.plans, |at, plan| {
        check_rates(At::Key(&at, "price"), &plan.price, findings);
        check_rates(At::Key(&At::Key(&at, "seats"), "extra"), &plan.seats.extra, findings);
        check_limits(at, &plan.limits, findings);
        check_worth(card, at, plan, findings);
    });
    each(At::Root, "limitSets", &card.limit_sets, |at, set| {
        check_limits(at, &set.limits, findings);
    });
    each(At::Root, "actions", &card.actions, |at, action| {
        check_limits(at, &action.limits, findings);
        check_charges(at, action, findings);
        check_once(at, action, findings);
    });
    each(At::Root, "policies", &card.policies, |at, policy| check_changes(at, policy, findings));
    each(At::Root, "sources", &card.sources, |at, source| check_read(card, at, source, findings));
}

/// The lists of which each element is there to be named.
const NAMED: [&str; 4] = ["points", "pools", "rules", "sources"];

/// What nobody names is a slip, or left over. Rules of subscriptions are named by the simulation.
fn check_used(card: &RateCard, findings: &mut Findings) {
    let mut names: Vec<ids::Name> = Vec::new();
    ids::references(card, &mut |_, name| names.push(name));
    for list in ids::lists(card).iter().filter(|list| NAMED.contains(&list.key)) {
        for (index, id) in list.ids.iter().enumerate() {
            let runs = list.key == "rules" && subscription::IDS.contains(id);
            if runs || names.contains(&(list.key, id)) {
                continue;
            }
            let at = At::Key(&At::Root, list.key);
            let message =
                &format!("Nothing names the {} \"{id}\". Name it, or remove it.", list.what);
            findings.warn(At::Index(&at, index), "unused", message);
        }
    }
}

fn check_rates(at: At, rates: &Rates, findings: &mut Findings) {
    let (Some(month), Some(share)) =
        (amount(rates.monthly.as_ref()), amount(rates.annual.as_ref()))
    else {
        return;
    };
    if share > month {
        let message = &format!(
            "A month of the year costs {share}, more than {month} billed monthly. Is it the year's price?"
        );
        findings.warn(At::Key(&at, "annual"), "annualDearer", message);
    }
}

fn amount(money: Option<&Money>) -> Option<Amount> {
    money.map(|money| money.amount.0)
}

/// In a window that is longer and allows less, the shorter one is never felt.
fn check_limits(at: At, limits: &[Limit], findings: &mut Findings) {
    each(at, "limits", limits, |at, limit| {
        let is_stricter = |other: &&Limit| other.per > limit.per && other.count < limit.count;
        if let Some(other) = limits.iter().find(is_stricter) {
            let message = &format!(
                "{} is never reached: a longer window allows {}. Are they exchanged?",
                limit.count.0, other.count.0
            );
            findings.warn(At::Key(&at, "count"), "limitIdle", message);
        }
    });
}

fn check_worth(card: &RateCard, at: At, plan: &Plan, findings: &mut Findings) {
    let worth = |plan: &Plan| Some((amount(plan.price.monthly.as_ref())?, plan.credits_per_month?));
    let Some((price, credits)) = worth(plan) else { return };
    let is_better = |other: &&Plan| worth(other).is_some_and(|(p, c)| p < price && c > credits);
    if let Some(other) = card.plans.iter().find(is_better) {
        let message = &format!("This costs more than {} and brings less. Is that so?", other.title);
        findings.warn(at, "planWorse", message);
    }
}

fn check_charges(at: At, action: &Action, findings: &mut Findings) {
    if action.charges.is_empty() {
        let message = "Nothing says what this costs. Add a rule, with the price 0 if it is free.";
        findings.warn(At::Key(&at, "charges"), "chargesEmpty", message);
    }
}

fn check_once(at: At, action: &Action, findings: &mut Findings) {
    if action.once.is_empty() && (action.once_per_table || action.once_months.is_some()) {
        let message =
            "This says for how long something is free when repeated, but not what. Add `once`.";
        findings.warn(at, "onceEmpty", message);
    }
}

fn check_changes(at: At, policy: &Policy, findings: &mut Findings) {
    let simulated = SIMULATED.iter().any(|(id, _)| *id == policy.id);
    let changes = policy.options.iter().any(|option| !option.sets.is_empty());
    if !simulated && !changes {
        let message = "No answer changes anything. Add what it `sets`, or remove the switch.";
        findings.warn(at, "policyIdle", message);
    }
}

fn check_read(card: &RateCard, at: At, source: &Source, findings: &mut Findings) {
    if source.read > card.revision {
        let message = &format!(
            "This was read after {}, the card's revision. Date the card later, or leave it out.",
            card.revision
        );
        findings.warn(At::Key(&at, "read"), "readAfterRevision", message);
    }
}
