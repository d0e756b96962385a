//! The questions that the vendor's pages leave open, with the answer in force.

use creditcast_core::rate_card::Policy;
use yew::Html;

use crate::components::disagree::{idle_words, question};
use crate::doubt::{Answer, Doubt};
use crate::form::Form;
use crate::run::Run;
use crate::view::html;

/// The switches of the card that a run was made by.
pub(crate) fn switches(form: Form, run: &Run) -> Html {
    let policies = &run.card().policies;
    if policies.is_empty() {
        return Html::default();
    }
    let doubts = policies.iter().map(|policy| doubt(form, run, policy));
    // One that was answered otherwise than by default stays in view.
    let (felt, idle): (Vec<_>, Vec<_>) =
        doubts.partition(|doubt| doubt.changes().is_some() || doubt.chosen != doubt.default);
    html! {
        <section class="finding" aria-labelledby="switches">
            <div class="finding-words">
                <h2 id="switches">{ "Where the pages disagree, or say nothing" }</h2>
                <p>{ "Each question has a default. Another answer is part of your plan, and everything is worked out again." }</p>
            </div>
            <div class="finding-figures">
                { for felt.iter().map(|doubt| question(form, run, doubt)) }
                if !idle.is_empty() {
                    <details class="idle">
                        <summary>{ idle_words(idle.len()) }</summary>
                        { for idle.iter().map(|doubt| question(form, run, doubt)) }
                    </details>
                }
            </div>
        </section>
    }
}

/// What is known of a question: what its answers come to, where they were tried for this plan.
fn doubt(form: Form, run: &Run, policy: &Policy) -> Doubt {
    if let Some(known) = form.state.doubts.iter().find(|doubt| doubt.policy == policy.id) {
        return known.clone();
    }
    let answers = policy.options.iter().map(|option| Answer {
        id: option.id.clone(),
        title: option.title.clone(),
        sources: option.sources.clone(),
        result: None,
    });
    Doubt {
        policy: policy.id.clone(),
        title: policy.title.clone(),
        default: policy.default.clone(),
        chosen: run.answer_to(&policy.id).unwrap_or(&policy.default).to_owned(),
        answers: answers.collect(),
    }
}
