//! The parts of the page: plain props in, callbacks out.

pub(crate) mod answer;
mod balance;
pub(crate) mod bill;
pub(crate) mod brief;
pub(crate) mod chart;
pub(crate) mod choices;
mod consequence;
pub(crate) mod disagree;
pub(crate) mod drawer;
pub(crate) mod footer;
pub(crate) mod job;
mod lanes;
pub(crate) mod masthead;
pub(crate) mod month_list;
pub(crate) mod notes;
pub(crate) mod number;
pub(crate) mod problems;
pub(crate) mod reckoning;
pub(crate) mod score;
pub(crate) mod sentence;
pub(crate) mod spending;
pub(crate) mod step;
pub(crate) mod sums;
pub(crate) mod take_along;
pub(crate) mod timeline;
pub(crate) mod why;
