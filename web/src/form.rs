//! What every part of the page needs: the state, and a way to act.

use yew::{Callback, Event};

use crate::state::{Action, State};

/// The page as its parts see it.
#[derive(Clone, Copy)]
pub(crate) struct Form<'a> {
    /// What there is to show.
    pub state: &'a State,
    /// What a reader does.
    pub act: &'a Callback<Action>,
}

impl Form<'_> {
    /// A click that does this.
    pub(crate) fn click(self, action: Action) -> Callback<Event> {
        let act = self.act.clone();
        Callback::from(move |_| act.emit(action.clone()))
    }
}

/// The id of a field's element.
pub(crate) fn field_id(at: &str) -> String {
    "field".to_owned() + &at.replace('/', "-")
}
