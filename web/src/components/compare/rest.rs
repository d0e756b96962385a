//! What has no column: those that come after the first six, and those that cannot be run.

use yew::Html;

use crate::compare::words::sentences;
use crate::compare::{Column, Compared};
use crate::format;
use crate::view::html;

/// A line, which those that fail alike share.
struct Line {
    names: Vec<String>,
    said: String,
    cost: Option<String>,
}

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
            <ul class="finding-figures rest">{ for lines(compared).into_iter().map(drawn) }</ul>
        </section>
    }
}

fn lines(compared: &Compared) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for line in compared.rest.iter().map(|column| line(compared, column)) {
        let alike = |other: &&mut Line| {
            line.cost.is_none() && other.cost.is_none() && other.said == line.said
        };
        match lines.iter_mut().find(alike) {
            Some(other) => other.names.extend(line.names),
            None => lines.push(line),
        }
    }
    lines
}

fn line(compared: &Compared, column: &Column) -> Line {
    let names = vec![compared.called(column)];
    match &column.outcome {
        Ok(outcome) => Line {
            names,
            said: sentences(outcome).join(" "),
            cost: Some(format::money(&outcome.cost)),
        },
        Err(problems) => Line { names, said: problems.join(" "), cost: None },
    }
}

fn drawn(line: Line) -> Html {
    html! {
        <li>
            <b>{ line.names.join("; ") }</b>
            <span>{ line.said }</span>
            <span class="rest-cost">{ line.cost.unwrap_or_else(|| "not ranked".to_owned()) }</span>
        </li>
    }
}
