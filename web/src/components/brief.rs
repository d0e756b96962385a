//! What the team does: its steps by workflow, each with what it takes.

use creditcast_core::amount::Amount;
use yew::Html;

use super::besides::besides;
use super::menu::menu;
use super::sentence::sentence;
use super::step::{Around, step};
use super::why::{Why, citation};
use crate::draft::Draft;
use crate::edit::Edit;
use crate::form::Form;
use crate::format;
use crate::preset::{next_action, step_of};
use crate::presets::{PRESETS, Preset};
use crate::run::Run;
use crate::sales_team::rule_of_thumb;
use crate::sentence::{Control, Field, Pick, Sentence};
use crate::state::Action;
use crate::view::html;
use crate::words::{number_word, one};
use crate::workflows::{new_name, workflows};

/// The brief, with the figures of a run.
pub(crate) fn brief(form: Form, run: &Run) -> Html {
    let draft = &form.state.draft;
    let groups = workflows(draft);
    let order: Vec<usize> = groups.iter().flat_map(|(_, steps)| steps).copied().collect();
    html! {
        <section class="brief" aria-labelledby="brief">
            <div class="head">
                <h2 id="brief">{ "What the team does" }</h2>
                { menu(form, "presets", "Start from a preset", presets().map(|(preset, action)| (preset.title, preset.remark, action))) }
            </div>
            if draft.count("/usage") == 0 {
                { empty(form) }
            }
            if let Some((said, source)) = rule_of_thumb(run).filter(|_| form.state.complete().is_some()) {
                <div class="rule-of-thumb"><p>{ said }</p>{ citation(&source) }</div>
            }
            for (name, steps) in groups {
                <div class="workflow">
                    if let Some(name) = name {
                        { workflow_head(form, run, name, &steps) }
                    }
                    for index in steps {
                        { step(form, run, index, around(&order, index)) }
                    }
                </div>
            }
            { total(run) }
            <div class="adds">
                <button type="button" class="add" onclick={form.click(Action::AddStep)}>{ "+ Add a step" }</button>
                if let Some(action) = add_workflow(form, draft) {
                    <button type="button" class="add" onclick={form.click(action)}>{ "+ Add a workflow" }</button>
                }
            </div>
            { besides(form) }
        </section>
    }
}

/// The steps before and after another, in the order in which they are shown.
fn around(order: &[usize], index: usize) -> Around {
    let place = order.iter().position(|other| *other == index).unwrap_or(0);
    [place.checked_sub(1), Some(place + 1)].map(|place| order.get(place?).copied())
}

/// The plans to start from, and what does so.
fn presets() -> impl Iterator<Item = (&'static Preset, Action)> {
    PRESETS.iter().enumerate().map(|(index, preset)| (preset, Action::Edit(Edit::StartFrom(index))))
}

/// What stands where nothing is done yet.
fn empty(form: Form) -> Html {
    html! {
        <>
            <p class="lede">{ "Say what the team does, or start from one of these." }</p>
            <ul class="presets">
                for (preset, action) in presets().take(PRESETS.len() - 1) {
                    <li>
                        <button type="button" class="link" onclick={form.click(action)}>{ preset.title }</button>
                        <span>{ preset.remark }</span>
                    </li>
                }
            </ul>
        </>
    }
}

/// A workflow: its name, which can be changed, and what it takes in all.
fn workflow_head(form: Form, run: &Run, name: &str, steps: &[usize]) -> Html {
    let step = steps.first().copied().unwrap_or(0);
    let field = Field {
        at: format!("/usage/{step}/workflow").into(),
        label: "Workflow".to_owned(),
        text: name.to_owned(),
        control: Control::Text(Pick::Workflow(step)),
    };
    html! {
        <div class="workflow-head">
            <h3 class="unseen">{ name }</h3>
            <div>{ sentence(form, &Sentence::default().field(field).parts(), Html::default) }</div>
            <span>{ told(run, steps_sum(run, steps)) }</span>
        </div>
    }
}

/// A workflow that has no name yet, with a step.
fn add_workflow(form: Form, draft: &Draft) -> Option<Action> {
    let action = next_action(draft, &form.state.card)?;
    let mut step = Draft::from(step_of(action));
    step.set("/workflow", new_name(draft).as_str());
    Some(Action::Edit(Edit::Insert("/usage", step.into_document(), "workflow")))
}

pub(super) fn steps_sum(run: &Run, steps: &[usize]) -> Amount {
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
