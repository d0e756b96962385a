//! A number that is typed, stepped or slid.

use creditcast_core::document::Value;
use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Html, InputEvent, Properties, TargetCast, UseStateHandle, component, html,
    use_memo, use_state,
};

use super::drawer::CONTROL;
use crate::form::{Form, field_id};
use crate::sentence::{Field, Scale};
use crate::state::Action;
use crate::words::{percentage, plain, share_of_percentage, typed_number};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub form: Form,
    pub field: Field,
    pub scale: Scale,
    pub value: Option<Value>,
}

#[component]
pub(crate) fn Number(props: &Props) -> Html {
    let Props { form, field, scale, value } = props;
    let typed = use_state(|| shown(value.as_ref(), scale));
    // What was typed stands as long as it says the value, however it is written.
    let says = read(&typed, scale) == *value;
    let text = if says { (*typed).clone() } else { shown(value.as_ref(), scale) };
    let most = use_memo((), |()| scale.most.unwrap_or_else(|| end_of_slider(&text)));
    let set = set(props, &typed);
    let now = typed_number(&text).unwrap_or(scale.least);
    html! {
        <>
            <div class="drawer-row">
                <label for={CONTROL}>{ &field.label }</label>
                { stepper(props, &text, now, &set) }
            </div>
            { slider(props, now, *most, &set) }
            { without(form, field, scale) }
        </>
    }
}

/// Takes a text as what was typed.
fn set(props: &Props, typed: &UseStateHandle<String>) -> Callback<String> {
    let (act, at, scale) = (props.form.act.clone(), props.field.at.clone(), props.scale.clone());
    let typed = typed.clone();
    Callback::from(move |text: String| {
        act.emit(match read(&text, &scale) {
            Some(value) => Action::Set(at.clone(), value),
            None => Action::Clear(at.clone()),
        });
        typed.set(text);
    })
}

fn stepper(props: &Props, text: &str, now: f64, set: &Callback<String>) -> Html {
    let wrong = props.form.problem(&props.field.at).is_some();
    let id = field_id(&props.field.at);
    let step = |by: f64| {
        let next = (now + by).max(props.scale.least);
        set.reform(move |_| plain(next))
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
                aria-describedby={wrong.then(|| format!("{id}-wrong"))}
                value={text.to_owned()}
                oninput={input(set)}
            />
            if props.scale.is_share {
                <span class="unit" aria-hidden="true">{ "%" }</span>
            }
            <button type="button" aria-label="One less" onclick={step(-1.0)}>{ "−" }</button>
            <button type="button" aria-label="One more" onclick={step(1.0)}>{ "+" }</button>
        </span>
    }
}

fn slider(props: &Props, now: f64, most: f64, set: &Callback<String>) -> Html {
    let Scale { least, .. } = props.scale;
    let unit = if props.scale.is_share { "%" } else { "" };
    html! {
        <div class="slider">
            <input
                type="range"
                aria-label={props.field.label.clone()}
                aria-valuetext={props.field.text.clone()}
                min={plain(least)}
                max={plain(most)}
                value={AttrValue::from(plain(now.clamp(least, most)))}
                oninput={input(set)}
            />
            <span class="ends" aria-hidden="true">
                <span>{ plain(least) + unit }</span>
                <span>{ plain(most) + unit }</span>
            </span>
        </div>
    }
}

/// The way to leave a number out, where it can be.
fn without(form: &Form, field: &Field, scale: &Scale) -> Html {
    let at = field.at.clone();
    let clear = form.on(move || Action::Clear(at.clone()));
    let none = scale.none.filter(|_| form.draft.has(&field.at));
    html! {
        if let Some(none) = none {
            <button type="button" class="quiet" onclick={clear}>{ format!("Make it “{none}”") }</button>
        }
    }
}

fn input(set: &Callback<String>) -> Callback<InputEvent> {
    set.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value())
}

/// The value of a text; a text that is no number stands for itself, so that the core can say so.
fn read(text: &str, scale: &Scale) -> Option<Value> {
    if text.trim().is_empty() && scale.none.is_some() {
        return None;
    }
    let number = typed_number(text);
    let number = number.map(|n| if scale.is_share { share_of_percentage(n) } else { n });
    Some(number.map_or_else(|| Value::Text(text.to_owned()), Value::Number))
}

fn shown(value: Option<&Value>, scale: &Scale) -> String {
    match value {
        Some(Value::Number(number)) if scale.is_share => plain(percentage(*number)),
        Some(Value::Number(number)) => plain(*number),
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// Twice what is there, rounded up to a number that is easy to read.
fn end_of_slider(text: &str) -> f64 {
    let twice = typed_number(text).unwrap_or(0.0).max(10.0) * 2.0;
    let mut step = 1.0;
    while twice > step * 20.0 {
        step *= 10.0;
    }
    (twice / step).ceil() * step
}
