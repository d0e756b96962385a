//! What is to be worked out aside, as things are.

use std::rc::Rc;

use super::{Asked, Question};
use crate::state::{State, View};

/// The questions that what is looked at depends on and that are not answered yet.
pub(crate) fn wanted(state: &State) -> Vec<Asked> {
    let asked = match state.view {
        View::Plan => state.complete().map(|run| about(Question::Range, run.draft.document())),
        View::Limits => None,
    };
    asked.into_iter().filter(|asked| !state.answers.has(asked)).collect()
}

fn about(question: Question, document: &creditcast_core::document::Value) -> Asked {
    Asked { question, request: Rc::new(document.clone()) }
}
