//! Days in a row on which nothing happens but requests. What can be paid on all of them is charged
//! at once, an activity at a time, and so is refused what cannot be paid on any; of what is left,
//! the days up to the first on which something cannot be paid are taken at once, and that day by
//! itself.

use super::run::{Failure, Progress, Purse, Run};
use super::serve::Job;
use super::step::{Source, Step};
use crate::amount::Amount;
use crate::calendar::Instant;
use crate::charging::{Requests, Rounds};
use crate::report::Refusal;

/// Days, from one up to another.
#[derive(Clone, Copy)]
struct Days {
    from: u32,
    to: u32,
}

/// An activity's requests in some days.
#[derive(Clone, Copy)]
struct Demand {
    /// The step's place.
    position: usize,
    /// Its first day.
    first: u32,
    /// Its requests: of each day the same.
    rounds: Rounds,
    /// How far the step has come after them.
    after: Progress,
    /// What they cost together, or at most.
    cost: Amount,
    /// Does it not depend on what other activities are charged before?
    is_certain: bool,
}

impl<'a> Run<'a> {
    /// Serves the requests of days on which nothing else happens.
    pub(super) fn serve_days(&mut self, mut from: u32, to: u32) -> Result<(), Failure> {
        let positions = self.all_steps();
        while from < to {
            let until = |(step, on): (&Step, &Progress)| step.schedule.alike_until(on.next);
            let alike = self.checked.steps.iter().zip(&self.progress).map(until);
            let end = alike.filter(|until| *until > from).fold(to, u32::min);
            self.serve_stretch(&positions, Days { from, to: end })?;
            from = end;
        }
        Ok(())
    }

    pub(super) fn all_steps(&self) -> Vec<usize> {
        (0..self.progress.len()).collect()
    }

    fn serve_stretch(&mut self, positions: &[usize], days: Days) -> Result<(), Failure> {
        let mut short = self.serve_plenty(positions, days)?;
        while let Some(first) = short.first() {
            let (group, others) = self.apart(first.position, &short);
            self.serve_short(group, days)?;
            short = others;
        }
        Ok(())
    }

    /// Those that are short together with one, and the others. Where it is only caps of keys that
    /// are reached, each key is by itself.
    fn apart(&self, one: usize, short: &[Demand]) -> (Vec<Demand>, Vec<Demand>) {
        let step = |demand: &Demand| &self.checked.steps[demand.position];
        let together = Shortage::of(self, short).of_credits()
            || short.iter().any(|demand| !demand.is_certain || step(demand).user.is_some());
        let key = self.checked.steps[one].key;
        short.iter().partition(|demand| together || step(demand).key == key)
    }

    /// Serves activities that are short: the days before the first on which something may not be
    /// paid, that day by itself, and so on.
    fn serve_short(&mut self, mut short: Vec<Demand>, mut days: Days) -> Result<(), Failure> {
        while !short.is_empty() {
            let positions: Vec<usize> = short.iter().map(|demand| demand.position).collect();
            let day = self.first_short(&short, days);
            self.serve_stretch(&positions, Days { to: day, ..days })?;
            self.serve_day(&positions, day)?;
            days.from = day + 1;
            short = self.serve_plenty(&positions, days)?;
        }
        Ok(())
    }

