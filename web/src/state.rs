//! The state of the page, and all that can happen to it.
//!
//! `after` is a function of its arguments: it runs the scenario anew after each change and keeps the
//! last complete run beside what is wrong now, so that the page never shows nothing.

use std::ops::Deref;
use std::rc::Rc;

use creditcast_catalog::catalog;
use creditcast_core::calendar::Date;
use creditcast_core::document::{Problem, Value};
use creditcast_core::rate_card::{RateCard, Shelf};

use crate::aside::{Answers, Asked, Question, Told};
use crate::card::{self, Sheet};
use crate::changes::held::Held;
use crate::compare::{self, Compared};
use crate::comparison;
use crate::cut::Cut;
use crate::doubt::{Doubt, Doubting, doubts};
use crate::draft::{Draft, escape};
use crate::edit::Edit;
use crate::enough::Enough;
use crate::fitting::{Loss, fit_card};
use crate::job::{Job, clients};
use crate::ledger::{Book, Look};
use crate::names;
use crate::preset;
use crate::run::Run;
use crate::spread;
use crate::status::{Happened, Kept, Notice, Said, Status};
use crate::words;

/// Everything that the page shows.
#[derive(Clone)]
pub(crate) struct State {
    /// What was typed.
    pub draft: Rc<Draft>,
    /// Its card, or the last one that it had.
    pub card: Card,
    /// The last complete run.
    pub run: Option<Rc<Run>>,
    /// What each answer to an open question would come to, of the last complete run.
    pub doubts: Rc<Vec<Doubt>>,
    /// The same of this one, as far as there was time for it.
    pub doubting: Option<Doubting>,
    /// What is wrong with what was typed; nothing if the run is its own.
    pub problems: Rc<Vec<Problem>>,
    /// What is looked at.
    pub view: View,
    /// What came of the job when it could last be told.
    pub job: Option<Rc<Job>>,
    /// What is wrong with the job, while it is looked at.
    pub job_problems: Rc<Vec<Problem>>,
    /// The same work on several plans, when they could last be compared.
    pub compared: Option<Rc<Compared>>,
    /// What was worked out aside.
    pub answers: Rc<Answers>,
    /// Has the place of advice been in sight? Until then nobody is advised.
    pub is_advised: bool,
    /// The ledger, once it has been looked at.
    pub book: Option<Book>,
    /// The card that is being edited, while it is looked at.
    pub sheet: Option<Rc<Sheet>>,
    /// The field that is open.
    pub open: Option<Open>,
    /// The change on the rail that a reader has hold of.
    pub held: Option<Held>,
    /// How figures are cut.
    pub cut: Cut,
    /// What the page says of itself.
    pub status: Status,
    /// The day on the reader's clock.
    pub today: Date,
    past: Vec<Rc<Draft>>,
    future: Vec<Rc<Draft>>,
    /// The place that changed last: one field's keystrokes are undone together.
    changed: Option<Rc<str>>,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// What a plan costs.
    Plan,
    /// What other plans make of the same use.
    Compare,
    /// When a job is done under its limits.
    Limits,
    /// Every line of a plan's run.
    Ledger,
    /// What the vendor sells and charges.
    Card,
}

impl View {
    /// The views, in order, with the word of each in an address and on the page.
    pub(crate) const ALL: [(View, &str, &str); 5] = [
        (View::Plan, "plan", "Plan"),
        (View::Compare, "compare", "Compare"),
        (View::Limits, "limits", "Limits"),
        (View::Ledger, "ledger", "Ledger"),
        (View::Card, "card", "Rate card"),
    ];
}

/// The field that is open.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    /// Its place.
    pub at: Rc<str>,
    /// What was there when it was opened: what Escape goes back to, for choosing may have fitted more than its value.
    before: Rc<Draft>,
    /// What was typed into it, as it was typed.
    pub typed: Rc<str>,
    /// Is its number emptied, to be typed anew? Until then it is what it was.
    pub is_emptied: bool,
    /// Up to which count credits last, where it is one.
    pub enough: Option<Enough>,
}

impl Open {
    /// Its value when it was opened.
    pub(crate) fn before(&self) -> Option<&Value> {
        self.before.get(&self.at)
    }
}

