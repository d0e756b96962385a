//! The plan: question, answer, and everything behind it.

use std::rc::Rc;

use yew::Html;

use crate::components::answer::answer;
use crate::components::below::below;
use crate::components::brief::brief;
use crate::components::notes::notes;
use crate::components::problems::problems;
use crate::components::reckoning::reckoning;
use crate::components::score::score;
use crate::components::sentence::sentence;
use crate::doubt::Doubt;
use crate::form::Form;
use crate::question::question;
use crate::run::Run;
use crate::view::html;

/// No more doubts than this are noted beside the answer.
const NOTES_MAX: usize = 2;

/// The view of a plan.
pub(crate) fn plan(form: Form) -> Html {
    let state = form.state;
    let noted: Vec<&Doubt> = state.changing().take(NOTES_MAX).collect();
    html! {
        <>
            <div class="top">
                <div class="asked">
                    <div class="question">
                        { sentence(form, &question(&state.draft, &state.card), Html::default) }
                    </div>
                    if let Some(run) = state.complete() {
                        { answer(run, &noted) }
                    } else {
                        { problems(form) }
                    }
                </div>
                if let Some(run) = &state.run {
                    { notes(form, run, &noted) }
                }
            </div>
            if let Some(run) = &state.run {
                { figures(form, run) }
            }
        </>
    }
}

fn figures(form: Form, run: &Rc<Run>) -> Html {
    html! {
        <>
            <div class="desk">
                { brief(form, run) }
                <div class="shown">{ score(form, run) }{ reckoning(run) }</div>
            </div>
            { below(form) }
        </>
    }
}
