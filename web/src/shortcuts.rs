//! Keys that work anywhere on the page.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};
use yew::Callback;

use crate::browser;
use crate::state::Action;

/// Undoes and redoes by the keys that do so everywhere.
pub(crate) fn listener(act: &Callback<Action>) -> Option<EventListener> {
    let act = act.clone();
    browser::on("keydown", move |event| {
        if let Some(action) = of(event.unchecked_ref()).filter(|_| !is_typed_into(event)) {
            act.emit(action);
        }
    })
}

/// What a key does.
fn of(event: &KeyboardEvent) -> Option<Action> {
    let is_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    match (&*event.key(), event.shift_key()) {
        _ if !is_command => None,
        ("z", false) => Some(Action::Undo),
        ("z" | "Z", true) | ("y", false) => Some(Action::Redo),
        _ => None,
    }
}

/// A field undoes what was typed into it by itself.
fn is_typed_into(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_field = |target: Element| {
        target.matches("textarea, select, input:not([type=radio], [type=range])").unwrap_or(false)
    };
    target.is_some_and(is_field)
}
