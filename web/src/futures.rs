//! What many futures come to, cycle by cycle, as it was told aside.

use std::fmt::Write;

use creditcast_core::amount::Amount;
use creditcast_core::calendar::Date;
use creditcast_core::report::Day;

use crate::aside::{Question, Told};
use crate::draft::Draft;
use crate::months::days;
use crate::picture::{NINE, Picture, share};
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
#[derive(Default)]
pub(crate) struct Band {
    pub area: String,
    pub edges: String,
}

/// The band of a picture, a piece for each cycle.
#[inline(never)]
pub(crate) fn band(picture: &Picture) -> Band {
    let mut band = Band::default();
    let ends = picture.futures.iter().skip(1).map(|next| Some(next.start)).chain([None]);
    for (cycle, end) in picture.futures.iter().zip(ends) {
        let within = |day: &&Day| day.date >= cycle.start && end.is_none_or(|end| day.date < end);
        let days: Vec<&Day> = days(picture.run).iter().filter(within).collect();
        let right = end.map_or(picture.last_x(), |end| picture.place(end));
        let course = Course::of(picture, &days, right);
        let [mut low, high] = [0, 2].map(|at| course.of_futures(picture, cycle, at));
        band.edges += &(line(&low) + &line(&high));
        low.reverse();
        band.area += &(line(&[high, low].concat()) + "Z");
    }
    band
}

/// How a cycle of the plan goes: what has been spent and what has come, from corner to corner. Futures spend more or
/// less, on the same days.
struct Course {
    corners: Vec<Corner>,
    end: Corner,
}

#[derive(Clone, Copy)]
struct Corner {
    x: i64,
    /// What has been spent since the cycle began; where nothing is, how many days have gone.
    spent: i64,
    /// What has come since, less what has gone unspent.
    came: Amount,
}

impl Course {
    fn of(picture: &Picture, days: &[&Day], right: i64) -> Self {
        let spends = days.iter().any(|day| day.spent > Amount::ZERO);
        let mut at = Corner { x: 0, spent: 0, came: Amount::ZERO };
        let mut corners = Vec::new();
        let mut last = None;
        for day in days {
            let before = day.balance + day.spent;
            at.came += last.map_or(Amount::ZERO, |last| before - last);
            at.x = picture.score.place(day.date, 0);
            corners.push(at);
            at.x = picture.score.place(day.date, NINE);
            at.spent += if spends { day.spent.as_micros() } else { 1 };
            corners.push(at);
            last = Some(day.balance);
        }
        Course { corners, end: Corner { x: right, ..at } }
    }

    /// The corners of one of the quantiles: it begins and ends where that does.
    fn of_futures(&self, picture: &Picture, cycle: &Futures, at: usize) -> Vec<(i64, i64)> {
        let all = cycle.renewed[at] + self.end.came - cycle.closing[at];
        let mut points: Vec<(i64, i64)> = Vec::new();
        for corner in self.corners.iter().chain([&self.end]) {
            let gone = share(corner.spent, self.end.spent, all.as_micros());
            let y = picture.y(cycle.renewed[at] + corner.came - Amount::micros(gone));
            points.extend(points.last().map(|(_, before)| (corner.x, *before)));
            points.push((corner.x, y));
        }
        points
    }
}

fn line(points: &[(i64, i64)]) -> String {
    let mut line = String::new();
    for (x, y) in points {
        // Writing to a text cannot fail.
        _ = write!(line, "{}{x} {y}", if line.is_empty() { 'M' } else { 'L' });
    }
    line
}
