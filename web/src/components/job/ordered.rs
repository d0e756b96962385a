//! How a job is sent: the limits, the client, and what there is to spend.

use creditcast_core::finish::lasts;
use yew::Html;

use crate::components::sentence::sentence;
use crate::components::why::Why;
use crate::form::Form;
use crate::format;
use crate::job::Job;
use crate::job::sentences::{Asking, limits_in_words};
use crate::view::html;
use crate::words::counted;

/// The brief of a job.
pub(crate) fn ordered(form: Form, job: &Job) -> Html {
    let asking = Asking::of(form.state);
    html! {
        <section class="brief" aria-labelledby="brief">
            <h2 id="brief">{ "How they are sent" }</h2>
            <div class="workflow">
                <h3>{ "Limits" }</h3>
                { limits(form, &asking) }
            </div>
            <div class="workflow">
                <h3>{ "Client" }</h3>
                for said in asking.brief() {
                    <div class="step">{ sentence(form, &said, Html::default) }</div>
                }
            </div>
            <p class="total">
                <span>{ format!("Accepted in {}", lasts(job.finish.seconds)) }</span>
                <span class="sum">{ format::count(job.finish.requests.0 as f64) }</span>
            </p>
        </section>
    }
}

/// "The plan allows 50 a minute, 150 an hour, 1,500 a day."
fn limits(form: Form, asking: &Asking) -> Html {
    let card = &*form.state.card;
    let (of_plan, sources) = asking.limits();
    let of_action = asking.action().map_or(&[][..], |action| &action.limits);
    let at_once = asking.action().and_then(|action| action.parallel);
    let why = Why::of("limits").says(sources).looks("key");
    html! {
        <p class="said">
            if of_plan.is_empty() {
                { "The plan sets no limit." }
            } else {
                { "The plan allows " }{ why.explains(card, limits_in_words(of_plan)) }{ "." }
            }
            if !of_action.is_empty() {
                { format!(" This request by itself: {}.", limits_in_words(of_action)) }
            }
            if let Some(count) = at_once {
                { format!(" At most {} {} under way at once.", format::count(count.0 as f64), counted(count.0 as f64, "request")) }
            }
        </p>
    }
}
