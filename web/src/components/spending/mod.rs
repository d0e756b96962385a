//! What was bought: by every rule that charged, or by category, workflow, key or user.

mod by_part;
mod by_rule;

use creditcast_core::amount::Amount;
use creditcast_core::report::Spending;
use yew::Html;

use crate::cut::{By, Cut};
use crate::form::Form;
use crate::picture::{self, percent};
use crate::run::Run;
use crate::state::Action;
use crate::view::html;

/// What a run bought.
pub(crate) fn spending(form: Form, run: &Run) -> Html {
    if run.report.totals.spent <= Amount::ZERO {
        return Html::default();
    }
    let ways = ways(run);
    let chosen = form.state.cut.spending;
    let by = if ways.contains(&chosen) { chosen } else { By::Rule };
    let (heading, words, table) = match by {
        By::Rule => by_rule::told(run),
        by => by_part::told(run, by),
    };
    html! {
        <section class="finding" aria-labelledby="spending">
            <div class="finding-words">
                <h2 id="spending">{ heading }</h2>
                <p>{ words }</p>
                { choice(form, &ways, by) }
            </div>
            <div class="finding-figures">{ table }</div>
        </section>
    }
}

/// What spending can be told apart by: what at least one step has.
fn ways(run: &Run) -> Vec<By> {
    let has = |by| run.report.spending.iter().any(|row| part_of(row, by).is_some());
    By::ALL.into_iter().map(|(by, _)| by).filter(|by| *by == By::Rule || has(*by)).collect()
}

/// What a row is of; nothing for a rule, of which a row has several.
fn part_of(row: &Spending, by: By) -> Option<&String> {
    match by {
        By::Rule => None,
        By::Category => Some(&row.category),
        By::Workflow => row.workflow.as_ref(),
        By::Key => row.key.as_ref(),
        By::User => row.user.as_ref(),
    }
}

fn choice(form: Form, ways: &[By], chosen: By) -> Html {
    let cut = form.state.cut;
    html! {
        <fieldset class="cuts">
            <legend>{ "Told apart by" }</legend>
            for by in ways {
                <label>
                    <input
                        type="radio"
                        name="spending-by"
                        checked={*by == chosen}
                        onclick={form.click(Action::Cut(Cut { spending: *by, ..cut }))}
                    />
                    <span>{ by.word() }</span>
                </label>
            }
        </fieldset>
    }
}

/// "“Phone revealed on the platform” takes 65 of every 100 credits"
fn heading(run: &Run, what: &str, amount: Amount) -> String {
    if amount == run.report.totals.spent {
        return format!("All goes to {what}");
    }
    // What is not all is never said to be, nor what is something to be nothing.
    match share(run, amount, 100).clamp(1, 99) {
        share if run.is_money() => format!("{what} is {share}% of the cost"),
        share => format!("{what} takes {share} of every 100 credits"),
    }
}

/// What an amount is of the largest, and of everything.
fn bar(run: &Run, amount: Amount, largest: Amount) -> Html {
    let share = share(run, amount, 1_000);
    html! {
        <td class="bar-column">
            <svg class="share-bar" aria-hidden="true">
                <rect width={percent(amount.as_micros() / 1_000, largest.as_micros() / 1_000)} height="100%" />
            </svg>
            <span>{ format!("{}.{}%", share / 10, share % 10) }</span>
        </td>
    }
}

/// So many of the parts of all that is spent, to the nearest.
fn share(run: &Run, amount: Amount, parts: i64) -> i64 {
    (picture::share(amount.as_micros(), run.report.totals.spent.as_micros(), 2 * parts) + 1) / 2
}

/// What the wallet holds.
fn wallet(run: &Run) -> &'static str {
    if run.is_money() { "Cost" } else { "Credits" }
}
