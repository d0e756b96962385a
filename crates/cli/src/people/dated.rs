//! When prices were read, whether that is long ago, and who is speaking.

use std::time::SystemTime;

use creditcast_catalog::catalog;
use creditcast_core::calendar::Date;
use creditcast_core::document::{At, Problems, Read, Value};
use creditcast_core::rate_card::RateCard;
use creditcast_core::report::NOTICE;
use creditcast_core::scenario::CardRef;

use super::join;

/// Figures, and below them the day on which the prices of each card of a document were read.
pub(crate) fn dated(figures: String, document: &Value) -> String {
    let mut cards = Vec::new();
    find_cards(document, &mut cards);
    let mut said: Vec<String> = Vec::new();
    for card in &cards {
        let card = card.find(catalog(), At::Root, &mut Problems::default());
        let read = card.map(read).filter(|read| !said.contains(read));
        said.extend(read);
    }
    said.push(NOTICE.to_owned());
    join([figures, said.join(" ")])
}

/// Every card that a document names or brings, wherever it does.
fn find_cards(document: &Value, cards: &mut Vec<CardRef>) {
    match document {
        Value::List(values) => values.iter().for_each(|value| find_cards(value, cards)),
        Value::Map(entries) => {
            for (key, value) in entries {
                if key == "card" {
                    cards.extend(CardRef::read(value, At::Root, &mut Problems::default()));
                } else {
                    find_cards(value, cards);
                }
            }
        }
        _ => {}
    }
}

/// "Prices of lusha-2026-06@2026-06-01 read on 1 June 2026.", and where to check them once they are old.
fn read(card: &RateCard) -> String {
    let read = format!("Prices of {} read on {}.", card.pinned_id(), card.revision.in_words());
    if today().is_none_or(|today| today < card.stale_after) {
        return read;
    }
    format!("{read} Check them at {} before you decide.", card.prices_at)
}

fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Date::from_unix_seconds(since.as_secs())
}
