//! What actions are charged for, and what rules count.

use super::{Findings, each};
use crate::charging::{POINTS_MAX, RULES_MAX};
use crate::document::At;
use crate::rate_card::{Action, BatchDefault, Charge, Of, RateCard, Rule, Within};

pub(super) fn check(card: &RateCard, findings: &mut Findings) {
    each(At::Root, "rules", &card.rules, |at, rule| check_rule(at, rule, findings));
    each(At::Root, "actions", &card.actions, |at, action| {
        check_charges(card, at, action, findings);
        check_batch(at, action, findings);
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
