//! What is taken along: the same plan as a table, a picture, or a program.

pub(crate) mod months;
pub(crate) mod poster;
pub(crate) mod program;
