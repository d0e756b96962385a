//! The pages.

pub(crate) mod plan;
