//! The ledger: every line of a plan's run, and why it is what it is.

use yew::Html;

use crate::components::ledger::explained::explained;
use crate::components::ledger::sums::sums;
use crate::components::ledger::table::table;
use crate::components::problems::problems;
use crate::form::Form;
use crate::view::html;

/// The view of a ledger.
pub(crate) fn ledger(form: Form) -> Html {
    let state = form.state;
    html! {
        <>
            if !state.problems.is_empty() {
                <div class="top">{ problems(form) }</div>
            }
            if let Some(book) = &state.book {
                <div class="desk ledger">
                    if let Some(line) = book.explained() {
                        { explained(form, book, line) }
                    } else {
                        { sums(book) }
                    }
                    { table(form, book) }
                </div>
            }
        </>
    }
}