/// A card from the shelf, or one that a run brought.
#[derive(Clone)]
pub(crate) enum Card {
    /// From the shelf.
    BuiltIn(&'static RateCard),
    /// From a scenario.
    Own(Rc<Run>),
}

impl Deref for Card {
    type Target = RateCard;

    fn deref(&self) -> &RateCard {
        match self {
            Card::BuiltIn(card) => card,
            Card::Own(run) => run.card(),
        }
    }
}

/// What a reader can do.
#[derive(Clone)]
pub(crate) enum Action {
    /// Look at something else.
    Show(View),
    /// Give the value of a field.
    Set(Rc<str>, Value),
    /// Type into the field that is open: what is typed, and the value it says, if any.
    Type(Rc<str>, Option<Value>),
    /// Leave a field out.
    Clear(Rc<str>),
    /// Take another card, with what it has of the plan and the steps.
    ChooseCard(Rc<str>),
    /// Take another plan.
    ChoosePlan(Rc<str>),
    /// Let a step be of another action.
    ChooseWork(usize, Rc<str>),
    /// Let the job be sent by another client.
    ChooseClient(Rc<str>),
    /// Answer a question on which the pages disagree.
    Settle(Rc<str>, Rc<str>),
    /// Add a step.
    AddStep,
    /// Add a step like this one.
    CopyStep(usize),
    /// Take a step away.
    RemoveStep(usize),
    /// Leave a step out of the run, or take it in again.
    SwitchStep(usize),
    /// Edit a list, or a change on its rail.
    Edit(Edit),
    /// Take a whole scenario, or a whole comparison.
    Import(Value),
    /// Take a whole comparison that was opened, and say so.
    Take(Value, &'static str),
    /// Something happens to the page itself.
    Happened(Happened),
    /// Begin as a new reader does.
    Forget,
    /// Open a field.
    Open(Rc<str>),
    /// Close the field that is open.
    Close,
    /// Close it, and let its value be what it was.
    Escape,
    /// Cut figures in another way.
    Cut(Cut),
    /// Look at the ledger.
    Look(Look),
    /// Edit the card.
    EditCard(card::Edit),
    /// Go back by one change.
    Undo,
    /// Go forward by one change.
    Redo,
    /// Go back to what the figures are of.
    Return,
    /// The place of advice came into sight.
    Advise,
    /// Do something to the comparison.
    Compare(compare::edit::Edit),
    /// A question was answered aside.
    Tell(Asked, Told),
}

/// A page's memory of changes.
const PAST_MAX: usize = 100;

impl Action {
    /// Does it happen as a page opens, without a reader? All else waits for the whole program.
    pub(crate) fn is_of_opening(&self) -> bool {
        match self {
            Action::Happened(Happened::Sheet(_) | Happened::AnswerAway(_) | Happened::Newer(_)) => {
                false
            }
            Action::Happened(_) | Action::Tell(..) => true,
            _ => false,
        }
    }
}

impl State {
    /// The page as it opens.
    pub(crate) fn opening(today: Date) -> Self {
        let draft = Rc::new(preset::opening(today));
        let state = State {
            card: Card::BuiltIn(preset::card_of(&draft).expect("the preset's card is built in")),
            draft: Rc::clone(&draft),
            run: None,
            doubts: Rc::default(),
            doubting: None,
            problems: Rc::default(),
            view: View::Plan,
            job: None,
            job_problems: Rc::default(),
            compared: None,
            answers: Rc::default(),
            is_advised: false,
            book: None,
            sheet: None,
            open: None,
            held: None,
            cut: Cut::default(),
            status: Status::default(),
            today,
            past: Vec::new(),
            future: Vec::new(),
            changed: None,
        };
        state.with(draft)
    }

