//! The built-in rate cards: data files with sources and dates, behind one shelf.
//!
//! A card is a file in `cards/`. The build packs all of them into one blob; a card is unpacked when
//! it is first asked for, and read by the same reader that a card of one's own passes through.

mod unpack;

use std::sync::OnceLock;

use creditcast_core::document::{At, Problems, Read};
use creditcast_core::rate_card::{RateCard, Shelf};
use unpack::Table;

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cards.bin"));

/// The built-in cards.
pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::of(Table::of(BLOB)))
}

/// A shelf of cards, each read when it is first asked for.
pub struct Catalog {
    table: Table,
    /// In the order in which lists show them, of one card the newest first.
    entries: Vec<Entry>,
}

struct Entry {
    id: &'static str,
    revision: &'static str,
    node: usize,
    card: OnceLock<RateCard>,
}

impl Catalog {
    fn of(table: Table) -> Self {
        let entry = |node| Entry {
            id: table.text(node, "id"),
            revision: table.text(node, "revision"),
            node,
            card: OnceLock::new(),
        };
        let entries = table.roots().into_iter().map(entry).collect();
        Catalog { table, entries }
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
        self.entries.iter().filter(move |entry| std::mem::replace(&mut before, entry.id) != entry.id)
    }

    fn read<'a>(&'a self, entry: &'a Entry) -> &'a RateCard {
        entry.card.get_or_init(|| {
            let mut problems = Problems::default();
            let card = RateCard::read(&self.table.value(entry.node), At::Root, &mut problems);
            let card = problems.or(card).unwrap_or_else(|problems| panic!("{}: {problems:?}", entry.id));
            card.expect("a card without problems is read")
        })
    }
}

impl Shelf for Catalog {
    fn find(&self, id: &str) -> Option<&RateCard> {
        let (id, revision) = id.split_once('@').map_or((id, None), |(id, day)| (id, Some(day)));
        let is_it = |entry: &&Entry| entry.id == id && revision.is_none_or(|day| entry.revision == day);
        self.entries.iter().find(is_it).map(|entry| self.read(entry))
    }

    fn ids(&self) -> Vec<&str> {
        self.newest().map(|entry| entry.id).collect()
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
        assert_eq!(ids[..3], ["lusha-help-centre", "lusha-2026-06", "lusha-v3"]);
    }

    #[test]
    fn every_card_reads_without_problems() {
        assert!(catalog().revisions().count() >= 3);
    }
}
