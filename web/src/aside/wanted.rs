//! What is to be worked out aside, as things are.

use std::rc::Rc;

use super::{Asked, Question};
use crate::compare::candidates;
use crate::later::Later;
use crate::spread;
use crate::state::{State, View};

/// The questions that what is looked at depends on and that are not answered yet.
pub(crate) fn wanted(state: &State) -> Vec<Asked> {
    let Some(run) = state.complete() else { return Vec::new() };
    let about = |question, request| Asked { question, request: Rc::new(request) };
    let scenario = || run.draft.document().clone();
    let mut asked = match state.view {
        View::Plan => vec![about(Question::Range, scenario())],
        View::Compare if state.later == Later::Here => {
            vec![about(Question::Compare, candidates::request(&run.draft, &state.card))]
        }
        _ => Vec::new(),
    };
    if state.view == View::Plan && state.is_advised {
        asked.push(about(Question::Advise, scenario()));
        asked.extend(spread::request(&run.draft).map(|request| about(Question::Forecast, request)));
    }
    asked.retain(|asked| !state.answers.has(asked));
    asked
}
