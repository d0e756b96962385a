//! Sources: every fact has one, and each says something short.

use super::{Findings, each};
use crate::document::At;
use crate::rate_card::{Plan, RateCard, Source};

/// A quotation is short.
const WORDS_MAX: usize = 25;

/// The facts of a plan that name sources of their own.
pub(in crate::rate_card) const FACTS: [&str; 5] =
    ["price", "credits", "seats", "limits", "rollover"];

pub(super) fn check(card: &RateCard, findings: &mut Findings) {
    each(At::Root, "sources", &card.sources, |at, source| check_source(at, source, findings));
    each(At::Root, "plans", &card.plans, |at, plan| check_plan(at, plan, findings));
    each(At::Root, "limitSets", &card.limit_sets, |at, set| sourced(at, &set.sources, findings));
    each(At::Root, "actions", &card.actions, |at, action| sourced(at, &action.sources, findings));
    each(At::Root, "rules", &card.rules, |at, rule| sourced(at, &rule.sources, findings));
    each(At::Root, "entitlements", &card.entitlements, |at, entitlement| {
        sourced(at, &entitlement.sources, findings);
    });
    each(At::Root, "answers", &card.answers, |at, answer| sourced(at, &answer.sources, findings));
    each(At::Root, "policies", &card.policies, |at, policy| {
        each(at, "options", &policy.options, |at, option| sourced(at, &option.sources, findings));
    });
}

fn check_source(at: At, source: &Source, findings: &mut Findings) {
    let words = source.says.split_whitespace().count();
    if words > WORDS_MAX {
        let message =
            &format!("These are {words} words; a quotation has at most {WORDS_MAX}. Cut it.");
        findings.error(At::Key(&at, "says"), "saysTooLong", message);
    }
}

fn check_plan(at: At, plan: &Plan, findings: &mut Findings) {
    let place = At::Key(&at, "sources");
    for fact in FACTS.iter().filter(|fact| states(plan, fact)) {
        if plan.sources_of(fact).is_empty() {
            unsourced(At::Key(&place, fact), findings);
        }
    }
    for fact in plan.sources.keys().filter(|fact| !FACTS.contains(&&***fact)) {
        let message = &format!("\"{fact}\" is no fact of a plan. Choose of {}.", FACTS.join(", "));
        findings.error(At::Key(&place, fact), "factUnknown", message);
    }
}

/// Does the plan say this? That unused credits end is said by not saying that they roll over.
fn states(plan: &Plan, fact: &str) -> bool {
    match fact {
        "price" => plan.price.monthly.is_some() || plan.price.annual.is_some(),
        "credits" => plan.credits_per_month.is_some(),
        "limits" => !plan.limits.is_empty(),
        _ => true,
    }
}

fn sourced(at: At, sources: &[String], findings: &mut Findings) {
    if sources.is_empty() {
        unsourced(At::Key(&at, "sources"), findings);
    }
}

fn unsourced(at: At, findings: &mut Findings) {
    findings.error(at, "sourcesMissing", "Nobody says this. Name a source.");
}
