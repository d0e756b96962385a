//! Packs the cards of `cards/` into one blob, so that no parser travels to the browser.

mod pack;

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::{env, fs};

use creditcast_core::document::Value;
use pack::Card;

fn main() {
    println!("cargo::rerun-if-changed=cards");
    let folder = Path::new("cards");
    let order = fs::read_to_string(folder.join("ORDER")).expect("cards/ORDER can be read");
    let mut cards: Vec<_> = card_files(folder).iter().map(|path| read(path)).collect();
    cards.sort_by_cached_key(|card| place(card, &order));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("cards.bin"), pack::pack(&cards)).expect("the blob can be written");
}

fn card_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("cards/ can be read");
    let paths = entries.map(|entry| entry.expect("cards/ can be read").path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect()
}

fn read(path: &Path) -> Card {
    let text = fs::read_to_string(path).expect("a card can be read");
    let value: Value =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let field = |key| match value.get(key) {
        Some(Value::Text(text)) => text.clone(),
        _ => panic!("{}: `{key}` is missing or no text", path.display()),
    };
    Card { id: field("id"), revision: field("revision"), value }
}

/// By `ORDER`, what it does not name last and by name; of one card the newest revision first.
fn place(card: &Card, order: &str) -> impl Ord + use<> {
    let place = order.lines().position(|line| line == card.id).unwrap_or(usize::MAX);
    (place, card.id.clone(), Reverse(card.revision.clone()))
}
