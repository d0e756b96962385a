//! Why a change may not stand where it is, and where it could.

use creditcast_core::calendar::Date;
use creditcast_core::document::Problem;
use yew::{Callback, Event, Html};

use super::focus;

use crate::changes::held::allowed;
use crate::changes::said::place;
use crate::components::why::citation;
use crate::edit::Edit;
use crate::form::Form;
use crate::format;
use crate::state::Action;
use crate::view::html;
use crate::words;

/// The note on a change that is refused on a day; what else is wrong with it stands at its fields
/// while they are seen.
pub(super) fn note(form: Form, index: usize, is_open: bool) -> Option<Html> {
    let (day, why) = form.state.refused(index)?;
    let is_of_day = why.path == *place(index, "on") || is_tried(form, index);
    if is_open && !is_of_day {
        return None;
    }
    let day = is_of_day.then_some(day);
    Some(html! {
        <div class="change-note" id={format!("refused-{index}")}>
            <p>
                <b>{ day.map(|day| format!("Not on {}. ", format::day(day))) }</b>
                { what_to_do_left_out(&words::problem(why)) }
            </p>
            { for why.sources.iter().take(1).map(|source| citation(source)) }
            <p class="ways-out">{ ways_out(form, index, day, why) }</p>
        </div>
    })
}

/// What to do the buttons say.
fn what_to_do_left_out(message: &str) -> &str {
    [" Move it.", " Remove it."].iter().find_map(|way| message.strip_suffix(way)).unwrap_or(message)
}

fn is_tried(form: Form, index: usize) -> bool {
    let held = form.state.held.as_ref();
    held.is_some_and(|held| held.index == index && held.trial.is_some())
}

fn ways_out(form: Form, index: usize, day: Option<Date>, why: &Problem) -> Html {
    let allowed = day.and_then(|day| allowed(&form.state.draft, index, day, why));
    let is_field = why.path.starts_with(&*place(index, ""));
    html! {
        if let Some(day) = allowed {
            <b>{ format!("It can stand on {}.", format::day(day)) }</b>
            { link("Move it there", and_focus(form, index, Edit::Shift(index, day))) }
        }
        if is_tried(form, index) {
            { link("Put it back", and_focus(form, index, Edit::PutBack)) }
        } else if is_field {
            { link("Change it", form.click(Action::Open(why.path.as_str().into()))) }
        }
    }
}

fn link(name: &str, onclick: Callback<Event>) -> Html {
    html! { <button type="button" class="link" {onclick}>{ name }</button> }
}

/// Does so, and gives the focus to the change: the note may be gone then.
fn and_focus(form: Form, index: usize, edit: Edit) -> Callback<Event> {
    let (act, at) = (form.act.clone(), place(index, "on"));
    Callback::from(move |_| {
        act.emit(Action::Edit(edit.clone()));
        focus(&at);
    })
}
