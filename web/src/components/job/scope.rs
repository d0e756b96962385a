//! Whether limits count for each key or for all keys: a question on which the pages disagree.

use creditcast_core::rate_card::{Policy, PolicyOption};
use yew::Html;

use crate::components::why::Why;
use crate::form::Form;
use crate::job::Job;
use crate::state::Action;
use crate::view::html;

/// The switch of a card that says it.
const SWITCH: &str = "limitScope";

/// The note on the question, if the card has it and the job is held back.
pub(crate) fn scope(form: Form, job: &Job) -> Html {
    let policy = form.state.card.policy(SWITCH).filter(|_| job.finish.bound.is_some());
    policy.map_or_else(Html::default, |policy| note(form, job, policy))
}

fn note(form: Form, job: &Job, policy: &Policy) -> Html {
    let sources: Vec<_> = policy.options.iter().flat_map(|option| option.sources.clone()).collect();
    let why = Why::of("scope").says(&sources).looks("cite");
    html! {
        <div class="margin-note">
            <p>
                <b>{ alternatives(job, policy) }</b>
                { " " }{ &policy.title }{ " " }
                { why.explains(&form.state.card, "Sources") }
            </p>
            <fieldset class="switch">
                <legend class="unseen">{ &policy.title }</legend>
                for option in &policy.options {
                    <label>{ radio(form, policy, option) }<span>{ &option.title }</span></label>
                }
            </fieldset>
        </div>
    }
}

/// "Done by Saturday, or by Wednesday."
fn alternatives(job: &Job, policy: &Policy) -> String {
    let answers = policy.options.iter();
    let mut ends: Vec<_> =
        answers.filter_map(|option| job.with_answer(&policy.id, &option.id)).collect();
    ends.dedup();
    match &ends[..] {
        [_] => "The same with one key.".to_owned(),
        ends => format!("Done by {}.", ends.join(", or by ")),
    }
}

fn radio(form: Form, policy: &Policy, option: &PolicyOption) -> Html {
    let chosen =
        form.state.draft.text(&format!("/policies/{}", policy.id)).unwrap_or(&policy.default);
    let action = Action::Settle(policy.id.as_str().into(), option.id.as_str().into());
    let checked = chosen == option.id;
    html! { <input type="radio" name={SWITCH} {checked} onclick={form.click(action)} /> }
}
