//! One step: its sentence, and under it the share it has of everything that is spent.

use std::rc::Rc;

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::RateCard;
use creditcast_core::report::Spending;
use yew::virtual_dom::VComp;
use yew::{Callback, Component, Context, Event, Html, Properties};

use super::brief::told;
use super::grip::{grip, grip_id, step_id};
use super::sentence::{is_at_rest, sentence};
use super::why::Why;
use crate::browser;
use crate::edit::Edit;
use crate::form::Form;
use crate::format;
use crate::order::each_once;
use crate::picture::share;
use crate::run::Run;
use crate::sentence::Part;
use crate::state::{Action, State};
use crate::steps::Step;
use crate::view::html;

/// The step of an index, with what it takes in a run, between the two that are shown around it.
pub(crate) fn step(form: Form, run: &Run, index: usize, around: Around) -> Html {
    let step = Step::of(&form.state.draft, &form.state.card, index);
    let said = step.sentence();
    let cost = (!step.is_off()).then(|| Cost::of(run, index));
    let is_explained = cost.as_ref().is_some_and(|cost| cost.why.is_asked());
    let is_still =
        !is_explained && said.iter().filter_map(Part::field).all(|field| is_at_rest(form, field));
    let seen = Seen { index, said, cost, around, is_still };
    let props = Props { seen, state: form.state.clone(), act: form.act.clone() };
    VComp::new::<Drawn>(Rc::new(props), Some(index.into())).into()
}

/// The steps that are shown before and after a step.
pub(crate) type Around = [Option<usize>; 2];

/// A step as it is drawn. A key seldom changes more than one of them: the others are left as they are.
struct Drawn;

#[derive(Properties)]
struct Props {
    seen: Seen,
    state: State,
    act: Callback<Action>,
}

/// All that is seen of a step.
#[derive(PartialEq)]
struct Seen {
    index: usize,
    said: Vec<Part>,
    /// What it takes, unless it is off.
    cost: Option<Cost>,
    around: Around,
    /// Is there nothing open, wrong or explained in it, of which more would have to be compared?
    is_still: bool,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.seen.is_still && self.seen == other.seen
    }
}

impl Component for Drawn {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Drawn
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Props { seen, state, act } = context.props();
        seen.draw(Form { state, act })
    }
}

impl Seen {
    fn draw(&self, form: Form) -> Html {
        let more = || more(form, self);
        html! {
            <div id={step_id(self.index)} class={if self.cost.is_none() { "step off" } else { "step" }}>
                { grip(form, self.index, self.around) }
                { sentence(form, &self.said, more) }
                if let Some(cost) = &self.cost {
                    { cost.draw(form.state.run.as_deref().map_or(&form.state.card, Run::card)) }
                } else {
                    <p class="cost">{ leader(0) }<span>{ "off" }</span></p>
                }
            </div>
        }
    }
}

fn more(form: Form, seen: &Seen) -> Html {
    let step = Step::of(&form.state.draft, &form.state.card, seen.index);
    html! { <>{ details(form, &step, seen.index) }{ foot(form, &step, seen) }</> }
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

fn foot(form: Form, step: &Step, seen: &Seen) -> Html {
    let Seen { index, around, .. } = *seen;
    html! {
        <>
            { quiet(form, "Copy", Action::CopyStep(index)) }
            for (name, is_down) in [("Move up", false), ("Move down", true)] {
                if let Some(onto) = around[usize::from(is_down)] {
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

/// What a step takes.
#[derive(PartialEq)]
struct Cost {
    /// Its share of all that is spent, in hundredths.
    percent: i64,
    told: String,
    why: Why,
}

impl Cost {
    fn of(run: &Run, index: usize) -> Self {
        let rows: Vec<&Spending> =
            run.report.spending.iter().filter(|row| row.activity == index).collect();
        let spent: Amount = rows.iter().map(|row| row.amount).sum();
        let rules = each_once(rows.iter().flat_map(|row| &row.rules).map(|row| &row.rule));
        Cost {
            percent: share(spent.as_micros(), run.report.totals.spent.as_micros(), 100),
            told: told(run, spent),
            why: Why::of(format!("step-{index}")).by(rules).how(how(&rows)),
        }
    }

    /// A bar for the share of all that is spent, dots to its end, and the figure.
    fn draw(&self, card: &RateCard) -> Html {
        html! {
            <p class="cost">
                { leader(self.percent) }
                { self.why.explains(card, &self.told) }
            </p>
        }
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
