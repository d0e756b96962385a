//! What a reader does to lists of a document: put an element in, take it out, move it.

use std::rc::Rc;

use creditcast_core::calendar::Date;
use creditcast_core::document::Value;

use crate::changes::held::Step;
use crate::draft::Draft;
use crate::state::State;

/// Something done to a list, or to a change on its rail.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// Takes the element of an index out of a list.
    Remove(Rc<str>, usize),
    /// A change of this kind, on the first day that allows it.
    AddChange(&'static str),
    /// Takes hold of the change of an index; a pointer is on a day then.
    Grab(usize, Option<Date>),
    /// The pointer that holds it is on another day.
    Drag(usize, Date),
    /// The pointer lets it go.
    Drop(usize),
    /// The change of an index stands on another day, where that is allowed.
    Shift(usize, Date),
    /// The same, so far from where it is.
    Move(usize, Step),
    /// The change that is held goes back to where it was.
    PutBack,
}

impl State {
    /// The state after an edit.
    pub(crate) fn edit(self, edit: Edit) -> Self {
        match edit {
            Edit::Remove(list, index) => self.take_out(&list, index),
            Edit::AddChange(kind) => self.add_change(kind),
            Edit::Grab(index, day) => self.grab(index, day),
            Edit::Drag(index, day) => self.drag(index, day),
            Edit::Drop(index) => self.let_go(index),
            Edit::Shift(index, day) => self.shift(index, day),
            Edit::Move(index, step) => self.step(index, step),
            Edit::PutBack => self.put_back(),
        }
    }

    /// Puts an element into a list, and opens the field of it that is wanted first.
    pub(crate) fn insert(self, list: &str, index: usize, value: &Value, key: &str) -> Self {
        let state = self.changed(None, &mut |draft| insert(draft, list, index, value.clone()));
        state.opening_field(format!("{list}/{index}/{key}").into())
    }

    fn take_out(self, list: &str, index: usize) -> Self {
        let mut state = self.changed(None, &mut |draft| {
            let elements = draft.list_mut(list);
            if index < elements.len() {
                elements.remove(index);
            }
            if elements.is_empty() {
                draft.remove(list);
            }
        });
        state.open = None;
        state
    }
}

/// Puts an element into a list, at its end at the latest.
pub(crate) fn insert(draft: &mut Draft, list: &str, index: usize, value: Value) {
    let elements = draft.list_mut(list);
    elements.insert(index.min(elements.len()), value);
}
