//! The plan through time: what changes, on a rail, in a list, and as sentences.

use crate::browser;
use crate::changes::said::CHANGES;

mod add;
mod list;
mod note;
mod rail;

pub(crate) use add::add;
pub(crate) use list::list;
pub(crate) use rail::{day_at, rail};

/// The id of a change's pin, and of its row in the list.
fn pin_id(index: usize) -> String {
    format!("pin-{index}")
}

fn row_id(index: usize) -> String {
    format!("change-{index}")
}

/// Moves the focus to the change that has a place: to its pin or, where there are none, to its row.
pub(crate) fn focus(at: &str) {
    let own = at.strip_prefix(CHANGES).and_then(|rest| rest.split('/').nth(1));
    if let Some(index) = own.and_then(|index| index.parse().ok()) {
        browser::focus(&pin_id(index));
        browser::focus(&row_id(index));
    }
}
