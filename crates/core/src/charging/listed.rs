//! A list's units: its records in order, and from the start again, each charged for what it has
//! and has not been paid for.

use std::cell::RefCell;
use std::rc::Rc;

use super::periodic::{PERIOD, Periodic, Walk, each_of_period};
use super::{POINTS_MAX, Requests, Search, Spread, Tally, TooFine};
use crate::number::{Share, gcd};

/// More requests than this are not looked at one by one on a day.
const LOOKS_MAX: u64 = 5_000_000;

/// A set of points, a bit for each.
pub type Points = u32;

/// Records that have any of some points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Having {
    /// The points that count where they were paid for before the start.
    pub paid: Points,
    /// Those that count where they were not.
    pub unpaid: Points,
}

impl Having {
    /// No record.
    pub const NONE: Having = Having::any(0);

    /// Records that have any of some points, paid for or not.
    pub const fn any(points: Points) -> Self {
        Having { paid: points, unpaid: points }
    }

    /// Records that belong to either.
    #[must_use]
    pub fn or(self, other: Having) -> Self {
        Having { paid: self.paid | other.paid, unpaid: self.unpaid | other.unpaid }
    }
}

/// Which records of a list have a point, and of which it was paid for before the start.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// The i-th record has it where `floor(i·share)` grows.
    pub share: Share,
    /// It was paid for before the start where `floor(i·paid)` grows,
    pub paid: Share,
    /// and where it is found: `floor(i·found)` grows.
    pub found: Share,
}

/// What is found of the records of a list.
#[derive(Clone, Debug)]
pub struct Patterns {
    size: u64,
    points: Vec<Pattern>,
    /// The points of which some were paid for.
    split: Points,
    /// Which records have any of some points; worked out when it is first needed.
    tables: RefCell<Vec<(Having, Rc<Periodic>)>>,
}

impl Patterns {
    /// The patterns of a list of so many records.
    pub fn new(size: u64, points: Vec<Pattern>) -> Self {
        let is_split = |(_, point): &(usize, &Pattern)| point.paid > Share::NONE;
        let split = points.iter().enumerate().filter(is_split).map(|(bit, _)| 1 << bit).sum();
        Patterns { size, points, split, tables: RefCell::default() }
    }

    /// How many records there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// How many visits meet a record of these, from one visit up to another.
    fn count(&self, having: Having, from: u64, to: u64) -> u64 {
        let having = self.plain(having);
        match having.unpaid {
            Points::MAX => to - from,
            0 if having.paid == 0 => 0,
            points if having.paid == points && points.is_power_of_two() => {
                let share = self.points[points.trailing_zeros() as usize].share;
                self.count_by(&|records| share.of_first(records), from, to)
            }
            _ => {
                let table = self.table(having);
                self.count_by(&|records| table.of_first(records), from, to)
            }
        }
    }

    /// The same by how many of the first records belong to them.
    fn count_by(&self, of_records: &dyn Fn(u64) -> u64, from: u64, to: u64) -> u64 {
        let of_first = |visits: u64| {
            if visits < self.size {
                return of_records(visits);
            }
            let (rounds, rest) = (visits / self.size, visits % self.size);
            rounds * of_records(self.size) + of_records(rest)
        };
        of_first(to) - of_first(from)
    }

    /// The same set, without a difference where there is none.
    fn plain(&self, having: Having) -> Having {
        let paid = having.paid & self.split | having.unpaid & !self.split;
        Having { paid, ..having }
    }

    fn table(&self, having: Having) -> Rc<Periodic> {
        let mut tables = self.tables.borrow_mut();
        if let Some((_, table)) = tables.iter().find(|(known, _)| *known == having) {
            return Rc::clone(table);
        }
        let mut walks: Vec<_> = self.walks(having).collect();
        let has_any = |_| walks.iter_mut().fold(false, |any, walk| walk.next() | any);
        let table = Rc::new(Periodic::of(self.size, has_any));
        tables.push((having, Rc::clone(&table)));
        table
    }

    /// Point by point, which records have it and belong to a set.
    fn walks(&self, having: Having) -> impl Iterator<Item = OfPoint> {
        let points = self.points.iter().enumerate().map(move |(bit, point)| {
            let (of_paid, of_unpaid) = (has(having.paid, bit), has(having.unpaid, bit));
            let paid = || [point.paid, point.found].map(Walk::of);
            let paid = (of_paid != of_unpaid).then(paid);
            OfPoint { had: Walk::of(point.share), paid, of_paid, of_unpaid }
        });
        points.filter(|point| point.of_paid || point.of_unpaid)
    }
}

