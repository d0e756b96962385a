//! What of the lists has been paid for: sections of records, point by point, and until when.

use super::check::Checked;
use super::run::{Failure, Run};
use super::serve::Job;
use super::step::{Listing, Once, Step, Term};
use crate::amount::Amount;
use crate::calendar::Instant;
use crate::charging::{
    Forms, Free, Having, Listed, Points, Requests, Rounds, Search, Single, Spread, Tally,
};

/// What has been paid for, by what pays for it once.
pub(super) struct Lists {
    books: Vec<Book>,
}

/// Until when something of each record has been paid for.
struct Book {
    /// One after the other, each up to the start of the next.
    sections: Vec<Section>,
}

/// Records of which the same has been paid for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Section {
    /// The record after the last.
    end: u64,
    /// The day from which those are charged again that were paid for before the start.
    paid_until: u32,
    /// The day from which the others are.
    until: u32,
    /// Where it is the record that is paid for: only records that have any of these points.
    records: Points,
}

/// More sections than this are not gone through on a day.
const RUNS_MAX: u32 = 1_000_000;

impl Lists {
    pub(super) fn of(checked: &Checked) -> Self {
        let books = checked.books.iter().map(|book| {
            let (end, paid_until) = (book.size, book.paid_until);
            Book { sections: vec![Section { end, paid_until, until: 0, records: 0 }] }
        });
        Lists { books: books.collect() }
    }

    /// What is free of the records from a visit on, and for how many visits that is all the same.
    fn alike(&self, listing: &Listing, visit: u64, day: u32) -> (Free, u64) {
        let size = listing.patterns.size();
        let record = visit % size;
        let mut free = Free::NONE;
        let mut end = size;
        for once in &listing.once {
            let section = self.books[once.book].at(record);
            end = end.min(section.end);
            once.note(&mut free, section, day);
        }
        let goes_on = end == size && self.is_paid_for(listing, day);
        (free, if goes_on { u64::MAX } else { end - record })
    }

    /// Has all that is asked for of the whole list been paid for, if it is paid for once at all?
    fn is_paid_for(&self, listing: &Listing, day: u32) -> bool {
        listing.once.iter().all(|once| {
            let [section] = &self.books[once.book].sections[..] else { return false };
            let is_paid_for = section.until > day && section.paid_until > day;
            is_paid_for && section.records & once.asked == once.asked
        })
    }

    /// What is free of a list, in each of the books that matter to an activity.
    pub(super) fn sections(&self, listing: &Listing) -> Vec<Vec<Section>> {
        listing.once.iter().map(|once| self.books[once.book].sections.clone()).collect()
    }

    /// Notes that visits were paid for.
    fn pay(&mut self, listing: &Listing, (from, to): (u64, u64), day: u32, until: u32) {
        let size = listing.patterns.size();
        let to = to.min(from + size);
        for once in &listing.once {
            let book = &mut self.books[once.book];
            let (start, end) = (from % size, from % size + (to - from));
            book.pay((start, end.min(size)), day, until, once.asked);
            if end > size {
                book.pay((0, end - size), day, until, once.asked);
            }
        }
    }

    /// What one request brings, whatever it comes across.
    fn tally(&self, listing: &Listing, (from, to): (u64, u64), day: u32) -> Tally {
        let all_seen = from.saturating_add(listing.patterns.size());
        let mut tally = Tally::default();
        let mut visit = from;
        while visit < to.min(all_seen) {
            let (free, alike) = self.alike(listing, visit, day);
            let end = to.min(all_seen).min(visit.saturating_add(alike));
            tally += listing.spread(free, true).tally(visit, end);
            visit = end;
        }
        if visit < to {
            tally += listing.seen(visit, to);
        }
        tally
    }
}

impl Book {
    fn at(&self, record: u64) -> &Section {
        &self.sections[self.sections.partition_point(|section| section.end <= record)]
    }

    fn pay(&mut self, (from, to): (u64, u64), day: u32, until: u32, records: Points) {
        self.split(from);
        self.split(to);
        let mut start = 0;
        for section in &mut self.sections {
            if start >= from && section.end <= to {
                section.pay(day, until, records);
            }
            start = section.end;
        }
        // Neighbours that have become alike are one section, which the later one ends.
        self.sections.dedup_by(|section, last| {
            let are_alike = Section { end: last.end, ..*section } == *last;
            if are_alike {
                last.end = section.end;
            }
            are_alike
        });
    }

    fn split(&mut self, record: u64) {
        let place = self.sections.partition_point(|section| section.end <= record);
        let start = place.checked_sub(1).map_or(0, |before| self.sections[before].end);
        if start < record && place < self.sections.len() {
            let section = self.sections[place];
            self.sections.insert(place, Section { end: record, ..section });
        }
    }
}

