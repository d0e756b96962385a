//! Days that are served together: where all that activities ask for can be paid, it does not matter
//! which of them comes first.
//!
//! Between two events there is only less and less to spend. So what is enough for the most that
//! activities can cost serves them all, and what is refused stays refused. Else the days are parted
//! where it may come to its end, down to single days, on which each has its turn.

use super::day::Tab;
use super::run::{Failure, Progress, Run, is_capped};
use super::serve::Job;
use super::step::{Source, Step};
use crate::amount::Amount;
use crate::calendar::Instant;
use crate::charging::{DaysCost, Even, Requests, Rounds, Routine, Search, Tally};
use crate::rate_card::Rule;
use crate::report::Refusal;
use crate::usage::Occurrence;

/// So many days are sooner served one by one than looked at together.
const FEW: u32 = 5;

/// More units are not looked through for one that can be paid.
const UNITS_MAX: u64 = 100_000;

/// How units are spread, and how days of so many are charged.
type Evenly<'a> = (&'a Even, &'a Routine);

/// The days of an activity from its next one on, up to some day.
struct Span<'a> {
    step: &'a Step<'a>,
    on: Occurrence,
    rounds: Rounds,
    /// How its units are spread, if all of its days can be charged at once.
    even: Option<Evenly<'a>>,
    /// What they cost, where they do not differ and nothing is counted in the cycle: the most that
    /// they can cost.
    cost: Option<Amount>,
    /// What they take from the credits at most.
    most: Amount,
}

impl Span<'_> {
    /// What its days cost, where that does not have to be looked at or counted.
    fn certain_cost(&self, (even, routine): Evenly) -> Option<Amount> {
        let Span { step, rounds, .. } = self;
        let is_certain = !routine.has_looked() && !step.tariff.counts_in_cycle;
        is_certain.then(|| step.tariff.cost_at_most(routine, even, rounds, &|_| 0)).flatten()
    }
}

/// What there is to spend, and what is asked of it at most.
#[derive(Clone, Copy)]
struct Budget {
    left: Amount,
    most: Amount,
}

impl Budget {
    fn of(left: Amount) -> Self {
        Budget { left, most: Amount::ZERO }
    }

    fn ask(&mut self, more: Amount) {
        self.most = self.most.checked_add(more).unwrap_or(Amount::MAX);
    }

    /// Of so many days, about how many it lasts for.
    fn lasts(&self, days: u32) -> u32 {
        let lasts = self.left.enough_for(days.into(), self.most);
        u32::try_from(lasts).unwrap_or(days).min(days)
    }
}

impl<'a> Run<'a> {
    /// Do days have to be served one by one?
    pub(super) fn tells_days_apart(&self) -> bool {
        let is_freed = |step: &Step| step.freed.is_some();
        let has_gates = !self.gates.is_empty();
        self.record.tells_days_apart() || has_gates || self.checked.steps.iter().any(is_freed)
    }

    /// Serves the days from today on, up to one on which something happens.
    pub(super) fn serve_days(&mut self, end: u32) -> Result<(), Failure> {
        let all: Vec<_> = (0..self.progress.len()).collect();
        let mut from = self.day;
        while from < end {
            let parts = all.iter().map(|position| self.part_end(*position));
            let until = parts.fold(end, u32::min);
            self.serve_together(&all, from, until)?;
            from = until;
        }
        Ok(())
    }

    /// When the count of an activity changes next.
    fn part_end(&self, position: usize) -> u32 {
        let next = self.progress[position].next;
        let is_over = next.day == Occurrence::NEVER;
        if is_over { next.day } else { self.checked.steps[position].schedule.part_end(next) }
    }

    /// Serves what some activities ask for from one day on, up to another.
    fn serve_together(&mut self, group: &[usize], from: u32, end: u32) -> Result<(), Failure> {
        let mut spans = Vec::with_capacity(group.len());
        for position in group {
            if let Some(span) = self.span(*position, end)
                && !self.refuse_span(&span)?
                && !self.serve_what_is_free(&span)?
            {
                spans.push(span);
            }
        }
        let Some(first) = spans.iter().map(|span| span.on.day).min() else { return Ok(()) };
        let days = (first.max(from), end);
        let keys = self.caps_for(&spans, true);
        match self.credits_for(&spans, &keys) {
            Some(credits) if credits.most > credits.left => self.part(group, days, &credits),
            _ => self.serve_within_caps(&spans, &keys, days),
        }
    }

    /// Parts days for which what there is to spend may not last; a few are served as they come.
    fn part(
        &mut self,
        group: &[usize],
        (from, end): (u32, u32),
        budget: &Budget,
    ) -> Result<(), Failure> {
        let lasts = budget.lasts(end - from);
        let middle = end.min(from + lasts.max(FEW));
        if lasts < FEW || middle == end {
            self.serve_by_days(group, middle)?;
        } else {
            self.serve_together(group, from, middle)?;
        }
        if middle < end { self.serve_together(group, middle, end) } else { Ok(()) }
    }

