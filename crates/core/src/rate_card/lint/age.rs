//! Which facts of a card may be old.

use super::super::{FRESH_DAYS, RateCard, Source};
use crate::calendar::Date;

/// The sources that were read more than ninety days before a day.
pub fn read_long_ago(card: &RateCard, today: Date) -> Vec<&Source> {
    let is_old = |source: &&Source| source.read.plus_days(FRESH_DAYS) < today;
    card.sources.iter().filter(is_old).collect()
}
