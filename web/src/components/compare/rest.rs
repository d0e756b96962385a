//! What has no column: those that come after the first six, and those that cannot be run.

use yew::Html;

use super::table::without_freeze;
use crate::compare::candidates::OTHERS_MAX;
use crate::compare::words::sentences;
use crate::compare::{Column, Compared};
use crate::form::Form;
use crate::format;
use crate::view::html;

/// A line, which those that fail alike share.
struct Line<'c> {
    names: Vec<String>,
    said: String,
    cost: Option<String>,
    /// Those of them that can be run without a freeze.
    frozen: Vec<&'c Column>,
}

/// Each in a line, with its place or what stands in its way.
pub(crate) fn rest(form: Form, compared: &Compared) -> Html {
    if compared.rest.is_empty() {
        return Html::default();
    }
    html! {
        <section class="finding" aria-labelledby="rest">
            <div class="finding-words">
                <h2 id="rest">{ "Without a column" }</h2>
                <p>{ "Further plans, and those that cannot take this work as it is." }</p>
            </div>
            <ul class="finding-figures rest">{ for lines(compared).into_iter().map(|line| drawn(form, line)) }</ul>
        </section>
    }
}

fn lines(compared: &Compared) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = Vec::new();
    for line in compared.rest.iter().map(|column| line(compared, column)) {
        let alike = |other: &&mut Line| {
            line.cost.is_none() && other.cost.is_none() && other.said == line.said
        };
        match lines.iter_mut().find(alike) {
            Some(other) => {
                other.names.extend(line.names);
                other.frozen.extend(line.frozen);
            }
            None => lines.push(line),
        }
    }
    lines
}

fn line<'c>(compared: &Compared, column: &'c Column) -> Line<'c> {
    let (said, cost) = match &column.outcome {
        Ok(outcome) => (sentences(outcome).join(" "), Some(format::money(&outcome.cost))),
        Err(problems) => (problems.join(" "), None),
    };
    let has_room = compared.columns.len() <= OTHERS_MAX;
    let frozen = Some(column).filter(|column| has_room && column.unfrozen.is_some());
    Line { names: vec![compared.called(column)], said, cost, frozen: frozen.into_iter().collect() }
}

fn drawn(form: Form, line: Line) -> Html {
    html! {
        <li>
            <b>{ line.names.join("; ") }</b>
            <span>
                { line.said }
                { for line.frozen.into_iter().map(|column| press(form, column)) }
            </span>
            <span class="rest-cost">{ line.cost.unwrap_or_else(|| "not ranked".to_owned()) }</span>
        </li>
    }
}

fn press(form: Form, column: &Column) -> Html {
    let said = format!("Run {} without the freeze", column.name);
    let new = column.unfrozen.clone().unwrap_or_default();
    html! { <>{ " " }{ without_freeze(form, &column.document, &new, said) }</> }
}
