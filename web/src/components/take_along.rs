//! Taking it along: a scenario in, a scenario or a report out.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::{
    Callback, Event, Html, NodeRef, Properties, TargetCast, component, html, use_node_ref, use_state,
};

use crate::browser;
use crate::draft::Draft;
use crate::json;
use crate::run::Run;
use crate::shared::Shared;
use crate::state::Action;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub draft: Shared<Draft>,
    /// The run of the draft, if it is complete.
    pub run: Option<Shared<Run>>,
    pub act: Callback<Action>,
}

#[component]
pub(crate) fn TakeAlong(props: &Props) -> Html {
    let said = use_state(String::new);
    let pasted = use_node_ref();
    let take = taking(&props.act, said.setter());
    html! {
        <section class="finding" aria-labelledby="take-along">
            <div class="finding-words">
                <h2 id="take-along" tabindex="-1">{ "Take it along" }</h2>
                <p>{ "Files are read and written on this machine. Nothing is sent anywhere." }</p>
            </div>
            <div class="finding-figures take-along">
                <p class="buttons">
                    <label class="button file">
                        <input type="file" accept=".json,application/json" onchange={from_file(&take)} />
                        <span>{ "Import scenario" }</span>
                    </label>
                    <button type="button" class="button" onclick={export_scenario(props)}>{ "Export scenario" }</button>
                    <button type="button" class="button" disabled={props.run.is_none()} onclick={export_report(props)}>
                        { "Export report" }
                    </button>
                </p>
                <p class="note" role="status">{ (*said).clone() }</p>
                <details>
                    <summary>{ "Paste a scenario" }</summary>
                    <label class="unseen" for="pasted">{ "Scenario as JSON" }</label>
                    <textarea id="pasted" ref={pasted.clone()} rows="8" spellcheck="false" />
                    <button type="button" class="button" onclick={from_paste(&take, &pasted)}>{ "Use pasted scenario" }</button>
                </details>
                <p class="note">
                    { "A scenario is what you entered; the command line and the npm module read the same file. A report is everything that it comes to, as canonical JSON." }
                </p>
            </div>
        </section>
    }
}

/// Takes a text as a scenario, and says what became of it.
fn taking(act: &Callback<Action>, said: yew::UseStateSetter<String>) -> Callback<String> {
    let act = act.clone();
    Callback::from(move |text: String| match json::read(&text) {
        Ok(document) => {
            act.emit(Action::Import(document));
            said.set("The scenario was taken.".to_owned());
        }
        Err(error) => said.set(format!("This is no JSON: {error}. Nothing was changed.")),
    })
}

fn from_file(take: &Callback<String>) -> Callback<Event> {
    let take = take.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let take = take.clone();
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await;
            take.emit(text.ok().and_then(|text| text.as_string()).unwrap_or_default());
            // The same file can be chosen again.
            input.set_value("");
        });
    })
}

fn from_paste<E>(take: &Callback<String>, pasted: &NodeRef) -> Callback<E> {
    let (take, pasted) = (take.clone(), pasted.clone());
    Callback::from(move |_| {
        if let Some(area) = pasted.cast::<HtmlTextAreaElement>() {
            take.emit(area.value());
        }
    })
}

fn export_scenario<E>(props: &Props) -> Callback<E> {
    let draft = props.draft.clone();
    Callback::from(move |_| browser::download("scenario.json", &json::pretty(draft.document())))
}

fn export_report<E>(props: &Props) -> Callback<E> {
    let run = props.run.clone();
    Callback::from(move |_| {
        if let Some(run) = &run {
            browser::download("report.json", &json::canonical(&run.report));
        }
    })
}
