//! One step: its sentence, and under it the share it has of everything that is spent.

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::RateCard;
use creditcast_core::report::Spending;
use yew::{Html, Properties, classes, component, html};

use super::brief::told;
use super::sentence::Sentence;
use super::why::Why;
use crate::form::Form;
use crate::run::Run;
use crate::shared::Shared;
use crate::state::Action;
use crate::steps;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub form: Form,
    pub card: Shared<RateCard>,
    pub run: Shared<Run>,
    pub index: usize,
}

#[component]
pub(crate) fn Step(props: &Props) -> Html {
    let Props { form, card, run, index } = props;
    let step = steps::Step::of(&form.draft, card, *index);
    html! {
        <div class={classes!("step", step.is_off().then_some("off"))}>
            <Sentence class="said" form={form.clone()} parts={step.sentence()}>
                { details(props, &step) }
                { foot(props, step.is_off()) }
            </Sentence>
            if step.is_off() {
                <p class="cost">{ leader(0) }<span>{ "off" }</span></p>
            } else {
                { cost(run, *index) }
            }
        </div>
    }
}

/// What else the step can say.
fn details(props: &Props, step: &steps::Step) -> Html {
    let add = |(key, name): (&'static str, &'static str)| {
        let at = format!("/usage/{}/{key}", props.index);
        let value = step.beginning(key);
        let onclick = props.form.on(move || Action::Set(at.as_str().into(), value.clone()));
        html! { <button type="button" class="quiet" {onclick}>{ name }</button> }
    };
    html! {
        <span class="details">
            <span class="note">{ "Also say" }</span>
            { for step.unsaid().into_iter().map(add) }
        </span>
    }
}

fn foot(props: &Props, is_off: bool) -> Html {
    let index = props.index;
    let on = |action: fn(usize) -> Action| props.form.on(move || action(index));
    html! {
        <>
            <button type="button" class="quiet" onclick={on(Action::CopyStep)}>{ "Copy" }</button>
            <button type="button" class="quiet" onclick={on(Action::SwitchStep)}>
                { if is_off { "Switch on" } else { "Switch off" } }
            </button>
            <button type="button" class="quiet" onclick={on(Action::RemoveStep)}>{ "Remove" }</button>
        </>
    }
}

/// A bar for the share of all that is spent, dots to its end, and the figure.
fn cost(run: &Shared<Run>, index: usize) -> Html {
    let rows: Vec<&Spending> = run.report.spending.iter().filter(|row| row.activity == index).collect();
    let spent: Amount = rows.iter().map(|row| row.amount).sum();
    let all = run.report.totals.spent.as_micros().max(1);
    let rules = rows.iter().flat_map(|row| &row.rules).map(|row| row.rule.clone()).collect::<Vec<_>>();
    let share = i128::from(spent.as_micros()) * 100 / i128::from(all);
    html! {
        <p class="cost">
            { leader(share) }
            <Why id={format!("why-step-{index}")} run={run.clone()} {rules} how={how(&rows)}>
                { told(run, spent) }
            </Why>
        </p>
    }
}

fn how(rows: &[&Spending]) -> String {
    let Some(row) = rows.first() else { return "Nothing was served.".to_owned() };
    let (requests, units) = (row.requests.0 as f64, row.units.0 as f64);
    let count = crate::format::count;
    format!("{} units served in {} requests.", count(units), count(requests))
}

fn leader(percent: i128) -> Html {
    let end = format!("{percent}%");
    html! {
        <svg class="leader" aria-hidden="true">
            <line class="dots" x1={end.clone()} y1="50%" x2="100%" y2="50%" />
            <line class="bar" x1="0" y1="50%" x2={end} y2="50%" />
        </svg>
    }
}
