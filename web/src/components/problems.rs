//! What stands at the answer's place while something is wrong.

use std::rc::Rc;

use creditcast_core::document::{Problem, Value};
use yew::Html;

use crate::beside::besides;
use crate::changes::said::{CHANGES, Change};
use crate::edit::Edit;
use crate::form::Form;
use crate::job::sentences::Asking;
use crate::question::question;
use crate::sentence::{Control, Field, Part};
use crate::state::{Action, State, View};
use crate::steps::Step;
use crate::view::html;
use crate::words::{self, counted, number_word, plain};

/// Everything that is wrong, each with a way to its field.
pub(crate) fn problems(form: Form) -> Html {
    let fields = fields(form);
    html! {
        <section class="problems" aria-labelledby="answer">
            <h1 id="answer">{ format!("Nothing is computed yet: {}.", needs(form.state)) }</h1>
            <ol>{ for form.state.wrong().iter().map(|problem| item(form, problem, &fields)) }</ol>
            if let Some(days) = form.state.first_day_moved() {
                <p>
                    <button type="button" class="link" onclick={form.click(Action::Edit(Edit::MoveDays(days)))}>
                        { format!("Move all that has a day by {} {}", plain(days as f64), counted(days as f64, "day")) }
                    </button>
                </p>
            }
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

/// "one thing needs you"
pub(super) fn needs(state: &State) -> String {
    let count = state.wrong().len();
    let things = if count == 1 { "thing needs" } else { "things need" };
    format!("{} {things} you", number_word(count))
}

/// The places that have a field.
fn fields(form: Form) -> Vec<Field> {
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
            Part::Field(field) => Some(field),
            Part::Words(_) => None,
        })
        .collect()
}

fn item(form: Form, problem: &Problem, fields: &[Field]) -> Html {
    let at: Rc<str> = problem.path.as_str().into();
    html! {
        <li key={problem.path.clone()}>
            if let Some(name) = name(form, &at) {
                <b>{ name }{ ": " }</b>
            }
            { words::problem(problem) }
            { " " }
            if let Some(field) = nearest(fields, &at) {
                <button type="button" class="link" onclick={form.click(Action::Open(Rc::clone(&field.at)))}>{ "Go there" }</button>
            } else if !at.is_empty() {
                <code>{ &*at }</code>
            }
            { suggestion(form, &at, problem) }
        </li>
    }
}

/// What a place is of, where there may be several: a change, or a step.
fn name(form: Form, at: &str) -> Option<String> {
    let (draft, card) = (&form.state.draft, &form.state.card);
    let index = |list: &str| at.strip_prefix(list)?.split('/').nth(1)?.parse().ok();
    let change = || Some(Change::of(draft, card, index(CHANGES)?).name());
    let step = || Some(Step::of(draft, card, index("/usage")?).action()?.title.clone());
    change().or_else(step)
}

/// The field of a place, or one of those that it is made of: a number, if there is one.
fn nearest<'f>(fields: &'f [Field], at: &str) -> Option<&'f Field> {
    let is_within =
        |field: &&Field| field.at.strip_prefix(at).is_some_and(|rest| rest.starts_with('/'));
    let within = || fields.iter().filter(|_| !at.is_empty()).filter(is_within);
    let exact = fields.iter().find(|field| *field.at == *at);
    let number = || within().find(|field| matches!(field.control, Control::Number(_)));
    exact.or_else(number).or_else(|| within().next())
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
