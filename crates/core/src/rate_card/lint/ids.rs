//! Ids: each names one thing, and each name names something.

use super::{Findings, each};
use crate::document::At;
use crate::rate_card::RateCard;

/// A list of the card whose elements have ids.
pub(super) struct List<'c> {
    /// Its key in the card, which is also the word by which references say what they name.
    pub(super) key: &'static str,
    /// What one element is called.
    pub(super) what: &'static str,
    pub(super) ids: Vec<&'c str>,
}

pub(super) fn check(card: &RateCard, findings: &mut Findings) {
    check_card_id(card, findings);
    let lists = lists(card);
    for list in &lists {
        check_once_only(At::Key(&At::Root, list.key), list.what, &list.ids, findings);
    }
    each(At::Root, "policies", &card.policies, |at, policy| {
        let ids: Vec<_> = policy.options.iter().map(|option| &*option.id).collect();
        check_once_only(At::Key(&at, "options"), "answer", &ids, findings);
    });
    check_known(card, &lists, findings);
}

/// A card is pinned as `id@revision`, and its id stands in links.
fn check_card_id(card: &RateCard, findings: &mut Findings) {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if card.id.is_empty() || !card.id.bytes().all(fits) {
        let message = &format!("\"{}\" is no id. Use letters, digits, `-`, `_` and `.`.", card.id);
        findings.error(At::Key(&At::Root, "id"), "idUnfit", message);
    }
}

fn check_once_only(at: At, what: &str, ids: &[&str], findings: &mut Findings) {
    for (index, id) in ids.iter().enumerate().filter(|(index, id)| ids[..*index].contains(id)) {
        let message = &format!("There is another {what} \"{id}\". Keep one of them.");
        findings.error(At::Index(&at, index), "idTwice", message);
    }
}

/// A name that a place of the card gives: the key of the list it names an element of, and the id.
pub(super) type Name<'c> = (&'static str, &'c str);

/// Notes every name of nothing.
fn check_known(card: &RateCard, lists: &[List], findings: &mut Findings) {
    references(card, &mut |at, (key, id)| {
        let list = lists.iter().find(|list| list.key == key).expect("a list of the card");
        if !list.ids.contains(&id) {
            let message = &format!("There is no {} \"{id}\". Add it, or name another.", list.what);
            findings.error(at, "idUnknown", message);
        }
    });
}

/// The lists of the card.
pub(super) fn lists(card: &RateCard) -> Vec<List<'_>> {
    fn list<'c, T>(
        key: &'static str,
        what: &'static str,
        elements: &'c [T],
        id: impl Fn(&'c T) -> &'c str,
    ) -> List<'c> {
        List { key, what, ids: elements.iter().map(id).collect() }
    }
    vec![
        list("points", "data point", &card.points, |point| &point.id),
        list("pools", "pool", &card.pools, |pool| &pool.id),
        list("plans", "plan", &card.plans, |plan| &plan.id),
        list("limitSets", "limit set", &card.limit_sets, |set| &set.id),
        list("actions", "action", &card.actions, |action| &action.id),
        list("rules", "rule", &card.rules, |rule| &rule.id),
        list("entitlements", "entitlement", &card.entitlements, |entitlement| &entitlement.id),
        list("answers", "answer to", &card.answers, |answer| &answer.refusal),
        list("policies", "switch", &card.policies, |policy| &policy.id),
        list("sources", "source", &card.sources, |source| &source.id),
    ]
}

/// Calls with every place that names something, and the name.
pub(super) fn references<'c>(card: &'c RateCard, see: See<'_, 'c>) {
    each(At::Root, "plans", &card.plans, |at, plan| {
        let sources = At::Key(&at, "sources");
        for (fact, ids) in plan.sources.iter() {
            names(sources, fact, ids, "sources", see);
        }
    });
    each(At::Root, "limitSets", &card.limit_sets, |at, set| sources(at, &set.sources, see));
    each(At::Root, "actions", &card.actions, |at, action| {
        names(at, "points", &action.points, "points", see);
        names(at, "charges", &action.charges, "rules", see);
        sources(at, &action.sources, see);
    });
    each(At::Root, "rules", &card.rules, |at, rule| {
        if let Some(charge) = &rule.charge {
            name(at, "point", charge.point.as_deref(), "points", see);
            name(at, "pool", charge.pool.as_deref(), "pools", see);
        }
        sources(at, &rule.sources, see);
    });
    each(At::Root, "entitlements", &card.entitlements, |at, entitlement| {
        names(at, "actions", &entitlement.actions, "actions", see);
        names(at, "without", &entitlement.without, "plans", see);
        sources(at, &entitlement.sources, see);
    });
    each(At::Root, "answers", &card.answers, |at, answer| sources(at, &answer.sources, see));
    each(At::Root, "policies", &card.policies, |at, policy| {
        each(at, "options", &policy.options, |at, option| {
            sources(at, &option.sources, see);
            each(at, "sets", &option.sets, |at, edit| {
                names(at, "rules", &edit.rules, "rules", see);
                names(at, "actions", &edit.actions, "actions", see);
            });
        });
    });
}

/// What is called with the place and the name.
pub(super) type See<'a, 'c> = &'a mut dyn FnMut(At, Name<'c>);

fn name<'c>(at: At, key: &str, id: Option<&'c str>, list: &'static str, see: See<'_, 'c>) {
    if let Some(id) = id {
        see(At::Key(&at, key), (list, id));
    }
}

fn names<'c>(at: At, key: &str, ids: &'c [String], list: &'static str, see: See<'_, 'c>) {
    let place = At::Key(&at, key);
    for (index, id) in ids.iter().enumerate() {
        see(At::Index(&place, index), (list, id));
    }
}

fn sources<'c>(at: At, ids: &'c [String], see: See<'_, 'c>) {
    names(at, "sources", ids, "sources", see);
}