    /// Serves what can be paid on all days for certain, and refuses what cannot on any. What may be
    /// paid on some comes back.
    fn serve_plenty(&mut self, positions: &[usize], days: Days) -> Result<Vec<Demand>, Failure> {
        let mut demands = Vec::with_capacity(positions.len());
        for position in positions.iter().copied() {
            let Some(demand) = self.demand(position, days.to) else { continue };
            let Some((reason, until)) = self.refused_until(&demand, days.to) else {
                demands.push(demand);
                continue;
            };
            self.refuse_stretch(position, until, reason)?;
            demands.extend(self.demand(position, days.to));
        }
        let shortage = Shortage::of(self, &demands);
        let (short, plenty): (Vec<_>, Vec<_>) =
            demands.into_iter().partition(|demand| shortage.touches(self, demand));
        let mut by_day = Vec::new();
        for demand in &plenty {
            if demand.is_certain {
                self.accept_stretch(demand)?;
            } else {
                by_day.push(demand.position);
            }
        }
        self.serve_by_day(&by_day, days)?;
        Ok(short)
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

    /// The first day on which activities that are short may not be paid. The share of what they ask
    /// for that is left tells where about it is.
    fn first_short(&self, short: &[Demand], days: Days) -> u32 {
        let whole = Shortage::of(self, short);
        let is_short = |day: u32| {
            let demands = short.iter().filter_map(|demand| self.demand(demand.position, day + 1));
            let demands: Vec<Demand> = demands.collect();
            let shortage = Shortage::of(self, &demands);
            let is_touched = |demand: &Demand| shortage.touches(self, demand);
            if whole.of_credits() { shortage.of_credits() } else { demands.iter().any(is_touched) }
        };
        let from = short.iter().map(|demand| demand.first).fold(days.to, u32::min);
        first(from, days.to - 1, from + whole.part_left(days.to - from), is_short)
    }

    /// What a step asks for before a day, if anything.
    fn demand(&self, position: usize, to: u32) -> Option<Demand> {
        let (step, progress) = (&self.checked.steps[position], self.progress[position]);
        let on = progress.next;
        if on.day >= to {
            return None;
        }
        let day = step.requests(progress.sent, step.schedule.units(on));
        let (count, next) = step.schedule.days(on, to);
        let rounds = Rounds { day, count };
        let after = Progress { next, sent: progress.sent + rounds.units() };
        let (cost, is_certain) = self.cost_of_rounds(step, &rounds, to);
        Some(Demand { position, first: on.day, rounds, after, cost, is_certain })
    }

    /// What is charged, and whether that is certain: where it cannot be told it is the most.
    fn cost_of_rounds(&self, step: &'a Step<'a>, rounds: &Rounds, to: u32) -> (Amount, bool) {
        if let Source::Even(even) = &step.source
            && !self.by_day[step.position]
            && let Ok(cost) = self.cost_of_days(step, even, rounds)
        {
            return (cost, true);
        }
        let most = self.most(step, rounds, to).times(rounds.requests());
        (most.unwrap_or(Amount::MAX), false)
    }

    /// What a request before a day can take from the credits at most.
    fn most(&self, step: &Step, rounds: &Rounds, to: u32) -> Amount {
        if step.tariff.pool().is_some() {
            return Amount::ZERO;
        }
        // A step that is counted over the cycle is the dearest where nothing has been served yet.
        match &step.source {
            Source::Even(even) => step.routine(even, &rounds.day).full.most,
            Source::List(listing) => {
                let spread = listing.spread(self.lists.free_on(listing, to), true);
                step.visits(&spread, rounds.day.batch).most
            }
        }
    }

    /// Charges what is asked for on all of the days.
    fn accept_stretch(&mut self, demand: &Demand) -> Result<(), Failure> {
        let step = &self.checked.steps[demand.position];
        let Source::Even(spread) = &step.source else { return Ok(()) };
        let (rounds, at) = (&demand.rounds, self.nine(demand.first));
        let (steps, _) = self.price_days(step, spread, rounds)?;
        let units = rounds.units();
        let routine = step.routine(spread, &rounds.day);
        let job = &Job { step, tariff: &step.tariff, spread, forms: &routine.full, at };
        self.record.asked(units);
        self.record.served(step, rounds.requests(), units);
        self.count_in_cycle(
            job,
            &Requests { before: rounds.day.before, units, batch: units.max(1) },
        );
        self.spend(job, demand.cost)?;
        self.record_charges(job, rounds.requests(), &steps);
        self.progress[demand.position] = demand.after;
        Ok(())
    }

    /// Why everything that is asked for is refused, if it is, and up to which day: what is short
    /// becomes no more on the way.
    fn refused_until(&self, demand: &Demand, to: u32) -> Option<(Refusal, u32)> {
        let step = &self.checked.steps[demand.position];
        let is_at_cap = |purse: Option<&Purse>| purse.and_then(Purse::left) == Some(Amount::ZERO);
        let of_state = self.refuses_all(step);
        let of_key = || is_at_cap(self.key(step)).then_some(Refusal::KeyCap);
        // A cap of the key's own may be reached on the way, and is looked at first.
        let of_user =
            || (step.key.is_none() && is_at_cap(self.user(step))).then_some(Refusal::UserCap);
        let of_all = of_state.or_else(of_key).or_else(of_user).map(|reason| (reason, to));
        of_all.or_else(|| self.lacks(step, demand, to))
    }

    /// What each of the requests costs more of than is left, whatever becomes of other activities,
    /// and up to which day.
    fn lacks(&self, step: &Step, demand: &Demand, to: u32) -> Option<(Refusal, u32)> {
        let left = self.key(step).and_then(Purse::left).unwrap_or(Amount::MAX);
        let credits = if self.checked.is_filled() { Amount::MAX } else { self.credits.balance() };
        let is_certain = demand.is_certain && !step.tariff.counts_in_cycle();
        let Source::Even(even) = &step.source else { return None };
        if !is_certain || demand.cost <= left.min(credits) {
            return None;
        }
        let routine = &step.routine(even, &demand.rounds.day);
        let until = |left| {
            let paid = step.tariff.first_within(routine, even, &demand.rounds, left);
            let day = paid.map_or(to, |days| self.day_after(demand, days));
            (day > demand.first).then_some(day)
        };
        if let Some(day) = until(left) {
            return Some((Refusal::KeyCap, day));
        }
        // A cap is looked at before the credits.
        let is_capped = step.user.is_some()
            || step.key.is_some() && (routine.most > left || self.is_key_shared(step));
        if is_capped { None } else { until(credits).map(|day| (Refusal::Credits, day)) }
    }

    fn is_key_shared(&self, step: &Step) -> bool {
        self.checked.steps.iter().filter(|other| other.key == step.key).count() > 1
    }

    /// The day of a step's that comes so many of its days later.
    fn day_after(&self, demand: &Demand, days: u64) -> u32 {
        let schedule = &self.checked.steps[demand.position].schedule;
        let on = self.progress[demand.position].next;
        (0..days).fold(on, |on, _| schedule.after(on)).day
    }

    fn refuse_stretch(&mut self, position: usize, to: u32, reason: Refusal) -> Result<(), Failure> {
        let Some(demand) = self.demand(position, to) else { return Ok(()) };
        self.progress[position] = demand.after;
        let (requests, units) = (demand.rounds.requests(), demand.rounds.units());
        if units == 0 {
            return Ok(());
        }
        let (step, at) = (&self.checked.steps[position], self.nine(demand.first));
        self.record.asked(units);
        let missing = if reason == Refusal::Credits { demand.cost } else { Amount::ZERO };
        self.record.refused(step, at, reason, (requests, units), missing)
    }
}

/// What is asked of the credits and of each cap, and where that is more than is left.
struct Shortage {
    keys: Vec<Asked>,
    users: Vec<Asked>,
    credits: Asked,
    /// Is any of what is looked at day by day short? What is counted together stays together.
    by_day: bool,
}

/// What is asked for, and what is left of it.
#[derive(Clone, Copy)]
struct Asked {
    asked: Amount,
    left: Amount,
}

impl Asked {
    fn of(purse: &Purse) -> Self {
        Asked { asked: Amount::ZERO, left: purse.left().unwrap_or(Amount::MAX) }
    }

