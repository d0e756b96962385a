//! Documents: scenarios, cards and requests as they arrive, before anything is believed of them.
//!
//! A shell hands over a [`Value`] tree, whatever it came from; a [`Fields`] reader turns it into
//! the project's own types and gathers a [`Problem`] for everything that is wrong, all at once.
//! What the values mean is left to the modules that own the types.

mod choice;
mod codes;
mod fields;
mod pointer;
mod problem;
mod read;
mod schema;
mod value;

pub use choice::choose;
pub use codes::PROBLEM_CODES;
pub use creditcast_derive::Read;
pub use fields::Fields;
pub use pointer::At;
pub use problem::{Param, Problem, Problems};
pub use read::{Read, ReadFields};
pub use schema::{Object, Schema, Schemas};
pub use value::{DEPTH_MAX, ELEMENTS_MAX, VALUES_MAX, Value};
