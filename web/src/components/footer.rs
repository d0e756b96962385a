//! Who is speaking, and by what was computed.

use yew::Html;

use crate::run::Run;
use crate::view::html;

/// The foot of a run's page.
pub(crate) fn footer(run: &Run) -> Html {
    let about = &run.report.about;
    html! {
        <footer>
            <p>{ about.notice }</p>
            <p>{ format!("Computed by {} from the card {}.", about.engine, about.card) }</p>
            <p>{ "Nothing you type leaves this browser." }</p>
        </footer>
    }
}
