//! The whole page: what is looked at, between what is the same for all of it.

use yew::{Callback, Event, Html};

use super::card::card;
use super::compare::compare;
use super::ledger::ledger;
use super::limits::limits;
use super::plan::plan;
use crate::browser;
use crate::components::estimate::estimate;
use crate::components::footer::footer;
use crate::components::glance::glance;
use crate::components::masthead::masthead;
use crate::components::notices::notices;
use crate::components::said::said;
use crate::components::sheet::sheet;
use crate::form::Form;
use crate::state::View;
use crate::view::html;

/// The id of what answers.
pub(crate) const ANSWER: &str = "answer";
/// The id of everything below the head of the page.
const MAIN: &str = "main";

/// The page; `spoken` is what a screen reader is told.
pub(crate) fn page(form: Form, spoken: &str) -> Html {
    html! {
        <>
            <a class="skip" href="#main" onclick={skip()}>{ "Skip to the answer" }</a>
            { masthead(form) }
            { sheet(form) }
            { glance(form) }
            <p class="unseen" role="status">{ spoken }</p>
            <main id={MAIN} tabindex="-1">
                { notices(form) }
                { looked_at(form) }
            </main>
            if let Some(run) = &form.state.run {
                { footer(run) }
            }
            { said(form) }
            if let Some(run) = form.state.complete().filter(|_| form.state.status.is_printing) {
                { estimate(form, run) }
            }
        </>
    }
}

fn looked_at(form: Form) -> Html {
    match form.state.view {
        View::Plan => plan(form),
        View::Compare => compare(form),
        View::Limits => limits(form),
        View::Ledger => ledger(form),
        View::Card => card(form),
    }
}

/// Goes on below the head; the address stays what it is.
fn skip() -> Callback<Event> {
    Callback::from(|event: Event| {
        event.prevent_default();
        browser::focus(MAIN);
    })
}
