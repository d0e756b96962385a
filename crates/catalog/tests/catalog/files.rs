//! The files of the cards.

use std::fs;
use std::path::Path;

use creditcast_core::document::Value;

/// A card's file.
pub(crate) struct CardFile {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl CardFile {
    pub(crate) fn value(&self) -> Value {
        toml::from_str(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

/// All of them, by name.
pub(crate) fn card_files() -> Vec<CardFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cards");
    let entries = fs::read_dir(folder).expect("the cards are there");
    let paths = entries.map(|entry| entry.expect("the cards are there").path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| CardFile {
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            text: fs::read_to_string(&path).expect("a card can be read"),
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}
