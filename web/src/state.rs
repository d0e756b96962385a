//! The state of the page, and all that can happen to it.
//!
//! `reduce` is a function of its arguments: it runs the scenario anew after each change and keeps the
//! last complete run beside what is wrong now, so that the page never shows nothing.

use std::rc::Rc;

use creditcast_catalog::catalog;
use creditcast_core::calendar::Date;
use creditcast_core::document::{Problem, Value};
use creditcast_core::rate_card::{RateCard, Shelf};
use yew::Reducible;

use crate::draft::{Draft, escape};
use crate::preset;
use crate::run::Run;
use crate::shared::Shared;

/// Everything that the page shows.
#[derive(Clone, PartialEq)]
pub(crate) struct State {
    /// What was typed.
    pub draft: Shared<Draft>,
    /// Its card, or the last one that it had.
    pub card: Shared<RateCard>,
    /// The last complete run.
    pub run: Option<Shared<Run>>,
    /// What is wrong with what was typed; nothing if the run is its own.
    pub problems: Shared<Vec<Problem>>,
    /// The place of the field that is open.
    pub open: Option<Rc<str>>,
    past: Vec<Shared<Draft>>,
    future: Vec<Shared<Draft>>,
    /// The place that changed last: one field's keystrokes are undone together.
    changed: Option<Rc<str>>,
}

/// What a reader can do.
pub(crate) enum Action {
    /// Give the value of a field.
    Set(Rc<str>, Value),
    /// Leave a field out.
    Clear(Rc<str>),
    /// Take another card, with what it has of the plan and the steps.
    ChooseCard(String),
    /// Take another plan.
    ChoosePlan(String),
    /// Let a step be of another action.
    ChooseAction(usize, String),
    /// Answer a question on which the pages disagree.
    Answer(String, String),
    /// Add a step.
    AddStep,
    /// Add a step like this one.
    CopyStep(usize),
    /// Take a step away.
    RemoveStep(usize),
    /// Leave a step out of the run, or take it in again.
    SwitchStep(usize),
    /// Take a whole scenario.
    Import(Value),
    /// Open a field.
    Open(Rc<str>),
    /// Close the field that is open.
    Close,
    /// Go back by one change.
    Undo,
    /// Go forward by one change.
    Redo,
    /// Go back to what the figures are of.
    Return,
}

/// A page's memory of changes.
const PAST_MAX: usize = 100;

impl State {
    /// The page as it opens.
    pub(crate) fn opening(today: Date) -> Self {
        let none = Shared::new(Vec::new());
        let draft = Shared::new(preset::opening(today));
        let state = State {
            draft: draft.clone(),
            card: Shared::new(preset::card_of(&draft).cloned().unwrap_or_default()),
            run: None,
            problems: none,
            open: None,
            past: Vec::new(),
            future: Vec::new(),
            changed: None,
        };
        state.with(draft)
    }

    /// Is there anything to undo?
    pub(crate) fn has_past(&self) -> bool {
        !self.past.is_empty()
    }

    /// Is there anything to redo?
    pub(crate) fn has_future(&self) -> bool {
        !self.future.is_empty()
    }

    /// The state with another draft, which is run.
    fn with(self, draft: Shared<Draft>) -> Self {
        let state = match Run::of(Rc::clone(&draft.0)) {
            Ok(run) => {
                let problems = Shared::new(Vec::new());
                State { draft, run: Some(Shared::new(run)), problems, ..self }
            }
            Err(problems) => State { draft, problems: Shared::new(problems), ..self },
        };
        state.with_card()
    }

    /// The state with the card that its draft names or brings.
    fn with_card(self) -> Self {
        let brought = || self.run.as_deref().filter(|_| self.problems.is_empty()).map(Run::card);
        let card = preset::card_of(&self.draft).or_else(brought);
        match card.filter(|card| **card != *self.card) {
            Some(card) => State { card: Shared::new(card.clone()), ..self },
            None => self,
        }
    }

    /// The state after a change that can be undone.
    fn changed(mut self, at: Option<Rc<str>>, change: impl FnOnce(&mut Draft)) -> Self {
        let mut draft = (*self.draft).clone();
        change(&mut draft);
        if draft == *self.draft {
            return self;
        }
        if at.is_none() || self.changed != at {
            self.past.push(self.draft.clone());
            self.past.drain(..self.past.len().saturating_sub(PAST_MAX));
        }
        self.future.clear();
        self.changed = at;
        self.with(Shared::new(draft))
    }

    fn change(self, change: impl FnOnce(&mut Draft)) -> Self {
        self.changed(None, change)
    }

    fn set(self, at: Rc<str>, value: Value) -> Self {
        self.changed(Some(Rc::clone(&at)), |draft| {
            draft.set(&at, value);
            add_period(draft);
        })
    }

