//! What is compared: a sentence, and behind it everything that there is to choose from.

use creditcast_core::document::{At, Problems, Read, Value};
use yew::{Callback, Event, Html};

use crate::compare::candidates::{OTHERS_MAX, is_chosen, is_same, offered, others};
use crate::compare::edit::Edit;
use crate::compare::words::name;
use crate::form::Form;
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

/// The cards with their plans, and before them the what-ifs that stand there.
fn groups(form: Form, others: &[Value]) -> Vec<(String, Vec<Value>)> {
    let what_ifs: Vec<_> =
        others.iter().filter(|other| other.get("scenario").is_some()).cloned().collect();
    let mut groups = offered(&form.state.draft, &form.state.card);
    if !what_ifs.is_empty() {
        groups.insert(0, ("What if".to_owned(), what_ifs));
    }
    groups
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
