//! The geometry of the chart: values and days as thousandths of its height and of a column.
//!
//! Draw what happened: the line is the balance after each event, vertical at grants, stairs at use.

use std::fmt::Write;

use creditcast_core::amount::Amount;
use creditcast_core::calendar::{Date, Instant};
use creditcast_core::report::CycleRow;
use creditcast_core::subscription::{Change, Move};

use crate::futures::{Futures, highest};
use crate::months::{Score, days};
use crate::run::Run;
use crate::stretches::{Stretch, stretches};

/// The height of the chart, in its own measure.
pub(crate) const HEIGHT: i64 = 1_000;
/// Hundredths of a day that have gone when its activities are done, at nine.
pub(crate) const NINE: i64 = 37;

/// What is drawn.
pub(crate) struct Picture<'a> {
    pub run: &'a Run,
    pub score: &'a Score,
    /// The value at the upper edge, in millionths.
    top: i64,
    /// The distance of the gridlines, in millionths.
    step: i64,
    caps: Vec<Cap>,
    /// What the balance may be where not all is certain, cycle by cycle.
    pub futures: Vec<Futures>,
}

/// What the balance is cut to.
pub(crate) struct Cap {
    pub from: Date,
    pub to: Date,
    pub at: Amount,
}

/// Credits that were cut or ended, as a fall from one balance to another.
pub(crate) struct Loss {
    pub on: Date,
    pub from: Amount,
    pub to: Amount,
}

impl<'a> Picture<'a> {
    /// The picture of a run.
    pub(crate) fn of(run: &'a Run, score: &'a Score) -> Self {
        Picture::with_futures(run, score, Vec::new())
    }

    /// The picture of a run and of what else may come.
    pub(crate) fn with_futures(run: &'a Run, score: &'a Score, futures: Vec<Futures>) -> Self {
        let caps = caps(run);
        let highest = if run.is_money() {
            highest_column(score)
        } else {
            highest_balance(run, &caps).max(highest(&futures))
        };
        let step = step(highest.as_micros().max(1));
        // The label of the day on which credits run out stands above everything.
        let (room, of) = if run.report.runs_out.is_some() { (5, 4) } else { (21, 20) };
        let top = (highest.as_micros().max(1) / of * room).max(step);
        Picture { run, score, top, step, caps, futures }
    }

    /// The values at which a line is drawn, from zero.
    pub(crate) fn grid(&self) -> Vec<Amount> {
        (0..=self.top / self.step).map(|index| Amount::micros(index * self.step)).collect()
    }

    /// How far down a value stands.
    pub(crate) fn y(&self, value: Amount) -> i64 {
        HEIGHT - share(value.as_micros(), self.top, HEIGHT)
    }

    /// The same as a share of the height.
    pub(crate) fn y_percent(&self, value: Amount) -> String {
        percent(self.y(value), HEIGHT)
    }

    /// How far right an instant stands, as a share of the width.
    pub(crate) fn x_percent(&self, at: Instant) -> String {
        percent(self.x(at), self.score.width())
    }

    /// How far right an instant stands.
    pub(crate) fn x(&self, at: Instant) -> i64 {
        self.score.place(at.date, i64::from(at.time) / 864_000)
    }

    /// How far right a day begins, within the chart.
    pub(crate) fn place(&self, day: Date) -> i64 {
        self.score.place_within(day)
    }

    /// Is it in the right half?
    pub(crate) fn is_late(&self, at: Instant) -> bool {
        self.score.is_late(self.x(at))
    }

    /// The corners of the line of the balance, which goes right and then up or down to each next one.
    pub(crate) fn corners(&self) -> Vec<(i64, i64)> {
        let mut corners = Vec::new();
        let mut last = None;
        for day in days(self.run) {
            let before = day.balance + day.spent;
            if last != Some(before) {
                corners.push((self.score.place(day.date, 0), self.y(before)));
            }
            if day.spent > Amount::ZERO {
                corners.push((self.score.place(day.date, NINE), self.y(day.balance)));
            }
            last = Some(day.balance);
        }
        corners.extend(last.map(|balance| (self.last_x(), self.y(balance))));
        corners
    }

    /// The line of the balance.
    pub(crate) fn line(&self) -> String {
        let mut path = String::new();
        for (x, y) in self.corners() {
            // Writing to a text cannot fail.
            _ = if path.is_empty() { write!(path, "M{x} {y}") } else { write!(path, "H{x}V{y}") };
        }
        path
    }

    /// The area under the line.
    pub(crate) fn area(&self) -> String {
        let line = self.line();
        if line.is_empty() { line } else { format!("{line}V{HEIGHT}H0Z") }
    }

    /// The horizon's end, which the last column may lie beyond.
    pub(crate) fn last_x(&self) -> i64 {
        let end = days(self.run).last().map(|day| day.date.plus_days(1));
        end.map_or(0, |end| self.score.place(end, 0))
    }

    /// Where credits were lost at a renewal.
    pub(crate) fn losses(&self) -> Vec<Loss> {
        losses(self.run)
    }

    /// The caps that find room, one after the other.
    pub(crate) fn caps(&self) -> impl Iterator<Item = &Cap> {
        self.caps.iter().filter(|cap| self.y(cap.at) >= 0)
    }

