//! Whose card it is, and the ways from a built-in one to one of one's own and back.

use yew::{Callback, Event, Html};

use super::editor::FIELD;
use crate::browser;
use crate::card::{Edit, built_in};
use crate::form::Form;
use crate::format;
use crate::preset;
use crate::state::Action;
use crate::view::html;

/// The field for a card that is not in a file.
const PASTED: &str = "pasted-card";

/// The margin of the card's answer.
pub(crate) fn own(form: Form) -> Html {
    let state = form.state;
    let is_own = preset::card_of(&state.draft).is_none();
    let back = built_in(&state.draft, &state.card).filter(|_| is_own);
    html! {
        <aside class="notes" aria-label="Whose card it is">
            if is_own {
                <p><b>{ "A card of your own." }</b>{ " It is part of this plan, and of every link to it. creditcast has not checked it against the vendor’s pages." }</p>
            } else {
                <p><b>{ "A built-in card." }</b>{ format!(" It was read on {}, and never changes: new prices are a new revision.", format::short_day(state.card.revision)) }</p>
            }
            <p class="buttons">
                if state.sheet.is_none() {
                    <button type="button" class="button" onclick={begin(form)}>
                        { if is_own { "Edit it" } else { "Edit as your own" } }
                    </button>
                }
                if let Some(card) = back {
                    <button type="button" class="button" onclick={form.click(Action::ChooseCard(card.id.as_str().into()))}>
                        { "Back to the built-in card" }
                    </button>
                }
            </p>
            if let Some(card) = back {
                <p class="note">{ format!("That is “{}”. Undo brings yours back.", card.title) }</p>
            }
            <details class="paste">
                <summary>{ "Paste a card" }</summary>
                <label class="unseen" for={PASTED}>{ "Rate card as JSON" }</label>
                <textarea id={PASTED} rows="6" spellcheck="false" />
                <button type="button" class="button" onclick={from_paste(form)}>{ "Use pasted card" }</button>
            </details>
        </aside>
    }
}

/// Opens the editor, and goes there.
fn begin(form: Form) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |_| {
        act.emit(Action::EditCard(Edit::Begin));
        browser::focus_drawn(FIELD);
    })
}

fn from_paste(form: Form) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |_| {
        act.emit(Action::EditCard(Edit::Write(browser::text_of(PASTED).into())));
    })
}
