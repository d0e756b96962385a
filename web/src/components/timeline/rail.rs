//! The rail: a pin for each change, moved by a pointer or by keys.

use creditcast_core::calendar::Date;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::{Callback, Event, Html, TargetCast};

use super::add::ADD;
use super::pin_id;
use crate::browser;
use crate::changes::held::{Step, end, start};
use crate::changes::layout::Pin;
use crate::changes::said::{CHANGES, place};
use crate::components::lanes::washes;
use crate::edit::Edit;
use crate::form::Form;
use crate::format;
use crate::months::Score;
use crate::picture::percent;
use crate::state::Action;
use crate::view::html;

/// The id of the rail, whose width a pointer is measured by.
const RAIL: &str = "rail";
/// Where the rail lies, and how far levels are apart.
const Y: i64 = 18;
const LEVEL: i64 = 30;
/// Where the first name stands, and what a name and its day take.
const NAME: i64 = 12;
const LINE: i64 = 36;

/// The rail of these pins.
pub(crate) fn rail(form: Form, score: &Score, pins: &[Pin]) -> Html {
    let last_level = pins.iter().map(|pin| pin.level).max().unwrap_or(0);
    let lines = pins.iter().map(|pin| pin.line + 1).max().unwrap_or(0);
    let foot = Y + last_level * LEVEL;
    html! {
        <div class="lane changes-lane">
            <span class="lane-name">{ "Changes" }</span>
            <p class="unseen" id={HELP}>
                { "Arrow keys move it by a day, Page keys to a renewal. Enter opens it, Delete removes it, Escape puts it back." }
            </p>
            <svg class="rail" id={RAIL} height={(foot + 16).to_string()}>
                { washes(score, &(foot + 24).to_string()) }
                <line class="rail-line" x1="0" x2="100%" y1={Y.to_string()} y2={Y.to_string()} />
                { for pins.iter().map(|drawn| pin(form, score, drawn)) }
                { for pins.iter().map(|pin| number(score, pin)) }
            </svg>
            <svg class="pin-names" aria-hidden="true" height={(lines * LINE).to_string()}>
                { washes(score, &(lines * LINE + 8).to_string()) }
                { for pins.iter().map(|pin| name(score, pin)) }
            </svg>
        </div>
    }
}

fn x_of(score: &Score, day: Date) -> String {
    percent(score.place_within(day), score.width())
}

/// What a change is and when, below the rail.
fn name(score: &Score, pin: &Pin) -> Html {
    let x = x_of(score, pin.day);
    let y = NAME + pin.line * LINE;
    let class = if pin.is_left { "pin-name left-of" } else { "pin-name" };
    html! {
        <text key={pin.index} {class} y={y.to_string()}>
            <tspan class="pin-what" x={x.clone()}>{ &pin.name }</tspan>
            <tspan {x} dy="15">{ &pin.detail }</tspan>
        </text>
    }
}

/// On a phone a pin is a picture, with the number of its row.
fn number(score: &Score, pin: &Pin) -> Html {
    let (x, y) = (x_of(score, pin.day), (Y + pin.level * LEVEL).to_string());
    html! {
        <g key={pin.index} class="pin-number" aria-hidden="true">
            <circle cx={x.clone()} cy={y.clone()} r="11" />
            <text {x} {y} dy="4">{ pin.number.to_string() }</text>
        </g>
    }
}