    /// Serves what the credits are enough for, whatever the caps leave of it.
    fn serve_within_caps(
        &mut self,
        spans: &[Span<'a>],
        keys: &[Option<Budget>],
        days: (u32, u32),
    ) -> Result<(), Failure> {
        let users = self.caps_for(spans, false);
        let is_tight = |budget: &Option<Budget>| budget.is_some_and(|cap| cap.most >= cap.left);
        let tightest = keys.iter().chain(&users).filter(|cap| is_tight(cap)).flatten();
        let tightest = tightest.min_by_key(|cap| cap.lasts(u32::MAX)).copied();
        let is_capped = |span: &&Span| {
            let of = |caps: &[Option<Budget>], place: Option<usize>| {
                place.is_some_and(|place| is_tight(&caps[place]))
            };
            of(keys, span.step.key) || of(&users, span.step.user)
        };
        // What goes day by day goes in its order.
        let joins = spans.iter().filter(is_capped).any(|span| span.even.is_none());
        let (mut capped, mut by_days) = (Vec::new(), Vec::new());
        for span in spans {
            if is_capped(&span) || joins && span.even.is_none() {
                capped.push(span.step.position);
            } else if let Some(evenly) = span.even {
                self.charge_span(span, evenly)?;
            } else {
                by_days.push(span.step.position);
            }
        }
        self.serve_by_days(&by_days, days.1)?;
        tightest.map_or(Ok(()), |cap| self.part(&capped, days, &cap))
    }

    /// Serves activities day by day up to one.
    fn serve_by_days(&mut self, group: &[usize], end: u32) -> Result<(), Failure> {
        let next = |run: &Self| group.iter().map(|position| run.progress[*position].next.day).min();
        while let Some(day) = next(self).filter(|day| *day < end) {
            self.day = day;
            self.serve_on_day(group.iter().copied(), self.nine(day))?;
        }
        Ok(())
    }

    fn nine(&self, day: u32) -> Instant {
        Instant::nine(self.checked.scenario.subscription.start.plus_days(u64::from(day)))
    }

    /// The days of an activity up to one, if it has any.
    fn span(&mut self, position: usize, end: u32) -> Option<Span<'a>> {
        let step = &self.checked.steps[position];
        let Progress { next: on, sent, .. } = self.progress[position];
        let count = if on.day < end { step.schedule.days_until(on, end) } else { return None };
        let rounds = Rounds { day: step.requests(sent, step.schedule.units(on)), count };
        let mut span = Span { step, on, rounds, even: None, cost: None, most: Amount::ZERO };
        if rounds.day.units == 0 {
            self.advance(&span);
            return None;
        }
        match &step.source {
            Source::Even(even) if step.tariff.pool().is_none() && !step.shares_count => {
                let evenly = (even, step.routine(even, on, &rounds.day));
                (span.even, span.cost) = (Some(evenly), span.certain_cost(evenly));
                span.most = self.most_of(&span, evenly);
            }
            Source::List(listing) if rounds.day.batch <= listing.patterns.size() => {
                let of_request = self.most_of_visits(step, listing, &rounds, end);
                span.most = of_request.times(rounds.requests()).unwrap_or(Amount::MAX);
            }
            _ => span.most = most_of_days(step, &rounds),
        }
        Some(span)
    }

    fn most_of(&self, span: &Span<'a>, (even, routine): Evenly) -> Amount {
        let served = |rule: &Rule| self.served_in_cycle(rule);
        let Span { step, rounds, cost, .. } = span;
        let most = cost.or_else(|| step.tariff.cost_at_most(routine, even, rounds, &served));
        most.unwrap_or(Amount::MAX)
    }

    /// What there is for activities, if it can end: what must be held, or must be left where more is
    /// bought by itself, is not for spending.
    fn credits_for(&self, spans: &[Span], keys: &[Option<Budget>]) -> Option<Budget> {
        if self.checked.is_filled {
            return None;
        }
        let auto = &self.checked.scenario.subscription.auto_top_up;
        let kept = auto.as_ref().map_or(Amount::ZERO, |auto| auto.below);
        let holds = spans.iter().filter(|_| self.checked.is_held).map(|span| span.step.hold_most());
        let mut budget = Budget::of(self.credits.balance() - holds.fold(kept, Amount::max));
        keys.iter().flatten().for_each(|cap| budget.ask(cap.most.min(cap.left)));
        let has_cap = |span: &&Span| span.step.key.is_some_and(|key| keys[key].is_some());
        spans.iter().filter(|span| !has_cap(span)).for_each(|span| budget.ask(span.most));
        Some(budget)
    }

    /// What each key or user may still spend, where it is capped.
    fn caps_for(&self, spans: &[Span], of_keys: bool) -> Vec<Option<Budget>> {
        let purses = if of_keys { &self.keys } else { &self.users };
        let mut caps: Vec<_> = purses.iter().map(|purse| purse.left().map(Budget::of)).collect();
        for span in spans {
            let place = if of_keys { span.step.key } else { span.step.user };
            if let Some(cap) = place.and_then(|place| caps[place].as_mut()) {
                cap.ask(span.most);
            }
        }
        caps
    }

