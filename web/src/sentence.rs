//! Sentences with fields: what a form on this page is made of, before it is drawn.

use std::rc::Rc;

use creditcast_core::document::Value;

use crate::edit::Edit;
use creditcast_core::calendar::Date;

use crate::state::Action;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// Words that stand.
    Words(String),
    /// Words that can be changed.
    Field(Field),
}

impl Part {
    /// The field that it is, if it is one.
    pub(crate) fn field(&self) -> Option<&Field> {
        match self {
            Part::Field(field) => Some(field),
            Part::Words(_) => None,
        }
    }
}

/// Words that can be changed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    /// The place of its value in the scenario.
    pub at: Rc<str>,
    /// Its name, in full.
    pub label: String,
    /// Its value, as the sentence says it.
    pub text: String,
    /// How it is changed.
    pub control: Control,
}

/// How a field is changed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Control {
    /// A number is typed, stepped or slid.
    Number(Scale),
    /// One of a few is chosen, each with a remark.
    Choice(Pick, Vec<Choice>),
    /// One of the cards is chosen.
    Card,
    /// One of the card's plans is chosen.
    Plan(Pick),
    /// One of the card's actions is chosen for the step of this index.
    Work(usize),
    /// One of the card's requests by API is chosen.
    Request,
    /// A name is typed.
    Text(Pick),
    /// A day is picked.
    Day,
    /// A day is picked; it is this one where none is.
    DayOf(Date),
    /// A day and a time of it are picked.
    Moment,
}

/// The numbers that a field takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scale {
    /// The end of the slider; twice the present number if none is given.
    pub most: Option<f64>,
    /// Its beginning.
    pub least: f64,
    /// Is it a share, typed in hundredths?
    pub is_share: bool,
    /// Has it a slider? A price is typed.
    pub has_slider: bool,
    /// What leaving it out is called, where it can be left out.
    pub none: Option<&'static str>,
    /// Is it a cap on what is spent? Left out it begins at what the plan grants.
    pub is_cap: bool,
}

/// One of the things to choose from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What there is to know when choosing.
    pub remark: String,
}

/// What choosing does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// It is the field's value.
    Value,
    /// Everything is fitted to the card.
    Card,
    /// The subscription is fitted to the plan.
    Plan,
    /// The step of this index is fitted to the action.
    Action(usize),
    /// The job is sent by another client.
    Client,
    /// It is the only point of a list of points.
    Points,
    /// It is the name of the workflow of the step of this index.
    Workflow(usize),
}

impl Pick {
    /// The action of choosing this.
    pub(crate) fn action(self, at: &Rc<str>, id: &str) -> Action {
        let value = || match id {
            "" => Action::Clear(Rc::clone(at)),
            id => Action::Set(Rc::clone(at), id.into()),
        };
        match self {
            Pick::Card => Action::ChooseCard(id.into()),
            Pick::Plan => Action::ChoosePlan(id.into()),
            Pick::Action(step) => Action::ChooseWork(step, id.into()),
            Pick::Client => Action::ChooseClient(id.into()),
            Pick::Points if !id.is_empty() => {
                Action::Set(Rc::clone(at), Value::List(vec![id.into()]))
            }
            Pick::Value | Pick::Points => value(),
            Pick::Workflow(step) => Action::Edit(Edit::NameWorkflow(step, id.into())),
        }
    }
}

impl Scale {
    /// Counts from nothing, or from one.
    pub(crate) fn counts(least: f64) -> Self {
        Scale { most: None, least, is_share: false, has_slider: true, none: None, is_cap: false }
    }

    /// Counts up to some end of the slider.
    pub(crate) fn up_to(least: f64, most: f64) -> Self {
        Scale { most: Some(most), ..Scale::counts(least) }
    }

    /// What may be spent a month, or anything.
    pub(crate) fn caps(none: &'static str) -> Self {
        Scale { is_cap: true, ..Scale::counts(0.0).or(none) }
    }

    /// Money.
    pub(crate) fn prices() -> Self {
        Scale { has_slider: false, ..Scale::counts(0.0) }
    }

    /// Hundredths of a whole.
    pub(crate) fn shares() -> Self {
        Scale { is_share: true, ..Scale::up_to(0.0, 100.0) }
    }

    /// The same, and it can be left out.
    pub(crate) fn or(self, none: &'static str) -> Self {
        Scale { none: Some(none), ..self }
    }
}

impl Choice {
    /// A thing to choose, with no remark.
    pub(crate) fn of(id: &str, title: &str) -> Self {
        Choice { id: id.to_owned(), title: title.to_owned(), remark: String::new() }
    }

    /// The same with a remark.
    pub(crate) fn saying(self, remark: String) -> Self {
        Choice { remark, ..self }
    }
}

/// A sentence on its way.
#[derive(Debug, Default)]
pub(crate) struct Sentence(Vec<Part>);

impl Sentence {
    /// Goes on with words.
    #[must_use]
    pub(crate) fn say(mut self, words: impl Into<String>) -> Self {
        self.0.push(Part::Words(words.into()));
        self
    }

    /// Goes on with a field.
    #[must_use]
    pub(crate) fn field(mut self, field: Field) -> Self {
        self.0.push(Part::Field(field));
        self
    }

    /// Goes on with what is made of it, if there is anything to say.
    #[must_use]
    pub(crate) fn also(self, goes_on: bool, with: impl FnOnce(Self) -> Self) -> Self {
        if goes_on { with(self) } else { self }
    }

    /// Its parts.
    pub(crate) fn parts(self) -> Vec<Part> {
        self.0
    }
}
