//! creditcast in the browser: a sheet of paper that answers what a plan will cost.
//!
//! `state` holds what was typed and what it comes to, `pages` and `components` show it, `app` has the
//! effects. What a credit costs is nowhere in here: the core computes, this crate draws.

// A view is read tag by tag.
#![recursion_limit = "512"]

mod along;
mod app;
mod aside;
mod beside;
mod browser;
mod card;
mod changes;
mod compare;
mod comparison;
mod components;
mod csv;
mod cut;
mod days;
mod doubt;
mod draft;
mod edit;
mod enough;
mod fields;
mod fitting;
mod form;
mod format;
mod futures;
mod import;
mod job;
mod json;
mod keeping;
mod labels;
mod later;
mod ledger;
mod local;
mod months;
mod names;
mod offers;
mod order;
mod pages;
mod picture;
mod plans;
mod preset;
mod presets;
mod question;
mod room;
mod run;
mod sales_team;
mod sentence;
mod shortcuts;
mod spread;
mod start;
mod state;
mod status;
mod steps;
mod stretches;
mod view;
mod words;
mod workflows;

use app::{App, Props};
use wasm_bindgen::throw_val;
use wasm_bindgen_futures::spawn_local;

/// A third of the size of the standard library's, and as fast.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    // A second thread of this program has no page; it answers what it is asked (`aside::thread`).
    let Some(window) = web_sys::window() else { return };
    let root = window.document().and_then(|document| document.get_element_by_id("page"));
    let root = root.expect("index.html has the place for the page");
    let props = Props { today: browser::today() };
    let begin = || _ = yew::Renderer::<App>::with_root_and_props(root, props).render();
    if !start::wants_whole() {
        return begin();
    }
    spawn_local(async {
        match start::complete().await {
            Ok(()) => begin(),
            Err(error) => throw_val(error),
        }
    });
}
