//! Limits: when a job is done, what holds it back, and what other plans make of it.

use yew::Html;

use crate::components::job::accepted::accepted;
use crate::components::job::ordered::ordered;
use crate::components::job::outcome::outcome;
use crate::components::job::patience::patience_costs;
use crate::components::job::scope::scope;
use crate::components::job::ways::ways;
use crate::components::notes::to_know;
use crate::components::problems::problems;
use crate::components::sentence::sentence;
use crate::form::Form;
use crate::job::Job;
use crate::job::sentences::Asking;
use crate::view::html;

/// The view of a job.
#[inline(never)]
pub(crate) fn limits(form: Form) -> Html {
    let state = form.state;
    html! {
        <>
            <div class="top">
                <div class="asked">
                    <div class="question">
                        { sentence(form, &Asking::of(state).question(), Html::default) }
                    </div>
                    if let Some(job) = state.told() {
                        { outcome(form, job) }
                    } else {
                        { problems(form) }
                    }
                </div>
                if let Some(job) = &state.job {
                    { notes(form, job) }
                }
            </div>
            if let Some(job) = &state.job {
                <div class="desk">
                    { ordered(form, job) }
                    if job.takes_time() {
                        <div class="shown">{ accepted(job) }{ ways(job) }</div>
                    }
                </div>
                { patience_costs(job) }
            }
        </>
    }
}

fn notes(form: Form, job: &Job) -> Html {
    let warnings = job.finish.warnings.iter().enumerate();
    html! {
        <aside class="notes" aria-label="Notes on the answer">
            { scope(form, job) }
            { for warnings.map(|(index, warning)| to_know(&form.state.card, index, warning)) }
        </aside>
    }
}
