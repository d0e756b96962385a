//! What each category, workflow, key or user took.

use creditcast_core::amount::Amount;
use creditcast_core::report::Spending;
use yew::Html;

use super::super::brief::told as amount_told;
use super::super::why::Why;
use super::{bar, heading, part_of, wallet};
use crate::cut::By;
use crate::format;
use crate::order::{each_once, largest_first};
use crate::run::Run;
use crate::view::html;
use crate::words::upper_first;

/// What one of them took.
struct Part<'a> {
    /// Nothing for what has none.
    name: Option<&'a String>,
    rows: Vec<&'a Spending>,
}

impl Part<'_> {
    fn amount(&self) -> Amount {
        self.rows.iter().map(|row| row.amount).sum()
    }

    /// A step has the same units in each category.
    fn units(&self) -> u64 {
        let first = |(index, row): (usize, &&Spending)| {
            let before = &self.rows[..index];
            before.iter().all(|other| other.activity != row.activity).then_some(row.units.0)
        };
        self.rows.iter().enumerate().filter_map(first).sum()
    }

    fn rules(&self) -> Vec<String> {
        each_once(self.rows.iter().flat_map(|row| &row.rules).map(|row| &row.rule))
    }

    fn title(&self, by: By) -> String {
        match self.name {
            Some(name) if by == By::Category => upper_first(&in_words(name)),
            Some(name) => name.clone(),
            None => format!("No {}", by.word()),
        }
    }
}

/// The heading, what there is to know, and the table.
pub(super) fn told(run: &Run, by: By) -> (String, String, Html) {
    let parts = parts(run, by);
    let Some(largest) = parts.first() else { return Default::default() };
    let what = match largest.name {
        Some(_) => format!("“{}”", largest.title(by)),
        None => format!("What has no {}", by.word()),
    };
    let words =
        format!("Each line is what one {} took. Together they make all that is spent.", by.word());
    (heading(run, &what, largest.amount()), words, table(run, by, &parts))
}

/// The parts, largest first.
fn parts(run: &Run, by: By) -> Vec<Part<'_>> {
    let mut parts: Vec<Part> = Vec::new();
    for row in &run.report.spending {
        let name = part_of(row, by);
        match parts.iter_mut().find(|part| part.name == name) {
            Some(part) => part.rows.push(row),
            None => parts.push(Part { name, rows: vec![row] }),
        }
    }
    largest_first(parts.into_iter(), Part::amount)
}

fn table(run: &Run, by: By, parts: &[Part]) -> Html {
    html! {
        <table class="lines spending">
            <caption class="unseen">{ format!("What was bought, by {}", by.word()) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ upper_first(by.word()) }</th>
                    <th scope="col" class="figure">{ "Units" }</th>
                    <th scope="col" class="figure">{ wallet(run) }</th>
                    <td class="bar-column"></td>
                </tr>
            </thead>
            <tbody>
                for (index, part) in parts.iter().enumerate() {
                    { row(run, by, part, (index, parts[0].amount())) }
                }
            </tbody>
        </table>
    }
}

fn row(run: &Run, by: By, part: &Part, (index, largest): (usize, Amount)) -> Html {
    let why = Why::of(format!("part-{index}")).by(part.rules());
    html! {
        <tr>
            <th scope="row">{ part.title(by) }</th>
            <td class="figure">{ format::count(part.units() as f64) }</td>
            <td class="figure main">{ why.explains(run.card(), amount_told(run, part.amount())) }</td>
            { bar(run, part.amount(), largest) }
        </tr>
    }
}

/// `dataPoints` as two words.
fn in_words(id: &str) -> String {
    let mut words = String::new();
    for letter in id.chars() {
        if letter.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}
