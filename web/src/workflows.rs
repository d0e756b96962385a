//! Workflows: steps under one name, and the order in which they are served.

use crate::draft::Draft;
use crate::spread;
use crate::state::State;

/// The steps by the workflow that they belong to, in the order of its first step.
pub(crate) fn workflows(draft: &Draft) -> Vec<(Option<&str>, Vec<usize>)> {
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for index in 0..draft.count("/usage") {
        let name = of(draft, index);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, steps)) => steps.push(index),
            None => groups.push((name, vec![index])),
        }
    }
    groups
}

/// The workflow of a step.
fn of(draft: &Draft, index: usize) -> Option<&str> {
    draft.text(&format!("/usage/{index}/workflow"))
}

/// What a further workflow is called.
pub(crate) fn new_name(draft: &Draft) -> String {
    format!("Workflow {}", workflows(draft).len() + 1)
}

/// The step that is shown before or after another.
pub(crate) fn neighbour(draft: &Draft, index: usize, is_after: bool) -> Option<usize> {
    let shown: Vec<usize> = workflows(draft).into_iter().flat_map(|(_, steps)| steps).collect();
    let place = shown.iter().position(|other| *other == index)?;
    let place = if is_after { place + 1 } else { place.checked_sub(1)? };
    shown.get(place).copied()
}

/// A step moves onto another: past it within a workflow, else to the near side of it in its workflow.
/// Comes back with where it is then.
fn move_onto(draft: &mut Draft, index: usize, onto: usize) -> usize {
    let is_down = shown_before(draft, index, onto);
    let workflow = of(draft, onto).map(str::to_owned);
    let joins = of(draft, index) != workflow.as_deref();
    let at = format!("/usage/{index}/workflow");
    match &workflow {
        Some(name) => draft.set(&at, name.as_str()),
        None => draft.remove(&at),
    }
    let steps = draft.list_mut("/usage");
    let step = steps.remove(index);
    let onto = if onto > index { onto - 1 } else { onto };
    let place = if is_down == joins { onto } else { onto + 1 };
    steps.insert(place, step);
    place
}

fn shown_before(draft: &Draft, first: usize, second: usize) -> bool {
    let mut shown = workflows(draft).into_iter().flat_map(|(_, steps)| steps);
    shown.find(|step| *step == first || *step == second) == Some(first)
}

/// Where an element is after another one, or itself, has moved.
fn after_move(step: usize, from: usize, to: usize) -> usize {
    match step {
        _ if step == from => to,
        _ if from < step && step <= to => step - 1,
        _ if to <= step && step < from => step + 1,
        _ => step,
    }
}

impl State {
    /// A step moves onto another one; its field stays open.
    pub(crate) fn move_step(self, index: usize, onto: usize) -> Self {
        let count = self.draft.count("/usage");
        if index >= count || onto >= count || index == onto {
            return self;
        }
        let mut place = index;
        let mut state = self.changed(None, &mut |draft| {
            place = move_onto(draft, index, onto);
            spread::follow(draft, |step| Some(after_move(step, index, place)));
        });
        let own = format!("/usage/{index}/");
        if let Some(open) = &mut state.open {
            let key = open.at.strip_prefix(&own).map(str::to_owned);
            open.at =
                key.map_or_else(|| open.at.clone(), |key| format!("/usage/{place}/{key}").into());
        }
        state
    }

    /// A step moves before the one that is shown before it, or after the one after it.
    pub(crate) fn move_step_by(self, index: usize, is_down: bool) -> Self {
        match neighbour(&self.draft, index, is_down) {
            Some(onto) => self.move_step(index, onto),
            None => self,
        }
    }

    /// All steps of the workflow of a step come under another name.
    pub(crate) fn name_workflow(self, index: usize, name: &str) -> Self {
        let old = of(&self.draft, index).map(str::to_owned);
        self.changed(None, &mut |draft| {
            for index in (0..draft.count("/usage"))
                .filter(|index| of(draft, *index) == old.as_deref())
                .collect::<Vec<_>>()
            {
                let at = format!("/usage/{index}/workflow");
                if name.trim().is_empty() { draft.remove(&at) } else { draft.set(&at, name.trim()) }
            }
        })
    }
}
