//! Whether a card contradicts itself, and what about it is odd.
//!
//! The reader sees to it that every field is of its type; this looks at how the fields fit
//! together. A card with an error cannot be used, since a result would be wrong or would not say
//! where it comes from.

mod age;
mod charges;
mod ids;
mod odd;
mod plans;
mod policies;
mod sources;
mod subscription;
#[cfg(test)]
mod tests;

pub use age::read_long_ago;
pub(super) use policies::REFUSALS;
pub(super) use sources::FACTS;

use super::RateCard;
use crate::document::At;

/// Something found in a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// JSON Pointer to the place in the card.
    pub path: String,
    /// What kind of thing it is; never changes its meaning.
    pub code: &'static str,
    /// A sentence with the reason and the way out.
    pub message: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The card cannot be used.
    Error,
    /// Someone should look.
    Warning,
}

/// Everything found in a card, errors first.
pub fn lint(card: &RateCard) -> Vec<Finding> {
    let mut findings = Findings(contradictions(card));
    odd::check(card, &mut findings);
    findings.0
}

/// The errors alone: what keeps a card from being used.
pub fn contradictions(card: &RateCard) -> Vec<Finding> {
    let mut findings = Findings::default();
    ids::check(card, &mut findings);
    plans::check(card, &mut findings);
    charges::check(card, &mut findings);
    subscription::check(card, &mut findings);
    policies::check(card, &mut findings);
    sources::check(card, &mut findings);
    findings.0
}

/// What has been found so far.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn error(&mut self, at: At, code: &'static str, message: &str) {
        self.0.push(finding(Severity::Error, at, code, message));
    }

    fn warn(&mut self, at: At, code: &'static str, message: &str) {
        self.0.push(finding(Severity::Warning, at, code, message));
    }
}

fn finding(severity: Severity, at: At, code: &'static str, message: &str) -> Finding {
    Finding { severity, path: at.pointer(), code, message: message.to_owned() }
}

/// Calls with each element of a list of the card and its place.
fn each<'c, T>(at: At, key: &str, elements: &'c [T], mut see: impl FnMut(At, &'c T)) {
    let list = At::Key(&at, key);
    for (index, element) in elements.iter().enumerate() {
        see(At::Index(&list, index), element);
    }
}
