//! A sentence with fields, and under it the drawer of the field that is open.

use yew::{AttrValue, Children, Html, Properties, classes, component, html};

use super::drawer::Drawer;
use crate::form::{Form, field_id};
use crate::sentence::{Field, Part};
use crate::state::Action;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub form: Form,
    pub class: AttrValue,
    pub parts: Vec<Part>,
    /// What else the drawer offers.
    #[prop_or_default]
    pub children: Children,
}

#[component]
pub(crate) fn Sentence(props: &Props) -> Html {
    let fields = props.parts.iter().filter_map(|part| match part {
        Part::Field(field) => Some(field),
        Part::Words(_) => None,
    });
    let open = fields.clone().find(|field| props.form.is_open(&field.at));
    let wrong = fields.filter_map(|field| Some((field, props.form.problem(&field.at)?)));
    html! {
        <>
            <p class={props.class.clone()}>{ for pieces(&props.parts, &props.form) }</p>
            for (field, problem) in wrong {
                <p class="wrong-note" id={format!("{}-wrong", field_id(&field.at))}>
                    { &problem.message }
                </p>
            }
            if let Some(field) = open {
                <Drawer key={&*field.at} form={props.form.clone()} field={field.clone()}>
                    { props.children.clone() }
                </Drawer>
            }
        </>
    }
}

/// The parts in order; a sign after a field is never parted from it.
fn pieces(parts: &[Part], form: &Form) -> Vec<Html> {
    let mut pieces = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Words(words) => {
                let after_field = index > 0 && matches!(parts[index - 1], Part::Field(_));
                let glued = if after_field { signs(words) } else { 0 };
                pieces.push(html! { { &words[glued..] } });
            }
            Part::Field(field) => {
                let next = match parts.get(index + 1) {
                    Some(Part::Words(words)) => &words[..signs(words)],
                    _ => "",
                };
                pieces.push(html! {
                    <span class="glued">{ button(field, form) }{ next }</span>
                });
            }
        }
    }
    pieces
}

/// How many bytes at the beginning are signs that stick to the word before.
fn signs(words: &str) -> usize {
    words.len() - words.trim_start_matches([',', '.', ';', ':', '?']).len()
}

fn button(field: &Field, form: &Form) -> Html {
    let at = field.at.clone();
    let is_open = form.is_open(&at);
    let is_wrong = form.problem(&at).is_some();
    let toggle = form.on(move || if is_open { Action::Close } else { Action::Open(at.clone()) });
    let id = field_id(&field.at);
    html! {
        <button
            type="button"
            class={classes!("field", is_wrong.then_some("wrong"))}
            aria-label={format!("{}: {}", field.label, field.text)}
            aria-expanded={is_open.to_string()}
            aria-describedby={is_wrong.then(|| format!("{id}-wrong"))}
            {id}
            onclick={toggle}
        >
            { &field.text }
        </button>
    }
}
