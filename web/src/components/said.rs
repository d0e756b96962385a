//! What was just done, in a sentence at the foot of the view, with the way back where there is one.

use std::rc::Rc;

use yew::{Callback, Event, Html};

use crate::form::Form;
use crate::keeping;
use crate::state::Action;
use crate::status::{Back, Happened, Said};
use crate::view::html;

/// The id of the sentence.
pub(crate) const SAID: &str = "said";

/// The sentence, and the same for a screen reader, which hears only of what is always there.
pub(crate) fn said(form: Form) -> Html {
    let said = &form.state.status.said;
    html! {
        <>
            <p class="unseen" role="status">{ &*said.text }</p>
            <aside id={SAID} class="said-now" popover="manual" aria-label="Just done">
                <span>{ &*said.text }</span>
                { undo(form, &said.back) }
            </aside>
        </>
    }
}

fn undo(form: Form, back: &Back) -> Option<Html> {
    let onclick = match back {
        Back::Nothing => return None,
        Back::Undo => form.click(Action::Undo),
        Back::Keep(name, text) => keep_again(form, name, text),
    };
    Some(html! { <button type="button" {onclick}>{ "Undo" }</button> })
}

fn keep_again(form: Form, name: &Rc<str>, text: &Rc<str>) -> Callback<Event> {
    let (act, name, text) = (form.act.clone(), Rc::clone(name), Rc::clone(text));
    Callback::from(move |_| {
        let said =
            if keeping::put(&name, &text) { "It is kept again." } else { "It cannot be kept." };
        act.emit(Action::Happened(Happened::Said(Said::just(said))));
    })
}