    fn add(&mut self, amount: Amount) {
        self.asked = self.asked.checked_add(amount).unwrap_or(Amount::MAX);
    }

    /// A key at its cap is refused free requests too, so that the last credit counts as none.
    fn reaches_cap(&self) -> bool {
        self.asked >= self.left
    }

    /// The part of so many days for which what is left is enough.
    fn part_left(&self, days: u32) -> u32 {
        let (left, asked) = (self.left.as_micros(), self.asked.as_micros().max(1));
        let days = i128::from(days) * i128::from(left) / i128::from(asked);
        u32::try_from(days).unwrap_or(u32::MAX)
    }
}

impl Shortage {
    fn of(run: &Run, demands: &[Demand]) -> Self {
        let left = if run.checked.is_filled() { Amount::MAX } else { run.credits.balance() };
        let mut shortage = Shortage {
            keys: run.keys.iter().map(Asked::of).collect(),
            users: run.users.iter().map(Asked::of).collect(),
            credits: Asked { asked: Amount::ZERO, left },
            by_day: false,
        };
        for demand in demands {
            let step = &run.checked.steps[demand.position];
            let of_key = step.key.map(|key| &mut shortage.keys[key]);
            of_key.unwrap_or(&mut shortage.credits).add(demand.cost);
            step.user.into_iter().for_each(|user| shortage.users[user].add(demand.cost));
        }
        // No key takes more than its cap.
        let Shortage { keys, credits, .. } = &mut shortage;
        keys.iter().for_each(|key| credits.add(key.asked.min(key.left)));
        let by_day = demands.iter().filter(|demand| !demand.is_certain);
        shortage.by_day = by_day.clone().any(|demand| shortage.touches(run, demand));
        shortage
    }

    /// Is more asked of the credits than there is?
    fn of_credits(&self) -> bool {
        self.credits.asked > self.credits.left
    }

    /// May some of it not be paid, whatever the order?
    fn touches(&self, run: &Run, demand: &Demand) -> bool {
        let step = &run.checked.steps[demand.position];
        self.of_credits()
            || step.key.is_some_and(|key| self.keys[key].reaches_cap())
            || step.user.is_some_and(|user| self.users[user].reaches_cap())
            || self.by_day && !demand.is_certain
    }

    /// The part of so many days for which there is enough of the credits, or else of every cap.
    fn part_left(&self, days: u32) -> u32 {
        if self.of_credits() {
            return self.credits.part_left(days);
        }
        let caps = self.keys.iter().chain(&self.users);
        caps.map(|asked| asked.part_left(days)).fold(days, u32::min)
    }
}

/// The first of some days for which something is true that stays true; it is for the last one.
fn first(mut low: u32, mut high: u32, guess: u32, is_true: impl Fn(u32) -> bool) -> u32 {
    let (mut probe, mut step) = (guess, 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let day = if (low..high).contains(&probe) { probe } else { middle };
        if is_true(day) {
            high = day;
            probe = day.saturating_sub(step);
        } else {
            low = day + 1;
            probe = day + step;
        }
        step *= 2;
    }
    low
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
