//! The built-in cards: at first the one that the page opens with, and all once another has been asked for.

use std::sync::OnceLock;

use creditcast_catalog::{Catalog, FILE, opening, read_file};

use crate::browser;

static OPENING: OnceLock<Catalog> = OnceLock::new();
static ALL: OnceLock<Catalog> = OnceLock::new();

/// The cards that are here, and the names of all.
pub(crate) fn shelf() -> &'static Catalog {
    ALL.get().unwrap_or_else(|| OPENING.get_or_init(opening))
}

/// Fetches all cards. Did they come?
pub(crate) async fn fetch() -> bool {
    let bytes = browser::fetch(&format!("cards/{FILE}")).await;
    let all = bytes.ok().and_then(read_file);
    all.is_some_and(|all| {
        ALL.get_or_init(|| all);
        true
    })
}
