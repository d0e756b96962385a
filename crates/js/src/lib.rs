//! JavaScript values as documents, and what the engine says as JavaScript values, for the page and for
//! the npm package.

mod reader;
mod writer;

pub use reader::from_js;
pub use writer::to_js;
