//! Which facts of a card may be old.

use super::super::{FRESH_DAYS, RateCard, Source};
use crate::calendar::Date;

/// The sources that were read more than ninety days before a day.
pub fn read_long_ago(card: &RateCard, today: Date) -> Vec<&Source> {
    let sources = card.sources.iter().map(AsRef::as_ref);
    sources.filter(|source: &&Source| source.read.plus_days(FRESH_DAYS) < today).collect()
}
