//! Choosing one of a few, or one of many.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Event, Html, TargetCast};

use super::drawer::CONTROL;
use crate::form::Form;
use crate::sentence::{Choice, Field, Pick};
use crate::view::html;

/// One of a few, each with a remark.
pub(crate) fn radios(form: Form, field: &Field, pick: Pick, choices: &[Choice]) -> Html {
    let chosen = form.state.draft.text(&field.at);
    // A pinned card is the card of its id.
    let is_chosen = |choice: &Choice| match chosen {
        Some(id) => id == choice.id || id.split_once('@').is_some_and(|(id, _)| id == choice.id),
        None => choice.title == field.text,
    };
    let first = choices.iter().position(is_chosen).unwrap_or(0);
    let (act, at) = (form.act.clone(), Rc::clone(&field.at));
    let onchange = Callback::from(move |event: Event| {
        act.emit(pick.action(&at, &event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let is_short = choices.iter().all(|choice| choice.remark.is_empty());
    html! {
        <fieldset class={if is_short { "radios short" } else { "radios" }}>
            <legend>{ &field.label }</legend>
            for (index, choice) in choices.iter().enumerate() {
                <label class="radio">
                    <input
                        type="radio"
                        name={CONTROL}
                        id={(index == first).then_some(CONTROL)}
                        value={choice.id.clone()}
                        checked={is_chosen(choice)}
                        onchange={onchange.clone()}
                    />
                    <span>{ &choice.title }</span>
                    <span class="radio-remark">{ &choice.remark }</span>
                </label>
            }
        </fieldset>
    }
}

/// One of many, in groups with a name.
pub(crate) fn groups(
    form: Form,
    field: &Field,
    pick: Pick,
    groups: &[(String, Vec<Choice>)],
) -> Html {
    let chosen = form.state.draft.text(&field.at);
    let is_chosen = |choice: &Choice| match chosen {
        Some(id) => id == choice.id,
        None => choice.title == field.text,
    };
    let (act, at) = (form.act.clone(), Rc::clone(&field.at));
    let onchange = Callback::from(move |event: Event| {
        act.emit(pick.action(&at, &event.target_unchecked_into::<HtmlSelectElement>().value()));
    });
    html! {
        <label class="drawer-row">
            <span>{ &field.label }</span>
            <select id={CONTROL} {onchange}>
                for (name, choices) in groups {
                    <optgroup label={name.clone()}>
                        for choice in choices {
                            <option value={choice.id.clone()} selected={is_chosen(choice)}>
                                { &choice.title }
                            </option>
                        }
                    </optgroup>
                }
            </select>
        </label>
    }
}