    fn clear(self, at: Rc<str>) -> Self {
        self.changed(Some(Rc::clone(&at)), |draft| draft.remove(&at))
    }

    fn choose_card(self, id: &str) -> Self {
        let Some(card) = catalog().find(id) else { return self };
        let old = self.card.clone();
        self.change(|draft| preset::fit_card(draft, card, &old))
    }

    fn choose_plan(self, id: &str) -> Self {
        let card = self.card.clone();
        let Some(plan) = card.plan(id) else { return self };
        self.change(|draft| preset::fit_plan(draft, &card, plan))
    }

    fn choose_action(self, step: usize, id: &str) -> Self {
        let card = self.card.clone();
        let Some(action) = card.action(id) else { return self };
        self.change(|draft| {
            let step = &mut draft.list_mut("/usage")[step];
            let mut fitted = Draft::from(std::mem::take(step));
            preset::fit_action(&mut fitted, action);
            *step = fitted.document().clone();
        })
    }

    fn answer(self, policy: &str, answer: &str) -> Self {
        let known = self.card.policy(policy);
        let is_default = known.is_some_and(|policy| policy.default == answer);
        let at = format!("/policies/{}", escape(policy));
        self.change(|draft| {
            if is_default {
                draft.remove(&at);
            } else {
                draft.set(&at, answer);
            }
            if draft.keys("/policies").is_empty() {
                draft.remove("/policies");
            }
        })
    }

    fn add_step(self) -> Self {
        let Some(step) = preset::next_action(&self.draft, &self.card).map(preset::step_of) else {
            return self;
        };
        let open = format!("/usage/{}/action", self.draft.count("/usage"));
        let state = self.change(|draft| draft.list_mut("/usage").push(step));
        State { open: Some(open.into()), ..state }
    }

    fn copy_step(self, index: usize) -> Self {
        let open = format!("/usage/{}/count", index + 1);
        let state = self.change(|draft| {
            let steps = draft.list_mut("/usage");
            steps.insert(index + 1, steps[index].clone());
        });
        State { open: Some(open.into()), ..state }
    }

    fn remove_step(self, index: usize) -> Self {
        let state = self.change(|draft| _ = draft.list_mut("/usage").remove(index));
        State { open: None, ..state }
    }

    fn switch_step(self, index: usize) -> Self {
        let at = format!("/usage/{index}/off");
        let is_off = self.draft.get(&at) == Some(&Value::Bool(true));
        self.change(|draft| {
            if is_off {
                draft.remove(&at);
            } else {
                draft.set(&at, Value::Bool(true));
            }
        })
    }

    fn import(self, document: Value) -> Self {
        let state = self.change(|draft| *draft = Draft::from(document));
        State { open: None, ..state }
    }

    fn undo(mut self) -> Self {
        let Some(draft) = self.past.pop() else { return self };
        self.future.push(self.draft.clone());
        State { changed: None, open: None, ..self }.with(draft)
    }

    fn redo(mut self) -> Self {
        let Some(draft) = self.future.pop() else { return self };
        self.past.push(self.draft.clone());
        State { changed: None, open: None, ..self }.with(draft)
    }

    fn back_to_run(self) -> Self {
        let Some(run) = self.run.clone() else { return self };
        let state = self.change(|draft| (*run.draft).clone_into(draft));
        State { open: None, ..state }
    }
}

/// Terms are for a month or a year: for as long as the plan is billed, until they say.
fn add_period(draft: &mut Draft) {
    if draft.has("/subscription/terms") && !draft.has("/subscription/terms/per") {
        let is_annual = draft.text("/subscription/billing") == Some("annual");
        draft.set("/subscription/terms/per", if is_annual { "year" } else { "month" });
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let state = (*self).clone();
        Rc::new(match action {
            Action::Set(at, value) => state.set(at, value),
            Action::Clear(at) => state.clear(at),
            Action::ChooseCard(id) => state.choose_card(&id),
            Action::ChoosePlan(id) => state.choose_plan(&id),
            Action::ChooseAction(step, id) => state.choose_action(step, &id),
            Action::Answer(policy, answer) => state.answer(&policy, &answer),
            Action::AddStep => state.add_step(),
            Action::CopyStep(step) => state.copy_step(step),
            Action::RemoveStep(step) => state.remove_step(step),
            Action::SwitchStep(step) => state.switch_step(step),
            Action::Import(document) => state.import(document),
            Action::Open(at) => State { open: Some(at), ..state },
            Action::Close => State { open: None, ..state },
            Action::Undo => state.undo(),
            Action::Redo => state.redo(),
            Action::Return => state.back_to_run(),
        })
    }
}
