//! Plans that are kept under names in this browser: to open, to rename, to delete, and one more.

use std::rc::Rc;

use creditcast_core::document::Value;
use yew::{Callback, Event, Html};

use super::super::sheet::close;
use crate::browser;
use crate::comparison;
use crate::draft::object;
use crate::form::Form;
use crate::format;
use crate::json;
use crate::keeping;
use crate::local;
use crate::plans::{Plan, place, plans};
use crate::state::Action;
use crate::status::{Back, Happened, Notice, Said};
use crate::view::html;

const NAME: &str = "plan-name";

/// The plans, and the field for a new one.
pub(super) fn saved(form: Form) -> Html {
    let plans = plans();
    let title = form.state.draft.text("/title").unwrap_or("Name of the plan").to_owned();
    html! {
        <section aria-labelledby="along-saved">
            <h3 id="along-saved">{ "In this browser" }</h3>
            <ul class="rows">{ for plans.iter().map(|plan| row(form, plan)) }</ul>
            <div class="line-and-button">
                <label class="unseen" for={NAME}>{ "Name of the plan" }</label>
                <input id={NAME} class="line" type="text" maxlength="80" placeholder={title} />
                <button type="button" class="button" onclick={save(form)}>{ "Save" }</button>
            </div>
        </section>
    }
}

fn row(form: Form, plan: &Plan) -> Html {
    let name: Rc<str> = plan.name.as_str().into();
    let day = local::day(&js_sys::Date::new(&plan.saved.into()));
    let new_name = format!("{NAME}-{name}");
    html! {
        <li key={plan.name.clone()}>
            <div class="row">
                <button type="button" class="row-name" onclick={open(form, plan)}>{ &plan.name }</button>
                <span class="row-remark">{ format::short_day(day) }</span>
                <button type="button" class="quiet" aria-label={format!("Delete {name}")} onclick={delete(form, &name)}>
                    { "Delete" }
                </button>
            </div>
            <details>
                <summary aria-label={format!("Rename {name}")}>{ "Rename" }</summary>
                <div class="line-and-button">
                    <label class="unseen" for={new_name.clone()}>{ "New name" }</label>
                    <input id={new_name.clone()} class="line" type="text" maxlength="80" placeholder={plan.name.clone()} />
                    <button type="button" class="button" onclick={rename(form, &name, new_name)}>{ "Rename" }</button>
                </div>
            </details>
        </li>
    }
}

fn open(form: Form, plan: &Plan) -> Callback<Event> {
    let (act, document) = (form.act.clone(), plan.document.clone());
    Callback::from(move |_| {
        close();
        act.emit(Action::Take(document.clone(), "The saved plan is open."));
    })
}

/// Keeps what is on the desk under the name that was typed, which becomes its title.
fn save(form: Form) -> Callback<Event> {
    let (act, draft) = (form.act.clone(), Rc::clone(&form.state.draft));
    Callback::from(move |_| {
        let typed = browser::line_of(NAME);
        let title = draft.text("/title").unwrap_or_default();
        let name = if typed.trim().is_empty() { title } else { typed.trim() }.to_owned();
        if name.is_empty() {
            browser::focus(NAME);
            act.emit(say(Said::just("Give the plan a name first.")));
            return;
        }
        let mut named = (*draft).clone();
        named.set("/title", &*name);
        let before = keeping::get(&place(&name));
        if !keep(&name, &comparison::document(&named)) {
            act.emit(Action::Happened(Happened::Notice(Some(Notice::Unsaved(FULL.into())))));
            close();
            return;
        }
        act.emit(Action::Set("/title".into(), name.as_str().into()));
        let back =
            before.map_or(Back::Nothing, |text| Back::Keep(place(&name).into(), text.into()));
        let said = format!("Saved as “{name}” in this browser.");
        act.emit(say(Said { text: said.into(), back }));
    })
}

const FULL: &str = "This browser has no room for the plan, or does not let pages save. It was not saved; what is on \
                    the desk is untouched. Copy the link to keep it.";

fn keep(name: &str, document: &Value) -> bool {
    let kept =
        object([("saved", Value::Number(js_sys::Date::now())), ("document", document.clone())]);
    keeping::put(&place(name), &json::short(&kept))
}

fn delete(form: Form, name: &Rc<str>) -> Callback<Event> {
    let (act, name) = (form.act.clone(), Rc::clone(name));
    Callback::from(move |_| {
        let at = place(&name);
        let text = keeping::get(&at).unwrap_or_default();
        keeping::remove(&at);
        let said = format!("“{name}” is deleted.").into();
        act.emit(say(Said { text: said, back: Back::Keep(at.into(), text.into()) }));
    })
}

fn rename(form: Form, old: &Rc<str>, field: String) -> Callback<Event> {
    let (act, old) = (form.act.clone(), Rc::clone(old));
    Callback::from(move |_| {
        let new = browser::line_of(&field).trim().to_owned();
        let said = if new.is_empty() || keeping::get(&place(&new)).is_some() {
            "That name is taken. Nothing was renamed.".to_owned()
        } else {
            moved(&old, &new)
        };
        act.emit(say(Said::just(&said)));
    })
}

fn moved(old: &str, new: &str) -> String {
    let text = keeping::get(&place(old)).unwrap_or_default();
    if !keeping::put(&place(new), &text) {
        return FULL.to_owned();
    }
    keeping::remove(&place(old));
    format!("“{old}” is called “{new}” now.")
}

fn say(said: Said) -> Action {
    Action::Happened(Happened::Said(said))
}