    /// Notes that the days of an activity are over.
    fn advance(&mut self, span: &Span) {
        let progress = &mut self.progress[span.step.position];
        progress.next = span.step.schedule.skip(span.on, span.rounds.count);
        progress.sent += span.rounds.units();
        self.record.asked(span.rounds.units());
    }

    /// Charges all days of an activity.
    fn charge_span(&mut self, span: &Span<'a>, (even, routine): Evenly<'a>) -> Result<(), Failure> {
        let Span { step, on, rounds, .. } = *span;
        let (tariff, forms, at) = (&step.tariff, &routine.full, self.nine(on.day));
        let job = &Job { step, tariff, spread: even, forms, at };
        let served = |rule: &Rule| self.served_in_cycle(rule);
        let known = span.cost.map(|cost| Ok(DaysCost { cost: Some(cost), looked: None }));
        let cost = known.unwrap_or_else(|| tariff.cost_of_days(routine, even, &rounds, &served));
        let DaysCost { cost, looked } = cost.map_err(|_| Failure::TooFine(step.index))?;
        self.advance(span);
        self.spend(job, cost.ok_or(Failure::TooLarge)?)?;
        self.count_in_cycle(job, &rounds.whole());
        self.put_on_tab(job, Tab { on, rounds, looked })
    }

    /// Refuses all days of an activity, if it is certain that nothing of them is served.
    fn refuse_span(&mut self, span: &Span<'a>) -> Result<bool, Failure> {
        let Some((reason, missing)) = self.refusal_of(span) else { return Ok(false) };
        let (at, all) = (self.nine(span.on.day), span.rounds);
        self.advance(span);
        self.record.refused(span.step, at, reason, (all.requests(), all.units()), missing)?;
        Ok(true)
    }

    /// Serves what is free of all days of an activity and refuses the rest, if that is certain: if each
    /// unit is a request of its own, and none that costs anything can be paid.
    fn serve_what_is_free(&mut self, span: &Span<'a>) -> Result<bool, Failure> {
        let Span { step, on, rounds, .. } = *span;
        let left = self.credits.balance();
        let Some((even, routine)) =
            span.even.filter(|_| span.most > left && self.has_only_credits(step))
        else {
            return Ok(false);
        };
        let all = rounds.whole();
        if step.tariff.counts_in_cycle || all.batch > 1 || all.units > UNITS_MAX {
            return Ok(false);
        }
        let cost = |unit: &Tally| self.cost_of(&step.tariff, unit);
        let is_paid = |unit: &Tally| cost(unit) > Amount::ZERO && cost(unit) <= left;
        if !matches!(even.find(&all, &is_paid), Ok(None)) {
            return Ok(false);
        }
        let Ok(refused) = even.find(&all, &|unit| cost(unit) > left) else { return Ok(false) };
        let first = step.schedule.skip(on, refused.unwrap_or(0) / rounds.day.units);
        let (tariff, forms, at) = (&step.tariff, &routine.full, self.nine(first.day));
        self.advance(span);
        self.split(&Job { step, tariff, spread: even, forms, at }, &all)?;
        Ok(true)
    }

    /// Are credits all that an activity needs, of which there is no more than there is?
    fn has_only_credits(&self, step: &Step) -> bool {
        let buys = self.checked.scenario.subscription.auto_top_up.is_some();
        let is_filled = self.checked.is_filled || self.checked.is_held || buys;
        !is_filled && !is_capped(self.key(step)) && !is_capped(self.user(step))
    }

    /// Why, and what of the credits would be missing.
    fn refusal_of(&self, span: &Span<'a>) -> Option<(Refusal, Amount)> {
        let Span { step, on, rounds, .. } = *span;
        if let Some(reason) = self.refuses_all(step) {
            return Some((reason, Amount::ZERO));
        }
        let (even, routine) = span.even.filter(|_| !self.checked.is_held)?;
        let (tariff, forms, at) = (&step.tariff, &routine.full, self.nine(on.day));
        let reason = self.refuses_each(&Job { step, tariff, spread: even, forms, at }, routine)?;
        let auto = self.checked.scenario.subscription.auto_top_up.is_some();
        // A cap that is reached later would be the reason from then on.
        let stays = match reason {
            Refusal::KeyCap => true,
            Refusal::UserCap => !is_capped(self.key(step)),
            _ => !is_capped(self.key(step)) && !is_capped(self.user(step)) && !auto,
        };
        let served = |rule: &Rule| self.served_in_cycle(rule);
        let cost = || tariff.cost_of_days(routine, even, &rounds, &served).ok()?.cost;
        stays.then(cost).flatten().map(|missing| (reason, missing))
    }
}

/// What days cost at most of which only single ones can be charged.
fn most_of_days(step: &Step, rounds: &Rounds) -> Amount {
    if step.tariff.pool().is_some() {
        return Amount::ZERO;
    }
    let Requests { units, batch, .. } = rounds.day;
    let most = |units| step.tariff.most(units, &step.asked);
    let last = if units % batch > 0 { most(units % batch) } else { Amount::ZERO };
    let of_day = most(batch).times(units / batch).and_then(|full| full.checked_add(last));
    of_day.and_then(|day| day.times(rounds.count)).unwrap_or(Amount::MAX)
}
