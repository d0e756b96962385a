//! The head of the page: mark, what is being looked at, undo and redo, the theme, and taking it along.

use yew::Html;

use super::sheet::SHEET;
use super::theme::theme;
use crate::form::Form;
use crate::state::{Action, View};
use crate::status::Kept;
use crate::view::html;

/// The masthead.
pub(crate) fn masthead(form: Form) -> Html {
    let state = form.state;
    html! {
        <header class="masthead">
            <span class="wordmark">{ mark() }{ "creditcast" }</span>
            <nav class="views" aria-label="Views">{ for View::ALL.into_iter().map(|(view, id, name)| link(view == state.view, id, name)) }</nav>
            <p class="title">
                <b>{ state.draft.text("/title").unwrap_or_default() }</b>
                if state.status.kept == Kept::Here {
                    <span>{ "saved in this browser" }</span>
                }
            </p>
            <button type="button" class="icon" aria-label="Undo" disabled={!state.has_past()} onclick={form.click(Action::Undo)}>
                { drawn("M5 3 2 6l3 3M2 6h7a4 4 0 0 1 0 8H7") }
            </button>
            <button type="button" class="icon" aria-label="Redo" disabled={!state.has_future()} onclick={form.click(Action::Redo)}>
                { drawn("m11 3 3 3-3 3M14 6H7a4 4 0 0 0 0 8h2") }
            </button>
            { theme() }
            <button type="button" class="button" popovertarget={SHEET} aria-haspopup="dialog">
                { drawn("M8 10V2M5 5l3-3 3 3M4.5 7.5H2.5v6.5h11V7.5h-2") }
                <span>{ "Take it along" }</span>
            </button>
        </header>
    }
}

/// The way to a view.
fn link(is_current: bool, id: &str, name: &str) -> Html {
    html! { <a href={format!("#{id}")} aria-current={is_current.then_some("page")}>{ name }</a> }
}

/// A balance stepping down to a red dot.
pub(crate) fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 22 22" aria-hidden="true">
            <path d="M2 4h6v5h5v5h5v4" />
            <circle cx="18" cy="19" r="2.25" />
        </svg>
    }
}

/// A small sign.
pub(super) fn drawn(path: &'static str) -> Html {
    html! { <svg viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg> }
}
