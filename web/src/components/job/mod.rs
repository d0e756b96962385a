//! The parts of a job under rate limits.

pub(crate) mod accepted;
pub(crate) mod ordered;
pub(crate) mod outcome;
pub(crate) mod patience;
pub(crate) mod scope;
pub(crate) mod ways;
