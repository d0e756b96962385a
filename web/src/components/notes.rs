//! The margin of the answer: what is in doubt, what to know, and how old the prices are.

use creditcast_core::calendar::Date;
use creditcast_core::report::Warning;
use yew::{Callback, Html, Properties, classes, component, html};

use super::answer::name;
use super::why::Why;
use crate::doubt::{Answer, Doubt};
use crate::format;
use crate::run::Run;
use crate::shared::Shared;
use crate::state::Action;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub run: Shared<Run>,
    pub doubts: Vec<Doubt>,
    pub today: Date,
    pub act: Callback<Action>,
}

#[component]
pub(crate) fn Notes(props: &Props) -> Html {
    let warnings = props.run.report.warnings.iter().enumerate();
    html! {
        <aside class="notes" aria-label="Notes on the answer">
            { for props.doubts.iter().enumerate().map(|(index, doubt)| in_doubt(props, index, doubt)) }
            { for warnings.map(|(index, warning)| to_know(&props.run, index, warning)) }
            { prices(&props.run, props.today) }
        </aside>
    }
}

fn in_doubt(props: &Props, index: usize, doubt: &Doubt) -> Html {
    let currency = &props.run.report.totals.cost.currency;
    html! {
        <div class="margin-note" id={format!("note-{index}")} tabindex="-1" key={doubt.policy.clone()}>
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
                { for doubt.answers.iter().map(|answer| segment(props, doubt, answer)) }
            </fieldset>
            if doubt.chosen != doubt.default {
                <p class="note">{ "This is not the default." }</p>
            }
        </div>
    }
}

fn segment(props: &Props, doubt: &Doubt, answer: &Answer) -> Html {
    let (policy, id) = (doubt.policy.clone(), answer.id.clone());
    let onchange = props.act.reform(move |_| Action::Answer(policy.clone(), id.clone()));
    html! {
        <label>
            <input
                type="radio"
                name={format!("note-{}", doubt.policy)}
                checked={answer.id == doubt.chosen}
                {onchange}
            />
            <span>{ &answer.title }</span>
        </label>
    }
}

fn to_know(run: &Shared<Run>, index: usize, warning: &Warning) -> Html {
    html! {
        <div class="margin-note" key={index}>
            <p>
                { &warning.message }
                { " " }
                <Why id={format!("why-warning-{index}")} run={run.clone()} sources={warning.sources.clone()} class="cite">
                    { "Sources" }
                </Why>
            </p>
        </div>
    }
}

/// When the prices were read, and what to do when that is long ago.
fn prices(run: &Shared<Run>, today: Date) -> Html {
    let about = &run.report.about;
    let read = format!("Prices read on {}.", format::short_day(about.revision));
    let is_old = today >= about.stale_after;
    html! {
        <div class={classes!("prices", is_old.then_some("margin-note"))}>
            <p>
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
