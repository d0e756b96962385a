//! Compare: the same work on several plans, side by side.

use yew::Html;

use crate::aside::{Question, Told};
use crate::compare::Compared;
use crate::compare::words::{self, Piece};
use crate::components::compare::break_evens::break_evens;
use crate::components::compare::chosen::chosen;
use crate::components::compare::rest::rest;
use crate::components::compare::table::table;
use crate::components::problems::problems;
use crate::form::Form;
use crate::view::html;

/// The view of a comparison.
#[inline(never)]
pub(crate) fn compare(form: Form) -> Html {
    let state = form.state;
    html! {
        <>
            <div class="top">
                <div class="asked">
                    { chosen(form) }
                    if state.complete().is_none() {
                        { problems(form) }
                    } else if let Some(Told::Problems(problems)) = state.answers.last(Question::Compare) {
                        { refused(problems) }
                    } else if let Some(compared) = &state.compared {
                        { answer(compared) }
                    } else {
                        <h1 class="answer" id="answer" tabindex="-1">{ "Working it out" }</h1>
                    }
                </div>
                <aside class="notes" aria-label="Notes on the answer">
                    <p class="note">
                        { "First comes what surely serves everything, then what does if the vendor grants it, then what serves a part, the larger part first; of those alike what costs less, then what loses less unused." }
                    </p>
                    <p class="note">
                        { "Changes of plan, caps and agreed terms are of your own plan and left out on any other. Freezes, changes of users and a cancellation are done on all of them; top-ups and the balance at the start on those of the same vendor." }
                    </p>
                </aside>
            </div>
            if let Some(compared) = &state.compared {
                { table(form, compared) }
                { rest(form, compared) }
                { break_evens(compared) }
            }
        </>
    }
}

fn answer(compared: &Compared) -> Html {
    let piece = |piece| match piece {
        Piece::Words(words) => html! { { words } },
        Piece::Key(key) => html! { <b class="key">{ key }</b> },
    };
    html! {
        <h1 class="answer" id="answer" tabindex="-1">{ for words::answer(compared).into_iter().map(piece) }</h1>
    }
}

/// What keeps all from being compared, such as two currencies.
fn refused(problems: &[String]) -> Html {
    html! {
        <section class="problems" aria-labelledby="answer">
            <h1 id="answer" tabindex="-1">{ "These cannot be ranked together yet." }</h1>
            <ol>{ for problems.iter().map(|problem| html! { <li>{ problem }</li> }) }</ol>
        </section>
    }
}
