//! What opens under a sentence to change one of its fields.

use std::rc::Rc;

use creditcast_core::calendar::{Date, Instant};
use creditcast_core::document::Value;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::{Callback, Event, Html, TargetCast};

use super::choices::{groups, radios};
use super::number::number;
use super::timeline;
use crate::browser;
use crate::edit::Edit;
use crate::form::{Form, field_id};
use crate::local::{self, Local};
use crate::offers;
use crate::sentence::{Choice, Control, Field, Pick};
use crate::state::{Action, Open};
use crate::view::html;

/// The element of a drawer that has the focus when it opens.
pub(crate) const CONTROL: &str = "drawer-control";
/// The drawer that is open.
pub(crate) const DRAWER: &str = "drawer";

/// The drawer of a field.
#[inline(never)]
pub(crate) fn drawer(form: Form, field: &Field, open: &Open, more: Html) -> Html {
    let card = &*form.state.card;
    let control = match &field.control {
        Control::Number(scale) => number(form, field, scale, open),
        Control::Choice(pick, choices) => radios(form, field, *pick, choices),
        Control::Card => radios(form, field, Pick::Card, &offers::cards(card)),
        Control::Plan(pick) => radios(form, field, *pick, &offers::plans(card)),
        Control::Work(step) => groups(form, field, Pick::Action(*step), &work(form, field)),
        Control::Request => groups(form, field, Pick::Value, &offers::requests(card)),
        Control::Text(pick) => text(form, field, *pick, open),
        Control::Day => day(form, field, None),
        Control::DayOf(date) => day(form, field, Some(*date)),
        Control::Moment => moment(form, field),
    };
    html! {
        <div key={&*field.at} id={DRAWER} class="drawer" role="group" aria-label={field.label.clone()} onkeydown={on_key(form, &field.at)}>
            <div class="drawer-control">{ control }</div>
            <div class="drawer-foot">
                { more }
                <button type="button" class="quiet done" onclick={done(form, &field.at)}>{ "Done" }</button>
            </div>
        </div>
    }
}

fn work(form: Form, field: &Field) -> Vec<(String, Vec<Choice>)> {
    let chosen = form.state.draft.text(&field.at).unwrap_or_default();
    offers::work(&form.state.card, chosen, &field.text)
}

/// A name that is typed; it is taken when it is whole.
fn text(form: Form, field: &Field, pick: Pick, open: &Open) -> Html {
    let (act, at) = (form.act.clone(), Rc::clone(&field.at));
    let onchange = Callback::from(move |event: Event| {
        act.emit(pick.action(&at, &event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let act = form.act.clone();
    let oninput = Callback::from(move |event: Event| {
        let typed = event.target_unchecked_into::<HtmlInputElement>().value();
        act.emit(Action::Edit(Edit::Write(typed.into())));
    });
    let wrong = form.state.problem(&field.at).is_some();
    let value = open.typed.to_string();
    html! {
        <label class="drawer-row">
            <span>{ &field.label }</span>
            <input
                type="text"
                autocomplete="off"
                id={CONTROL}
                class="day"
                aria-invalid={wrong.then_some("true")}
                aria-describedby={wrong.then(|| field_id(&field.at) + "-wrong")}
                {value}
                {oninput}
                {onchange}
            />
        </label>
    }
}

fn day(form: Form, field: &Field, otherwise: Option<Date>) -> Html {
    let (act, at) = (form.act.clone(), Rc::clone(&field.at));
    let oninput = Callback::from(move |event: Event| {
        let typed = event.target_unchecked_into::<HtmlInputElement>().value();
        act.emit(Action::Set(Rc::clone(&at), Value::Text(typed)));
    });
    let typed = form.state.draft.text(&field.at).map(str::to_owned);
    let value = typed.or_else(|| otherwise.map(|date| date.to_string())).unwrap_or_default();
    html! {
        <label class="drawer-row">
            <span>{ &field.label }</span>
            <input type="date" id={CONTROL} class="day" {value} {oninput} />
        </label>
    }
}

/// A moment of the reader's clock, which the document has in UTC.
fn moment(form: Form, field: &Field) -> Html {
    let (act, at) = (form.act.clone(), Rc::clone(&field.at));
    let oninput = Callback::from(move |event: Event| {
        let typed = event.target_unchecked_into::<HtmlInputElement>().value();
        let text = local::instant(&typed).map_or(typed, |instant| instant.to_string());
        act.emit(Action::Set(Rc::clone(&at), Value::Text(text)));
    });
    let instant = form.state.draft.text(&field.at).and_then(Instant::parse);
    let value = instant.map_or_else(String::new, |instant| Local::of(instant.as_millis()).typed());
    html! {
        <label class="drawer-row">
            <span>{ format!("{} ({})", field.label, local::zone()) }</span>
            <input type="datetime-local" id={CONTROL} class="day" {value} {oninput} />
        </label>
    }
}

/// Closes the drawer and goes back to its field.
fn done(form: Form, at: &Rc<str>) -> Callback<Event> {
    let (act, at) = (form.act.clone(), Rc::clone(at));
    Callback::from(move |_| close(&act, &at, Action::Close))
}

fn close(act: &Callback<Action>, at: &str, how: Action) {
    act.emit(how);
    browser::focus(&field_id(at));
    timeline::focus(at);
}

/// Enter is done, Escape is as if nothing had been typed.
fn on_key(form: Form, at: &Rc<str>) -> Callback<Event> {
    let (act, at) = (form.act.clone(), Rc::clone(at));
    Callback::from(move |event: Event| {
        let on_control =
            || event.target_dyn_into::<HtmlElement>().is_some_and(|e| e.id() == CONTROL);
        let how = match &*event.unchecked_ref::<KeyboardEvent>().key() {
            "Enter" if on_control() => {
                // What is typed is whole now, and taken.
                _ = event.target_unchecked_into::<HtmlElement>().blur();
                Action::Close
            }
            "Escape" => Action::Escape,
            _ => return,
        };
        event.prevent_default();
        close(&act, &at, how);
    })
}
