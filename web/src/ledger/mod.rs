//! The ledger of a plan: its lines, which of them are shown, and the one that is explained.

pub(crate) mod export;
pub(crate) mod filter;
pub(crate) mod lines;
pub(crate) mod said;

use std::rc::Rc;

use creditcast_catalog::catalog;
use creditcast_core::amount::Amount;
use creditcast_core::report::Report;
use creditcast_core::simulation::{Options, simulate};

use crate::doubt::Doubt;
use crate::draft::Draft;
use crate::run::Run;
use filter::Filter;
use lines::{Kind, Line, lines};

/// A ledger that is looked at.
#[derive(Clone)]
pub(crate) struct Book {
    /// The run whose ledger it is.
    pub run: Rc<Run>,
    written: Rc<Written>,
    /// Which lines are shown.
    pub filter: Filter,
    /// The indices of the lines that the filter shows.
    pub shown: Rc<Vec<usize>>,
    /// So many of them have room on the page.
    pub room: usize,
    /// The one that is explained.
    pub reason: Option<Rc<Reason>>,
}

/// What a run left behind.
struct Written {
    report: Report,
    lines: Vec<Line>,
}

/// A line that is explained.
pub(crate) struct Reason {
    /// Its place among those that are shown.
    pub place: usize,
    /// The questions whose answers change it, each with what the line would be.
    pub doubts: Vec<InDoubt>,
}

/// A question that changes a line.
pub(crate) struct InDoubt {
    /// The switch.
    pub policy: String,
    /// What the line comes to by each answer, in the card's order.
    pub amounts: Vec<Amount>,
}

/// What a reader does with a ledger.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Look {
    /// Have the line at a place among those that are shown explained, or none.
    At(Option<usize>),
    /// See more lines.
    More,
}

/// So many lines are shown at first, and so many more each time.
pub(crate) const PAGE: usize = 200;

/// The report that has a ledger.
const OPTIONS: Options = Options { daily: false, ledger: true };

impl Book {
    /// The ledger of a run, as far as the desk of a draft says.
    #[inline(never)]
    pub(crate) fn of(run: &Rc<Run>, draft: &Draft) -> Option<Self> {
        let report = simulate(&run.scenario, catalog(), OPTIONS).ok()?;
        let lines = lines(&report);
        let book = Book {
            run: Rc::clone(run),
            written: Rc::new(Written { report, lines }),
            filter: Filter::of(draft, run),
            shown: Rc::default(),
            room: PAGE,
            reason: None,
        };
        Some(book.filtered())
    }

    /// This or the ledger of another run, as far as the desk of a draft says. The line that was explained
    /// is so again, if it is still there.
    #[inline(never)]
    pub(crate) fn turned(self, run: &Rc<Run>, draft: &Draft, doubts: &[Doubt]) -> Option<Self> {
        let filter = Filter::of(draft, run);
        let is_same = Rc::ptr_eq(&self.run, run);
        if is_same && filter == self.filter {
            return Some(self);
        }
        let before = self.clone();
        let book = if is_same { Book { filter, ..self }.filtered() } else { Book::of(run, draft)? };
        let Some(line) = before.explained() else { return Some(book) };
        let place = book.shown.iter().position(|index| book.written.lines[*index].is_like(line));
        Some(book.looked(Look::At(place), doubts))
    }

    fn filtered(self) -> Self {
        let lines = self.written.lines.iter().enumerate();
        let shown = lines.filter(|(_, line)| self.filter.shows(&self.run, line));
        let shown = Rc::new(shown.map(|(index, _)| index).collect());
        Book { shown, room: PAGE, reason: None, ..self }
    }

    /// The ledger after what a reader did.
    #[inline(never)]
    pub(crate) fn looked(self, look: Look, doubts: &[Doubt]) -> Self {
        match look {
            Look::More => Book { room: self.room + PAGE, ..self },
            Look::At(place) => {
                let place = place.filter(|place| *place < self.shown.len());
                let reason = place.map(|place| Rc::new(self.reason(place, doubts)));
                let room = place.map_or(self.room, |place| self.room.max(place + 1));
                Book { room, reason, ..self }
            }
        }
    }

    /// The line at a place among those that are shown.
    pub(crate) fn line(&self, place: usize) -> Option<&Line> {
        self.shown.get(place).map(|index| &self.written.lines[*index])
    }

    /// The lines that the filter shows.
    pub(crate) fn lines(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.shown.iter().map(|index| &self.written.lines[*index])
    }

    /// The line that is explained.
    pub(crate) fn explained(&self) -> Option<&Line> {
        self.line(self.reason.as_ref()?.place)
    }

    /// The report with its ledger.
    pub(crate) fn report(&self) -> &Report {
        &self.written.report
    }

    /// The balance before the first day that is shown.
    pub(crate) fn carried(&self) -> Amount {
        let before = self.written.lines.iter().take_while(|line| line.at.date < self.filter.from);
        before.last().map_or(Amount::ZERO, |line| line.balance)
    }

    fn reason(&self, place: usize, doubts: &[Doubt]) -> Reason {
        let changing = doubts.iter().filter(|doubt| doubt.changes().is_some());
        let line = self.line(place);
        let in_doubt = |doubt| self.in_doubt(line?, doubt);
        Reason { place, doubts: changing.filter_map(in_doubt).collect() }
    }

    /// What a line would be by each answer to a question, if it is not the same by all.
    fn in_doubt(&self, line: &Line, doubt: &Doubt) -> Option<InDoubt> {
        if !self.can_change(line, &doubt.policy)? {
            return None;
        }
        let by = |answer: &str| {
            if answer == doubt.chosen {
                return Some(line.amount);
            }
            let mut scenario = self.run.scenario.clone();
            scenario.policies.choose(&doubt.policy, answer);
            let report = simulate(&scenario, catalog(), OPTIONS).ok()?;
            let other = lines(&report).into_iter().find(|other| other.is_like(line));
            Some(other.map_or(Amount::ZERO, |other| other.amount))
        };
        let amounts: Option<Vec<_>> = doubt.answers.iter().map(|answer| by(&answer.id)).collect();
        let amounts = amounts.filter(|all| all.iter().any(|amount| *amount != line.amount))?;
        Some(InDoubt { policy: doubt.policy.clone(), amounts })
    }

    /// Can answers to a question change a line by themselves? A charge, if they change what its action
    /// costs; what comes and expires, if they change how subscriptions run.
    fn can_change(&self, line: &Line, policy: &str) -> Option<bool> {
        let policy = self.run.card().policy(policy)?;
        if !matches!(line.kind, Kind::Entry(_)) {
            return None;
        }
        let Some(activity) = line.activity else {
            return Some(policy.options.iter().all(|option| option.sets.is_empty()));
        };
        let action = self.run.card().action_or_need(&self.run.scenario.usage[activity].action)?;
        Some(policy.touches(action, &|_| true))
    }
}
