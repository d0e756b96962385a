//! Switches: their answers, and what these change.

use super::{Findings, charges, each};
use crate::document::At;
use crate::rate_card::policy::in_words;
use crate::rate_card::{Edit, Policy, RateCard};

/// The switches that the simulation looks up by their ids, with the answers that it knows.
pub(super) const SIMULATED: [(&str, &[&str]); 9] = [
    ("entitlements", &["warn", "refuse", "enrichOnlyBelowScale"]),
    ("freezeYear", &["rolling", "calendar"]),
    ("keyCapReset", &["monthlyAnniversary", "billingCycle"]),
    ("keyCapSum", &["monthlyCredits", "cycleCredits"]),
    ("limitScope", &["key", "account"]),
    ("revealedFor", &["ever", "cycle"]),
    ("rolloverCap", &["balance", "carried", "none"]),
    ("topUp", &["pool", "lasting"]),
    ("upgrade", &["keepCycle", "restartCycle"]),
];

/// Why a request can be refused.
pub(in crate::rate_card) const REFUSALS: [&str; 7] =
    ["ended", "frozen", "entitlement", "rateLimit", "keyCap", "userCap", "credits"];

pub(super) fn check(card: &RateCard, findings: &mut Findings) {
    each(At::Root, "policies", &card.policies, |at, policy| {
        check_policy(card, at, policy, findings);
    });
    check_entitlements(card, findings);
    each(At::Root, "answers", &card.answers, |at, answer| {
        let at = At::Key(&at, "refusal");
        check_word(at, "refusalUnknown", &answer.refusal, &REFUSALS, findings);
    });
}

fn check_policy(card: &RateCard, at: At, policy: &Policy, findings: &mut Findings) {
    let ids: Vec<_> = policy.options.iter().map(|option| &*option.id).collect();
    check_word(At::Key(&at, "default"), "answerUnknown", &policy.default, &ids, findings);
    let simulated = SIMULATED.iter().find(|(id, _)| *id == policy.id);
    each(at, "options", &policy.options, |at, option| {
        if let Some((_, words)) = simulated {
            check_word(At::Key(&at, "id"), "answerUnknown", &option.id, words, findings);
        }
        each(at, "sets", &option.sets, |at, edit| {
            check_edit(at, edit, findings);
            check_changed(card, at, edit, findings);
        });
    });
}

fn check_word(at: At, code: &'static str, word: &str, known: &[&str], findings: &mut Findings) {
    if !known.contains(&word) {
        let known = in_words(known.iter().copied());
        findings.error(at, code, &format!("\"{word}\" is none of {known}. Choose one."));
    }
}

/// What an edit changes in rules needs rules, and what it changes in actions needs actions.
fn check_edit(at: At, edit: &Edit, findings: &mut Findings) {
    let changes_rules = edit.price.is_some()
        || edit.of.is_some()
        || edit.per.is_some()
        || edit.minimum.is_some()
        || edit.waived_by_points.is_some()
        || edit.counts_repeats.is_some()
        || edit.charged.is_some()
        || edit.together.is_some();
    if changes_rules == edit.rules.is_empty() {
        let message = "Name the rules in `rules`, and give what changes in them beside it.";
        findings.error(At::Key(&at, "rules"), "editIncomplete", message);
    }
    if edit.once.is_some() == edit.actions.is_empty() {
        let message = "Name the actions in `actions`, and give their `once` beside it.";
        findings.error(At::Key(&at, "actions"), "editIncomplete", message);
    }
}

/// A rule must fit together after the edit too, of which only what it counts can be at fault.
fn check_changed(card: &RateCard, at: At, edit: &Edit, findings: &mut Findings) {
    if edit.of.is_none() {
        return;
    }
    for rule in edit.rules.iter().filter_map(|id| card.rule(id)) {
        let mut charge = rule.charge.clone().unwrap_or_default();
        edit.change_rule(&rule.id, &mut charge);
        if let Some((_, code, message)) = charges::misfit(&charge) {
            findings.error(At::Key(&at, "of"), code, &format!("For \"{}\": {message}", rule.id));
        }
    }
}

/// A card without the switch has the answer `warn`.
fn check_entitlements(card: &RateCard, findings: &mut Findings) {
    let options = card.policy("entitlements").map(|policy| &policy.options);
    let ids = options.map_or(vec!["warn"], |options| options.iter().map(|o| &*o.id).collect());
    each(At::Root, "entitlements", &card.entitlements, |at, entitlement| {
        let under = At::Key(&at, "under");
        for answer in entitlement.under.keys() {
            check_word(At::Key(&under, answer), "answerUnknown", answer, &ids, findings);
        }
    });
}
