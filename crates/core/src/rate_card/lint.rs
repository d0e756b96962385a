//! Whether a card contradicts itself, and what about it is odd.

use super::RateCard;

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
pub fn lint(_card: &RateCard) -> Vec<Finding> {
    Vec::new()
}
