//! The changes as a list of sentences: the editor of each, and on a phone all that there is of it.

use yew::Html;

use super::note::note;
use super::row_id;
use crate::changes::layout::Pin;
use crate::changes::said::{CHANGES, Change, place};
use crate::components::sentence::sentence;
use crate::edit::Edit;
use crate::form::Form;
use crate::state::Action;
use crate::view::html;

/// The list of the changes of these pins.
pub(crate) fn list(form: Form, pins: &[Pin]) -> Html {
    if pins.is_empty() {
        return Html::default();
    }
    html! {
        <ol class="changes">
            for number in 1..=pins.len() {
                { for pins.iter().filter(|pin| pin.number == number).map(|pin| item(form, pin)) }
            }
        </ol>
    }
}

fn item(form: Form, pin: &Pin) -> Html {
    let index = pin.index;
    let is_open = is_open(form, index);
    let toggle = if is_open { Action::Close } else { Action::Open(place(index, "on")) };
    html! {
        <li key={index}>
            <button
                type="button"
                class="change-row"
                id={row_id(index)}
                aria-expanded={if is_open { "true" } else { "false" }}
                onclick={form.click(toggle)}
            >
                <span class="change-number" aria-hidden="true">{ pin.number.to_string() }</span>
                <span class="change-words"><b>{ &pin.name }</b><span>{ &pin.detail }</span></span>
                <span aria-hidden="true">{ "⋯" }</span>
            </button>
            if is_open {
                <div class="change-editor">{ editor(form, index) }</div>
            }
            { note(form, index, is_open) }
        </li>
    }
}

/// Is one of its fields open?
fn is_open(form: Form, index: usize) -> bool {
    let own = format!("{CHANGES}/{index}/");
    form.state.open.as_ref().is_some_and(|open| open.at.starts_with(&own))
}

fn editor(form: Form, index: usize) -> Html {
    let change = Change::of(&form.state.draft, &form.state.card, index);
    let remove = form.click(Action::Edit(Edit::Remove(CHANGES.into(), index)));
    let more =
        || html! { <button type="button" class="quiet" onclick={remove}>{ "Remove" }</button> };
    sentence(form, &change.sentence(), more)
}
