//! What is to be worked out aside, as things are.

use std::rc::Rc;

use super::{Asked, Question};
use crate::compare::candidates;
use crate::spread;
use crate::state::{State, View};

/// The questions that what is looked at depends on and that are not answered yet: of the last complete plan, whose
/// figures stand there where the plan is wrong.
pub(crate) fn wanted(state: &State) -> Vec<Asked> {
    let Some(run) = &state.run else { return Vec::new() };
    let about = |question, request| Asked { question, request: Rc::new(request) };
    let scenario = || run.draft.document().clone();
    let mut asked = Vec::new();
    match state.view {
        View::Plan => {
            asked.push(about(Question::Range, scenario()));
            let forecast = spread::request(&run.draft);
            asked.extend(forecast.map(|request| about(Question::Forecast, request)));
            if state.is_advised {
                asked.push(about(Question::Advise, scenario()));
            }
        }
        View::Compare if state.complete().is_some() => {
            let request = candidates::request(&run.draft, &state.card);
            asked.push(about(Question::Compare, request));
        }
        _ => {}
    }
    asked.retain(|asked| !state.answers.has(asked));
    asked
}
