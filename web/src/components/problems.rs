//! What stands at the answer's place while something is wrong.

use std::rc::Rc;

use creditcast_core::document::{Problem, Value};
use yew::{Callback, Html, Properties, component, html};

use crate::browser;
use crate::form::{Form, field_id};
use crate::state::Action;
use crate::words::{number_word, plain};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub form: Form,
    /// Is there a complete run whose figures still stand?
    pub has_run: bool,
}

#[component]
pub(crate) fn Problems(props: &Props) -> Html {
    let form = &props.form;
    let count = form.problems.len();
    let needs = if count == 1 { "thing needs" } else { "things need" };
    html! {
        <section class="problems" aria-labelledby="answer">
            <h1 id="answer">
                { format!("Nothing is computed yet: {} {needs} you.", number_word(count)) }
            </h1>
            <ol>{ for form.problems.iter().map(|problem| item(form, problem)) }</ol>
            if props.has_run {
                <p class="note">
                    { "The figures below are those of the last complete plan. " }
                    <button type="button" class="link" onclick={form.on(|| Action::Return)}>
                        { "Go back to it" }
                    </button>
                </p>
            }
        </section>
    }
}

fn item(form: &Form, problem: &Problem) -> Html {
    let at: Rc<str> = problem.path.as_str().into();
    let there = browser::has(&field_id(&at));
    html! {
        <li key={problem.path.clone()}>
            { &problem.message }
            { " " }
            if there {
                <button type="button" class="link" onclick={go(form, &at)}>{ "Go there" }</button>
            } else if !at.is_empty() {
                <code>{ &*at }</code>
            }
            { for suggestion(form, &at, problem) }
        </li>
    }
}

/// Opens the field; it takes the focus by itself.
fn go(form: &Form, at: &Rc<str>) -> Callback<yew::MouseEvent> {
    let at = Rc::clone(at);
    form.on(move || Action::Open(Rc::clone(&at)))
}

/// A value that would do, where the core knows one.
fn suggestion(form: &Form, at: &Rc<str>, problem: &Problem) -> Option<Html> {
    let value = problem.suggestion.clone()?;
    let said = match &value {
        Value::Number(number) => plain(*number),
        Value::Text(text) => text.clone(),
        _ => return None,
    };
    // A key that is misspelt is answered by a name, not by a value.
    if problem.code == "unknownKey" {
        return None;
    }
    let at = Rc::clone(at);
    let take = form.on(move || Action::Set(Rc::clone(&at), value.clone()));
    Some(html! {
        <>
            { " " }
            <button type="button" class="link" onclick={take}>{ format!("Make it {said}") }</button>
        </>
    })
}
