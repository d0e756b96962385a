//! Choosing one of a few, or one of many.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Event, Html, Properties, TargetCast, classes, component, html};

use super::drawer::CONTROL;
use crate::form::Form;
use crate::sentence::{Choice, Field, Pick};

#[derive(Properties, PartialEq)]
pub(crate) struct RadiosProps {
    pub form: Form,
    pub field: Field,
    pub pick: Pick,
    pub choices: Vec<Choice>,
}

#[component]
pub(crate) fn Radios(props: &RadiosProps) -> Html {
    let RadiosProps { form, field, pick, choices } = props;
    let chosen = form.draft.text(&field.at);
    // A pinned card is the card of its id.
    let is_chosen = |choice: &Choice| match chosen {
        Some(id) => id == choice.id || id.split_once('@').is_some_and(|(id, _)| id == choice.id),
        None => choice.title == field.text,
    };
    let first = choices.iter().position(is_chosen).unwrap_or(0);
    let (pick, at) = (*pick, field.at.clone());
    let onchange = form.act.reform(move |event: Event| {
        pick.action(&at, event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let short = choices.iter().all(|choice| choice.remark.is_empty());
    html! {
        <fieldset class={classes!("radios", short.then_some("short"))}>
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
                    <span class="radio-title">{ &choice.title }</span>
                    if !choice.remark.is_empty() {
                        <span class="radio-remark">{ &choice.remark }</span>
                    }
                </label>
            }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct GroupsProps {
    pub form: Form,
    pub field: Field,
    pub pick: Pick,
    pub groups: Vec<(String, Vec<Choice>)>,
}

#[component]
pub(crate) fn Groups(props: &GroupsProps) -> Html {
    let GroupsProps { form, field, pick, groups } = props;
    let chosen = form.draft.text(&field.at).unwrap_or_default();
    let (pick, at) = (*pick, field.at.clone());
    let onchange = form.act.reform(move |event: Event| {
        pick.action(&at, event.target_unchecked_into::<HtmlSelectElement>().value())
    });
    html! {
        <label class="drawer-row">
            <span>{ &field.label }</span>
            <select id={CONTROL} {onchange}>
                for (name, choices) in groups {
                    <optgroup label={name.clone()}>
                        for choice in choices {
                            <option value={choice.id.clone()} selected={choice.id == chosen}>
                                { &choice.title }
                            </option>
                        }
                    </optgroup>
                }
            </select>
        </label>
    }
}
