//! Who is speaking, and by what was computed.

use yew::{Html, Properties, component, html};

use crate::run::Run;
use crate::shared::Shared;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub run: Shared<Run>,
}

#[component]
pub(crate) fn Footer(props: &Props) -> Html {
    let about = &props.run.report.about;
    html! {
        <footer>
            <p>{ about.notice }</p>
            <p>{ format!("Computed by {} from the card {}.", about.engine, about.card) }</p>
            <p>{ "Nothing you type leaves this browser." }</p>
        </footer>
    }
}
