//! Days in a row on which nothing happens but requests. What can be paid on all of them is charged
//! at once, an activity at a time, and so is refused what cannot be paid on any; what is left is
//! looked at in halves of the days, down to one.

use super::run::{Failure, Progress, Purse, Run};
use super::serve::Job;
use super::step::{Source, Step};
use crate::amount::Amount;
use crate::calendar::Instant;
use crate::charging::{Forms, Requests, Rounds, Spread, Steps};
use crate::rate_card::Rule;
use crate::report::Refusal;

/// Days, from one up to another.
#[derive(Clone, Copy)]
struct Days {
    from: u32,
    to: u32,
}

/// An activity's requests in some days.
struct Demand {
    /// The step's place.
    position: usize,
    /// The first day of each part of them, and the requests: a part for each month of its own.
    parts: Vec<(u32, Rounds)>,
    /// How far the step has come after them.
    after: Progress,
    /// What they cost together, or at most.
    cost: Amount,
    /// What is charged, where it does not depend on what other activities are charged before.
    steps: Option<Steps>,
}

impl Demand {
    fn requests(&self) -> u64 {
        self.parts.iter().map(|(_, rounds)| rounds.requests()).sum()
    }

    fn units(&self) -> u64 {
        self.parts.iter().map(|(_, rounds)| rounds.units()).sum()
    }
}

impl<'a> Run<'a> {
    /// Serves the requests of days on which nothing else happens.
    pub(super) fn serve_days(&mut self, from: u32, to: u32) -> Result<(), Failure> {
        self.serve_stretch(&self.all_steps(), Days { from, to })
    }

    pub(super) fn all_steps(&self) -> Vec<usize> {
        (0..self.progress.len()).collect()
    }

    fn serve_stretch(&mut self, positions: &[usize], days: Days) -> Result<(), Failure> {
        let mut demands = Vec::with_capacity(positions.len());
        for position in positions.iter().copied() {
            if self.progress[position].next.day < days.to {
                let demand = self.demand(position, days.to);
                match self.refuses_stretch(&demand) {
                    Some(reason) => self.refuse_stretch(&demand, reason)?,
                    None => demands.push(demand),
                }
            }
        }
        let is_short = self.are_short(&demands);
        let (mut short, mut by_day) = (Vec::new(), Vec::new());
        for (demand, is_short) in demands.iter().zip(is_short) {
            match &demand.steps {
                _ if is_short => short.push(demand.position),
                Some(steps) => self.accept_stretch(demand, steps)?,
                None => by_day.push(demand.position),
            }
        }
        self.serve_by_day(&by_day, days)?;
        self.halve(&short, days)
    }

    fn halve(&mut self, positions: &[usize], Days { from, to }: Days) -> Result<(), Failure> {
        if positions.is_empty() {
            return Ok(());
        }
        if to - from == 1 {
            return self.serve_day(positions, from);
        }
        let middle = from + (to - from) / 2;
        self.serve_stretch(positions, Days { from, to: middle })?;
        self.serve_stretch(positions, Days { from: middle, to })
    }

    /// Serves activities day by day, on those on which any of them happens.
    fn serve_by_day(&mut self, positions: &[usize], days: Days) -> Result<(), Failure> {
        let next = |run: &Self| positions.iter().map(|at| run.progress[*at].next.day).min();
        while let Some(day) = next(self).filter(|day| *day < days.to) {
            self.serve_day(positions, day)?;
        }
        Ok(())
    }

    /// The steps at some places, where they happen on a day.
    pub(super) fn serve_day(&mut self, positions: &[usize], day: u32) -> Result<(), Failure> {
        self.day = day;
        for position in positions.iter().copied() {
            if self.progress[position].next.day == day {
                self.do_step(position, self.nine(day))?;
            }
        }
        Ok(())
    }

    fn nine(&self, day: u32) -> Instant {
        Instant::nine(self.checked.scenario.subscription.start.plus_days(day.into()))
    }

    /// What a step asks for before a day.
    fn demand(&self, position: usize, to: u32) -> Demand {
        let step = &self.checked.steps[position];
        let mut after = self.progress[position];
        let mut parts = Vec::new();
        while after.next.day < to {
            let (count, next) = step.schedule.alike(after.next, to);
            let day = step.requests(after.sent, step.schedule.units(after.next));
            let rounds = Rounds { day, count };
            if day.units > 0 {
                parts.push((after.next.day, rounds));
            }
            after = Progress { next, sent: after.sent + rounds.units() };
        }
        let demand = Demand { position, parts, after, cost: Amount::ZERO, steps: None };
        self.priced(step, demand, to)
    }

