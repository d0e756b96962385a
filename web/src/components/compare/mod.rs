//! The parts of a comparison.

pub(crate) mod break_evens;
pub(crate) mod chosen;
mod pictures;
pub(crate) mod rest;
pub(crate) mod table;
