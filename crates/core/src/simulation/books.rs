//! What is paid for once of a list, and by which actions: each such thing has a book of its own.

use std::rc::Rc;

use super::step::{Listing, Maker, Once, Term};
use crate::calendar::Date;
use crate::charging::{AskedOfList, POINTS_MAX, Pattern, Patterns, Points, Tariff};
use crate::document::{At, Problem, Problems};
use crate::number::Share;
use crate::rate_card::{self, Action, Charged, RateCard};
use crate::scenario::{RecordList, Scenario};
use crate::usage::Activity;
use crate::usage::Shares;

/// The lists of a scenario, and the books that are kept of them.
#[derive(Debug)]
pub(super) struct Books<'a> {
    lists: Vec<Known<'a>>,
    /// The kind of the first action that works through each list.
    kinds: Vec<Option<&'a str>>,
    opened: Vec<BookOf>,
    /// How long what was paid for before the start stays free: for ever, or up to a day.
    start: Date,
    first_cycle_end: Date,
}

/// A list with the points that it is asked for.
#[derive(Debug)]
struct Known<'a> {
    list: &'a RecordList,
    /// Those that are found of it, and then those that are only named.
    points: Vec<&'a str>,
    patterns: Rc<Patterns>,
}

impl<'a> Known<'a> {
    fn new(list: &'a RecordList, usage: &'a [Activity], card: &'a RateCard) -> Self {
        let mut points: Vec<&str> = list.found.0.iter().map(|(id, _)| id.as_str()).collect();
        let of_list = usage.iter().filter(|activity| activity.list.as_ref() == Some(&list.id));
        for point in of_list.flat_map(|activity| named(activity, card)) {
            if !points.contains(&point) && points.len() < NAMED_MAX {
                points.push(point);
            }
        }
        let patterns = Rc::new(Patterns::new(list.size.0, patterns(list, &points)));
        Known { list, points, patterns }
    }

    /// The bit of a point. Where everything is charged that is asked for, it has another.
    fn bit(&self, point: &str, charged: Charged) -> Points {
        let found = self.list.found.0.len();
        let place = self.points.iter().position(|known| *known == point);
        place.map_or(0, |place| match charged {
            Charged::Asked => 1 << (place + found),
            Charged::Found if place < found => 1 << place,
            Charged::Found => 0,
        })
    }
}

/// The points that an activity asks for by name.
fn named<'a>(activity: &'a Activity, card: &'a RateCard) -> impl Iterator<Item = &'a str> {
    let need = card.action_for_need(&activity.action);
    let of_need = need.and_then(|action| action.point_of_need(&activity.action));
    activity.reveal.iter().flatten().map(String::as_str).chain(of_need)
}

/// So many points have two bits each in a set.
const NAMED_MAX: usize = 16;

