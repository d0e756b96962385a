//! Effects of the page, kept out of its parts.

mod spoken;

pub(crate) use spoken::use_spoken;
