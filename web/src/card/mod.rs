//! A card of one's own: the text of it that lies on the desk, and what is wrong with that.
//!
//! A text that makes a good card, by which the plan can be run, becomes the card of the scenario at once.
//! Until it does, the last one stays in force.

pub(crate) mod lines;
mod text;

use std::rc::Rc;

use creditcast_catalog::catalog;
use creditcast_core::document::{At, Problem, Problems, Read, Value};
use creditcast_core::rate_card::{Finding, RateCard, Severity, Shelf, lint};
use creditcast_core::simulation::validate;
use creditcast_js::{from_js, to_js};

use crate::draft::Draft;
use crate::fitting::fit_card;
use crate::json;
use crate::preset;
use crate::words::{self, counted, number_word, upper_first};
use lines::Places;

/// Where on the desk the text of a card lies.
const TEXT: &str = "desk/card/text";
/// Where the id of the built-in card lies that it was made from.
const FROM: &str = "desk/card/from";
/// Where the card of the scenario lies.
const CARD: &str = "/card";

/// A card that is being edited.
pub(crate) struct Sheet {
    /// Its text.
    pub text: Rc<str>,
    /// What is to be said about its lines, errors first.
    pub marks: Vec<Mark>,
    /// Why the plan cannot be run by it, if it is a good card.
    pub misfits: Vec<Problem>,
    /// The card, if it is a good one.
    card: Option<Value>,
}

/// Something that is to be said about a line.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// The line, counted from 0.
    pub line: usize,
    /// How bad it is.
    pub severity: Severity,
    /// A sentence with the way out.
    pub message: String,
}

/// What a reader does with the card.
#[derive(Clone)]
pub(crate) enum Edit {
    /// Begin to edit the card in force.
    Begin,
    /// Let the text be this.
    Write(Rc<str>),
    /// Fit the plan to the card, and let it be in force.
    Fit,
    /// Put the text away.
    End,
}

impl Sheet {
    /// The text on the desk of a draft, judged; if it is the same as `before`, only whether the plan can
    /// be run by it is looked at anew.
    #[inline(never)]
    pub(crate) fn of(draft: &Draft, before: Option<&Sheet>) -> Option<Self> {
        let text = draft.text(TEXT)?;
        let known = before.filter(|before| *before.text == *text);
        let judged = known.map(|known| (known.marks.clone(), known.card.clone()));
        let (marks, card) = judged.unwrap_or_else(|| judge(text));
        let misfits = card.as_ref().map_or_else(Vec::new, |card| misfits(draft, card));
        Some(Sheet { text: text.into(), marks, misfits, card })
    }

    /// Can it be in force?
    pub(crate) fn is_right(&self) -> bool {
        self.card.is_some() && self.misfits.is_empty()
    }

    /// What becomes of it, in a sentence or two.
    #[inline(never)]
    pub(crate) fn verdict(&self) -> String {
        let errors = self.marks.iter().filter(|mark| mark.severity == Severity::Error).count();
        let warnings = self.marks.len() - errors;
        let warned = match warnings {
            0 => String::new(),
            _ => format!(
                " {} {} may be worth a look.",
                upper_first(&number_word(warnings)),
                counted(warnings as f64, "line")
            ),
        };
        match errors {
            0 if self.is_right() => format!("The card is right, and in force.{warned}"),
            0 => format!(
                "The card is right, but the plan cannot be run by it as it is. The last good one stays in force.{warned}"
            ),
            _ => format!(
                "{} {} not right yet. The last good card stays in force.",
                upper_first(&number_word(errors)),
                if errors == 1 { "thing is" } else { "things are" }
            ),
        }
    }
}

