//! A sentence with fields, and under it the drawer of the field that is open.

use yew::Html;

use super::drawer::drawer;
use crate::form::{Form, field_id};
use crate::sentence::{Field, Part};
use crate::state::Action;
use crate::view::html;
use crate::words;

/// The sentence; `more` is what else its drawer offers.
pub(crate) fn sentence(form: Form, parts: &[Part], more: impl FnOnce() -> Html) -> Html {
    let fields = || parts.iter().filter_map(Part::field);
    let open = fields().find_map(|field| Some((field, form.state.opened(&field.at)?)));
    html! {
        <>
            <p class="said">{ for pieces(form, parts) }</p>
            for field in fields() {
                if let Some(problem) = form.state.problem(&field.at) {
                    <p class="wrong-note" id={field_id(&field.at) + "-wrong"}>{ words::problem(problem) }</p>
                }
            }
            if let Some((field, open)) = open {
                { drawer(form, field, open, more()) }
            }
        </>
    }
}

/// Is a field neither open nor wrong?
pub(super) fn is_at_rest(form: Form, field: &Field) -> bool {
    form.state.opened(&field.at).is_none() && form.state.problem(&field.at).is_none()
}

/// The parts in order; a sign after a field is never parted from it.
fn pieces(form: Form, parts: &[Part]) -> Vec<Html> {
    let mut pieces = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        pieces.push(match part {
            Part::Words(words) => {
                let after_field = index > 0 && matches!(parts[index - 1], Part::Field(_));
                words[if after_field { signs(words) } else { 0 }..].into()
            }
            Part::Field(field) => {
                let next = match parts.get(index + 1) {
                    Some(Part::Words(words)) => &words[..signs(words)],
                    _ => "",
                };
                html! { <span class="glued">{ button(form, field) }{ next }</span> }
            }
        });
    }
    pieces
}

/// How many bytes at the beginning are signs that stick to the word before.
fn signs(words: &str) -> usize {
    words.len() - words.trim_start_matches([',', '.', ';', ':', '?']).len()
}

fn button(form: Form, field: &Field) -> Html {
    let is_open = form.state.opened(&field.at).is_some();
    let is_wrong = form.state.problem(&field.at).is_some();
    let toggle = if is_open { Action::Close } else { Action::Open(field.at.clone()) };
    let id = field_id(&field.at);
    html! {
        <button
            type="button"
            class={if is_wrong { "field wrong" } else { "field" }}
            aria-label={format!("{}: {}", field.label, field.text)}
            aria-expanded={if is_open { "true" } else { "false" }}
            aria-describedby={is_wrong.then(|| id.clone() + "-wrong")}
            {id}
            onclick={form.click(toggle)}
        >
            { &field.text }
        </button>
    }
}
