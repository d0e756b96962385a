//! One step: its sentence, and under it the share it has of everything that is spent.

use creditcast_core::amount::Amount;
use creditcast_core::report::Spending;
use yew::{Callback, Event, Html};

use super::brief::told;
use super::grip::{grip, grip_id, step_id};
use super::sentence::sentence;
use super::why::Why;
use crate::browser;
use crate::edit::Edit;
use crate::form::Form;
use crate::format;
use crate::order::each_once;
use crate::picture::share;
use crate::run::Run;
use crate::state::Action;
use crate::steps::Step;
use crate::view::html;
use crate::workflows::neighbour;

/// The step of an index, with what it takes in a run.
pub(crate) fn step(form: Form, run: &Run, index: usize) -> Html {
    let step = Step::of(&form.state.draft, &form.state.card, index);
    let more = || html! { <>{ details(form, &step, index) }{ foot(form, &step, index) }</> };
    html! {
        <div key={index} id={step_id(index)} class={if step.is_off() { "step off" } else { "step" }}>
            { grip(form, index) }
            { sentence(form, &step.sentence(), more) }
            if step.is_off() {
                <p class="cost">{ leader(0) }<span>{ "off" }</span></p>
            } else {
                { cost(run, index) }
            }
        </div>
    }
}

/// What else the step can say.
fn details(form: Form, step: &Step, index: usize) -> Html {
    html! {
        <span class="details">
            <span class="note">{ "Also say" }</span>
            for (key, name) in step.unsaid() {
                { quiet(form, name, Action::Set(format!("/usage/{index}/{key}").into(), step.beginning(key))) }
            }
            for kind in step.uncalled() {
                { quiet(form, kind, Action::Edit(Edit::Call(index, kind))) }
            }
        </span>
    }
}

fn foot(form: Form, step: &Step, index: usize) -> Html {
    html! {
        <>
            { quiet(form, "Copy", Action::CopyStep(index)) }
            for (name, is_down) in [("Move up", false), ("Move down", true)] {
                if let Some(onto) = neighbour(&form.state.draft, index, is_down) {
                    <button type="button" class="quiet" onclick={moves(form, index, is_down, onto)}>{ name }</button>
                }
            }
            { quiet(form, if step.is_off() { "Switch on" } else { "Switch off" }, Action::SwitchStep(index)) }
            { quiet(form, "Remove", Action::RemoveStep(index)) }
        </>
    }
}

fn quiet(form: Form, name: &str, action: Action) -> Html {
    html! { <button type="button" class="quiet" onclick={form.click(action)}>{ name }</button> }
}

/// Moves the step to the place of another, and the focus with it.
fn moves(form: Form, index: usize, is_down: bool, onto: usize) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |_| {
        act.emit(Action::Edit(Edit::MoveStepBy(index, is_down)));
        browser::focus(&grip_id(onto));
    })
}

/// A bar for the share of all that is spent, dots to its end, and the figure.
fn cost(run: &Run, index: usize) -> Html {
    let rows: Vec<&Spending> =
        run.report.spending.iter().filter(|row| row.activity == index).collect();
    let spent: Amount = rows.iter().map(|row| row.amount).sum();
    let rules = each_once(rows.iter().flat_map(|row| &row.rules).map(|row| &row.rule));
    let why = Why::of(format!("step-{index}")).by(rules).how(how(&rows));
    html! {
        <p class="cost">
            { leader(share(spent.as_micros(), run.report.totals.spent.as_micros(), 100)) }
            { why.explains(run.card(), told(run, spent)) }
        </p>
    }
}

fn how(rows: &[&Spending]) -> String {
    let Some(row) = rows.first() else { return "Nothing was served.".to_owned() };
    let (requests, units) = (row.requests.0 as f64, row.units.0 as f64);
    format!("{} units served in {} requests.", format::count(units), format::count(requests))
}

fn leader(percent: i64) -> Html {
    let end = format!("{percent}%");
    html! {
        <svg class="leader" aria-hidden="true">
            <line class="dots" x1={end.clone()} y1="50%" x2="100%" y2="50%" />
            <line class="bar" x1="0" y1="50%" x2={end} y2="50%" />
        </svg>
    }
}
