//! The grip of a step: dragged onto another step, or moved by arrow keys.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::{Callback, Event, Html, TargetCast};

use super::step::Around;
use crate::browser;
use crate::edit::Edit;
use crate::form::Form;
use crate::state::Action;
use crate::view::html;

/// The id of a step's element.
pub(super) fn step_id(index: usize) -> String {
    format!("step-{index}")
}

pub(super) fn grip_id(index: usize) -> String {
    format!("grip-{index}")
}

/// The attribute of the step that a drag is over.
const OVER: &str = "data-over";

/// The grip of a step, between the two that are shown around it.
pub(super) fn grip(form: Form, index: usize, around: Around) -> Html {
    html! {
        <button
            type="button"
            class="step-grip"
            id={grip_id(index)}
            aria-label={format!("Move step {}, with the arrow keys", index + 1)}
            onkeydown={on_key(form, index, around)}
            onpointerdown={Callback::from(|event: Event| on_down(&event))}
            onpointermove={Callback::from(|event: Event| on_move(&event))}
            onpointerup={on_up(form, index)}
        >
            <svg viewBox="0 0 8 14" aria-hidden="true">
                <path d="M2 2h.01M6 2h.01M2 7h.01M6 7h.01M2 12h.01M6 12h.01" />
            </svg>
        </button>
    }
}

fn on_key(form: Form, index: usize, around: Around) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |event: Event| {
        let is_down = match &*event.unchecked_ref::<KeyboardEvent>().key() {
            "ArrowUp" => false,
            "ArrowDown" => true,
            _ => return,
        };
        event.prevent_default();
        act.emit(Action::Edit(Edit::MoveStepBy(index, is_down)));
        if let Some(onto) = around[usize::from(is_down)] {
            browser::focus(&grip_id(onto));
        }
    })
}

/// From now on the pointer is the grip's.
fn on_down(event: &Event) {
    let pointer = event.unchecked_ref::<PointerEvent>().pointer_id();
    if let Some(grip) = grip_of(event) {
        // A pointer that is gone already drags nothing.
        _ = grip.set_pointer_capture(pointer);
    }
}

fn grip_of(event: &Event) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest(".step-grip").ok()?
}

/// The step below the pointer, while a grip is held.
fn below(event: &Event) -> Option<Element> {
    let pointer = event.unchecked_ref::<PointerEvent>();
    grip_of(event).filter(|grip| grip.has_pointer_capture(pointer.pointer_id()))?;
    browser::below(pointer.client_x(), pointer.client_y())?.closest(".step").ok()?
}

fn on_move(event: &Event) {
    let over = below(event);
    browser::mark(OVER, over.as_ref());
}

fn on_up(form: Form, index: usize) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |event: Event| {
        let onto = below(&event).map(|step| step.id());
        browser::mark(OVER, None);
        let onto = onto.and_then(|id| id.strip_prefix("step-")?.parse().ok());
        if let Some(onto) = onto {
            act.emit(Action::Edit(Edit::MoveStep(index, onto)));
        }
    })
}
