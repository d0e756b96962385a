//! What is paid for once of a list, and by which actions: each such thing has a book of its own.

use std::rc::Rc;

use super::step::{Listing, Maker, Once, Term};
use crate::calendar::Date;
use crate::charging::{AskedOfList, POINTS_MAX, Patterns, Points, Tariff};
use crate::document::{At, Problem, Problems};
use crate::number::Share;
use crate::rate_card::{self, Action, Charged};
use crate::scenario::RecordList;
use crate::usage::Activity;

/// The lists of a scenario, and the books that are kept of them.
#[derive(Debug)]
pub(super) struct Books<'a> {
    lists: Vec<(&'a RecordList, Rc<Patterns>)>,
    /// The kind of the first action that works through each list.
    kinds: Vec<Option<&'a str>>,
    opened: Vec<BookOf>,
    /// How long what was paid for before the start stays free: for ever, or up to a day.
    start: Date,
    first_cycle_end: Date,
}

/// A book: what it is kept of, how many records it has, and until which day those are free that
/// were paid for before the start.
#[derive(Debug)]
pub struct BookOf {
    list: usize,
    name: String,
    /// How many records.
    pub size: u64,
    /// The number of that day.
    pub paid_until: u32,
}

impl<'a> Books<'a> {
    pub(super) fn new(lists: &'a [RecordList], start: Date, first_cycle_end: Date) -> Self {
        let patterns = |list: &'a RecordList| {
            let found = list.found.0.iter().map(|(id, share)| (*share, paid(list, id)));
            // Where everything is charged that is asked for, every record has its points.
            let all = list.found.0.iter().map(|(id, _)| (Share::ALL, paid(list, id)));
            (list, Rc::new(Patterns::new(list.size.0, found.chain(all).collect())))
        };
        let lists: Vec<_> = lists.iter().map(patterns).collect();
        Books { kinds: vec![None; lists.len()], lists, opened: Vec::new(), start, first_cycle_end }
    }

    pub(super) fn into_books(self) -> Vec<BookOf> {
        self.opened
    }

    /// The book of something, opened if it is new; nothing of a unit was paid for before the start.
    fn book(&mut self, list: usize, name: String, term: Option<Term>) -> usize {
        let known = self.opened.iter().position(|book| book.list == list && book.name == name);
        known.unwrap_or_else(|| {
            let number = |day: Date| u32::try_from(day.days_since(self.start)).unwrap_or(u32::MAX);
            let term = term.filter(|_| self.lists[list].0.paid.is_some());
            let paid_until = match term {
                None | Some(Term::Ever) => u32::MAX,
                Some(Term::Cycle) => number(self.first_cycle_end),
                Some(Term::Months(months)) => number(self.start.plus_months(months)),
            };
            let size = self.lists[list].0.size.0;
            self.opened.push(BookOf { list, name, size, paid_until });
            self.opened.len() - 1
        })
    }
}

