//! A view whose part of the program is on its way.

use yew::Html;

use crate::form::Form;
use crate::later::Later;
use crate::state::Action;
use crate::view::html;

/// What stands where the answer will; or the way out, where the part is lost.
pub(crate) fn coming(form: Form) -> Html {
    let is_lost = form.state.later == Later::Lost;
    html! {
        <div class="top">
            <div class="asked">
                <h1 class="answer" id="answer" tabindex="-1">
                    { if is_lost { "This part of the page could not be fetched." } else { "Working it out" } }
                </h1>
                if is_lost {
                    <p class="consequence">{ "Your plan is safe. The connection may be down." }</p>
                    <button type="button" class="button" onclick={form.click(Action::Fetch)}>
                        { "Try again" }
                    </button>
                }
            </div>
        </div>
    }
}
