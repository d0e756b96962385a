//! A day: each activity in its order. What can be paid as a whole is put on the activity's tab, and
//! what days on a tab were charged is worked out when something else comes between.

use super::run::{Failure, Progress, Run};
use super::serve::Job;
use super::step::{Source, Step};
use crate::amount::Amount;
use crate::calendar::Instant;
use crate::charging::{DaysCost, Even, Requests, Rounds, Routine, Steps};
use crate::rate_card::Rule;
use crate::report::Refusal;
use crate::subscription::State;
use crate::usage::Occurrence;

/// Days that were paid for and are not yet in the record: each with the same requests.
#[derive(Clone, Copy)]
pub(super) struct Tab {
    /// One of them.
    pub(super) on: Occurrence,
    pub(super) rounds: Rounds,
    /// The steps of the rules by which they differ, or that count in the cycle.
    pub(super) looked: Option<Steps>,
}

impl Tab {
    fn add(&mut self, days: &Tab) {
        self.rounds.count += days.rounds.count;
        let sums = self.looked.iter_mut().flatten().zip(days.looked.iter().flatten());
        sums.for_each(|(sum, steps)| *sum += steps);
    }
}

impl<'a> Run<'a> {
    /// Serves the requests of a day.
    pub(super) fn serve_day(&mut self, at: Instant) -> Result<(), Failure> {
        self.serve_on_day(0..self.progress.len(), at)
    }

    /// Serves what some activities ask for on a day.
    pub(super) fn serve_on_day(
        &mut self,
        positions: impl IntoIterator<Item = usize>,
        at: Instant,
    ) -> Result<(), Failure> {
        for position in positions {
            if self.progress[position].next.day == self.day {
                self.do_step(position, at)?;
            }
        }
        Ok(())
    }

    /// An activity on its day.
    fn do_step(&mut self, position: usize, at: Instant) -> Result<(), Failure> {
        let checked = self.checked;
        let step = &checked.steps[position];
        let Progress { next: on, sent, .. } = self.progress[position];
        let requests = step.requests(sent, step.schedule.units(on));
        let progress = &mut self.progress[position];
        progress.next = step.schedule.after(on);
        progress.sent += requests.units;
        if requests.units == 0 {
            return Ok(());
        }
        self.record.asked(requests.units);
        if let Some(reason) = self.refuses_all(step) {
            return self.refuse_all(step, at, reason, &requests, Amount::ZERO);
        }
        let ready = self.let_through(step, on, at, requests)?;
        if ready.count() == 0 { Ok(()) } else { self.send(step, on, at, ready) }
    }

    /// What becomes of requests that go out.
    pub(super) fn send(
        &mut self,
        step: &'a Step<'a>,
        on: Occurrence,
        at: Instant,
        requests: Requests,
    ) -> Result<(), Failure> {
        match &step.source {
            Source::List(listing) => self.serve_list(step, listing, at, requests),
            Source::Even(even) => {
                let day = step.requests(requests.before, step.schedule.units(on));
                let routine = step.routine(even, on, &day);
                let (tariff, forms) = (&step.tariff, &routine.full);
                let job = &Job { step, tariff, spread: even, forms, at };
                if self.is_plain(step) && requests == day {
                    self.serve_plain(job, even, (on, routine), requests)
                } else {
                    self.serve_alike(job, requests)
                }
            }
        }
    }

    /// Why nothing that an activity asks for is served on this day, if nothing is.
    pub(super) fn refuses_all(&self, step: &Step) -> Option<Refusal> {
        match self.state {
            State::Ended => Some(Refusal::Ended),
            State::Frozen => Some(Refusal::Frozen),
            State::Active if step.is_refused_on(self.plan) => Some(Refusal::Entitlement),
            State::Active => None,
        }
    }

    pub(super) fn refuse_all(
        &mut self,
        step: &Step<'a>,
        at: Instant,
        reason: Refusal,
        requests: &Requests,
        missing: Amount,
    ) -> Result<(), Failure> {
        self.record.refused(step, at, reason, (requests.count(), requests.units), missing)
    }

    /// Does it take what it is charged, and nothing else, from the credits?
    fn is_plain(&self, step: &Step) -> bool {
        !self.checked.is_held && step.freed.is_none() && step.tariff.pool().is_none()
    }

    /// Serves a day's requests, all at once if they can be paid.
    fn serve_plain(
        &mut self,
        job: &Job<'_, 'a>,
        even: &Even,
        (on, routine): (Occurrence, &Routine),
        requests: Requests,
    ) -> Result<(), Failure> {
        if requests.full() > 0 && self.is_over_key_cap(job, Amount::ZERO) {
            return match self.refuses_each(job, routine) {
                Some(reason) => self.refuse_all(job.step, job.at, reason, &requests, Amount::ZERO),
                None => self.serve_partly(job, requests),
            };
        }
        let served = |rule: &Rule| self.served_in_cycle(rule);
        let rounds = Rounds { day: requests, count: 1 };
        let priced = job.tariff.cost_of_days(routine, even, &rounds, &served);
        let DaysCost { cost, looked } = priced.map_err(|_| Failure::TooFine(job.step.index))?;
        let Some(cost) = cost else { return self.serve(job, requests) };
        if self.pays_at_once(job, &requests, cost) {
            self.spend(job, cost)?;
            self.count_in_cycle(job, &requests);
            return self.put_on_tab(job, Tab { on, rounds, looked });
        }
        if let Some(reason) = self.refuses_each(job, routine) {
            return self.refuse_all(job.step, job.at, reason, &requests, cost);
        }
        self.serve_partly(job, requests)
    }

    /// Why each of a day's requests is refused, where what they cost at least and at most tells.
    pub(super) fn refuses_each(&self, job: &Job, routine: &Routine) -> Option<Refusal> {
        // What it costs at least and at most is not known where it is counted over the cycle.
        let known = !job.tariff.counts_in_cycle;
        let fate = |cost| self.fate(job, Amount::ZERO, cost, Amount::ZERO);
        let least = known.then(|| fate(routine.least)).flatten();
        least.filter(|reason| fate(routine.most) == Some(*reason))
    }

    /// Notes days that were paid for. A ledger has an entry for each.
    pub(super) fn put_on_tab(&mut self, job: &Job<'_, 'a>, days: Tab) -> Result<(), Failure> {
        match &mut self.progress[job.step.position].tab {
            Some(tab) if tab.rounds.are_followed_by(&days.rounds.day) => tab.add(&days),
            _ => {
                self.settle(job.step, job.at)?;
                self.progress[job.step.position].tab = Some(days);
            }
        }
        if self.record.has_ledger() { self.settle(job.step, job.at) } else { Ok(()) }
    }

    /// Works out what the days on an activity's tab were charged.
    pub(super) fn settle(&mut self, step: &'a Step<'a>, at: Instant) -> Result<(), Failure> {
        let tab = self.progress[step.position].tab.take();
        let (Some(Tab { on, rounds, looked }), Source::Even(even)) = (tab, &step.source) else {
            return Ok(());
        };
        let routine = step.routine(even, on, &rounds.day);
        let steps = step.tariff.charge_days(routine, even, &rounds, looked.as_ref());
        let (tariff, forms) = (&step.tariff, &routine.full);
        let job = &Job { step, tariff, spread: even, forms, at };
        self.record.served(step, rounds.requests(), rounds.units());
        self.record_charges(job, rounds.requests(), &steps)
    }
}
