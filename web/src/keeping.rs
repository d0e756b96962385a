//! What is kept in this browser: the draft over a reload, and plans under names.
//!
//! Nothing that was kept is ever written over because it could not be read.

use creditcast_core::document::Value;
use web_sys::{Storage, window};

use crate::comparison;
use crate::draft::Draft;
use crate::json;
use crate::start;

/// Everything that is kept has a name that begins so.
const OWN: &str = "creditcast.";
const DRAFT: &str = "draft";
/// The last complete draft, while the draft is wrong.
const COMPLETE: &str = "complete";
/// What was kept as the draft and could not be read.
const UNREAD: &str = "unread";

/// Keeps the draft, and the last complete one if it is wrong. Can it be kept?
pub(crate) fn keep(draft: &Draft, complete: Option<&Draft>) -> bool {
    // First, for where there is little room: a page that opens without the other has the draft all the same.
    let is_kept = start::keep(&text_of(draft));
    match complete {
        Some(complete) => _ = put(COMPLETE, &text_of(complete)),
        None => remove(COMPLETE),
    }
    is_kept
}

/// What is on the desk, as it is kept and as a link holds it.
pub(crate) fn text_of(draft: &Draft) -> String {
    json::short(&comparison::document(draft))
}

/// The draft that was kept, if there is one.
///
/// # Errors
/// In words that it cannot be read.
pub(crate) fn kept(opening: &Draft) -> Result<Option<Draft>, &'static str> {
    let Some(text) = get(DRAFT) else { return Ok(None) };
    let document = json::read(&text).unwrap_or_default();
    comparison::read(&document, opening).map(Some).map_err(|_| {
        // Where even that cannot be saved there is nowhere left to put it.
        _ = put(UNREAD, &text);
        "What was kept in this browser cannot be read. It was put aside, and this is a new page."
    })
}

/// The last complete draft before the one that was kept, if that is wrong.
pub(crate) fn complete(opening: &Draft) -> Option<Draft> {
    comparison::read(&document(COMPLETE)?, opening).ok()
}

/// What is kept under a name.
pub(crate) fn get(name: &str) -> Option<String> {
    storage()?.get_item(&(OWN.to_owned() + name)).ok()?
}

/// Keeps a text under a name. Can it be kept?
pub(crate) fn put(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&(OWN.to_owned() + name), text).is_ok())
}

/// Keeps nothing under a name.
pub(crate) fn remove(name: &str) {
    if let Some(storage) = storage() {
        // What cannot be removed was not kept.
        _ = storage.remove_item(&(OWN.to_owned() + name));
    }
}

/// The names under which something is kept.
pub(crate) fn names() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok()?);
    keys.filter_map(|key| key.strip_prefix(OWN).map(str::to_owned)).collect()
}

/// A browser may forbid a page to ask.
fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// A text that was kept, as a document.
pub(crate) fn document(name: &str) -> Option<Value> {
    json::read(&get(name)?).ok()
}
