//! What stands at the answer's place while something is wrong.

use std::rc::Rc;

use creditcast_core::document::{Problem, Value};
use yew::{Html, html};

use crate::browser;
use crate::form::{Form, field_id};
use crate::state::Action;
use crate::words::{number_word, plain};

/// Everything that is wrong, each with a way to its field.
pub(crate) fn problems(form: Form) -> Html {
    let count = form.state.problems.len();
    let needs = if count == 1 { "thing needs" } else { "things need" };
    html! {
        <section class="problems" aria-labelledby="answer">
            <h1 id="answer">
                { format!("Nothing is computed yet: {} {needs} you.", number_word(count)) }
            </h1>
            <ol>{ for form.state.problems.iter().map(|problem| item(form, problem)) }</ol>
            if form.state.run.is_some() {
                <p class="note">
                    { "The figures below are those of the last complete plan. " }
                    <button type="button" class="link" onclick={form.click(Action::Return)}>
                        { "Go back to it" }
                    </button>
                </p>
            }
        </section>
    }
}

fn item(form: Form, problem: &Problem) -> Html {
    let at: Rc<str> = problem.path.as_str().into();
    let there = browser::has(&field_id(&at));
    html! {
        <li key={problem.path.clone()}>
            { &problem.message }
            { " " }
            if there {
                <button type="button" class="link" onclick={form.click(Action::Open(at.clone()))}>{ "Go there" }</button>
            } else if !at.is_empty() {
                <code>{ &*at }</code>
            }
            { for suggestion(form, &at, problem) }
        </li>
    }
}

/// A value that would do, where the core knows one.
fn suggestion(form: Form, at: &Rc<str>, problem: &Problem) -> Option<Html> {
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
    let take = form.click(Action::Set(Rc::clone(at), value));
    Some(html! {
        <>
            { " " }
            <button type="button" class="link" onclick={take}>{ format!("Make it {said}") }</button>
        </>
    })
}