impl<'a> Maker<'_, 'a> {
    /// What an activity asks a list for.
    pub(super) fn listing(
        &mut self,
        activity: &'a Activity,
        id: &str,
        tariff: &Tariff<'a>,
        at: At,
        problems: &mut Problems,
    ) -> Option<Listing> {
        let at_list = At::Key(&at, "list");
        let list = self.books.lists.iter().position(|(list, _)| list.id == id);
        let Some(list) = list else {
            let message =
                format!("\"{id}\" is not in `lists`. List it there, or choose one that is.");
            problems.add(Problem::new(at_list, "notListed", message).with("id", id));
            return None;
        };
        check_shares(activity, at, problems);
        self.check_kind(list, tariff.action, at_list, problems);
        let asked = self.asked(activity, list, tariff, at, problems);
        let term = self.term(tariff.action);
        let once = self.once(activity, list, tariff, &asked, term);
        Some(Listing { patterns: Rc::clone(&self.books.lists[list].1), asked, once, term })
    }

    /// A list is of one kind of record.
    fn check_kind(&mut self, list: usize, action: &'a Action, at: At, problems: &mut Problems) {
        let Some(kind) = action.record.as_deref() else { return };
        let known = *self.books.kinds[list].get_or_insert(kind);
        if known != kind {
            let message = format!(
                "This list is of {known} records, and {} takes {kind} records. Make another list.",
                action.title
            );
            problems.add(Problem::new(at, "listKind", message));
        }
    }

    fn asked(
        &self,
        activity: &Activity,
        list: usize,
        tariff: &Tariff,
        at: At,
        problems: &mut Problems,
    ) -> AskedOfList {
        let (list, _) = &self.books.lists[list];
        let action = tariff.action;
        let reveal = At::Key(&at, "reveal");
        for (index, point) in activity.reveal.iter().flatten().enumerate() {
            super::check_point(action, point, At::Index(&reveal, index), problems);
        }
        let need = activity.action.strip_prefix("need.").map(|_| &*activity.action);
        let is_asked = |point: &str| match (&activity.reveal, need) {
            (Some(reveal), _) => reveal.iter().any(|asked| asked == point),
            (None, Some(need)) => action.point_of_need(need) == Some(point),
            (None, None) => true,
        };
        let count = list.found.0.len();
        let bit = |point: &str, charged: Charged| {
            let place = list.found.0.iter().position(|(found, _)| found == point)?;
            let place = if charged == Charged::Asked { place + count } else { place };
            is_asked(point).then_some(1 << place)
        };
        let mut points: [Points; POINTS_MAX] = [0; POINTS_MAX];
        let mut before: [Points; POINTS_MAX] = [0; POINTS_MAX];
        for (index, charge, point) in tariff.points() {
            let earlier = tariff.points().take(index).filter(|(_, other, _)| {
                charge.together.is_some() && other.together == charge.together
            });
            before[index] = earlier.fold(0, |all, (other, ..)| all | points[other]);
            points[index] = bit(point, charge.charged).unwrap_or(0);
        }
        let all_charged = tariff.points().any(|(_, charge, _)| charge.charged == Charged::Asked);
        AskedOfList {
            points,
            before,
            back: if action.points.is_empty() { Points::MAX } else { (1 << count) - 1 },
            all_charged,
            unit_once: tariff.once.contains(&rate_card::Once::Unit),
            record_once: tariff.once.contains(&rate_card::Once::Record),
        }
    }

    fn term(&self, action: &Action) -> Term {
        match action.once_months {
            Some(months) => Term::Months(u32::try_from(months.0).expect("months are few")),
            None if self.chosen.answer("revealedFor") == Some("cycle") => Term::Cycle,
            None => Term::Ever,
        }
    }

    /// What is paid for once, with the books in which that is kept: a point's is shared by all
    /// actions, a Workspace table has its own, and so has the unit of each action.
    fn once(
        &mut self,
        activity: &Activity,
        list: usize,
        tariff: &Tariff,
        asked: &AskedOfList,
        term: Term,
    ) -> Vec<Once> {
        let table = match &activity.table {
            Some(table) if tariff.action.once_per_table => format!(" in {table}"),
            _ => String::new(),
        };
        let mut once: Vec<Once> = Vec::new();
        if asked.unit_once {
            let book = self.books.book(list, format!("unit of {}{table}", tariff.action.id), None);
            once.push(Once { book, rules: None, of_record: false, records: 0, is_charged: true });
        }
        let of_points = tariff.once.contains(&rate_card::Once::Points);
        if !of_points && !asked.record_once {
            return once;
        }
        for (index, charge, point) in tariff.points().filter(|(index, ..)| asked.points[*index] > 0)
        {
            let of_record = asked.record_once;
            let name = charge.together.as_deref().unwrap_or(point);
            let name = if of_record { format!("record{table}") } else { format!("{name}{table}") };
            let book = self.books.book(list, name, Some(term));
            let records = if of_record { asked.all() } else { 0 };
            let is_charged = charge.price > crate::amount::Amount::ZERO;
            let known = once.iter_mut().find(|known| known.book == book && known.rules.is_some());
            if let Some(known) = known {
                known.rules = known.rules.map(|rules| rules | 1 << index);
                known.is_charged |= is_charged;
                continue;
            }
            once.push(Once { book, rules: Some(1 << index), of_record, records, is_charged });
        }
        once
    }
}

/// The share of a point that was paid for before the start.
fn paid(list: &RecordList, point: &str) -> Share {
    list.paid.as_ref().and_then(|paid| paid.get(point)).unwrap_or(Share::NONE)
}

/// A list says itself what is found and what was paid for.
fn check_shares(activity: &Activity, at: At, problems: &mut Problems) {
    let given = [
        ("repeat", activity.repeat.is_some()),
        ("matched", activity.matched.is_some()),
        ("points", activity.points.is_some()),
    ];
    for (key, _) in given.iter().filter(|(_, given)| *given) {
        let message = format!("The list says what is found and repeated. Remove `{key}`.");
        problems.add(Problem::new(At::Key(&at, key), "listAndShares", message));
    }
}
