//! What would be better: changes to this plan, each worked out in full.

use creditcast_core::amount::{Amount, Money};
use yew::Html;

use super::told::told;
use crate::aside::{Question, Told};
use crate::compare::candidates::what_if;
use crate::compare::edit::Edit;
use crate::draft::Draft;
use crate::form::Form;
use crate::format;
use crate::run::Run;
use crate::state::Action;
use crate::view::html;

/// The id of the heading.
pub(crate) const ADVICE: &str = "advice";

/// The advice on a run; it is looked for as soon as its place is in sight.
pub(crate) fn advice(form: Form, run: &Run) -> Html {
    html! {
        <section class="finding" aria-labelledby={ADVICE}>
            <div class="finding-words">
                <h2 id={ADVICE}>{ "What would be better" }</h2>
                <p>{ "Each is a change to this plan, worked out in full. Trying one can be undone." }</p>
            </div>
            <div class="finding-figures">{ found(form, run) }</div>
        </section>
    }
}

fn found(form: Form, run: &Run) -> Html {
    match form.state.answers.last(Question::Advise) {
        None => html! { <p class="note">{ "Working it out" }</p> },
        Some(Told::Problems(problems)) => html! { <p class="note">{ problems.join(" ") }</p> },
        Some(Told::Answer(list)) if list.count("") == 0 => html! {
            <p>{ "Nothing that the rules allow costs less and serves as much." }</p>
        },
        Some(Told::Answer(list)) => html! {
            <ol class="advice">{ for (0..list.count("")).map(|index| item(form, run, list, index)) }</ol>
        },
    }
}

fn item(form: Form, run: &Run, list: &Draft, index: usize) -> Html {
    let text = |key: &str| list.text(&format!("/{index}/{key}")).unwrap_or_default();
    let scenario = list.get(&format!("/{index}/scenario")).cloned().unwrap_or_default();
    let compare = Action::Compare(Edit::Toggle(what_if(text("title"), &scenario)));
    let told = |key| told(text(key), &run.report.totals.cost.currency);
    html! {
        <li>
            <h3>{ told("title") }</h3>
            <p class="because">
                { told("because") }
                if let Some(at) = runs_out(list, index) {
                    { " " }
                    <b class="lost">{ told(&at) }</b>
                }
            </p>
            { effect(run, text("saves/amount")) }
            <p class="buttons">
                <button type="button" class="link" onclick={form.click(Action::Import(scenario))}>{ "Try it" }</button>
                <a href="#compare" onclick={form.click(compare)}>{ "Compare" }</a>
            </p>
        </li>
    }
}

/// The place of "With this, credits run out on 12 July 2027.", if they do, and did not before, or not as early.
fn runs_out(list: &Draft, index: usize) -> Option<String> {
    let of = |warning: usize| format!("warnings/{warning}");
    let code = |at: &String| list.text(&format!("/{index}/{at}/code")) == Some("runsOutSooner");
    let warnings = list.count(&format!("/{index}/warnings"));
    (0..warnings).map(of).find(code).map(|at| at + "/message")
}

/// "saves $69.90"
fn effect(run: &Run, saves: &str) -> Html {
    let amount = Amount::from_decimal(saves).unwrap_or(Amount::ZERO);
    let saved = Money::new(amount, &run.report.totals.cost.currency);
    if amount == Amount::ZERO {
        return html! { <p class="effect">{ "costs the same" }</p> };
    }
    html! { <p class="effect have">{ format!("saves {}", format::money(&saved)) }</p> }
}
