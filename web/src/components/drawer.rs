//! What opens under a sentence to change one of its fields.

use std::rc::Rc;

use creditcast_core::document::Value;
use web_sys::{HtmlInputElement, HtmlElement};
use yew::{
    Callback, Children, Html, InputEvent, KeyboardEvent, Properties, TargetCast, component, html,
    use_effect_with, use_memo,
};

use super::choices::{Groups, Radios};
use super::number::Number;
use crate::browser;
use crate::form::{Form, field_id};
use crate::sentence::{Control, Field};
use crate::state::Action;

/// The element of a drawer that has the focus when it opens.
pub(crate) const CONTROL: &str = "drawer-control";

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub form: Form,
    pub field: Field,
    #[prop_or_default]
    pub children: Children,
}

#[component]
pub(crate) fn Drawer(props: &Props) -> Html {
    let Props { form, field, children } = props;
    // What Escape goes back to.
    let before = use_memo(field.at.clone(), |at| form.draft.get(at).cloned());
    use_effect_with(field.at.clone(), |_| browser::focus(CONTROL));
    let done = done(form, &field.at);
    let onkeydown = on_key(form, &field.at, before);
    html! {
        <div class="drawer" role="group" aria-label={field.label.clone()} {onkeydown}>
            <div class="drawer-control">{ control(form, field) }</div>
            <div class="drawer-foot">
                { children.clone() }
                <button type="button" class="quiet done" onclick={done}>{ "Done" }</button>
            </div>
        </div>
    }
}

fn control(form: &Form, field: &Field) -> Html {
    let value = form.draft.get(&field.at).cloned();
    match &field.control {
        Control::Number(scale) => {
            html! { <Number form={form.clone()} field={field.clone()} scale={scale.clone()} {value} /> }
        }
        Control::Choice(pick, choices) => {
            html! { <Radios form={form.clone()} field={field.clone()} pick={*pick} choices={choices.clone()} /> }
        }
        Control::Groups(pick, groups) => {
            html! { <Groups form={form.clone()} field={field.clone()} pick={*pick} groups={groups.clone()} /> }
        }
        Control::Day => day(form, field),
    }
}

fn day(form: &Form, field: &Field) -> Html {
    let at = field.at.clone();
    let oninput = form.act.reform(move |event: InputEvent| {
        let typed = event.target_unchecked_into::<HtmlInputElement>().value();
        Action::Set(at.clone(), Value::Text(typed))
    });
    let value = form.draft.text(&field.at).unwrap_or_default().to_owned();
    html! {
        <label class="drawer-row">
            <span>{ &field.label }</span>
            <input type="date" id={CONTROL} class="day" {value} {oninput} />
        </label>
    }
}

/// Closes the drawer and goes back to its field.
fn done<E>(form: &Form, at: &Rc<str>) -> Callback<E> {
    let (act, at) = (form.act.clone(), Rc::clone(at));
    Callback::from(move |_| {
        act.emit(Action::Close);
        browser::focus(&field_id(&at));
    })
}

/// Enter is done, Escape is as if nothing had been typed.
fn on_key(form: &Form, at: &Rc<str>, before: Rc<Option<Value>>) -> Callback<KeyboardEvent> {
    let (act, at, done) = (form.act.clone(), Rc::clone(at), done::<()>(form, at));
    Callback::from(move |event: KeyboardEvent| {
        let is_control = event.target_dyn_into::<HtmlElement>().is_some_and(|e| e.id() == CONTROL);
        match &*event.key() {
            "Enter" if is_control => done.emit(()),
            "Escape" => {
                act.emit(match &*before {
                    Some(value) => Action::Set(Rc::clone(&at), value.clone()),
                    None => Action::Clear(Rc::clone(&at)),
                });
                done.emit(());
            }
            _ => return,
        }
        event.prevent_default();
    })
}