    /// The state after what a reader did.
    pub(crate) fn after(self, action: Action) -> Self {
        match action {
            Action::Show(view) => State { view, open: None, ..self }.with_view(),
            Action::Set(at, value) => self.set(&at, &value),
            Action::Type(typed, value) => self.typed(typed, value.as_ref()),
            Action::Clear(at) => self.clear(&at),
            Action::ChooseCard(id) => self.choose_card(&id),
            Action::ChoosePlan(id) => self.choose_plan(&id),
            Action::ChooseWork(step, id) => self.choose_action(step, &id),
            Action::ChooseClient(id) => self.choose_client(&id),
            Action::Settle(policy, answer) => self.settle(&policy, &answer),
            Action::AddStep => self.add_step(),
            Action::CopyStep(step) => self.copy_step(step),
            Action::RemoveStep(step) => self.remove_step(step),
            Action::SwitchStep(step) => self.switch_step(step),
            Action::Edit(edit) => self.edit(edit),
            Action::Import(document) => self.import(&document),
            Action::Take(document, said) => self.take(&document, said),
            Action::Happened(happened) => State { status: self.status.after(happened), ..self },
            Action::Forget => State { view: self.view, ..State::opening(self.today) }.with_job(),
            Action::Open(at) => self.opening_field(at),
            Action::Close => State { open: None, ..self },
            Action::Escape => self.escape(),
            Action::Cut(cut) => State { cut, ..self },
            Action::Look(look) => self.look(look),
            Action::EditCard(edit) => self.edit_card(&edit),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Return => self.go_back(),
            Action::Advise => State { is_advised: true, ..self },
            Action::Compare(edit) => self.edit_comparison(&edit),
            Action::Tell(asked, told) => self.tell(asked, told),
        }
    }

    /// The page as it opens with a draft that was kept, and with the last complete one if it is wrong.
    pub(crate) fn resuming(self, draft: Draft, complete: Option<Draft>) -> Self {
        let state = complete.into_iter().fold(self, |state, last| state.with(Rc::new(last)));
        State {
            status: state.status.clone().after(Happened::Kept(Kept::Here)),
            ..state.with(Rc::new(draft))
        }
    }

    /// Is there anything to undo?
    pub(crate) fn has_past(&self) -> bool {
        !self.past.is_empty()
    }

    /// Is there anything to redo?
    pub(crate) fn has_future(&self) -> bool {
        !self.future.is_empty()
    }

    /// The run, if it is that of what was typed.
    pub(crate) fn complete(&self) -> Option<&Rc<Run>> {
        self.run.as_ref().filter(|_| self.problems.is_empty())
    }

    /// What came of the job, if it is that of what was typed.
    pub(crate) fn told(&self) -> Option<&Rc<Job>> {
        self.job.as_ref().filter(|_| self.job_problems.is_empty())
    }

    /// The open questions whose answers change anything, those that matter most first.
    pub(crate) fn changing(&self) -> impl Iterator<Item = &Doubt> {
        self.doubts.iter().filter(|doubt| doubt.changes().is_some())
    }

    /// What is wrong with what is looked at.
    pub(crate) fn wrong(&self) -> &[Problem] {
        if self.view == View::Limits { &self.job_problems } else { &self.problems }
    }

    /// What was last complete, if what was typed is not.
    pub(crate) fn complete_before(&self) -> Option<&Draft> {
        let of_run = || self.run.as_ref().map(|run| &*run.draft);
        let of_job = || self.job.as_ref().map(|job| &*job.draft);
        match (self.problems.is_empty(), self.job_problems.is_empty()) {
            (true, true) => None,
            (true, false) => of_job(),
            (false, _) => of_run(),
        }
    }

    /// What was typed when what is looked at could last be told.
    pub(crate) fn last(&self) -> Option<&Rc<Draft>> {
        match self.view {
            View::Limits => self.job.as_ref().map(|job| &job.draft),
            _ => self.run.as_ref().map(|run| &run.draft),
        }
    }

    /// What is wrong at a place.
    pub(crate) fn problem(&self, at: &str) -> Option<&Problem> {
        self.problems.iter().chain(&*self.job_problems).find(|problem| problem.path == at)
    }

    /// The field of a place, if it is open.
    pub(crate) fn opened(&self, at: &str) -> Option<&Open> {
        self.open.as_ref().filter(|open| &*open.at == at)
    }

