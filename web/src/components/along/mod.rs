//! What is in the sheet of what can be taken along: plans that are kept, files, and the ways in. It is fetched when
//! the sheet is first opened.

mod files;
mod incoming;
mod saved;

use yew::Html;

use crate::form::Form;
use crate::view::html;

/// Everything in the sheet but the link.
pub(super) fn along(form: Form) -> Html {
    html! {
        <>
            { saved::saved(form) }
            { files::files(form) }
            { incoming::incoming(form) }
        </>
    }
}