fn pin(form: Form, score: &Score, pin: &Pin) -> Html {
    let refused = form.state.refused(pin.index);
    let (x, y) = (x_of(score, pin.day), (Y + pin.level * LEVEL).to_string());
    let (first, end) = (start(&form.state.draft), end(&form.state.draft));
    let tried = refused.map_or(pin.day, |(day, _)| day);
    let is_wrong_here = refused.is_some() && tried == pin.day;
    html! {
        <g key={pin.index}>
            if tried != pin.day {
                <line class="tried-line" x1={x.clone()} x2={x_of(score, tried)} y1={y.clone()} y2={y.clone()} />
                <circle class="tried" cx={x_of(score, tried)} cy={y.clone()} r="6" />
                <text class={if tried > pin.day { "tried-label" } else { "tried-label early" }} x={x_of(score, tried)} y={y.clone()} dy="-10">
                    { "not allowed here" }
                </text>
            }
            <line class="stem" x1={x.clone()} x2={x.clone()} y1="-8" y2={y.clone()} />
            <g
                class={if is_wrong_here { "pin wrong" } else { "pin" }}
                id={pin_id(pin.index)}
                role="slider"
                tabindex="0"
                aria-label={pin.name.clone()}
                aria-valuemin="0"
                aria-valuemax={(end.days_since(first) - 1).to_string()}
                aria-valuenow={tried.days_since(first).to_string()}
                aria-valuetext={format::day(tried)}
                aria-invalid={refused.is_some().then_some("true")}
                aria-describedby={if refused.is_some() { format!("refused-{}", pin.index) } else { HELP.to_owned() }}
                onfocusin={form.click(Action::Edit(Edit::Grab(pin.index, None)))}
                onkeydown={on_key(form, pin.index)}
                onpointerdown={on_down(form, score, pin.index)}
                onpointermove={on_move(form, score, pin.index)}
                onpointerup={form.click(Action::Edit(Edit::Drop(pin.index)))}
            >
                <circle class="grip" cx={x.clone()} cy={y.clone()} r="16" />
                <circle class="halo" cx={x.clone()} cy={y.clone()} r="10" />
                <circle class="ring" cx={x.clone()} cy={y.clone()} r="5.5" />
                <circle class="dot" cx={x} cy={y} r="2" />
            </g>
        </g>
    }
}

/// The id of what says how a pin is moved.
const HELP: &str = "pin-help";

/// The day below a pointer, which may be above or below the rail.
pub(crate) fn day_at(event: &Event, score: &Score) -> Option<Date> {
    let rail = browser::frame_of(RAIL)?;
    let x = f64::from(event.unchecked_ref::<PointerEvent>().client_x());
    let share = ((x - rail.left()) / rail.width().max(1.0)).clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, reason = "a share of the score is a small number")]
    let place = (share * score.width() as f64) as i64;
    Some(score.day_at(place))
}

fn on_down(form: Form, score: &Score, index: usize) -> Callback<Event> {
    let (act, score) = (form.act.clone(), score.clone());
    Callback::from(move |event: Event| {
        let pointer = event.unchecked_ref::<PointerEvent>().pointer_id();
        browser::focus(&pin_id(index));
        if let Some(pin) = browser::element(&pin_id(index)) {
            // A pointer that is gone already drags nothing.
            _ = pin.set_pointer_capture(pointer);
        }
        event.prevent_default();
        act.emit(Action::Edit(Edit::Grab(index, day_at(&event, &score))));
    })
}

fn on_move(form: Form, score: &Score, index: usize) -> Callback<Event> {
    let (act, score) = (form.act.clone(), score.clone());
    Callback::from(move |event: Event| {
        let pointer = event.unchecked_ref::<PointerEvent>().pointer_id();
        let holds =
            event.target_dyn_into::<Element>().is_some_and(|pin| pin.has_pointer_capture(pointer));
        if let Some(day) = day_at(&event, &score).filter(|_| holds) {
            act.emit(Action::Edit(Edit::Drag(index, day)));
        }
    })
}

/// Steps move it, Enter opens, Delete removes, Escape restores.
fn on_key(form: Form, index: usize) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |event: Event| {
        let key = event.unchecked_ref::<KeyboardEvent>().key();
        let action = match &*key {
            "Delete" | "Backspace" => Action::Edit(Edit::Remove(CHANGES.into(), index)),
            "Escape" => Action::Edit(Edit::PutBack),
            "Enter" | " " => Action::Open(place(index, "on")),
            _ => match Step::of_key(&key) {
                Some(step) => Action::Edit(Edit::Move(index, step)),
                None => return,
            },
        };
        event.prevent_default();
        act.emit(action);
        if key == "Delete" || key == "Backspace" {
            browser::focus(ADD);
        }
    })
}
