//! What a reader does to lists of a document: put an element in, take it out, move it.

use std::rc::Rc;

use creditcast_core::calendar::Date;
use creditcast_core::document::Value;

use crate::changes::held::Step;
use crate::draft::Draft;
use crate::names::{KINDS, forget, list_of, names, new_of};
use crate::state::State;

/// Something done to a list, or to a change on its rail.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// Puts an element at the end of a list and opens a field of it.
    Insert(&'static str, Value, &'static str),
    /// Puts an element at the end of a list, or a value at its place, and opens a field of it.
    Say(&'static str, Value, &'static str),
    /// Lets a step call a thing of a kind, a new one if there is none.
    Call(usize, &'static str),
    /// A step moves onto another one.
    MoveStep(usize, usize),
    /// A step moves by one, up or down.
    MoveStepBy(usize, bool),
    /// The workflow of a step has another name.
    NameWorkflow(usize, Rc<str>),
    /// Types into the field of a name, which is taken when it is whole.
    Write(Rc<str>),
    /// Takes the element of an index out of a list.
    Remove(Rc<str>, usize),
    /// Begins with another plan.
    StartFrom(usize),
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
    /// All that has a day has another, so many days later.
    MoveDays(i64),
}

impl State {
    /// The state after an edit.
    #[inline(never)]
    pub(crate) fn edit(self, edit: Edit) -> Self {
        match edit {
            Edit::Insert(list, value, key) => {
                let end = self.draft.count(list);
                self.insert(list, end, &value, key)
            }
            Edit::Say(at, value, key) => self.say(at, &value, key),
            Edit::Call(step, kind) => self.call(step, kind),
            Edit::MoveStep(step, onto) => self.move_step(step, onto),
            Edit::MoveStepBy(step, is_down) => self.move_step_by(step, is_down),
            Edit::NameWorkflow(step, name) => self.name_workflow(step, &name),
            Edit::Write(typed) => self.write(typed),
            Edit::Remove(list, index) => self.take_out(&list, index),
            Edit::StartFrom(preset) => self.start_from(preset),
            Edit::AddChange(kind) => self.add_change(kind),
            Edit::Grab(index, day) => self.grab(index, day),
            Edit::Drag(index, day) => self.drag(index, day),
            Edit::Drop(index) => self.let_go(index),
            Edit::Shift(index, day) => self.shift(index, day),
            Edit::Move(index, step) => self.step(index, step),
            Edit::PutBack => self.put_back(),
            Edit::MoveDays(days) => self.move_days(days),
        }
    }

    /// Puts an element into a list, and opens the field of it that is wanted first.
    pub(crate) fn insert(self, list: &str, index: usize, value: &Value, key: &str) -> Self {
        let state = self.changed(None, &mut |draft| insert(draft, list, index, value.clone()));
        state.opening_field(format!("{list}/{index}/{key}").into())
    }

    fn say(self, at: &str, value: &Value, key: &str) -> Self {
        if KINDS.iter().any(|(_, list)| *list == at) {
            let end = self.draft.count(at);
            return self.insert(at, end, value, key);
        }
        let field = if key.is_empty() { at.to_owned() } else { format!("{at}/{key}") };
        self.changed(None, &mut |draft| draft.set(at, value.clone())).opening_field(field.into())
    }

    /// A step calls a thing of a kind. What a list knows of its records, the step does not say.
    fn call(self, step: usize, kind: &str) -> Self {
        let at = format!("/usage/{step}/{kind}");
        let state = self.changed(None, &mut |draft| {
            let found = draft.get(&format!("/usage/{step}/points")).cloned();
            if draft.count(list_of(kind)) == 0 {
                let new = new_of(draft, kind, found.as_ref());
                draft.list_mut(list_of(kind)).push(new);
            }
            if let Some(name) = names(draft, list_of(kind)).first() {
                draft.set(&at, name.as_str());
            }
            let shares = if kind == "list" { &["points", "matched", "repeat"][..] } else { &[] };
            for key in shares {
                draft.remove(&format!("/usage/{step}/{key}"));
            }
        });
        state.opening_field(at.into())
    }

    fn write(mut self, typed: Rc<str>) -> Self {
        if let Some(open) = &mut self.open {
            open.typed = typed;
        }
        self
    }

    fn take_out(self, list: &str, index: usize) -> Self {
        let mut state = self.changed(None, &mut |draft| {
            let elements = draft.list_mut(list);
            if index < elements.len() {
                elements.remove(index);
            }
            if elements.is_empty() && list != "/usage" {
                draft.remove(list);
            }
            forget(draft, list);
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