/// Visits of a list that follow one another.
struct Visits<'l> {
    patterns: &'l Patterns,
    /// From one visit up to another, counted from the last time that the list was begun.
    from: u64,
    to: u64,
}

impl<'l> Visits<'l> {
    fn new(patterns: &'l Patterns, from: u64, to: u64) -> Self {
        let begun = from - from % patterns.size;
        Visits { patterns, from: from - begun, to: to - begun }
    }

    /// How many meet a record of these.
    fn of(&self, having: Having) -> u64 {
        self.patterns.count(having, self.from, self.to)
    }

    /// How many meet a record of these that does not belong to some others.
    fn of_others(&self, having: Having, others: Having) -> u64 {
        let both = having.or(others);
        if both == others { 0 } else { self.of(both) - self.of(others) }
    }
}

/// Record by record, which have a point and belong to a set.
struct OfPoint {
    had: Walk,
    /// Which were paid for if they are found, and which are found, where that matters.
    paid: Option<[Walk; 2]>,
    of_paid: bool,
    of_unpaid: bool,
}

impl OfPoint {
    fn next(&mut self) -> bool {
        let both = |walks: &mut [Walk; 2]| walks.each_mut().map(Walk::next) == [true, true];
        let is_paid = self.paid.as_mut().is_some_and(both);
        self.had.next() && if is_paid { self.of_paid } else { self.of_unpaid }
    }
}

/// What an activity asks a list for.
#[derive(Clone, Debug, Default)]
pub struct AskedOfList {
    /// The point that each of the action's point rules charges, if it is asked for.
    pub points: [Points; POINTS_MAX],
    /// The earlier rules that charge a record together with each, a bit for each.
    pub before: [u32; POINTS_MAX],
    /// The points that a record comes back with.
    pub back: Points,
    /// Is everything charged that is asked for, found or not?
    pub all_charged: bool,
    /// Is the unit itself charged only once?
    pub unit_once: bool,
}

impl AskedOfList {
    /// Everything that is asked for.
    pub fn all(&self) -> Points {
        self.points.iter().fold(0, |all, points| all | points)
    }
}

/// What of a section of records has been paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Free {
    /// The point rules, a bit for each, where their points were paid for before the start.
    pub paid: u32,
    /// Those where they were not.
    pub unpaid: u32,
    /// The unit itself.
    pub unit: bool,
    /// Records with all that some rules charge of them.
    pub records: Having,
    /// Those rules, a bit for each.
    pub of_records: u32,
}

impl Free {
    /// Nothing.
    pub const NONE: Free =
        Free { paid: 0, unpaid: 0, unit: false, records: Having::NONE, of_records: 0 };

    /// The records that a rule at an index charges for its point, of those that are not free with
    /// all that they have.
    fn charged(&self, index: usize, point: Points) -> Having {
        let unless = |free: u32| if has(free, index) { 0 } else { point };
        Having { paid: unless(self.paid), unpaid: unless(self.unpaid) }
    }

    /// The records that a rule at an index leaves free with all that they have.
    fn records(&self, index: usize) -> Having {
        if has(self.of_records, index) { self.records } else { Having::NONE }
    }
}

/// Is the bit at an index set?
fn has(bits: u32, index: usize) -> bool {
    bits >> index & 1 == 1
}

/// Visits of a list of which everything alike has been paid for.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'l> {
    /// What is found.
    pub patterns: &'l Patterns,
    /// What is asked for.
    pub asked: &'l AskedOfList,
    /// What is free.
    pub free: Free,
    /// Do the visits go on at the start of the list?
    pub wraps: bool,
}

