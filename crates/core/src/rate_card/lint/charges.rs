//! What actions are charged for, and what rules count.

use super::{Findings, each};
use crate::charging::{POINTS_MAX, RULES_MAX};
use crate::document::At;
use crate::rate_card::{Action, BatchDefault, Charge, Edit, Of, Once, RateCard, Rule, Within};

pub(super) fn check(card: &RateCard, findings: &mut Findings) {
    each(At::Root, "rules", &card.rules, |at, rule| check_rule(at, rule, findings));
    each(At::Root, "actions", &card.actions, |at, action| {
        check_charges(card, at, action, findings);
        check_batch(at, action, findings);
        check_once(card, at, action, findings);
        check_needs(card, at, action, findings);
    });
}

fn check_rule(at: At, rule: &Rule, findings: &mut Findings) {
    if let Some((key, code, message)) = rule.charge.as_ref().and_then(misfit) {
        findings.error(At::Key(&at, key), code, message);
    }
}

/// What about a charge does not fit together: the key at fault, a code and the reason.
pub(super) fn misfit(charge: &Charge) -> Option<(&'static str, &'static str, &'static str)> {
    let of_point = charge.of == Of::Point;
    if of_point && charge.point.is_none() {
        return Some((
            "of",
            "pointMissing",
            "This counts a data point and names none. Add `point`.",
        ));
    }
    if !of_point && charge.point.is_some() {
        let message = "This names a data point and counts something else. Remove `point`.";
        return Some(("point", "pointNeedless", message));
    }
    let message = "Only units are counted over a cycle. Count `unit`, or each request by itself.";
    let of_cycle = charge.within == Within::Cycle && charge.of != Of::Unit;
    of_cycle.then_some(("within", "cycleOfUnits", message))
}

fn check_charges(card: &RateCard, at: At, action: &Action, findings: &mut Findings) {
    let mut points = 0;
    each(at, "charges", &action.charges, |at, id| {
        // A rule that there is not is a finding already.
        let Some(rule) = card.rule(id) else { return };
        let Some(charge) = &rule.charge else {
            let message =
                &format!("\"{id}\" has no price. Give it one, if only 0, or remove it here.");
            return findings.error(at, "chargeMissing", message);
        };
        points += usize::from(charge.of == Of::Point);
        if let Some(point) = charge.point.as_ref().filter(|point| !action.points.contains(point)) {
            let message =
                &format!("\"{id}\" charges \"{point}\", which is none of `points`. Add it there.");
            findings.error(at, "pointNotListed", message);
        }
    });
    if points > POINTS_MAX {
        let message =
            &format!("{points} rules count data points; {POINTS_MAX} can. Split the action.");
        findings.error(At::Key(&at, "charges"), "pointsTooMany", message);
    }
    if action.charges.len() > RULES_MAX {
        let message = &format!(
            "{} rules price this; {RULES_MAX} can. Split the action.",
            action.charges.len()
        );
        findings.error(At::Key(&at, "charges"), "rulesTooMany", message);
    }
}

fn check_batch(at: At, action: &Action, findings: &mut Findings) {
    let (BatchDefault::Units(default), Some(max)) = (action.batch.default, action.batch.max) else {
        return;
    };
    if default > max.0 {
        let message = &format!("A request of {default} is over the most, {}. Lower it.", max.0);
        findings.error(At::Key(&At::Key(&at, "batch"), "default"), "batchOverMax", message);
    }
}

/// What is charged together is paid for together, and nobody says for how long if its parts are
/// asked for one after the other.
fn check_once(card: &RateCard, at: At, action: &Action, findings: &mut Findings) {
    let groups = groups(card, action);
    let is_of_points = may_be_once(card, action, Once::Points);
    if is_of_points && groups.iter().any(|group| *group != groups[0]) {
        let message = "Points that are paid for once are charged together in one set. Split the \
                       action, or use the same word.";
        findings.error(At::Key(&at, "charges"), "togetherTwice", message);
    }
    let is_together = is_of_points && !groups.is_empty() || may_be_once(card, action, Once::Record);
    if is_together && action.once_months.is_some() {
        let message = "What is charged together has no term in months. Leave `onceMonths` out.";
        findings.error(At::Key(&at, "onceMonths"), "onceTerm", message);
    }
}

/// The words by which an action's rules charge together, under any answer to a switch.
fn groups<'c>(card: &'c RateCard, action: &Action) -> Vec<&'c str> {
    let charges = card.rules.iter().filter(|rule| action.charges.contains(&rule.id));
    let of_rules = charges.filter_map(|rule| rule.charge.as_ref()?.together.as_deref());
    let changed = |edit: &&Edit| edit.rules.iter().any(|rule| action.charges.contains(rule));
    let of_edits = edits(card).filter(changed).filter_map(|edit| edit.together.as_deref());
    of_rules.chain(of_edits).collect()
}

/// Is something free when repeated, under any answer to a switch?
fn may_be_once(card: &RateCard, action: &Action, what: Once) -> bool {
    let changed = |edit: &&Edit| edit.actions.contains(&action.id);
    let of_edits = edits(card).filter(changed).filter_map(|edit| edit.once.as_ref()).flatten();
    action.once.iter().chain(of_edits).any(|once| *once == what)
}

fn edits(card: &RateCard) -> impl Iterator<Item = &Edit> {
    card.policies.iter().flat_map(|policy| &policy.options).flat_map(|option| &option.sets)
}

fn check_needs(card: &RateCard, at: At, action: &Action, findings: &mut Findings) {
    each(at, "needs", &action.needs, |at, need| {
        if !need.starts_with("need.") {
            let message = &format!("\"{need}\" is no need. Write it like \"need.email\".");
            findings.error(at, "needUnfit", message);
        }
        let first = card.action_for_need(need).map_or("", |first| &first.id);
        if first != action.id {
            let message =
                &format!("\"{first}\" serves \"{need}\" already. Let one action serve it.");
            findings.error(at, "needTwice", message);
        }
        if !action.points.is_empty() && action.point_of_need(need).is_none() {
            let message =
                &format!("\"{need}\" could ask for any of several data points. Name one like it.");
            findings.error(at, "needUnclear", message);
        }
    });
}
