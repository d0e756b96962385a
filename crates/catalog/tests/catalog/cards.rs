//! Cards read, lint and travel without a loss.

use creditcast_catalog::catalog;
use creditcast_core::document::{At, Problems, Read, Value};
use creditcast_core::rate_card::{RateCard, Severity, Shelf, lint};

use crate::files::card_files;

/// The card of a document, which must have no problem.
#[track_caller]
fn read(name: &str, value: &Value) -> RateCard {
    let mut problems = Problems::default();
    let card = RateCard::read(value, At::Root, &mut problems);
    let card = problems.or(card).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    card.expect("a card without problems is read")
}

#[test]
fn every_file_reads_without_problems_and_is_on_the_shelf_as_it_is() {
    for file in card_files() {
        let card = read(&file.name, &file.value());
        assert_eq!(file.name, format!("{}.toml", card.pinned_id()), "a file is named by its card");
        assert_eq!(catalog().find(&card.pinned_id()), Some(&card), "{}", file.name);
    }
    assert_eq!(catalog().revisions().count(), card_files().len());
}

#[test]
fn a_card_that_is_handed_out_can_be_handed_back() {
    for card in catalog().revisions() {
        let text = serde_json::to_string(card).expect("a card is JSON");
        let value: Value = serde_json::from_str(&text).expect("a card is JSON");
        assert_eq!(&read(&card.pinned_id(), &value), card);
    }
}

#[test]
fn no_card_contradicts_itself() {
    for card in catalog().revisions() {
        let mut errors = lint(card);
        errors.retain(|finding| finding.severity == Severity::Error);
        assert_eq!(errors, [], "{}", card.pinned_id());
    }
}
