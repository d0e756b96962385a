//! A number that is typed, stepped or slid.

use creditcast_core::document::Value;
use web_sys::HtmlInputElement;
use yew::{Callback, Event, Html, TargetCast};

use super::drawer::CONTROL;
use crate::enough::Enough;
use crate::form::{Form, field_id};
use crate::format::count;
use crate::picture::percent;
use crate::sentence::{Field, Scale};
use crate::state::{Action, Open};
use crate::view::html;
use crate::words::{percentage, plain, share_of_percentage, typed, typed_number};

/// The control of a number.
pub(crate) fn number(form: Form, field: &Field, scale: &Scale, open: &Open) -> Html {
    let value = form.state.draft.get(&field.at);
    // What was typed stands as long as it says the value, however it is written.
    let says = open.is_emptied || read(&open.typed, scale).as_ref() == value;
    let last = shown(value, scale);
    let text = if says { open.typed.to_string() } else { last.clone() };
    let granted = form.state.run.as_ref().map(|run| run.granted_a_month());
    let usual = granted.filter(|granted| scale.is_cap && *granted > 0.0);
    let now = typed_number(if open.is_emptied { &last } else { &text });
    let now = now.or(usual).unwrap_or(scale.least);
    let before = open.before().map(|before| shown(Some(before), scale));
    // What is not given stands in the sentence as what it is then.
    let before = before.or_else(|| field.text.split(' ').next().map(str::to_owned));
    let before = before.and_then(|before| typed_number(&before));
    let most = scale.most.or(usual.filter(|_| before.is_none()));
    let most = most.unwrap_or_else(|| end_of_slider(before.unwrap_or(0.0)));
    html! {
        <>
            <div class="drawer-row">
                <label for={CONTROL}>{ &field.label }</label>
                { stepper(form, field, scale, &text, now) }
            </div>
            if scale.has_slider {
                { slider(form, field, scale, now, most, open.enough) }
            }
            if let Some(none) = scale.none.filter(|_| value.is_some()) {
                <button type="button" class="quiet" onclick={form.click(Action::Clear(field.at.clone()))}>
                    { format!("Make it “{none}”") }
                </button>
            }
        </>
    }
}

fn stepper(form: Form, field: &Field, scale: &Scale, text: &str, now: f64) -> Html {
    let wrong = form.state.problem(&field.at).is_some();
    let step = |by: f64| {
        let next = typed((now + by).max(scale.least));
        form.click(Action::Type(next.as_str().into(), read(&next, scale)))
    };
    html! {
        <span class="stepper">
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                id={CONTROL}
                class={wrong.then_some("wrong")}
                aria-invalid={wrong.then_some("true")}
                aria-describedby={wrong.then(|| field_id(&field.at) + "-wrong")}
                value={text.to_owned()}
                oninput={typing(form, scale)}
            />
            if scale.is_share {
                <span class="unit" aria-hidden="true">{ "%" }</span>
            }
            <button type="button" aria-label="One less" onclick={step(-1.0)}>{ "−" }</button>
            <button type="button" aria-label="One more" onclick={step(1.0)}>{ "+" }</button>
        </span>
    }
}

fn slider(
    form: Form,
    field: &Field,
    scale: &Scale,
    now: f64,
    most: f64,
    enough: Option<Enough>,
) -> Html {
    let end = |value: f64| count(value) + if scale.is_share { "%" } else { "" };
    html! {
        <div class="slider">
            { track(enough, now, most) }
            <input
                type="range"
                aria-label={field.label.clone()}
                aria-valuetext={field.text.clone()}
                min={plain(scale.least)}
                max={plain(most)}
                value={plain(now.clamp(scale.least, most))}
                oninput={typing(form, scale)}
            />
            <span class="ends" aria-hidden="true">
                <span>{ end(scale.least) }</span>
                <span>{ end(most) }</span>
            </span>
        </div>
    }
}

/// Where it is known how far credits last, green up to there, and red from there to where the thumb is.
fn track(enough: Option<Enough>, now: f64, most: f64) -> Html {
    let known = enough.map(|enough| match enough {
        Enough::UpTo(lasts) => (lasts as f64, format!("enough up to {}", count(lasts as f64))),
        Enough::Never => (0.0, "the other steps alone take more than there is".to_owned()),
    });
    let lasts = known.as_ref().map_or(now, |(lasts, _)| *lasts);
    #[expect(clippy::cast_possible_truncation, reason = "a share of the track")]
    let part = |value: f64| percent((1_000.0 * (value / most).clamp(0.0, 1.0)) as i64, 1_000);
    html! {
        <>
            if let Some((_, said)) = &known {
                <p class={if now > lasts { "enough lost" } else { "enough" }}>{ said }</p>
            }
            <svg class="track" aria-hidden="true">
                if known.is_some() {
                    <rect class="have" width={part(lasts)} height="100%" />
                }
                if now > lasts {
                    <rect class="lost" x={part(lasts)} width={part(now.min(most) - lasts)} height="100%" />
                }
            </svg>
        </>
    }
}

fn typing(form: Form, scale: &Scale) -> Callback<Event> {
    let (act, scale) = (form.act.clone(), scale.clone());
    Callback::from(move |event: Event| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        act.emit(Action::Type(text.as_str().into(), read(&text, &scale)));
    })
}

/// The value of a text; a text that is no number stands for itself, so that the core can say so.
fn read(text: &str, scale: &Scale) -> Option<Value> {
    if text.trim().is_empty() && scale.none.is_some() {
        return None;
    }
    let number =
        typed_number(if scale.is_share { text.trim().trim_end_matches('%') } else { text });
    let number = number.map(|n| if scale.is_share { share_of_percentage(n) } else { n });
    Some(number.map_or_else(|| Value::Text(text.to_owned()), Value::Number))
}

fn shown(value: Option<&Value>, scale: &Scale) -> String {
    match value {
        Some(Value::Number(number)) if scale.is_share => typed(percentage(*number)),
        Some(Value::Number(number)) => typed(*number),
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// Twice what was there, rounded up to a number that is easy to read.
fn end_of_slider(before: f64) -> f64 {
    let twice = before.max(10.0) * 2.0;
    let mut step = 1.0;
    while twice > step * 20.0 {
        step *= 10.0;
    }
    (twice / step).ceil() * step
}
