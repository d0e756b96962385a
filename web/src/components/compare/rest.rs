//! What has no column: those that come after the first six, and those that cannot be run.

use yew::Html;

use crate::compare::words::sentences;
use crate::compare::{Column, Compared};
use crate::format;
use crate::view::html;

/// Each in a line, with its place or what stands in its way.
pub(crate) fn rest(compared: &Compared) -> Html {
    if compared.rest.is_empty() {
        return Html::default();
    }
    html! {
        <section class="finding" aria-labelledby="rest">
            <div class="finding-words">
                <h2 id="rest">{ "Without a column" }</h2>
                <p>{ "Further plans, and those that cannot take this work as it is." }</p>
            </div>
            <ul class="finding-figures rest">{ for compared.rest.iter().map(line) }</ul>
        </section>
    }
}

fn line(column: &Column) -> Html {
    let said = match &column.outcome {
        Ok(outcome) => sentences(outcome).join(" "),
        Err(problems) => problems.join(" "),
    };
    let cost = column.outcome.as_ref().map(|outcome| format::money(&outcome.cost));
    html! {
        <li>
            <b>{ &column.name }</b>
            <span>{ said }</span>
            <span class="rest-cost">{ cost.unwrap_or_else(|_| "not ranked".to_owned()) }</span>
        </li>
    }
}
