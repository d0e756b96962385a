//! The sheet of what can be taken along: its frame, and the link, which the notices need too. What else is in it is
//! fetched when it is opened.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Event, Html};

use super::along::along;
use super::masthead::drawn;
use crate::browser;
use crate::form::Form;
use crate::state::Action;
use crate::status::{Happened, Notice, Said};
use crate::view::html;

/// The id of the sheet.
pub(crate) const SHEET: &str = "along";
const LINK: &str = "link";

/// The sheet. What is in it is there while it is open.
pub(crate) fn sheet(form: Form) -> Html {
    html! {
        <div id={SHEET} class="sheet" popover="auto" role="dialog" aria-labelledby="along-title" ontoggle={toggled(form)}>
            <div class="sheet-head">
                <h2 id="along-title" tabindex="-1" autofocus={true}>{ "Take it along" }</h2>
                <button type="button" class="icon" aria-label="Close" popovertarget={SHEET} popovertargetaction="hide">
                    { drawn("m4 4 8 8M12 4l-8 8") }
                </button>
            </div>
            if form.state.status.is_sheet_open {
                { link(form) }
                { along(form) }
            }
        </div>
    }
}

fn toggled(form: Form) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |event: Event| {
        let sheet: web_sys::Element =
            event.target().map(JsCast::unchecked_into).expect("it was toggled");
        let is_open = sheet.matches(":popover-open").unwrap_or(false);
        act.emit(Action::Happened(Happened::Sheet(is_open)));
    })
}

fn link(form: Form) -> Html {
    html! {
        <section aria-labelledby="along-link">
            <h3 id="along-link">{ "A link" }</h3>
            <div class="line-and-button">
                <label class="unseen" for={LINK}>{ "The link" }</label>
                <input id={LINK} class="line" type="text" readonly={true} value={&*form.state.status.link} />
                <button type="button" class="button" onclick={copy_link(form)}>{ "Copy link" }</button>
            </div>
            <p class="note">
                { "It holds the whole plan with the prices of today. Whoever opens it sees the same figures; nothing is stored anywhere." }
            </p>
        </section>
    }
}

/// A press that copies the link.
pub(crate) fn copy_link(form: Form) -> Callback<Event> {
    copies(
        form,
        Rc::clone(&form.state.status.link),
        "Link copied. It holds the whole plan and is sent nowhere.",
    )
}

/// A press that copies a text, and says so.
pub(super) fn copies(form: Form, text: Rc<str>, said: &'static str) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |_| {
        let (act, text) = (act.clone(), Rc::clone(&text));
        spawn_local(async move {
            if browser::copy(&text).await {
                act.emit(Action::Happened(Happened::Said(Said::just(said))));
            } else {
                close();
                act.emit(Action::Happened(Happened::Notice(Some(Notice::Uncopied(text)))));
            }
        });
    })
}

/// Closes the sheet, which gives the focus back.
pub(super) fn close() {
    browser::set_popover(SHEET, false);
}
