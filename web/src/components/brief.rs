//! What the team does: its steps by workflow, each with what it takes.

use creditcast_core::amount::Amount;
use yew::Html;

use super::step::step;
use super::why::Why;
use crate::draft::Draft;
use crate::form::Form;
use crate::format;
use crate::run::Run;
use crate::state::Action;
use crate::view::html;
use crate::words::{number_word, one};

/// The brief, with the figures of a run.
pub(crate) fn brief(form: Form, run: &Run) -> Html {
    let draft = &form.state.draft;
    html! {
        <section class="brief" aria-labelledby="brief">
            <h2 id="brief">{ "What the team does" }</h2>
            if draft.count("/usage") == 0 {
                <p class="lede">{ "Nothing yet. Add a step to say what the team does." }</p>
            }
            for (name, steps) in workflows(draft) {
                <div class="workflow">
                    if let Some(name) = name {
                        <h3><span>{ name }</span><span>{ told(run, steps_sum(run, &steps)) }</span></h3>
                    }
                    for index in steps {
                        { step(form, run, index) }
                    }
                </div>
            }
            { total(run) }
            <button type="button" class="add" onclick={form.click(Action::AddStep)}>{ "+ Add a step" }</button>
        </section>
    }
}

/// The steps by the workflow that they belong to, in the order of its first step.
fn workflows(draft: &Draft) -> Vec<(Option<&str>, Vec<usize>)> {
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for index in 0..draft.count("/usage") {
        let name = draft.text(&format!("/usage/{index}/workflow"));
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, steps)) => steps.push(index),
            None => groups.push((name, vec![index])),
        }
    }
    groups
}

fn steps_sum(run: &Run, steps: &[usize]) -> Amount {
    let rows = run.report.spending.iter().filter(|row| steps.contains(&row.activity));
    rows.map(|row| row.amount).sum()
}

/// An amount of the wallet: credits as they are, money with its sign.
pub(crate) fn told(run: &Run, amount: Amount) -> String {
    if run.is_money() {
        format::money_of(amount, &run.report.totals.cost.currency)
    } else {
        format::amount(amount)
    }
}

fn total(run: &Run) -> Html {
    let months = run.scenario.horizon.months.0;
    let word = number_word(usize::try_from(months).unwrap_or(usize::MAX));
    let why = Why::of("spent").by(run.charge_rules()).looks("sum");
    let unit = if one(months as f64) { "month" } else { "months" };
    html! {
        <p class="total">
            <span>{ format!("Spent in {word} {unit}") }</span>
            { why.explains(run.card(), told(run, run.report.totals.spent)) }
        </p>
    }
}