    /// What is said aloud: the answer, or what is wrong.
    pub(crate) fn spoken(&self) -> String {
        let answer = match self.view {
            View::Compare => self.compared.as_ref().map(|compared| compared.sentence()),
            View::Limits => self.told().map(|job| job.sentence()),
            View::Card if self.sheet.is_some() => self.sheet.as_ref().map(|sheet| sheet.verdict()),
            _ => self.complete().map(|run| run.report.answer.clone()),
        };
        if let Some((_, refused)) = self.held.as_ref().and_then(|held| held.trial.as_ref()) {
            return words::problem(refused);
        }
        let wrong = || self.wrong().iter().map(|problem| words::problem(problem) + " ").collect();
        answer.unwrap_or_else(wrong)
    }

    /// The state with another draft, which is run if it says anything else.
    fn with(self, draft: Rc<Draft>) -> Self {
        if draft.is_like(&self.draft) && self.run.is_some() {
            return State { draft, ..self }.with_view();
        }
        let mut state = State { held: None, ..self };
        // What was said was of another draft: an undo would take back something else.
        state.status.said = Said::default();
        state.status.notice = state.status.notice.filter(|notice| !notice.is_of_opening());
        let state = match Run::of(Rc::clone(&draft)) {
            Ok(run) => {
                let (run, problems) = (Some(Rc::new(run)), Rc::default());
                State { draft, run, problems, ..state }.with_doubts()
            }
            Err(problems) => State { draft, problems: Rc::new(problems), doubting: None, ..state },
        };
        state.with_card().with_view()
    }

    /// The state with what each answer to an open question comes to; while a count or a share is typed, with what
    /// it came to before, until there is time.
    fn with_doubts(self) -> Self {
        let Some(run) = &self.run else { return self };
        let is_typed = self.open.as_ref().is_some_and(|open| self.is_changing(&open.at));
        if is_typed && Doubting::is_for(run) {
            return State { doubting: Some(Doubting::default()), ..self };
        }
        State { doubts: Rc::new(doubts(run)), doubting: None, ..self }
    }

    /// Is more to follow than there was time for since the last key?
    pub(crate) fn is_ahead(&self) -> bool {
        self.doubting.as_ref().is_some_and(Doubting::is_at_first)
    }

    /// Looks at the next open question. Is there anything to show for it: what follows the first, or all answers?
    pub(crate) fn doubt(&mut self) -> bool {
        let was_ahead = self.is_ahead();
        let (Some(run), Some(doubting)) = (&self.run, &mut self.doubting) else { return false };
        doubting.step(run);
        let is_done = doubting.is_done(run);
        if is_done {
            let doubting = self.doubting.take().unwrap_or_default();
            self.doubts = Rc::new(doubting.doubts());
        }
        is_done || was_ahead
    }

    /// The state with what is looked at besides the plan.
    fn with_view(self) -> Self {
        self.with_job().with_book().with_sheet()
    }

    /// The state with the card that its draft names or brings.
    fn with_card(self) -> Self {
        let brought = || self.complete().map(|run| Card::Own(Rc::clone(run)));
        let card = preset::card_of(&self.draft).map(Card::BuiltIn).or_else(brought);
        State { card: card.unwrap_or_else(|| self.card.clone()), ..self }
    }

    /// The state with what comes of its job, where that is looked at.
    fn with_job(self) -> Self {
        if self.view != View::Limits {
            return State { job_problems: Rc::default(), ..self };
        }
        match Job::of(&self.draft, &self.card, self.complete().map(|run| &**run)) {
            Ok(job) => State { job: Some(Rc::new(job)), job_problems: Rc::default(), ..self },
            Err(problems) => State { job_problems: Rc::new(problems), ..self },
        }
    }

    /// The state with the ledger of its run, where that is looked at.
    fn with_book(mut self) -> Self {
        if self.view != View::Ledger {
            return self;
        }
        let Some(run) = &self.run else { return self };
        self.book = match self.book.take() {
            Some(book) => book.turned(run, &self.draft, &self.doubts),
            None => Book::of(run, &self.draft),
        };
        self
    }

    /// The state with the card that is being edited, where that is looked at.
    fn with_sheet(self) -> Self {
        if self.view != View::Card {
            return State { sheet: None, ..self };
        }
        let sheet = Sheet::of(&self.draft, self.sheet.as_deref()).map(Rc::new);
        State { sheet, ..self }
    }

