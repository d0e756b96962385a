//! What comes in from outside: files, texts that were pasted, links.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;
use yew::Callback;

use crate::json;
use crate::start;
use crate::state::Action;
use crate::status::{Happened, Notice};

/// Takes a file as a scenario or a comparison.
pub(crate) async fn file(file: File, act: Callback<Action>) {
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    act.emit(taken(&text.unwrap_or_default()));
}

/// Takes what a link holds.
pub(crate) fn link(held: String, act: Callback<Action>) {
    spawn_local(async move {
        let opened = start::opened(&held).await;
        let document = opened.and_then(|text| {
            json::read(&text).map_err(|_| "This link does not hold a comparison.")
        });
        act.emit(match document {
            Ok(document) => Action::Take(document, "Opened from the link."),
            Err(why) => unopened(why),
        });
    });
}

/// A text taken as a scenario or a comparison, or what is wrong with it.
pub(crate) fn taken(text: &str) -> Action {
    match json::read(text) {
        Ok(document) => Action::Import(document),
        Err(error) => unopened(&format!("This is no JSON: {error}.")),
    }
}

fn unopened(why: &str) -> Action {
    let why = format!("{why} Nothing was changed.");
    Action::Happened(Happened::Notice(Some(Notice::Unopened(why.into()))))
}