    fn priced(&self, step: &'a Step<'a>, demand: Demand, to: u32) -> Demand {
        if let Source::Even(even) = &step.source
            && !self.by_day[demand.position]
            && let Some((steps, cost)) = self.price_parts(step, even, &demand.parts)
        {
            return Demand { cost, steps: Some(steps), ..demand };
        }
        Demand { cost: self.most(step, &demand.parts, to), ..demand }
    }

    fn price_parts(
        &self,
        step: &Step,
        spread: &dyn Spread,
        parts: &[(u32, Rounds)],
    ) -> Option<(Steps, Amount)> {
        let served = |rule: &Rule| self.served_in_cycle(rule);
        let before = parts.first().map_or(0, |(_, rounds)| rounds.day.before);
        let units: u64 = parts.iter().map(|(_, rounds)| rounds.units()).sum();
        let mut sum = step.tariff.charge_in_cycle(spread, (before, before + units), &served);
        for (_, rounds) in parts {
            let forms = step.forms(spread, rounds.day.batch);
            let last = rounds.day.units % rounds.day.batch;
            let of_last = (last > 0).then(|| step.forms(spread, last));
            let forms = (&forms, of_last.as_ref());
            let steps = step.tariff.charge_rounds(forms, spread, rounds).ok()?;
            sum.iter_mut().zip(steps).for_each(|(sum, steps)| *sum += steps);
        }
        Some((sum, step.tariff.cost(&sum)?))
    }

    /// What requests before a day can take from the credits at most.
    fn most(&self, step: &Step, parts: &[(u32, Rounds)], to: u32) -> Amount {
        if step.tariff.pool().is_some() {
            return Amount::ZERO;
        }
        // A step that is counted over the cycle is the dearest where nothing has been served yet.
        let forms = |batch| match &step.source {
            Source::Even(even) => step.forms(even, batch),
            Source::List(listing) => {
                step.forms(&listing.spread(self.lists.free_on(listing, to), true), batch)
            }
        };
        let of_part = |(_, rounds): &(u32, Rounds)| {
            let most = forms(rounds.day.batch).most;
            most.times(rounds.requests())
        };
        let add = |sum: Amount, part| of_part(part).and_then(|most| sum.checked_add(most));
        parts.iter().try_fold(Amount::ZERO, add).unwrap_or(Amount::MAX)
    }

    /// Which of these cannot be paid for certain, whatever the order. Where credits are short all
    /// are; where a cap is, those that it counts; and what is counted together stays together.
    fn are_short(&self, demands: &[Demand]) -> Vec<bool> {
        let sums = Sums::of(self, demands);
        if !self.checked.is_filled() && sums.most() > self.credits.balance() {
            return vec![true; demands.len()];
        }
        let is_short = |demand: &Demand| {
            let step = &self.checked.steps[demand.position];
            step.key.is_some_and(|key| sums.keys[key].is_passed())
                || step.user.is_some_and(|user| sums.users[user].is_passed())
        };
        let mut short: Vec<bool> = demands.iter().map(is_short).collect();
        let together = demands.iter().map(|demand| demand.steps.is_none());
        if short.iter().zip(together.clone()).any(|(short, together)| *short && together) {
            short.iter_mut().zip(together).for_each(|(short, together)| *short |= together);
        }
        short
    }

    /// Charges what is asked for on all of the days.
    fn accept_stretch(&mut self, demand: &Demand, steps: &Steps) -> Result<(), Failure> {
        let step = &self.checked.steps[demand.position];
        let Source::Even(spread) = &step.source else { return Ok(()) };
        let (before, units) = (self.progress[demand.position].sent, demand.units());
        let (at, forms) = (self.nine(self.progress[demand.position].next.day), &Forms::default());
        let job = &Job { step, tariff: &step.tariff, spread, forms, at };
        self.record.asked(units);
        self.record.served(step, demand.requests(), units);
        self.count_in_cycle(job, &Requests { before, units, batch: units.max(1) });
        self.spend(job, demand.cost)?;
        self.record_charges(job, demand.requests(), steps);
        self.progress[demand.position] = demand.after;
        Ok(())
    }

    /// Why everything that is asked for is refused on all of the days, if it is: what is short
    /// becomes no more on the way.
    fn refuses_stretch(&self, demand: &Demand) -> Option<Refusal> {
        let step = &self.checked.steps[demand.position];
        let is_at_cap = |purse: Option<&Purse>| purse.and_then(Purse::left) == Some(Amount::ZERO);
        let of_state = self.refuses_all(step);
        let of_key = || is_at_cap(self.key(step)).then_some(Refusal::KeyCap);
        // A cap of the key's own may be reached on the way, and is looked at first.
        let of_user =
            || (step.key.is_none() && is_at_cap(self.user(step))).then_some(Refusal::UserCap);
        of_state.or_else(of_key).or_else(of_user).or_else(|| self.lacks(step, demand))
    }

