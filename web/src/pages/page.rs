//! The whole page: what is looked at, between what is the same for all of it.

use yew::Html;

use super::coming::coming;
use super::compare::compare;
use super::limits::limits;
use super::plan::plan;
use crate::components::footer::footer;
use crate::components::masthead::masthead;
use crate::components::take_along::take_along;
use crate::form::Form;
use crate::later::Later;
use crate::state::View;
use crate::view::html;

/// The page; `spoken` is what a screen reader is told.
pub(crate) fn page(form: Form, spoken: &str) -> Html {
    html! {
        <>
            <a class="skip" href="#answer">{ "Skip to the answer" }</a>
            { masthead(form) }
            <p class="unseen" role="status">{ spoken }</p>
            <main>
                { looked_at(form) }
                { take_along(form) }
            </main>
            if let Some(run) = &form.state.run {
                { footer(run) }
            }
        </>
    }
}

/// Other views than the plan's wait until what they need is here.
fn looked_at(form: Form) -> Html {
    match form.state.view {
        View::Plan => plan(form),
        _ if form.state.later != Later::Here => coming(form),
        View::Compare => compare(form),
        View::Limits => limits(form),
    }
}
