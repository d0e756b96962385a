//! The part of this program that comes later.
//!
//! The release build parts the module in two (`crates/xtask/js/opening.mjs`): what it calls as a page opens with
//! nothing but the preset, and all the rest, which is fetched when a reader stirs. Until it is here, what a reader
//! does waits; a page that opens with anything else waits for it before it begins.

use crate::start;

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Later {
    /// Nobody has asked for it.
    Away,
    /// It was asked for.
    Coming,
    /// It is here.
    Here,
}

impl Later {
    /// As a page opens: a program that was not parted is all here.
    pub(crate) fn opening() -> Self {
        if start::is_whole() { Later::Here } else { Later::Away }
    }
}
