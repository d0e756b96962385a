//! What holds for every built-in card, read from its file and from the shelf.

mod cards;
mod docs;
mod files;
mod released;
mod schema;
