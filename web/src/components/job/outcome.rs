//! When a job is done, and what would change that.

use creditcast_core::finish::{Finish, lasts};
use yew::Html;

use crate::form::Form;
use crate::format;
use crate::job::Job;
use crate::local::zone;
use crate::view::html;
use crate::words::counted;

/// The answer of a job.
pub(crate) fn outcome(form: Form, job: &Job) -> Html {
    html! {
        <>
            <h1 class="answer" id="answer">{ sentence(job) }</h1>
            <p class="consequence">
                { taken(job) }
                { another_key(job) }
                { larger_batch(form, job) }
                { format!(" Times are those of your clock, {}; the vendor’s windows begin by UTC.", zone()) }
            </p>
        </>
    }
}

/// The sentence of the answer: when it is done in ink, and where credits end in red.
fn sentence(job: &Job) -> Html {
    let (sentence, when) = (job.sentence(), job.when_allowed());
    let when = when.strip_prefix("by ").unwrap_or(&when);
    let (before, after) = sentence.split_once(when).unwrap_or(("", &*sentence));
    let (first, rest) = after.split_once(". ").unwrap_or((after, ""));
    html! {
        <>
            { before }
            <b class="key">{ when }</b>
            if let Some(credits) = first.strip_prefix("; ") {
                { "; " }
                <b class="lost">{ credits }</b>
                { ". " }
            } else {
                { format!("{first}. ") }
            }
            { rest }
        </>
    }
}

/// "That is 10,000 requests in 6 days 6 hours."
fn taken(job: &Job) -> Html {
    let count = job.finish.requests.0 as f64;
    let requests = format!("{} {}", format::count(count), counted(count, "request"));
    html! {
        <>
            { "That is " }<b class="key">{ requests }</b>{ " in " }
            <b class="key">{ lasts(job.finish.seconds) }</b>{ "." }
        </>
    }
}

/// What another key would change, where limits hold anything back.
fn another_key(job: &Job) -> Html {
    match job.with_another_key() {
        _ if job.finish.bound.is_none() => Html::default(),
        None => " One key more would change nothing.".into(),
        Some(finish) => {
            html! { <>{ " With one key more it would be done by " }{ when(job, finish) }{ "." }</> }
        }
    }
}

/// What as many to a request as can be would change.
fn larger_batch(form: Form, job: &Job) -> Option<Html> {
    let most = job.action(&form.state.card)?.batch.max?.0;
    let finish = job.with_batch(most).filter(|finish| sooner(job, finish))?;
    let most = format::count(most as f64);
    Some(
        html! { <>{ format!(" With {most} to a request it would be done by ") }{ when(job, &finish) }{ "." }</> },
    )
}

fn sooner(job: &Job, finish: &Finish) -> bool {
    finish.seconds < job.finish.seconds
}

fn when(job: &Job, finish: &Finish) -> Html {
    html! { <b class="key">{ job.when(finish.seconds) }</b> }
}
