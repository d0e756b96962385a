//! Keys, users and lists have names, by which steps and changes call them.

use creditcast_core::document::Value;

use crate::changes::said::CHANGES;
use crate::draft::{Draft, object};

/// A kind of thing with a name: the key by which it is called, and the list that holds all of it.
pub(crate) const KINDS: [(&str, &str); 3] =
    [("key", "/keys"), ("user", "/users"), ("list", "/lists")];

/// The list of the things of a kind.
pub(crate) fn list_of(kind: &str) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, list)| list)
}

/// The names in a list.
pub(crate) fn names(draft: &Draft, list: &str) -> Vec<String> {
    let name = |index| draft.text(&format!("{list}/{index}/id")).unwrap_or_default().to_owned();
    (0..draft.count(list)).map(name).collect()
}

/// A name that none has yet, such as `key 2`.
pub(crate) fn new_name(draft: &Draft, kind: &str) -> String {
    let taken = names(draft, list_of(kind));
    let numbered = (1..).map(|number| format!("{kind} {number}"));
    numbered.take(taken.len() + 1).find(|name| !taken.contains(name)).unwrap_or_default()
}

/// What a thing of a kind is called within a sentence, before its name: "key ", or nothing before "key 1".
pub(crate) fn kind_of(kind: &str, name: &str) -> String {
    let begins = name.get(..kind.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(kind));
    if begins { String::new() } else { kind.to_owned() + " " }
}

/// A new thing of a kind; a list holds a thousand records, for which `found` says what can be found.
pub(crate) fn new_of(draft: &Draft, kind: &str, found: Option<&Value>) -> Value {
    let name = ("id", Value::Text(new_name(draft, kind)));
    let found = found.cloned().unwrap_or_else(|| object([("email", Value::Number(0.8))]));
    match kind {
        "list" => object([name, ("size", Value::Number(1_000.0)), ("found", found)]),
        _ => object([name]),
    }
}

/// What calls a thing by its name: of steps and of changes.
fn callers(draft: &Draft, kind: &str) -> Vec<String> {
    let places = |list: &str| {
        (0..draft.count(list)).map(|index| format!("{list}/{index}/{kind}")).collect::<Vec<_>>()
    };
    [places("/usage"), places(CHANGES)].concat()
}

/// Those that call nobody.
fn strays(draft: &Draft, kind: &str) -> Vec<String> {
    let known = names(draft, list_of(kind));
    let mut callers = callers(draft, kind);
    callers.retain(|at| draft.text(at).is_some_and(|name| !known.iter().any(|id| id == name)));
    callers
}

/// What called a thing by its former name calls it by the one that was given at a place.
pub(crate) fn follow(draft: &mut Draft, at: &str) {
    let named = KINDS.iter().find(|(_, list)| at.starts_with(list) && at.ends_with("/id"));
    let Some((kind, list)) = named else { return };
    let Some(name) = draft.text(at).map(str::to_owned) else { return };
    if names(draft, list).iter().filter(|other| **other == name).count() == 1 {
        for at in strays(draft, kind) {
            draft.set(&at, &*name);
        }
    }
}

/// What called a thing that is gone calls nobody any more, and changes of it are gone as well.
pub(crate) fn forget(draft: &mut Draft, list: &str) {
    let Some((kind, _)) = KINDS.iter().find(|(_, known)| *known == list) else { return };
    for at in strays(draft, kind).into_iter().rev() {
        let Some(index) = at.strip_prefix(CHANGES).and_then(|rest| rest.split('/').nth(1)) else {
            draft.remove(&at);
            continue;
        };
        if let Ok(index) = index.parse::<usize>() {
            draft.list_mut(CHANGES).remove(index);
        }
    }
}