/// What is found of a list; and then, where everything is charged that is asked for, all of it.
fn patterns(list: &RecordList, points: &[&str]) -> Vec<Pattern> {
    let of = |shares: &Shares, point: &str| shares.get(point).unwrap_or(Share::NONE);
    let all = points.iter().map(|point| Pattern {
        share: Share::ALL,
        paid: list.paid.as_ref().map_or(Share::NONE, |paid| of(paid, point)),
        found: of(&list.found, point),
    });
    let found = all.clone().take(list.found.0.len());
    found.map(|point| Pattern { share: point.found, ..point }).chain(all).collect()
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
    pub(super) fn new(scenario: &'a Scenario, card: &'a RateCard, first_cycle_end: Date) -> Self {
        let lists = scenario.lists.iter().map(|list| Known::new(list, &scenario.usage, card));
        let lists: Vec<_> = lists.collect();
        let start = scenario.subscription.start;
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
            let term = term.filter(|_| self.lists[list].list.paid.is_some());
            let paid_until = match term {
                None | Some(Term::Ever) => u32::MAX,
                Some(Term::Cycle) => number(self.first_cycle_end),
                Some(Term::Months(months)) => number(self.start.plus_months(months)),
            };
            let size = self.lists[list].list.size.0;
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
        let list = self.books.lists.iter().position(|known| known.list.id == id);
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
        Some(Listing { patterns: Rc::clone(&self.books.lists[list].patterns), asked, once, term })
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
        let known = &self.books.lists[list];
        check_reveal(activity, tariff.action, at, problems);
        let (mut points, mut before) = ([0; POINTS_MAX], [0; POINTS_MAX]);
        for (index, charge, point) in tariff.points() {
            let earlier = tariff.points().take(index);
            let together = earlier.filter(|(_, other, _)| charge.is_together_with(other));
            before[index] = together.map(|(other, ..)| 1 << other).sum();
            let is_asked = asks_for(activity, tariff.action, point, known.list);
            points[index] = if is_asked { known.bit(point, charge.charged) } else { 0 };
        }
        let found = (1 << known.list.found.0.len()) - 1;
        AskedOfList {
            points,
            before,
            back: if tariff.action.points.is_empty() { Points::MAX } else { found },
            all_charged: tariff.points().any(|(_, charge, _)| charge.charged == Charged::Asked),
            unit_once: tariff.once.contains(&rate_card::Once::Unit),
        }
    }

    /// The points of which the first that is charged frees a record's others, on every action that
    /// charges it so; none where this action does not.
    fn contact(&self, tariff: &Tariff, list: &Known) -> Points {
        if !frees_record(tariff) {
            return 0;
        }
        let of_card = self.card.actions.iter().map(|a| Tariff::of(self.card, a, self.chosen));
        let bits = |tariff: Tariff| {
            let points = tariff.points();
            points.fold(0, |all, (_, charge, point)| all | list.bit(point, charge.charged))
        };
        of_card.filter(frees_record).fold(0, |all, tariff| all | bits(tariff))
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
            once.push(Once { book, rules: 0, asked: 0, contact: 0 });
        }
        let contact = self.contact(tariff, &self.books.lists[list]);
        let is_paid_once = contact != 0 || tariff.once.contains(&rate_card::Once::Points);
        for (index, charge, point) in tariff.points() {
            let points = asked.points[index];
            if is_paid_once && points > 0 {
                let record = if contact == 0 { charge.together.as_deref() } else { Some("record") };
                let book = format!("{}{table}", record.unwrap_or(point));
                let book = self.books.book(list, book, Some(term));
                let asked = if record.is_some() { points } else { 0 };
                add(&mut once, Once { book, rules: 1 << index, asked, contact });
            }
        }
        once
    }
}

/// Notes what a point's rule is freed by, which may free other points' rules too.
fn add(once: &mut Vec<Once>, new: Once) {
    if let Some(known) = once.iter_mut().find(|known| known.book == new.book) {
        known.rules |= new.rules;
        known.asked |= new.asked;
    } else {
        once.push(new);
    }
}

/// Does an activity ask a list for a point? For all that both have, unless it says which, or is the need of one.
fn asks_for(activity: &Activity, action: &Action, point: &str, list: &RecordList) -> bool {
    match &activity.reveal {
        Some(reveal) => reveal.iter().any(|asked| asked == point),
        None if activity.action.starts_with("need.") => {
            action.point_of_need(&activity.action) == Some(point)
        }
        None => list.found.get(point).is_some(),
    }
}

fn check_reveal(activity: &Activity, action: &Action, at: At, problems: &mut Problems) {
    let reveal = At::Key(&at, "reveal");
    for (index, point) in activity.reveal.iter().flatten().enumerate() {
        super::check_point(action, point, At::Index(&reveal, index), problems);
    }
}

/// Does the first charge free a record's other points?
fn frees_record(tariff: &Tariff) -> bool {
    tariff.once.contains(&rate_card::Once::Record)
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
