//! What many futures come to, cycle by cycle, as it was told aside.

use std::fmt::Write;

use creditcast_core::amount::Amount;
use creditcast_core::calendar::Date;

use crate::aside::{Question, Told};
use crate::draft::Draft;
use crate::picture::Picture;
use crate::spread::SPREAD;
use crate::state::State;

/// What the futures come to in a cycle: what a tenth, a half and nine tenths of them do not exceed.
pub(crate) struct Futures {
    /// The first day of the cycle.
    pub start: Date,
    /// What is spent in it.
    pub spent: [Amount; 3],
    /// The balance that it begins with.
    pub renewed: [Amount; 3],
    /// The balance that it ends with.
    pub closing: [Amount; 3],
    /// The chance of having run out by its end.
    pub chance: f64,
}

/// The cycles of a forecast.
pub(crate) fn cycles(forecast: &Draft) -> Vec<Futures> {
    (0..forecast.count("/cycles")).map(|index| cycle(forecast, index)).collect()
}

fn cycle(forecast: &Draft, index: usize) -> Futures {
    let at = |rest: &str| format!("/cycles/{index}{rest}");
    let amount = |at: &str| forecast.number(at).and_then(Amount::from_number).unwrap_or_default();
    let quantiles = |of: &str| ["p10", "p50", "p90"].map(|key| amount(&at(&format!("{of}/{key}"))));
    Futures {
        start: forecast.text(&at("/start")).and_then(Date::parse).unwrap_or_default(),
        spent: quantiles(""),
        renewed: quantiles("/renewed"),
        closing: quantiles("/closing"),
        chance: forecast.number(&format!("/runsOutBy/{index}/chance")).unwrap_or(0.0),
    }
}

impl State {
    /// What the futures of the draft come to, as far as it is known; none where all of it is certain.
    pub(crate) fn futures(&self) -> Vec<Futures> {
        if self.draft.count(SPREAD) == 0 { Vec::new() } else { self.told_futures() }
    }

    #[inline(never)]
    fn told_futures(&self) -> Vec<Futures> {
        match self.answers.last(Question::Forecast) {
            Some(Told::Answer(forecast)) => cycles(forecast),
            _ => Vec::new(),
        }
    }
}

/// The highest of the balances that nine tenths of the futures do not exceed.
#[inline(never)]
pub(crate) fn highest(futures: &[Futures]) -> Amount {
    let ends = futures.iter().flat_map(|cycle| [cycle.renewed[2], cycle.closing[2]]);
    ends.max().unwrap_or_default()
}

/// The band that the balance of 8 in 10 futures lies in: its area, and its two edges.
pub(crate) struct Band {
    pub area: String,
    pub edges: String,
}

/// The band of a picture, a piece for each cycle.
#[inline(never)]
pub(crate) fn band(picture: &Picture) -> Band {
    let mut band = Band { area: String::new(), edges: String::new() };
    let ends = picture.futures.iter().skip(1).map(|next| picture.place(next.start));
    for (cycle, right) in picture.futures.iter().zip(ends.chain([picture.last_x()])) {
        let left = picture.place(cycle.start);
        let [[low, .., high], [low_end, .., high_end]] =
            [cycle.renewed, cycle.closing].map(|balance| balance.map(|amount| picture.y(amount)));
        // Writing to a text cannot fail.
        _ = write!(band.area, "M{left} {high}L{right} {high_end}V{low_end}L{left} {low}Z");
        _ = write!(band.edges, "M{left} {high}L{right} {high_end}M{left} {low}L{right} {low_end}");
    }
    band
}