    /// What came by itself on a day, beside what a renewal brings: to which balance, how much, and by
    /// what.
    pub(crate) fn arrivals(&self) -> Vec<(Date, Amount, Amount, &'static str)> {
        let came = |change: &Change| {
            let index = days(self.run).iter().position(|day| day.date == change.on)?;
            let day = &days(self.run)[index];
            let before = days(self.run).get(index.checked_sub(1)?)?.balance;
            let top = day.balance + day.spent;
            match change.what {
                Move::Upgrade(_) if top > before => Some((change.on, top, top - before, "upgrade")),
                Move::TopUp { amount, .. } => Some((change.on, top, amount, "top-up")),
                _ => None,
            }
        };
        self.run.scenario.subscription.changes.iter().filter_map(came).collect()
    }

    /// From the moments at which credits ran out to the next grant.
    pub(crate) fn droughts(&self) -> Vec<(Instant, i64)> {
        let drought = |cycle: &CycleRow| {
            let end = self.score.place(cycle.end, 0).min(self.last_x());
            Some((cycle.runs_out?, end))
        };
        self.run.report.cycles.iter().filter_map(drought).collect()
    }
}

fn highest_column(score: &Score) -> Amount {
    score.columns.iter().map(|column| column.paid).max().unwrap_or(Amount::ZERO)
}

fn losses(run: &Run) -> Vec<Loss> {
    let cycles = run.report.cycles.iter();
    let lost = cycles.filter(|cycle| cycle.index > 0 && cycle.expired > Amount::ZERO);
    lost.map(|cycle| loss(run, cycle)).collect()
}

/// What ends with its cycle falls to nothing, and then the grant comes; what is over the cap is cut
/// after the grant, unless the cap is on what is carried.
fn loss(run: &Run, cycle: &CycleRow) -> Loss {
    let before_grant =
        cycle.expired == cycle.opening || run.answer_to("rolloverCap") == Some("carried");
    let from = if before_grant { cycle.opening } else { cycle.opening + cycle.granted };
    Loss { on: cycle.start, from, to: from - cycle.expired }
}

/// The caps that the balance is cut to, plan by plan, if it ever was.
fn caps(run: &Run) -> Vec<Cap> {
    let is_cap = run.answer_to("rolloverCap") == Some("balance");
    if !is_cap || losses(run).iter().all(|loss| loss.to == Amount::ZERO) {
        return Vec::new();
    }
    let mut caps: Vec<Cap> = Vec::new();
    for stretch in stretches(run).iter().filter(|stretch| stretch.is_active()) {
        match (cap_of(run, stretch), caps.last_mut()) {
            (Some(at), Some(last)) if last.at == at => last.to = stretch.end,
            (Some(at), _) => caps.push(Cap { from: stretch.start, to: stretch.end, at }),
            _ => {}
        }
    }
    caps
}

/// Twice what a renewal brings that lies in a stretch.
fn cap_of(run: &Run, stretch: &Stretch) -> Option<Amount> {
    let days = stretch.start..stretch.end;
    let mut cycles = run.report.cycles.iter();
    let whole = cycles.find(|cycle| cycle.index > 0 && days.contains(&cycle.start))?;
    Some(whole.granted + whole.granted)
}

/// The highest that is drawn: a cap only where it does not flatten the rest.
fn highest_balance(run: &Run, caps: &[Cap]) -> Amount {
    let highest = highest_of_days(run);
    let near = caps.iter().map(|cap| cap.at).filter(|cap| *cap <= highest + highest);
    near.max().map_or(highest, |cap| cap.max(highest))
}

fn highest_of_days(run: &Run) -> Amount {
    let balances = days(run).iter().map(|day| day.balance + day.spent);
    let cut = run.report.cycles.iter().filter(|cycle| cycle.expired > Amount::ZERO);
    let before_cut = cut.map(|cycle| cycle.opening + cycle.granted);
    balances.chain(before_cut).max().unwrap_or(Amount::ZERO)
}

/// A step of 1, 2 or 5 and zeros, so that there are three or four lines.
pub(crate) fn step(highest: i64) -> i64 {
    let mut step = 1;
    for factor in [2, 5, 10].into_iter().cycle() {
        let next = step / leading(step) * factor;
        if highest / step <= 4 {
            break;
        }
        step = next;
    }
    step
}

/// The first digit's value: 1 for 1000, 2 for 2000, 5 for 5000.
fn leading(mut step: i64) -> i64 {
    while step >= 10 {
        step /= 10;
    }
    step
}

/// A part of a whole in hundredths, as SVG has it.
pub(crate) fn percent(part: i64, whole: i64) -> String {
    let thousandths = share(part, whole, 100_000);
    format!("{}.{:03}%", thousandths / 1_000, thousandths.abs() % 1_000)
}

/// A part of a whole in so many parts, rounded towards nothing; no product of these can overflow.
pub(crate) fn share(part: i64, whole: i64, parts: i64) -> i64 {
    let share = i128::from(part) * i128::from(parts) / i128::from(whole.max(1));
    i64::try_from(share).unwrap_or(i64::MAX)
}
