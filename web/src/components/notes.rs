//! The margin of the answer: what is in doubt, what to know, and how old the prices are.

use creditcast_core::calendar::Date;
use creditcast_core::rate_card::RateCard;
use creditcast_core::report::Warning;
use yew::Html;

use super::answer::name;
use super::why::{Why, disc};
use crate::doubt::{Answer, Doubt};
use crate::form::Form;
use crate::format;
use crate::run::Run;
use crate::state::Action;
use crate::view::html;

/// The notes on the answer of a run.
pub(crate) fn notes(form: Form, run: &Run, doubts: &[&Doubt]) -> Html {
    let warnings = run.report.warnings.iter().enumerate();
    html! {
        <aside class="notes" aria-label="Notes on the answer">
            { for doubts.iter().enumerate().map(|(index, doubt)| in_doubt(form, run, index, doubt)) }
            { for warnings.map(|(index, warning)| to_know(run.card(), index, warning)) }
            { prices(run, form.state.today) }
        </aside>
    }
}

fn in_doubt(form: Form, run: &Run, index: usize, doubt: &Doubt) -> Html {
    let currency = &run.report.totals.cost.currency;
    let group = "note-of-".to_owned() + &doubt.policy;
    html! {
        <div key={&*doubt.policy} class="margin-note" id={format!("note-{index}")} tabindex="-1">
            <p>
                <span class="letter" aria-hidden="true">{ name(index) }</span>
                <b>{ doubt.alternatives(currency) }</b>
                { " " }
                { &doubt.title }
                { " " }
                <a href={format!("#doubt-{}", doubt.policy)}>{ "Read the pages" }</a>
            </p>
            <fieldset class="switch">
                <legend class="unseen">{ &doubt.title }</legend>
                for answer in &doubt.answers {
                    <label>
                        { radio(form, doubt, answer, &group) }
                        <span>{ &answer.title }</span>
                    </label>
                }
            </fieldset>
            if doubt.chosen != doubt.default {
                <p class="note">{ "This is not the default." }</p>
            }
        </div>
    }
}

/// The radio that chooses an answer, in a group of radios.
pub(crate) fn radio(form: Form, doubt: &Doubt, answer: &Answer, group: &str) -> Html {
    let action = Action::Settle(doubt.policy.as_str().into(), answer.id.as_str().into());
    let checked = answer.id == doubt.chosen;
    html! { <input type="radio" name={group.to_owned()} {checked} onclick={form.click(action)} /> }
}

/// What a reader should know.
pub(crate) fn to_know(card: &RateCard, index: usize, warning: &Warning) -> Html {
    let why = Why::of(format!("warning-{index}")).says(&warning.sources).looks("cite");
    html! {
        <div class="margin-note">
            <p>{ format::localised(&warning.message) }{ " " }{ why.explains(card, "Sources") }</p>
        </div>
    }
}

/// When the prices were read, and what to do when that is long ago.
fn prices(run: &Run, today: Date) -> Html {
    let about = &run.report.about;
    let read = run.prices_read(&format::short_day(about.revision));
    let is_old = today >= about.stale_after;
    html! {
        <div class={if is_old { "prices margin-note" } else { "prices" }}>
            <p class="source">
                { disc(run.prices_trust()) }
                { read }
                { " " }
                { if is_old { "Check them at " } else { "They stand at " } }
                <a href={run.card().prices_at.clone()} target="_blank" rel="noreferrer">
                    { host(&run.card().prices_at) }
                </a>
                { if is_old { " before you decide." } else { "." } }
            </p>
        </div>
    }
}

/// An address as people read it.
fn host(url: &str) -> &str {
    let bare = url.split_once("://").map_or(url, |(_, bare)| bare);
    bare.trim_start_matches("www.").trim_end_matches('/')
}