impl Listed<'_> {
    /// The records that some rules charge for their points, but for those that are free with all
    /// that they have.
    fn charged(&self, is_one: impl Fn(usize) -> bool) -> Having {
        let points = self.asked.points.iter().enumerate().filter(|(index, _)| is_one(*index));
        points.fold(Having::NONE, |all, (index, point)| all.or(self.free.charged(index, *point)))
    }

    /// The records of which a rule charges nothing: an earlier one did, or they are free.
    fn not_charged(&self, index: usize) -> Having {
        let before = self.asked.before[index];
        self.charged(|earlier| has(before, earlier)).or(self.free.records(index))
    }

    /// Records that come back although all that is asked of them has been paid for.
    fn repeats(&self, visits: &Visits) -> u64 {
        let (asked, free) = (self.asked, self.free);
        if asked.unit_once {
            return if free.unit { visits.of(Having::any(asked.back)) } else { 0 };
        }
        // Of what is asked for nothing, nothing can have been paid for.
        let all_charged = asked.all_charged && asked.all() != 0;
        let wanted = Having::any(if all_charged { asked.back } else { asked.all() });
        let by_point = self.charged(|index| !has(free.of_records, index));
        let with_record = self.charged(|index| has(free.of_records, index)).or(free.records);
        // Those that need payment besides some records, but for the free ones.
        let charged_besides = |some: Having| visits.of_others(with_record, some.or(free.records));
        let wanted = by_point.or(wanted);
        let of_wanted = visits.of_others(wanted, by_point) + charged_besides(wanted);
        of_wanted - charged_besides(by_point)
    }

    /// The fewest and the most records of a request that have any of some points.
    fn window(&self, points: Points, batch: u64) -> (u64, u64) {
        match points {
            0 => (0, 0),
            Points::MAX => (batch, batch),
            // Where requests go on at the start of the list the shares do too.
            _ if self.wraps || !points.is_power_of_two() => (0, batch),
            _ => {
                let share = self.patterns.points[points.trailing_zeros() as usize].share;
                let least = share.of_first(batch);
                let found = batch * share.ten_thousandths().unsigned_abs();
                (least, found.div_ceil(PERIOD))
            }
        }
    }

    /// How many requests have to be looked at until everything comes round: by the shares, or by
    /// the list where it is begun again.
    fn looked_at(&self, requests: &Requests) -> Result<(u64, u64), TooFine> {
        let length = if self.wraps { self.patterns.size } else { PERIOD };
        let period = u128::from(length) / gcd(requests.batch.into(), length.into());
        let period = u64::try_from(period).unwrap_or(u64::MAX);
        let looked_at = requests.full().min(period);
        if looked_at > LOOKS_MAX { Err(TooFine) } else { Ok((looked_at, period)) }
    }
}

impl Spread for Listed<'_> {
    fn tally(&self, from: u64, to: u64) -> Tally {
        let visits = &Visits::new(self.patterns, from, to);
        let mut tally = Tally { units: to - from, ..Tally::default() };
        for (index, points) in tally.points.iter_mut().enumerate() {
            let charged = self.free.charged(index, self.asked.points[index]);
            if charged != Having::NONE {
                *points = visits.of_others(charged, self.not_charged(index));
            }
        }
        tally.repeats = self.repeats(visits);
        tally.matched = visits.of(Having::any(self.asked.back)) - tally.repeats;
        tally
    }

    fn bounds(&self, batch: u64) -> (Tally, Tally) {
        let back = self.window(self.asked.back, batch);
        let mut low = Tally { units: batch, ..Tally::default() };
        let mut high = Tally { repeats: back.1, matched: back.1, ..low };
        if self.free == Free::NONE {
            (low.matched, high.repeats) = (back.0, 0);
        }
        for (index, points) in self.asked.points.iter().enumerate() {
            let alone = self.asked.before[index] == 0 && self.free == Free::NONE;
            let (least, most) = self.window(*points, batch);
            low.points[index] = if alone { least } else { 0 };
            let is_free = self.free.charged(index, *points) == Having::NONE;
            high.points[index] = if is_free { 0 } else { most };
        }
        (low, high)
    }

    fn each_full(
        &self,
        requests: &Requests,
        look: &mut dyn FnMut(&Tally, u64),
    ) -> Result<(), TooFine> {
        let (_, period) = self.looked_at(requests)?;
        each_of_period(self, requests, period, look);
        Ok(())
    }
}

impl Search for Listed<'_> {
    fn find(
        &self,
        requests: &Requests,
        has: &dyn Fn(&Tally) -> bool,
    ) -> Result<Option<u64>, TooFine> {
        let (looked_at, _) = self.looked_at(requests)?;
        let last = requests.full()..requests.count();
        Ok((0..looked_at).chain(last).find(|index| has(&self.request(requests, *index))))
    }
}

/// One request, whatever it is made of.
#[derive(Clone, Copy, Debug)]
pub struct Single(pub Tally);

impl Spread for Single {
    fn tally(&self, from: u64, to: u64) -> Tally {
        if to > from { self.0 } else { Tally::default() }
    }

    fn bounds(&self, _: u64) -> (Tally, Tally) {
        (self.0, self.0)
    }

    fn each_full(
        &self,
        requests: &Requests,
        look: &mut dyn FnMut(&Tally, u64),
    ) -> Result<(), TooFine> {
        if requests.full() > 0 {
            look(&self.0, 1);
        }
        Ok(())
    }
}

impl Search for Single {
    fn find(
        &self,
        requests: &Requests,
        has: &dyn Fn(&Tally) -> bool,
    ) -> Result<Option<u64>, TooFine> {
        Ok((requests.count() > 0 && has(&self.0)).then_some(0))
    }
}
