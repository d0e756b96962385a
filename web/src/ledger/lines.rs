//! The lines of a ledger: what one activity was charged at one moment is one line, and what was refused or
//! stood still has lines of its own.

use std::iter::Peekable;
use std::ops::Range;
use std::slice::Iter;

use creditcast_core::amount::Amount;
use creditcast_core::calendar::{Date, Instant};
use creditcast_core::report::{CycleRow, Entry, EntryKind, RefusedDay, Report, State};

/// One line.
#[derive(Debug)]
pub(crate) struct Line {
    /// When.
    pub at: Instant,
    /// What it is.
    pub kind: Kind,
    /// What it adds; below zero where it takes.
    pub amount: Amount,
    /// The balance after it.
    pub balance: Amount,
    /// The number of its cycle.
    pub cycle: u32,
    /// The activity's index in `usage`.
    pub activity: Option<usize>,
    /// The entries of the report's ledger that it stands for.
    pub entries: Range<usize>,
}

/// What a line is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// An entry of the ledger.
    Entry(EntryKind),
    /// Requests that were not served.
    Refused(RefusedDay),
    /// The subscription is frozen, or has ended, from here to the end of the cycle.
    Pause(State),
}

impl Line {
    /// Was something charged?
    pub(crate) fn is_charge(&self) -> bool {
        matches!(self.kind, Kind::Entry(EntryKind::Charge))
    }

    /// Does it tell of the same as a line of another run?
    pub(crate) fn is_like(&self, other: &Line) -> bool {
        let kind = |line: &Line| match line.kind {
            Kind::Entry(kind) => Some(kind),
            _ => None,
        };
        (self.at, self.activity, kind(self)) == (other.at, other.activity, kind(other))
    }
}

/// The lines of a report with its ledger, in the order of time.
pub(super) fn lines(report: &Report) -> Vec<Line> {
    let entries = report.ledger.as_deref().unwrap_or_default();
    let mut writer = Writer {
        lines: Vec::new(),
        cycles: &report.cycles,
        refused: report.refusals_daily.as_deref().unwrap_or_default().iter().peekable(),
        pauses: pauses(&report.cycles).into_iter().peekable(),
    };
    for (index, entry) in entries.iter().enumerate() {
        writer.write_before(Some(entry));
        writer.write(index, entry);
    }
    writer.write_before(None);
    writer.lines
}

/// The cycles in which nothing happens; of those after the end the first.
fn pauses(cycles: &[CycleRow]) -> Vec<&CycleRow> {
    let mut before = State::Active;
    let is_told = |row: &&CycleRow| {
        let last = std::mem::replace(&mut before, row.state);
        row.state == State::Frozen || row.state == State::Ended && last != State::Ended
    };
    cycles.iter().filter(is_told).collect()
}

struct Writer<'r> {
    lines: Vec<Line>,
    cycles: &'r [CycleRow],
    refused: Peekable<Iter<'r, RefusedDay>>,
    pauses: Peekable<std::vec::IntoIter<&'r CycleRow>>,
}

impl Writer<'_> {
    /// What comes before an entry and is none itself: all of it before the end.
    fn write_before(&mut self, next: Option<&Entry>) {
        loop {
            let pause = self.pauses.peek().map(|row| Instant::midnight(row.start));
            let refused = self.refused.peek().map(|day| (day.at, day.activity));
            let pause = pause.filter(|at| next.is_none_or(|next| *at < next.at));
            let refused =
                refused.filter(|place| next.is_none_or(|next| comes_before(*place, next)));
            match (pause, refused) {
                (Some(pause), Some((refused, _))) if refused < pause => self.write_refused(),
                (Some(_), _) => self.write_pause(),
                (None, Some(_)) => self.write_refused(),
                (None, None) => return,
            }
        }
    }

    fn write_refused(&mut self) {
        let Some(day) = self.refused.next() else { return };
        let cycle = cycle_of(self.cycles, day.at.date);
        self.add(day.at, Kind::Refused(*day), cycle, Some(day.activity));
    }

    fn write_pause(&mut self) {
        let Some(row) = self.pauses.next() else { return };
        self.add(Instant::midnight(row.start), Kind::Pause(row.state), row.index, None);
    }

    /// A line that moves no credits.
    fn add(&mut self, at: Instant, kind: Kind, cycle: u32, activity: Option<usize>) {
        let balance = self.lines.last().map_or(Amount::ZERO, |line| line.balance);
        let line = Line { at, kind, amount: Amount::ZERO, balance, cycle, activity, entries: 0..0 };
        self.lines.push(line);
    }

    /// The entries of one request are one line.
    fn write(&mut self, index: usize, entry: &Entry) {
        let (amount, balance) = (entry.amount, entry.balance);
        let goes_on = |line: &&mut Line| {
            let is_its = line.is_charge() && entry.kind == EntryKind::Charge;
            is_its && (line.at, line.activity) == (entry.at, entry.activity)
        };
        if let Some(line) = self.lines.last_mut().filter(goes_on) {
            (line.amount, line.balance) = (line.amount + amount, balance);
            line.entries.end = index + 1;
            return;
        }
        self.lines.push(Line {
            at: entry.at,
            kind: Kind::Entry(entry.kind),
            amount,
            balance,
            cycle: entry.cycle,
            activity: entry.activity,
            entries: index..index + 1,
        });
    }
}

/// Of one moment activities come in their order.
fn comes_before((at, activity): (Instant, usize), entry: &Entry) -> bool {
    at < entry.at || at == entry.at && entry.activity.is_some_and(|other| activity < other)
}

fn cycle_of(cycles: &[CycleRow], date: Date) -> u32 {
    cycles.iter().find(|row| date < row.end).or(cycles.last()).map_or(0, |row| row.index)
}
