//! The built-in rate cards: data files with sources and dates, behind one shelf.
//!
//! A card is a file in `cards/`. The build packs all of them into one blob; a card is unpacked when
//! it is first asked for, and read by the same reader that a card of one's own passes through.

mod unpack;

use std::sync::OnceLock;

use creditcast_core::document::{At, Problems, Read};
use creditcast_core::rate_card::{RateCard, Shelf};
use unpack::{Card, Packed};

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cards.bin"));

/// The built-in cards.
pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::of(Packed::of(BLOB)))
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

impl Catalog {
    fn of(packed: Packed) -> Self {
        let entry = |packed: &Card| Entry { packed: *packed, card: OnceLock::new() };
        let entries = packed.cards.iter().map(entry).collect();
        Catalog { packed, entries }
    }

    /// The newest revision of each card, in the order in which lists show them.
    pub fn cards(&self) -> impl Iterator<Item = &RateCard> {
        self.newest().map(|entry| self.read(entry))
    }

    /// Every revision of every card.
    pub fn revisions(&self) -> impl Iterator<Item = &RateCard> {
        self.entries.iter().map(|entry| self.read(entry))
    }

    fn newest(&self) -> impl Iterator<Item = &Entry> {
        let mut before = "";
        let is_first = move |entry: &&Entry| {
            std::mem::replace(&mut before, entry.packed.id) != entry.packed.id
        };
        self.entries.iter().filter(is_first)
    }

    fn read<'a>(&'a self, entry: &'a Entry) -> &'a RateCard {
        entry.card.get_or_init(|| {
            let mut problems = Problems::default();
            let card = RateCard::read(&self.packed.unpack(entry.packed), At::Root, &mut problems);
            card.filter(|_| problems.is_empty()).expect("tests read every built-in card")
        })
    }
}

impl Shelf for Catalog {
    fn find(&self, id: &str) -> Option<&RateCard> {
        let (id, revision) = id.split_once('@').map_or((id, None), |(id, day)| (id, Some(day)));
        let is_it = |entry: &&Entry| {
            entry.packed.id == id && revision.is_none_or(|day| entry.packed.revision == day)
        };
        self.entries.iter().find(is_it).map(|entry| self.read(entry))
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