    /// What is written without a pause is undone together.
    fn edit_card(mut self, edit: &card::Edit) -> Self {
        let at = matches!(edit, card::Edit::Write(_)).then(|| "desk/card".into());
        let (mut draft, card) = ((*self.draft).clone(), self.card.clone());
        card::edit(&mut draft, &card, &mut self.sheet, edit);
        self.changed(at, &mut |now| now.clone_from(&draft))
    }

    fn look(mut self, look: Look) -> Self {
        let book = self.book.take();
        self.book = book.map(|book| book.looked(look, &self.doubts));
        self
    }

    /// The state after a change that can be undone.
    pub(crate) fn changed(
        mut self,
        at: Option<Rc<str>>,
        change: &mut dyn FnMut(&mut Draft),
    ) -> Self {
        let mut draft = (*self.draft).clone();
        change(&mut draft);
        if draft == *self.draft {
            return self;
        }
        if at.is_none() || self.changed != at {
            self.past.push(Rc::clone(&self.draft));
            if self.past.len() > PAST_MAX {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.changed = at;
        let state = self.with(Rc::new(draft));
        let is_elsewhere = state.open.as_ref().is_some_and(|open| !state.is_changing(&open.at));
        if is_elsewhere { state.with_enough() } else { state }
    }

    fn change(self, mut change: impl FnMut(&mut Draft)) -> Self {
        self.changed(None, &mut change)
    }

    /// What is done next is undone by itself.
    pub(crate) fn begin_anew(self) -> Self {
        State { changed: None, ..self }
    }

    /// Was the last change at this place?
    pub(crate) fn is_changing(&self, at: &str) -> bool {
        self.changed.as_deref() == Some(at)
    }

    pub(crate) fn set(self, at: &Rc<str>, value: &Value) -> Self {
        self.changed(Some(Rc::clone(at)), &mut |draft| {
            draft.set(at, value.clone());
            add_period(draft, at);
            names::follow(draft, at);
        })
    }

    fn clear(self, at: &Rc<str>) -> Self {
        self.changed(Some(Rc::clone(at)), &mut |draft| draft.remove(at))
    }

    fn put(self, at: &Rc<str>, value: Option<&Value>) -> Self {
        match value {
            Some(value) => self.set(at, value),
            None => self.clear(at),
        }
    }

    fn typed(self, typed: Rc<str>, value: Option<&Value>) -> Self {
        let Some(open) = self.open.clone() else { return self };
        let is_emptied = typed.trim().is_empty() && value.is_some();
        let state = if is_emptied { self } else { self.put(&open.at, value) };
        State { open: Some(Open { typed, is_emptied, ..open }), ..state }
    }

    fn escape(self) -> Self {
        let Some(open) = self.open.clone() else { return self };
        let before = &mut |draft: &mut Draft| draft.clone_from(&open.before);
        State { open: None, ..self.changed(Some(Rc::clone(&open.at)), before) }
    }

    /// The state with a field open.
    pub(crate) fn opening_field(self, at: Rc<str>) -> Self {
        let before = Rc::clone(&self.draft);
        let typed = self.draft.text(&at).unwrap_or_default().into();
        let open = Open { at, before, typed, is_emptied: false, enough: None };
        State { open: Some(open), ..self.begin_anew() }.with_enough()
    }

    /// The state with how far the count that is open can go, which is the same whatever it is now.
    fn with_enough(self) -> Self {
        let Some(open) = self.open.clone() else { return self };
        let enough = self.complete().and_then(|run| Enough::of(run, &open.at));
        State { open: Some(Open { enough, ..open }), ..self }
    }

    fn choose_card(self, id: &str) -> Self {
        let Some(card) = catalog().find(id) else { return self };
        let old = self.card.clone();
        let mut loss = Loss::default();
        let state = self.change(|draft| {
            loss = fit_card(draft, card, &old);
            draft.remove("desk/card");
        });
        match loss.in_words(card) {
            Some(said) => state.saying(Said::undoable(&said)),
            None => state,
        }
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
            if let Some(step) = draft.list_mut("/usage").get_mut(step) {
                let mut fitted = Draft::from(std::mem::take(step));
                preset::fit_action(&mut fitted, action);
                *step = fitted.into_document();
            }
        })
    }

