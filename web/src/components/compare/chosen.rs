//! What is compared: a sentence, and behind it everything that there is to choose from.

use creditcast_core::document::{At, Problems, Read, Value};
use yew::{Callback, Event, Html};

use crate::compare::candidates::{OTHERS_MAX, is_chosen, is_same, offered, others, what_if};
use crate::compare::edit::Edit;
use crate::compare::words::name;
use crate::form::Form;
use crate::format;
use crate::plans::{Plan, plans};
use crate::state::{Action, State};
use crate::view::html;
use crate::words::{counted, number_word};

/// "The same work on six plans, side by side."
pub(crate) fn chosen(form: Form) -> Html {
    let others = standing(form);
    let count = others.len() + 1;
    html! {
        <div class="question">
            <p class="said">
                { "The same work on " }
                { format!("{} {}", number_word(count), counted(count as f64, "plan")) }
                { ", side by side." }
            </p>
            <details class="choose">
                <summary>{ "Choose what is compared" }</summary>
                if others.len() >= OTHERS_MAX {
                    <p class="note">{ "Six stand side by side. Take one away to choose another." }</p>
                }
                <div class="choose-from">
                    { for groups(form, &others).into_iter().map(|(title, group)| cards(form, &others, title, group)) }
                </div>
            </details>
        </div>
    }
}

/// Those that were chosen, or those that have a column until somebody has chosen.
fn standing(form: Form) -> Vec<Value> {
    let State { draft, card, compared, .. } = form.state;
    if is_chosen(draft) {
        return others(draft, card);
    }
    compared.as_ref().map(|compared| compared.others()).unwrap_or_default()
}

/// The cards with their plans, and before them what the plan could be instead.
fn groups(form: Form, others: &[Value]) -> Vec<(String, Vec<Value>)> {
    let mut groups = offered(&form.state.draft, &form.state.card);
    groups.insert(0, ("What if".to_owned(), what_ifs(form, others)));
    groups
}

/// The what-ifs that stand there, the plan as it is now, whatever becomes of it, and those that are saved.
fn what_ifs(form: Form, others: &[Value]) -> Vec<Value> {
    let standing = others.iter().filter(|other| other.get("scenario").is_some()).cloned();
    let saved = plans().into_iter().filter_map(|plan| Some(what_if(&plan.name, first(&plan)?)));
    let mut all: Vec<Value> = Vec::new();
    for candidate in standing.chain(as_it_is(form)).chain(saved.collect::<Vec<_>>()) {
        if !all.iter().any(|known| is_same(known, &candidate)) {
            all.push(candidate);
        }
    }
    all
}

fn as_it_is(form: Form) -> Option<Value> {
    let run = form.state.complete()?;
    let own = run.card().plan(&run.scenario.subscription.plan)?;
    let label = format!("{} as it is at {}", own.title, format::money(&run.report.totals.cost));
    Some(what_if(&label, run.draft.document()))
}

/// The plan of what was on the desk.
fn first(plan: &Plan) -> Option<&Value> {
    match plan.document.get("scenarios")? {
        Value::List(scenarios) => scenarios.first(),
        _ => None,
    }
}

fn cards(form: Form, others: &[Value], title: String, group: Vec<Value>) -> Html {
    html! {
        <fieldset>
            <legend>{ title }</legend>
            { for group.into_iter().map(|candidate| choice(form, others, candidate)) }
        </fieldset>
    }
}

fn choice(form: Form, others: &[Value], candidate: Value) -> Html {
    let checked = others.iter().any(|other| is_same(other, &candidate));
    let disabled = !checked && others.len() >= OTHERS_MAX;
    let known = Read::read(&candidate, At::Root, &mut Problems::default()).unwrap_or_default();
    let act = form.act.clone();
    let onchange: Callback<Event> =
        Callback::from(move |_| act.emit(Action::Compare(Edit::Toggle(candidate.clone()))));
    html! {
        <label><input type="checkbox" {checked} {disabled} {onchange} /><span>{ name(&known) }</span></label>
    }
}
