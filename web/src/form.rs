//! What every part of the form needs: the values, what is wrong with them, and a way to act.

use std::rc::Rc;

use creditcast_core::document::Problem;
use yew::Callback;

use crate::draft::Draft;
use crate::shared::Shared;
use crate::state::Action;

/// The form of the page.
#[derive(Clone, PartialEq)]
pub(crate) struct Form {
    /// What was typed.
    pub draft: Shared<Draft>,
    /// What is wrong with it.
    pub problems: Shared<Vec<Problem>>,
    /// The place of the field that is open.
    pub open: Option<Rc<str>>,
    /// What a reader does.
    pub act: Callback<Action>,
}

impl Form {
    /// What is wrong at a place.
    pub(crate) fn problem(&self, at: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.path == at)
    }

    /// Is the field of this place open?
    pub(crate) fn is_open(&self, at: &str) -> bool {
        self.open.as_deref() == Some(at)
    }

    /// A callback that does the same thing whatever the event.
    pub(crate) fn on<E>(&self, action: impl Fn() -> Action + 'static) -> Callback<E> {
        self.act.reform(move |_| action())
    }
}

/// The id of a field's element.
pub(crate) fn field_id(at: &str) -> String {
    format!("field{}", at.replace('/', "-"))
}