/// What is to be said about a text, and the document of its card if that is a good one.
fn judge(text: &str) -> (Vec<Mark>, Option<Value>) {
    let error = |line, message| Mark { line, severity: Severity::Error, message };
    let places = match Places::of(text) {
        Ok(places) => places,
        Err(fault) => return (vec![error(fault.line, fault.message.to_owned())], None),
    };
    let document = match json::read(text) {
        Ok(document) => document,
        Err(message) => return (vec![error(0, format!("This is no JSON: {message}."))], None),
    };
    let mut problems = Problems::default();
    let card = RateCard::read(&document, At::Root, &mut problems);
    let card = match problems.or(card) {
        Ok(card) => card,
        Err(problems) => {
            let mark = |p: &Problem| error(places.line(&p.path), words::problem(p));
            return (problems.iter().map(mark).collect(), None);
        }
    };
    let found = card.as_ref().map_or_else(Vec::new, lint);
    let is_good = card.is_some() && found.iter().all(|one| one.severity != Severity::Error);
    let mark = |one: &Finding| Mark {
        line: places.line(&one.path),
        severity: one.severity,
        message: words::quoted(&one.message),
    };
    (found.iter().map(mark).collect(), is_good.then_some(document))
}

/// What is wrong with a scenario by a card, and not by the one it has.
fn misfits(draft: &Draft, card: &Value) -> Vec<Problem> {
    if draft.get(CARD) == Some(card) {
        return Vec::new();
    }
    let mut with = draft.clone();
    with.set(CARD, card.clone());
    let mut problems = validate(with.document(), catalog());
    if !problems.is_empty() {
        let before = validate(draft.document(), catalog());
        problems.retain(|problem| !before.contains(problem));
    }
    problems
}

/// Does what a reader does with the card of a draft; `card` is that in force, `sheet` its text before.
#[inline(never)]
pub(crate) fn edit(draft: &mut Draft, card: &RateCard, sheet: &mut Option<Rc<Sheet>>, edit: &Edit) {
    match edit {
        Edit::Begin => begin(draft, card),
        Edit::Write(text) => {
            draft.set(TEXT, &*text.replace("\r\n", "\n"));
            let written = Sheet::of(draft, None);
            let right = written.as_ref().filter(|sheet| sheet.misfits.is_empty());
            if let Some(card) = right.and_then(|sheet| sheet.card.as_ref()) {
                draft.set(CARD, card.clone());
            }
            *sheet = written.map(Rc::new);
        }
        Edit::Fit => fit(draft, card, sheet.as_deref()),
        Edit::End => draft.remove("desk/card"),
    }
}

/// A built-in card becomes one of one's own, which says so.
fn begin(draft: &mut Draft, card: &RateCard) {
    if preset::card_of(draft).is_some() {
        draft.set(FROM, &*card.id);
        let mut own = Draft::from(without_nulls(from_js(&to_js(card))));
        own.set("/id", (card.id.clone() + "-own").as_str());
        own.set("/title", (card.title.clone() + ", edited").as_str());
        draft.set(CARD, own.into_document());
    }
    let text = draft.get(CARD).map(text::text).unwrap_or_default();
    draft.set(TEXT, &*text);
}

/// What is left out says the same as what is null.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Map(entries) => {
            let said = entries.into_iter().filter(|(_, value)| *value != Value::Null);
            Value::Map(said.map(|(key, value)| (key, without_nulls(value))).collect())
        }
        Value::List(elements) => Value::List(elements.into_iter().map(without_nulls).collect()),
        plain => plain,
    }
}

/// Fits plan and steps to the card of the text, as to another vendor's.
fn fit(draft: &mut Draft, old: &RateCard, sheet: Option<&Sheet>) {
    let Some(document) = sheet.and_then(|sheet| sheet.card.as_ref()) else { return };
    let Some(card) = RateCard::read(document, At::Root, &mut Problems::default()) else { return };
    fit_card(draft, &card, old);
    draft.set(CARD, document.clone());
}

/// The built-in card that one of one's own stands for: that which it was made from, or one of its vendor.
#[inline(never)]
pub(crate) fn built_in(draft: &Draft, card: &RateCard) -> Option<&'static RateCard> {
    let from = draft.text(FROM).or_else(|| card.id.strip_suffix("-own"));
    let of_vendor = || catalog().cards().find(|known| known.vendor == card.vendor);
    from.and_then(|id| catalog().find(id)).or_else(of_vendor).or_else(|| catalog().cards().next())
}