    fn choose_client(self, id: &str) -> Self {
        self.change(|draft| match clients::document(id) {
            Some(client) => draft.set("job/client", client),
            None => draft.remove("job/client"),
        })
    }

    fn settle(self, policy: &str, answer: &str) -> Self {
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
        self.change(|draft| draft.list_mut("/usage").push(step.clone())).opening_field(open.into())
    }

    fn copy_step(self, index: usize) -> Self {
        let open = format!("/usage/{}/count", index + 1);
        let state = self.change(|draft| {
            spread::follow(draft, |step| Some(step + usize::from(step > index)));
            let steps = draft.list_mut("/usage");
            if let Some(step) = steps.get(index).cloned() {
                steps.insert(index + 1, step);
            }
        });
        state.opening_field(open.into())
    }

    fn remove_step(self, index: usize) -> Self {
        let state = self.change(|draft| {
            spread::follow(draft, |step| (step != index).then(|| step - usize::from(step > index)));
            let steps = draft.list_mut("/usage");
            if index < steps.len() {
                steps.remove(index);
            }
        });
        State { open: None, ..state }.saying(Said::undoable("Step removed."))
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

    fn import(self, document: &Value) -> Self {
        if document.get("scenarios").is_some() {
            return self.take(document, "The comparison was taken.");
        }
        let state = self.change(|draft| *draft = draft.with_document(document.clone()));
        State { open: None, ..state }.saying(Said::undoable("The plan was taken."))
    }

    /// Takes a comparison; one that is none changes nothing.
    fn take(self, document: &Value, said: &str) -> Self {
        match comparison::read(document, &self.draft) {
            Ok(taken) => {
                let state = self.change(|draft| draft.clone_from(&taken));
                State { open: None, ..state }.saying(Said::undoable(said))
            }
            Err(why) => {
                let notice = Notice::Unopened(format!("{why} Nothing was changed.").into());
                State { status: self.status.after(Happened::Notice(Some(notice))), ..self }
            }
        }
    }

    fn saying(self, said: Said) -> Self {
        State { status: self.status.after(Happened::Said(said)), ..self }
    }

    fn tell(self, asked: Asked, told: Told) -> Self {
        let is_comparison = asked.question == Question::Compare;
        let answers = Rc::new((*self.answers).clone().with(asked, told));
        let state = State { answers, ..self };
        if is_comparison { state.with_compared() } else { state }
    }

    /// The state with the columns of the last comparison.
    fn with_compared(self) -> Self {
        let told = self.answers.last(Question::Compare);
        let (Some(Told::Answer(told)), Some(run)) = (told, &self.run) else { return self };
        let compared = Compared::of(&self.draft, &self.card, told, &run.scenario);
        State { compared: Some(Rc::new(compared)), ..self }
    }

    fn edit_comparison(self, edit: &compare::edit::Edit) -> Self {
        let (card, compared) = (self.card.clone(), self.compared.clone());
        let others = compared.map(|compared| compared.others()).unwrap_or_default();
        self.change(|draft| compare::edit::edit(draft, &card, others.clone(), edit)).with_compared()
    }

    pub(crate) fn undo(mut self) -> Self {
        let Some(draft) = self.past.pop() else { return self };
        self.future.push(Rc::clone(&self.draft));
        State { changed: None, open: None, ..self }.with(draft)
    }

    fn redo(mut self) -> Self {
        let Some(draft) = self.future.pop() else { return self };
        self.past.push(Rc::clone(&self.draft));
        State { changed: None, open: None, ..self }.with(draft)
    }

    fn go_back(self) -> Self {
        let Some(last) = self.last().cloned() else { return self };
        let mut state = self.change(|draft| draft.clone_from(&last));
        state.status.said = Said::undoable("This is the last complete plan again.");
        State { open: None, ..state }
    }
}

/// Terms are for a month or a year: for as long as the plan is billed, until they say.
fn add_period(draft: &mut Draft, at: &str) {
    let Some((of, _)) = at.split_once("/terms/") else { return };
    let per = format!("{of}/terms/per");
    if !draft.has(&per) {
        let own = draft.text(&format!("{of}/billing")).or(draft.text("/subscription/billing"));
        let is_annual = own == Some("annual");
        draft.set(&per, if is_annual { "year" } else { "month" });
    }
}
