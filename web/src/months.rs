//! The columns of the score: what each month, quarter or year of the horizon comes to.

use creditcast_core::amount::Amount;
use creditcast_core::calendar::{Date, Instant};
use creditcast_core::report::{CycleRow, Day};

use crate::format;
use crate::run::Run;
use crate::stretches::word;

/// The horizon, cut into columns of equal width.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Score {
    /// The months of a column.
    pub months_each: u32,
    /// The columns, in order.
    pub columns: Vec<Column>,
    start: Date,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// Its first day.
    pub start: Date,
    /// Its name: `Dec`, or `Dec to Feb`.
    pub name: String,
    /// The year, where it is the first of one.
    pub year: Option<String>,
    /// What was there before.
    pub opening: Amount,
    /// What the plan brought.
    pub granted: Amount,
    /// What was bought.
    pub topped_up: Amount,
    /// What was spent.
    pub spent: Amount,
    /// What was lost unused.
    pub expired: Amount,
    /// What is left.
    pub left: Amount,
    /// What is paid.
    pub paid: Amount,
    /// The first request that was refused for want of credits.
    pub runs_out: Option<Instant>,
    /// The word for it, if the subscription is frozen or over in all of it.
    pub idle: &'static str,
}

impl Column {
    /// Have credits run out, and none come since?
    pub(crate) fn is_out(&self) -> bool {
        self.runs_out.is_some() && self.left == Amount::ZERO
    }
}

/// More columns than this are drawn together.
const MONTHS_MAX: u32 = 14;
const QUARTERS_MAX: u32 = 40;

impl Score {
    /// The score of a run.
    pub(crate) fn of(run: &Run) -> Self {
        Score::cut(run, months_together(run))
    }

    /// What its columns are called at first, where they are longer than a month.
    pub(crate) fn longer_unit(run: &Run) -> Option<&'static str> {
        Some(months_together(run)).filter(|months| *months > 1).map(unit)
    }

    /// Are there more columns than find room side by side?
    pub(crate) fn is_long(&self) -> bool {
        self.columns.len() > MONTHS_MAX as usize
    }

    /// The score of a run with a column for each month, however many they are.
    pub(crate) fn by_months(run: &Run) -> Self {
        Score::cut(run, 1)
    }

    fn cut(run: &Run, months_each: u32) -> Self {
        let start = run.scenario.subscription.start;
        let mut score = Score { months_each, columns: Vec::new(), start };
        let mut left = run.report.totals.opening;
        for index in 0..months(run).div_ceil(months_each) {
            let column = score.column(run, index, left);
            left = column.left;
            score.columns.push(column);
        }
        score
    }

    fn column(&self, run: &Run, index: u32, opening: Amount) -> Column {
        let start = self.start.plus_months(index * self.months_each);
        let end = self.start.plus_months((index + 1) * self.months_each);
        let days = days(run).iter().filter(|day| (start..end).contains(&day.date));
        let left = days.clone().next_back().map_or(opening, |day| day.balance);
        let spent = days.map(|day| day.spent).sum();
        let cycles = run.report.cycles.iter().filter(|cycle| (start..end).contains(&cycle.start));
        let sum = |of: fn(&CycleRow) -> Amount| cycles.clone().map(of).sum();
        let within = run.report.cycles.iter().filter(|c| c.start < end && start < c.end);
        let words: Vec<_> = within.map(|cycle| word(cycle.state)).collect();
        Column {
            start,
            idle: if words.contains(&"") { "" } else { words.last().copied().unwrap_or("") },
            name: self.name(start),
            year: is_new_year(index, start, self.months_each).then(|| format::year(start)),
            opening,
            granted: sum(|cycle| cycle.granted),
            topped_up: sum(|cycle| cycle.topped_up),
            spent,
            expired: sum(|cycle| cycle.expired),
            left,
            paid: sum(|cycle| cycle.cost.amount.0),
            runs_out: cycles.clone().find_map(|cycle| cycle.runs_out),
        }
    }

    fn name(&self, start: Date) -> String {
        match self.months_each {
            1 => format::month(start),
            12 => format!("from {}", format::month(start)),
            months => {
                format!("{}–{}", format::month(start), format::month(start.plus_months(months - 1)))
            }
        }
    }

    /// Where a day stands, in thousandths of a column from the first one's edge; `part` is the
    /// hundredths of the day that have gone.
    pub(crate) fn place(&self, day: Date, part: i64) -> i64 {
        let month = day.months_since(self.start);
        let begins = self.start.plus_months(month);
        let length = self.start.plus_months(month + 1).days_since(begins).max(1);
        let in_month = (day.days_since(begins) * 100 + part) * 1_000 / (length * 100);
        (i64::from(month) * 1_000 + in_month) / i64::from(self.months_each)
    }

    /// The same of a day, at the nearest edge if it lies outside.
    pub(crate) fn place_within(&self, day: Date) -> i64 {
        self.place(day.max(self.start), 0).clamp(0, self.width())
    }

    /// Does a place stand in the right half?
    pub(crate) fn is_late(&self, place: i64) -> bool {
        place * 2 > self.width()
    }

    /// The day that stands at a place.
    pub(crate) fn day_at(&self, place: i64) -> Date {
        let place = place.max(0) * i64::from(self.months_each);
        let month = u32::try_from(place / 1_000).unwrap_or(0);
        let begins = self.start.plus_months(month);
        let length = self.start.plus_months(month + 1).days_since(begins);
        begins.plus_days(u64::try_from(place % 1_000 * length / 1_000).unwrap_or(0))
    }

    /// How many columns there are.
    pub(crate) fn count(&self) -> i64 {
        i64::try_from(self.columns.len()).unwrap_or(i64::MAX)
    }

    /// The width of the whole, in the same measure.
    pub(crate) fn width(&self) -> i64 {
        self.count() * 1_000
    }

    /// What one column is called.
    pub(crate) fn unit(&self) -> &'static str {
        unit(self.months_each)
    }
}

fn months(run: &Run) -> u32 {
    u32::try_from(run.scenario.horizon.months.0).unwrap_or(1)
}

/// So many months are drawn together, unless a reader wants them apart.
fn months_together(run: &Run) -> u32 {
    match months(run) {
        ..=MONTHS_MAX => 1,
        months if months <= QUARTERS_MAX => 3,
        _ => 12,
    }
}

fn unit(months: u32) -> &'static str {
    match months {
        1 => "month",
        12 => "year",
        _ => "quarter",
    }
}

/// The year is said where it begins, and at the start.
fn is_new_year(index: u32, start: Date, months_each: u32) -> bool {
    let month = start.calendar_month().1;
    index == 0 || month <= months_each
}

/// The days of a run's report.
pub(crate) fn days(run: &Run) -> &[Day] {
    run.report.daily.as_deref().unwrap_or_default()
}
