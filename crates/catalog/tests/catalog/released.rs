//! A released card never changes: links, saves and reports name it for good.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::files::card_files;

/// The list's lines: a hash and the file that has it.
fn released() -> BTreeMap<&'static str, &'static str> {
    let lines = include_str!("../../cards/released.sha256").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split_once("  ").expect("a hash and a file"))
        .map(|(h, f)| (f, h))
        .collect()
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a text takes what is written");
        hex
    })
}

#[test]
fn every_card_is_as_it_was_released() {
    let released = released();
    for file in card_files() {
        let line = format!("{}  {}", sha256(&file.text), file.name);
        match released.get(&*file.name) {
            Some(hash) => assert!(
                line.starts_with(hash),
                "{} has changed. If it was released, put it back and begin a new revision; if it \
                 was not, its line in released.sha256 is now\n{line}",
                file.name,
            ),
            None => panic!("{} is new. Add this line to released.sha256:\n{line}", file.name),
        }
    }
    assert_eq!(released.len(), card_files().len(), "a released card is never removed");
}