    /// What each of the requests costs more of than is left, whatever becomes of other activities.
    fn lacks(&self, step: &Step, demand: &Demand) -> Option<Refusal> {
        let left = self.key(step).and_then(Purse::left).unwrap_or(Amount::MAX);
        let credits = if self.checked.is_filled() { Amount::MAX } else { self.credits.balance() };
        let is_certain = demand.steps.is_some() && !step.tariff.counts_in_cycle();
        if !is_certain || demand.cost <= left.min(credits) {
            return None;
        }
        let (least, most) = cost_between(step, demand);
        if least > left {
            return Some(Refusal::KeyCap);
        }
        // A cap is looked at before the credits.
        let is_capped =
            step.user.is_some() || step.key.is_some() && (most > left || self.is_key_shared(step));
        (least > credits && !is_capped).then_some(Refusal::Credits)
    }

    fn is_key_shared(&self, step: &Step) -> bool {
        self.checked.steps.iter().filter(|other| other.key == step.key).count() > 1
    }

    fn refuse_stretch(&mut self, demand: &Demand, reason: Refusal) -> Result<(), Failure> {
        self.progress[demand.position] = demand.after;
        let Some((first, _)) = demand.parts.first() else { return Ok(()) };
        let (step, at) = (&self.checked.steps[demand.position], self.nine(*first));
        let (requests, units) = (demand.requests(), demand.units());
        self.record.asked(units);
        let missing = if reason == Refusal::Credits { demand.cost } else { Amount::ZERO };
        self.record.refused(step, at, reason, (requests, units), missing)
    }
}

/// What each of the requests costs at least and at most.
fn cost_between(step: &Step, demand: &Demand) -> (Amount, Amount) {
    let Source::Even(even) = &step.source else { return (Amount::ZERO, Amount::MAX) };
    let days = demand.parts.iter().map(|(_, rounds)| rounds.day);
    let sizes = days.flat_map(|day| {
        let full = (day.full() > 0).then_some(day.batch);
        full.into_iter().chain(Some(day.units % day.batch).filter(|units| *units > 0))
    });
    let costs = sizes.map(|units| step.forms(even, units));
    costs.fold((Amount::MAX, Amount::ZERO), |(least, most), forms| {
        (least.min(forms.least), most.max(forms.most))
    })
}

/// What is asked of the credits, and of each cap.
struct Sums {
    keys: Vec<OfPurse>,
    users: Vec<OfPurse>,
    /// Of activities without a key.
    keyless: Amount,
}

/// What is asked of a cap, and what is left of it.
#[derive(Clone, Copy)]
struct OfPurse {
    asked: Amount,
    left: Option<Amount>,
}

impl OfPurse {
    /// A key at its cap is refused free requests too, so that the last credit counts as none.
    fn is_passed(&self) -> bool {
        self.left.is_some_and(|left| self.asked >= left)
    }
}

impl Sums {
    fn of(run: &Run, demands: &[Demand]) -> Self {
        let purse = |purse: &Purse| OfPurse { asked: Amount::ZERO, left: purse.left() };
        let mut sums = Sums {
            keys: run.keys.iter().map(purse).collect(),
            users: run.users.iter().map(purse).collect(),
            keyless: Amount::ZERO,
        };
        for demand in demands {
            let step = &run.checked.steps[demand.position];
            let of_key = step.key.map_or(&mut sums.keyless, |key| &mut sums.keys[key].asked);
            *of_key = sum(*of_key, demand.cost);
            if let Some(user) = step.user {
                sums.users[user].asked = sum(sums.users[user].asked, demand.cost);
            }
        }
        sums
    }

    /// What is taken from the credits at most: no key takes more than its cap.
    fn most(&self) -> Amount {
        let of_key = |key: &OfPurse| key.left.map_or(key.asked, |left| key.asked.min(left));
        self.keys.iter().map(of_key).fold(self.keyless, sum)
    }
}

fn sum(a: Amount, b: Amount) -> Amount {
    a.checked_add(b).unwrap_or(Amount::MAX)
}

/// Which steps have to be looked at day by day: those that share more with others than the credits.
pub(super) fn by_day(steps: &[Step]) -> Vec<bool> {
    let counted = |step: &Step| {
        let rules = step.tariff.rules_in_cycle();
        rules.map(|rule| rule.rule.id.clone()).collect::<Vec<_>>()
    };
    let all: Vec<_> = steps.iter().flat_map(counted).collect();
    let is_shared = |id: &String| all.iter().filter(|other| *other == id).count() > 1;
    let by_day = |step: &Step| {
        matches!(step.source, Source::List(_))
            || step.tariff.pool().is_some()
            || counted(step).iter().any(is_shared)
    };
    steps.iter().map(by_day).collect()
}
