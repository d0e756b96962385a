//! What stands at the answer's place while something is wrong.

use std::rc::Rc;

use creditcast_core::document::{Problem, Value};
use yew::Html;

use crate::beside::besides;
use crate::changes::said::{CHANGES, Change};
use crate::form::Form;
use crate::job::sentences::Asking;
use crate::question::question;
use crate::sentence::Part;
use crate::state::{Action, View};
use crate::steps::Step;
use crate::view::html;
use crate::words::{self, number_word, plain};

/// Everything that is wrong, each with a way to its field.
pub(crate) fn problems(form: Form) -> Html {
    let count = form.state.wrong().len();
    let fields = fields(form);
    let needs = if count == 1 { "thing needs" } else { "things need" };
    html! {
        <section class="problems" aria-labelledby="answer">
            <h1 id="answer">
                { format!("Nothing is computed yet: {} {needs} you.", number_word(count)) }
            </h1>
            <ol>{ for form.state.wrong().iter().map(|problem| item(form, problem, &fields)) }</ol>
            if form.state.last().is_some() {
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

/// The places that have a field.
fn fields(form: Form) -> Vec<Rc<str>> {
    let (draft, card) = (&form.state.draft, &form.state.card);
    let steps =
        (0..draft.count("/usage")).flat_map(|index| Step::of(draft, card, index).sentence());
    let changes =
        (0..draft.count(CHANGES)).flat_map(|index| Change::of(draft, card, index).sentence());
    let besides = besides(draft, card).into_iter().flat_map(|beside| beside.parts);
    let is_job = form.state.view == View::Limits;
    let job = is_job.then(|| Asking::of(form.state).all()).into_iter().flatten().flatten();
    let parts =
        question(draft, card).into_iter().chain(steps).chain(changes).chain(besides).chain(job);
    parts
        .filter_map(|part| match part {
            Part::Field(field) => Some(field.at),
            Part::Words(_) => None,
        })
        .collect()
}

fn item(form: Form, problem: &Problem, fields: &[Rc<str>]) -> Html {
    let at: Rc<str> = problem.path.as_str().into();
    html! {
        <li key={problem.path.clone()}>
            { words::problem(problem) }
            { " " }
            if fields.contains(&at) {
                <button type="button" class="link" onclick={form.click(Action::Open(at.clone()))}>{ "Go there" }</button>
            } else if !at.is_empty() {
                <code>{ &*at }</code>
            }
            { suggestion(form, &at, problem) }
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
