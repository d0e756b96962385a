//! What the page says of itself, beside the figures: what was just done, and what lasts.

use std::rc::Rc;

/// What the page says of itself.
#[derive(Clone, Default)]
pub(crate) struct Status {
    /// What was just done.
    pub said: Said,
    /// What became of the draft.
    pub kept: Kept,
    /// The link to what is on the desk.
    pub link: Rc<str>,
    /// Does another release wait? One with other prices?
    pub newer: Option<bool>,
    /// What lasts until the reader puts it away.
    pub notice: Option<Notice>,
    /// Is it shown how all of this is taken along?
    pub is_sheet_open: bool,
    /// Has the answer left the view?
    pub is_answer_away: bool,
    /// Is the page about to be printed?
    pub is_printing: bool,
}

/// What was just done, in a sentence.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Said {
    /// The sentence; empty once it has been read.
    pub text: Rc<str>,
    /// What takes it back.
    pub back: Back,
}

/// What takes back what was just done.
#[derive(Clone, Default, PartialEq)]
pub(crate) enum Back {
    /// Nothing does, or nothing need.
    #[default]
    Nothing,
    /// One undo.
    Undo,
    /// Keeping under this name what was kept there before.
    Keep(Rc<str>, Rc<str>),
}

/// What became of the draft.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nothing was changed yet.
    #[default]
    Nothing,
    /// It is kept in this browser.
    Here,
    /// The browser does not let pages save.
    Nowhere,
}

/// What lasts until the reader puts it away.
#[derive(Clone, PartialEq)]
pub(crate) enum Notice {
    /// What was to be opened could not be, and why.
    Unopened(Rc<str>),
    /// What was to be copied could not be: it stands here instead.
    Uncopied(Rc<str>),
    /// What was to be saved could not be, and why.
    Unsaved(Rc<str>),
}

/// Something that happens to the page itself.
#[derive(Clone)]
pub(crate) enum Happened {
    /// Something was done.
    Said(Said),
    /// The draft was kept, or could not be.
    Kept(Kept),
    /// The link to what is on the desk.
    Link(Rc<str>),
    /// Another release waits, with other prices or not.
    Newer(bool),
    /// Something that lasts, or the end of it.
    Notice(Option<Notice>),
    /// It is shown how all of this is taken along.
    Sheet(bool),
    /// The answer has left the view.
    AnswerAway(bool),
    /// The page is about to be printed.
    Printing(bool),
}

impl Status {
    /// The status after something happened.
    pub(crate) fn after(self, happened: Happened) -> Self {
        match happened {
            Happened::Said(said) => Status { said, ..self },
            Happened::Kept(kept) => Status { kept, ..self },
            Happened::Link(link) => Status { link, ..self },
            Happened::Newer(prices) => Status { newer: Some(prices), ..self },
            Happened::Notice(notice) => Status { notice, ..self },
            Happened::Sheet(is_sheet_open) => Status { is_sheet_open, ..self },
            Happened::AnswerAway(is_answer_away) => Status { is_answer_away, ..self },
            Happened::Printing(is_printing) => Status { is_printing, ..self },
        }
    }
}

impl Notice {
    /// Is it about what was to be opened? Then it says nothing of what has been done since.
    pub(crate) fn is_of_opening(&self) -> bool {
        matches!(self, Notice::Unopened(_))
    }
}

impl Said {
    /// A sentence about what cannot be taken back, or need not be.
    pub(crate) fn just(text: &str) -> Self {
        Said { text: text.into(), back: Back::Nothing }
    }

    /// A sentence about what one undo takes back.
    pub(crate) fn undoable(text: &str) -> Self {
        Said { text: text.into(), back: Back::Undo }
    }
}
