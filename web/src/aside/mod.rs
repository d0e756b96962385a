//! What would take too long where people type is worked out aside, in a second thread of this program.
//!
//! A question is asked with a document and answered with one, which is read by place as the draft is.

mod asking;
mod deciding;
mod thread;
mod wanted;

use std::rc::Rc;

use creditcast_core::document::Value;

use crate::draft::Draft;

pub(crate) use asking::Asking;
pub(crate) use wanted::wanted;

/// What can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// Between what a scenario lies, where the vendor's pages disagree.
    Range,
    /// What several plans make of one use.
    Compare,
    /// What comes of many futures.
    Forecast,
    /// What would cost less.
    Advise,
}

impl Question {
    const ALL: [(Question, &str); 4] = [
        (Question::Range, "range"),
        (Question::Compare, "compare"),
        (Question::Forecast, "forecast"),
        (Question::Advise, "advise"),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(question, _)| question)
    }

    fn name(self) -> &'static str {
        let known = Self::ALL.into_iter().find(|(question, _)| *question == self);
        known.map_or("", |(_, name)| name)
    }
}

/// A question and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    /// The question.
    pub question: Question,
    /// What it is about.
    pub request: Rc<Value>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Told {
    /// The answer.
    Answer(Rc<Draft>),
    /// What is wrong with the request, in the words of the core; or with this program.
    Problems(Rc<[String]>),
}

/// The last answers, of which each stays until there is another to its question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Answers(Vec<(Asked, Told)>);

impl Answers {
    /// With one more.
    pub(crate) fn with(mut self, asked: Asked, told: Told) -> Self {
        self.0.retain(|(known, _)| known.question != asked.question);
        self.0.push((asked, told));
        self
    }

    /// Is this answered?
    pub(crate) fn has(&self, asked: &Asked) -> bool {
        self.0.iter().any(|(known, _)| known == asked)
    }

    /// The last answer to a question, whatever it was about then.
    pub(crate) fn last(&self, question: Question) -> Option<&Told> {
        let known = self.0.iter().find(|(known, _)| known.question == question);
        known.map(|(_, told)| told)
    }
}