impl Section {
    /// A term runs from the first time and is not lengthened by later ones.
    fn pay(&mut self, day: u32, until: u32, records: Points) {
        // What was paid for before the start as a record is paid for as any other from then on.
        if self.paid_until <= day && records == 0 {
            self.paid_until = until;
        }
        if self.until <= day {
            (self.until, self.records) = (until, 0);
        }
        self.records |= records;
    }
}

impl Once {
    /// Notes what is free by a section of its book.
    fn note(&self, free: &mut Free, section: &Section, day: u32) {
        let (of_paid, of_others) = (section.paid_until > day, section.until > day);
        if self.rules == 0 {
            free.unit = of_others;
            return;
        }
        free.paid |= if of_paid { self.rules } else { 0 };
        if self.asked == 0 {
            free.unpaid |= if of_others { self.rules } else { 0 };
            return;
        }
        let unpaid = if of_others { section.records } else { 0 };
        // A record that needed no payment, since its points had been paid for, has none.
        let paid = if of_paid { self.contact } else { unpaid };
        free.records = Having { paid, unpaid };
        free.of_records = self.rules;
    }
}

impl Listing {
    /// Visits of records that have been there in the same request: they are charged once.
    fn seen(&self, from: u64, to: u64) -> Tally {
        let back = self.spread(Free::NONE, true).tally(from, to);
        Tally { units: to - from, repeats: back.repeats + back.matched, ..Tally::default() }
    }

    /// Visits of which so much is free.
    pub(super) fn spread(&self, free: Free, wraps: bool) -> Listed<'_> {
        Listed { patterns: &self.patterns, asked: &self.asked, free, wraps }
    }
}

impl<'a> Run<'a> {
    /// Serves the requests of an activity that works through a list: section by section of records
    /// of which the same has been paid for, and each request by itself that comes across two.
    pub(super) fn serve_list(
        &mut self,
        step: &'a Step<'a>,
        listing: &'a Listing,
        at: Instant,
        requests: Requests,
    ) -> Result<(), Failure> {
        let size = listing.patterns.size();
        let mut rest = requests;
        let mut runs = 0;
        let mut round = None;
        // What is counted in a cycle is charged more with each round.
        let goes_round = !step.tariff.counts_in_cycle;
        while rest.count() > 0 {
            if goes_round && rest.before.is_multiple_of(size) && rest.units > size {
                let (begun, left) = self.pass_rounds((step, listing), at, round, rest)?;
                (round, rest) = (Some(begun), left);
                if rest.count() == 0 {
                    break;
                }
            }
            let (free, alike) = self.lists.alike(listing, rest.before, self.day);
            let whole = if alike >= rest.units { rest.count() } else { alike / rest.batch };
            let mut run = rest.first(whole.max(1));
            if whole > 0 && run.batch <= size {
                let wraps = run.before % size + run.units > size;
                let spread = &listing.spread(free, wraps);
                self.serve_visits(step, spread, &step.visits(spread, run.batch), at, run)?;
            } else {
                run = rest.first(1);
                let visits = (run.before, run.before + run.units);
                let tally = self.lists.tally(listing, visits, self.day);
                let (spread, tariff) = (&Single(tally), &step.tariff);
                let forms = &tariff.forms(spread, run.batch, &|_| 0);
                self.serve_visits(step, spread, forms, at, run)?;
            }
            rest = rest.after(run.count());
            runs += 1;
            if runs > RUNS_MAX {
                return Err(Failure::TooFine(step.index));
            }
        }
        Ok(())
    }

    fn serve_visits(
        &mut self,
        step: &'a Step<'a>,
        spread: &dyn Search,
        forms: &Forms,
        at: Instant,
        requests: Requests,
    ) -> Result<(), Failure> {
        let tariff = &step.tariff;
        self.serve_alike(&Job { step, tariff, spread, forms, at }, requests)
    }

    /// What a request of days up to one can cost at most: less if all of the list is still paid for
    /// on the last of them.
    pub(super) fn most_of_visits(
        &self,
        step: &Step,
        listing: &Listing,
        rounds: &Rounds,
        end: u32,
    ) -> Amount {
        let (free, alike) = self.lists.alike(listing, rounds.day.before, end);
        let free = if alike == u64::MAX { free } else { Free::NONE };
        step.visits(&listing.spread(free, true), rounds.day.batch).most
    }

    /// Notes what requests have paid for.
    pub(super) fn pay_for_records(&mut self, listing: &Listing, requests: &Requests) {
        let until = match listing.term {
            Term::Ever => u32::MAX,
            Term::Cycle => self.cycle_end,
            Term::Months(months) => {
                let today = self.checked.scenario.subscription.start.plus_days(self.day.into());
                self.checked.number(today.plus_months(months))
            }
        };
        let visits = (requests.before, requests.before + requests.units);
        self.lists.pay(listing, visits, self.day, until);
    }
}
