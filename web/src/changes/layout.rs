//! Where the changes stand on their rail, and where their names find room.

use creditcast_core::calendar::Date;
use creditcast_core::rate_card::RateCard;
use creditcast_core::report::Report;

use super::held::day_of;
use super::said::{CHANGES, Change};
use crate::draft::Draft;
use crate::months::Score;

/// A change on the rail.
pub(crate) struct Pin {
    /// Its index in the draft.
    pub index: usize,
    /// Its number in the order of days, from 1.
    pub number: usize,
    /// The day.
    pub day: Date,
    /// How far right it stands, in the measure of the score.
    pub x: i64,
    /// How many stand above it, being too near.
    pub level: i64,
    /// What it is, and when.
    pub name: String,
    pub detail: String,
    /// The line on which its name stands.
    pub line: i64,
    /// Does its name end at it?
    pub is_left: bool,
}

/// Pins nearer to each other than so many pixels stand one below the other.
const APART: i64 = 26;
/// The width of a letter on the average, in tenths of a pixel.
const LETTER: i64 = 62;
/// So many pixels lie between two names.
const GAP: i64 = 10;
/// A name may begin so far left of the rail, and end so far right of it.
const OVERHANG: (i64, i64) = (40, 66);
/// More lines than this are not tried.
const LINES_MAX: i64 = 6;

/// The changes of a draft, in its order, on a rail that is so many pixels wide.
pub(crate) fn pins(
    draft: &Draft,
    card: &RateCard,
    score: &Score,
    report: Option<&Report>,
    width: i64,
) -> Vec<Pin> {
    let count = draft.count(CHANGES);
    let mut pins: Vec<Pin> = (0..count)
        .filter_map(|index| {
            let day = day_of(draft, index)?;
            let change = Change::of(draft, card, index);
            let (name, detail) = (change.name(), change.detail(report));
            let x = score.place_within(day);
            Some(Pin { index, number: 0, day, x, level: 0, name, detail, line: 0, is_left: false })
        })
        .collect();
    let mut room = Room { width, pins: Vec::new(), names: Vec::new() };
    for place in in_order(&pins) {
        let next = room.pixels(score, next_after(&pins, place));
        room.take(score, &mut pins[place], next);
    }
    pins
}

/// The places of the pins in the order of their days.
fn in_order(pins: &[Pin]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    for (place, pin) in pins.iter().enumerate() {
        let later = order.iter().position(|other| pins[*other].day > pin.day);
        order.insert(later.unwrap_or(order.len()), place);
    }
    order
}

/// Where the next pin stands to the right of one.
fn next_after(pins: &[Pin], place: usize) -> i64 {
    let here = pins[place].x;
    pins.iter().map(|pin| pin.x).filter(|x| *x > here).min().unwrap_or(i64::MAX / 4_096)
}

/// What room there is left, in pixels.
struct Room {
    width: i64,
    /// The last pin of each level.
    pins: Vec<i64>,
    /// Line, beginning and end of each name.
    names: Vec<(i64, i64, i64)>,
}

impl Room {
    fn pixels(&self, score: &Score, x: i64) -> i64 {
        x * self.width / score.width().max(1)
    }

    /// Gives a pin and its name their places; the next one stands at `next`.
    fn take(&mut self, score: &Score, pin: &mut Pin, next: i64) {
        let x = self.pixels(score, pin.x);
        pin.number = self.names.len() + 1;
        pin.level = self.level(x);
        let letters = pin.name.chars().count().max(pin.detail.chars().count());
        let length = i64::try_from(letters).unwrap_or(0) * LETTER / 10 + GAP;
        (pin.line, pin.is_left) = self.free(x, length, next - x < length);
        let (from, to) = span(x, length, pin.is_left);
        self.names.push((pin.line, from, to));
    }

    fn level(&mut self, x: i64) -> i64 {
        let level = self.pins.iter().position(|last| last + APART <= x).unwrap_or(self.pins.len());
        if level == self.pins.len() {
            self.pins.push(x);
        }
        self.pins[level] = x;
        i64::try_from(level).unwrap_or(0)
    }

    /// The first line with room for a name, and the side of the pin.
    fn free(&self, x: i64, length: i64, left_first: bool) -> (i64, bool) {
        for line in 0..LINES_MAX {
            for is_left in [left_first, !left_first] {
                if self.has_room(line, span(x, length, is_left)) {
                    return (line, is_left);
                }
            }
        }
        (LINES_MAX, x * 2 > self.width)
    }

    fn has_room(&self, line: i64, (from, to): (i64, i64)) -> bool {
        let is_apart = |name: &(i64, i64, i64)| name.0 != line || to <= name.1 || name.2 <= from;
        from >= -OVERHANG.0 && to <= self.width + OVERHANG.1 && self.names.iter().all(is_apart)
    }
}

/// From where to where a name reaches.
fn span(x: i64, length: i64, is_left: bool) -> (i64, i64) {
    if is_left { (x - length, x + GAP) } else { (x - GAP, x + length) }
}
