//! The head of the page: mark, what is being looked at, undo and redo.

use yew::Html;

use crate::form::Form;
use crate::state::{Action, View};
use crate::view::html;

/// The masthead.
pub(crate) fn masthead(form: Form) -> Html {
    let state = form.state;
    html! {
        <header class="masthead">
            <span class="wordmark">{ mark() }{ "creditcast" }</span>
            <nav class="views" aria-label="Views">{ for View::ALL.into_iter().map(|(view, id, name)| link(view == state.view, id, name)) }</nav>
            <span class="title">{ state.draft.text("/title").unwrap_or_default() }</span>
            <button type="button" class="icon" aria-label="Undo" disabled={!state.has_past()} onclick={form.click(Action::Undo)}>
                { arrow("M5 3 2 6l3 3M2 6h7a4 4 0 0 1 0 8H7") }
            </button>
            <button type="button" class="icon" aria-label="Redo" disabled={!state.has_future()} onclick={form.click(Action::Redo)}>
                { arrow("m11 3 3 3-3 3M14 6H7a4 4 0 0 0 0 8h2") }
            </button>
            <a class="button" href="#take-along">{ "Take it along" }</a>
        </header>
    }
}

/// The way to a view.
fn link(is_current: bool, id: &str, name: &str) -> Html {
    html! { <a href={format!("#{id}")} aria-current={is_current.then_some("page")}>{ name }</a> }
}

/// A balance stepping down to a red dot.
fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 22 22" aria-hidden="true">
            <path d="M2 4h6v5h5v5h5v4" />
            <circle cx="18" cy="19" r="2.25" />
        </svg>
    }
}

fn arrow(path: &'static str) -> Html {
    html! { <svg viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg> }
}
