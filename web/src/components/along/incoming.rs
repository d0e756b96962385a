//! What can be made a plan, and the end of everything that is kept.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::{Callback, Event, Html, TargetCast};

use super::super::sheet::close;
use crate::browser;
use crate::form::Form;
use crate::import;
use crate::keeping;
use crate::start;
use crate::state::Action;
use crate::status::{Happened, Said};
use crate::view::html;

/// The field for a scenario that is not in a file.
const PASTED: &str = "pasted";

/// The ways in, and the way to forget.
pub(super) fn incoming(form: Form) -> Html {
    html! {
        <>
            <section aria-labelledby="along-in">
                <h3 id="along-in">{ "Bring one in" }</h3>
                <p class="buttons">
                    <label class="button file">
                        <input type="file" accept=".json,application/json" onchange={from_file(form)} />
                        <span>{ "Import scenario" }</span>
                    </label>
                    <span class="note">{ "or drop a file anywhere on the page" }</span>
                </p>
                <details>
                    <summary>{ "Paste a scenario" }</summary>
                    <label class="unseen" for={PASTED}>{ "Scenario as JSON" }</label>
                    <textarea id={PASTED} rows="6" spellcheck="false" />
                    <button type="button" class="button" onclick={from_paste(form)}>
                        { "Use pasted scenario" }
                    </button>
                </details>
            </section>
            <section>
                <details>
                    <summary>{ "Forget everything" }</summary>
                    <p>
                        { "The draft, every saved plan, the theme and the copy that works offline go, and there is no way back. Links that you gave away still work." }
                    </p>
                    <p class="buttons">
                        <button type="button" class="button" onclick={forget(form)}>{ "Forget all of it" }</button>
                    </p>
                </details>
            </section>
        </>
    }
}

fn from_file(form: Form) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let act = act.clone();
        spawn_local(async move {
            import::file(file, act).await;
            close();
        });
    })
}

fn from_paste(form: Form) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |_| {
        let taken = import::taken(&browser::text_of(PASTED));
        close();
        act.emit(taken);
    })
}

fn forget(form: Form) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |_| {
        for name in keeping::names() {
            keeping::remove(&name);
        }
        browser::set_theme(None);
        close();
        let act = act.clone();
        spawn_local(async move {
            start::forget().await;
            act.emit(Action::Forget);
            act.emit(Action::Happened(Happened::Said(Said::just("Everything is forgotten."))));
        });
    })
}
