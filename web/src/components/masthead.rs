//! The head of the page: mark, what is being looked at, undo and redo.

use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::state::Action;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub title: Option<AttrValue>,
    pub has_past: bool,
    pub has_future: bool,
    pub act: Callback<Action>,
}

#[component]
pub(crate) fn Masthead(props: &Props) -> Html {
    let undo = props.act.reform(|_| Action::Undo);
    let redo = props.act.reform(|_| Action::Redo);
    html! {
        <header class="masthead">
            <span class="wordmark">{ mark() }{ "creditcast" }</span>
            <span class="title">{ props.title.clone().unwrap_or_default() }</span>
            <button type="button" class="icon" aria-label="Undo" disabled={!props.has_past} onclick={undo}>
                { arrow("M5 3 2 6l3 3M2 6h7a4 4 0 0 1 0 8H7") }
            </button>
            <button type="button" class="icon" aria-label="Redo" disabled={!props.has_future} onclick={redo}>
                { arrow("m11 3 3 3-3 3M14 6H7a4 4 0 0 0 0 8h2") }
            </button>
            <a class="button" href="#take-along">{ "Take it along" }</a>
        </header>
    }
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
