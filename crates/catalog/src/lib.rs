//! The built-in rate cards: data files with sources and dates, behind one shelf.
//!
//! A card is a file in `cards/`. The build packs all of them into one blob; a card is unpacked when
//! it is first asked for, and read by the same reader that a card of one's own passes through.

mod name;
mod unpack;

use std::sync::OnceLock;

use creditcast_core::calendar::Date;
use creditcast_core::document::{At, Problems, Read};
use creditcast_core::rate_card::{RateCard, Shelf};
use unpack::{Card, Packed};

static ALL: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cards.bin"));
static OPENING: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/opening.bin"));

/// The built-in cards.
pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::of(ALL))
}

/// The first of the built-in cards, and the names of the others: what a page needs that fetches
/// [`file`] once it is asked for one of them.
pub fn opening() -> Catalog {
    Catalog::of(OPENING)
}

/// All built-in cards as a file.
pub fn file() -> &'static [u8] {
    ALL
}

/// The name of the file.
pub const FILE: &str = env!("CARDS_FILE");

/// The built-in cards from their file; none if it is another.
pub fn read_file(bytes: Vec<u8>) -> Option<Catalog> {
    (name::of(&bytes) == FILE).then(|| Catalog::of(bytes.leak()))
}

/// A shelf of cards, each read when it is first asked for.
pub struct Catalog {
    packed: Packed,
    /// In the order in which lists show them, of one card the newest first.
    entries: Vec<Entry>,
}

struct Entry {
    packed: Card,
    card: OnceLock<RateCard>,
}

/// How a card is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The day on which its prices were read.
    pub revision: Date,
}

impl Catalog {
    fn of(bytes: &'static [u8]) -> Self {
        let packed = Packed::of(bytes);
        let entry = |packed: &Card| Entry { packed: *packed, card: OnceLock::new() };
        let entries = packed.cards.iter().map(entry).collect();
        Catalog { packed, entries }
    }

    /// The newest revision of each card, in the order in which lists show them.
    pub fn cards(&self) -> impl Iterator<Item = &RateCard> {
        self.newest().filter_map(|entry| self.read(entry))
    }

    /// Every revision of every card.
    pub fn revisions(&self) -> impl Iterator<Item = &RateCard> {
        self.entries.iter().filter_map(|entry| self.read(entry))
    }

    /// The newest revision of each card, in the same order, whether it is here or not.
    pub fn list(&self) -> impl Iterator<Item = Listed> {
        self.newest().map(|entry| {
            let Card { id, title, revision, .. } = entry.packed;
            Listed { id, title, revision: Date::parse(revision).unwrap_or_default() }
        })
    }

    /// Is there a card of this id that is not here?
    pub fn lacks(&self, id: &str) -> bool {
        self.entry(id).is_some_and(|entry| !entry.packed.is_here())
    }

    fn entry(&self, id: &str) -> Option<&Entry> {
        let (id, revision) = id.split_once('@').map_or((id, None), |(id, day)| (id, Some(day)));
        let is_it = |entry: &&Entry| {
            entry.packed.id == id && revision.is_none_or(|day| entry.packed.revision == day)
        };
        self.entries.iter().find(is_it)
    }

    fn newest(&self) -> impl Iterator<Item = &Entry> {
        let mut before = "";
        let is_first = move |entry: &&Entry| {
            std::mem::replace(&mut before, entry.packed.id) != entry.packed.id
        };
        self.entries.iter().filter(is_first)
    }

    fn read<'a>(&'a self, entry: &'a Entry) -> Option<&'a RateCard> {
        let read = || {
            let mut problems = Problems::default();
            let card = RateCard::read(&self.packed.unpack(entry.packed), At::Root, &mut problems);
            card.filter(|_| problems.is_empty()).expect("tests read every built-in card")
        };
        entry.packed.is_here().then(|| entry.card.get_or_init(read))
    }
}

impl Shelf for Catalog {
    fn find(&self, id: &str) -> Option<&RateCard> {
        self.entry(id).and_then(|entry| self.read(entry))
    }

    fn ids(&self) -> Vec<&str> {
        self.newest().map(|entry| entry.packed.id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bare_id_is_the_newest_revision() {
        let newest = catalog().find("lusha-help-centre").expect("a card");
        assert_eq!(catalog().find(&newest.pinned_id()), Some(newest));
        assert_eq!(catalog().find("lusha-help-centre@2020-01-01"), None);
        assert_eq!(catalog().find("lusha"), None);
    }

    #[test]
    fn a_page_has_one_card_and_lists_all() {
        let opening = opening();
        let first = catalog().cards().next().expect("a card");
        assert_eq!(opening.revisions().collect::<Vec<_>>(), [first]);
        assert_eq!(opening.ids(), catalog().ids());
        let listed = |card: &RateCard| (card.id.clone(), card.title.clone(), card.revision);
        let list = opening.list().map(|card| (card.id.into(), card.title.into(), card.revision));
        assert!(list.eq(catalog().cards().map(listed)));
        assert!(!opening.lacks(&first.pinned_id()) && !opening.lacks("nobody"));
        assert!(opening.lacks("leadfeeder") && opening.find("leadfeeder").is_none());
    }

    #[test]
    fn a_file_is_what_this_was_built_with_or_nothing() {
        let read = read_file(file().to_vec()).expect("the file");
        assert!(read.revisions().eq(catalog().revisions()));
        assert!(read_file(b"<!doctype html>".to_vec()).is_none());
        assert!(read_file(file()[1..].to_vec()).is_none());
    }

    #[test]
    fn cards_are_listed_in_a_fixed_order() {
        let ids: Vec<_> = catalog().cards().map(|card| &*card.id).collect();
        assert_eq!(ids, catalog().ids());
        let expected = [
            "lusha-help-centre",
            "lusha-2026-06",
            "lusha-v3",
            "leadfeeder",
            "generect",
            "generect-2026-06",
        ];
        assert_eq!(ids[..6], expected);
    }
}
