//! The page on the format shows cards: the whole one is a card, and the others' parts are theirs.

use creditcast_core::document::{At, Problems, Read, Value};
use creditcast_core::rate_card::{RateCard, lint};

use crate::files::card_files;

const PAGE: &str = include_str!("../../../../docs/rate-card.md");

/// The examples of the page, in order.
fn examples() -> Vec<&'static str> {
    let blocks = PAGE.split("```toml\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default()).collect()
}

#[test]
fn the_whole_card_can_be_used() {
    let value: Value = toml::from_str(examples()[0]).expect("TOML");
    let mut problems = Problems::default();
    let card = RateCard::read(&value, At::Root, &mut problems).unwrap_or_default();
    assert_eq!(problems.into_vec(), []);
    assert_eq!(lint(&card), []);
}

#[test]
fn the_other_examples_stand_in_a_card() {
    for example in &examples()[1..] {
        let stands = card_files().iter().any(|file| file.text.contains(example));
        assert!(stands, "no card has this part:\n{example}");
    }
}
