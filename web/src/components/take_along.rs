//! Taking it along: a scenario in, a scenario or a report out.

use std::rc::Rc;

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::{Callback, Event, Html, TargetCast};

use crate::browser;
use crate::form::Form;
use crate::json;
use crate::state::Action;
use crate::view::html;

/// The files of the page.
pub(crate) fn take_along(form: Form) -> Html {
    html! {
        <section class="finding" aria-labelledby="take-along">
            <div class="finding-words">
                <h2 id="take-along" tabindex="-1">{ "Take it along" }</h2>
                <p>{ "Files are read and written on this machine. Nothing is sent anywhere." }</p>
            </div>
            <div class="finding-figures take-along">
                <p class="buttons">
                    <label class="button file">
                        <input type="file" accept=".json,application/json" onchange={from_file(form)} />
                        <span>{ "Import scenario" }</span>
                    </label>
                    <button type="button" class="button" onclick={export_scenario(form)}>
                        { "Export scenario" }
                    </button>
                    { export_report(form) }
                </p>
                <p class="note" role="status">{ &*form.state.said }</p>
                <details>
                    <summary>{ "Paste a scenario" }</summary>
                    <label class="unseen" for={PASTED}>{ "Scenario as JSON" }</label>
                    <textarea id={PASTED} rows="8" spellcheck="false" />
                    <button type="button" class="button" onclick={from_paste(form)}>
                        { "Use pasted scenario" }
                    </button>
                </details>
                <p class="note">
                    { "A scenario is what you entered; the command line and the npm module read the same file. A report is everything that it comes to, as canonical JSON." }
                </p>
            </div>
        </section>
    }
}

/// The field for a scenario that is not in a file.
const PASTED: &str = "pasted";

/// A text taken as a scenario, or what is wrong with it.
fn taken(text: &str) -> Action {
    match json::read(text) {
        Ok(document) => Action::Import(document),
        Err(error) => Action::Say(format!("This is no JSON: {error}. Nothing was changed.").into()),
    }
}

fn from_file(form: Form) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let act = act.clone();
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await;
            act.emit(taken(&text.ok().and_then(|text| text.as_string()).unwrap_or_default()));
            // The same file can be chosen again.
            input.set_value("");
        });
    })
}

fn from_paste(form: Form) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |_| act.emit(taken(&browser::text_of(PASTED))))
}

fn export_scenario(form: Form) -> Callback<Event> {
    let draft = Rc::clone(&form.state.draft);
    Callback::from(move |_| browser::download("scenario.json", &json::pretty(draft.document())))
}

/// There is a report only of what is complete.
fn export_report(form: Form) -> Html {
    let run = form.state.complete().cloned();
    let disabled = run.is_none();
    let onclick = Callback::from(move |_| {
        if let Some(run) = &run {
            browser::download("report.json", &json::canonical(&run.report));
        }
    });
    html! { <button type="button" class="button" {disabled} {onclick}>{ "Export report" }</button> }
}
