//! Serving requests: all of a day at once where they can be paid, else as many as can.

use std::ptr;

use super::run::{Failure, Purse, Run, is_capped};
use super::step::{Source, Step};
use crate::amount::Amount;
use crate::calendar::Instant;
use crate::charging::{Forms, RULES_MAX, Requests, Search, Steps, Tally, Tariff};
use crate::ledger::Sums;
use crate::rate_card::Rule;
use crate::report::{EntryKind, Refusal, Units};

/// Requests of one kind: what they are charged, and what they bring.
pub(super) struct Job<'j, 'a> {
    pub(super) step: &'a Step<'a>,
    pub(super) tariff: &'j Tariff<'a>,
    pub(super) spread: &'j dyn Search,
    pub(super) forms: &'j Forms,
    pub(super) at: Instant,
}

/// What a request is charged, or why it is refused and what of the credits would be missing.
type Tried = Result<(Steps, Amount), (Refusal, Amount)>;

/// So many requests are sooner looked at than searched.
const FEW: u64 = 4;

impl<'a> Run<'a> {
    /// Serves requests over one spread at the prices in force: some rules are free once a month's
    /// spending has reached a sum.
    pub(super) fn serve_alike(
        &mut self,
        job: &Job<'_, 'a>,
        requests: Requests,
    ) -> Result<(), Failure> {
        let Some((threshold, freed)) = &job.step.freed else {
            return self.serve(job, requests);
        };
        let mut rest = requests;
        while rest.count() > 0 && self.month.1 < *threshold {
            let (before, missing) = (self.month.1, *threshold - self.month.1);
            let reaches = |count| match self.cost(job, &rest.first(count)) {
                Err(Failure::TooLarge) => Ok(true),
                cost => Ok(cost? >= missing),
            };
            let paid = least(rest.count(), rest.count() / 2, reaches)?;
            self.serve(job, rest.first(paid))?;
            rest = rest.after(paid);
            // What could not be paid now cannot be paid later on the day either.
            if self.month.1 == before {
                return self.serve(job, rest);
            }
        }
        let (tariff, forms) = (freed, &freed.forms(job.spread, rest.batch, &|_| 0));
        self.serve(&Job { tariff, forms, ..*job }, rest)
    }

    /// Serves requests as long as they can be paid.
    pub(super) fn serve(&mut self, job: &Job<'_, 'a>, requests: Requests) -> Result<(), Failure> {
        if requests.count() == 0 {
            return Ok(());
        }
        let priced = self.price(job, &requests);
        if let Ok((steps, cost)) = priced
            && self.pays_at_once(job, &requests, cost)
        {
            return self.accept(job, &requests, &steps, cost);
        }
        if self.is_unbounded(job) {
            priced?;
        }
        self.serve_partly(job, requests)
    }

    /// Serves as many requests as can be paid, and refuses the others.
    pub(super) fn serve_partly(
        &mut self,
        job: &Job<'_, 'a>,
        requests: Requests,
    ) -> Result<(), Failure> {
        let auto = &self.checked.scenario.subscription.auto_top_up;
        let is_apart = auto.is_none() && !job.tariff.counts_in_cycle;
        if is_apart && requests.count() <= FEW {
            return self.serve_each(job, requests);
        }
        self.serve_as_many_as_can_be(job, requests)
    }

    /// Serves a few requests one after the other; those that follow one another are charged at once.
    fn serve_each(&mut self, job: &Job<'_, 'a>, requests: Requests) -> Result<(), Failure> {
        let mut rest = requests;
        let (mut served, mut sum, mut cost) = (0, [0; RULES_MAX], Amount::ZERO);
        while served < rest.count() {
            let next = rest.after(served).first(1);
            match self.try_next(job, &next, cost)? {
                Ok((steps, of_next)) => {
                    sum.iter_mut().zip(steps).for_each(|(sum, steps)| *sum += steps);
                    (served, cost) = (served + 1, cost + of_next);
                }
                Err((reason, missing)) => {
                    self.accept(job, &rest.first(served), &sum, cost)?;
                    self.record.refused(job.step, job.at, reason, (1, next.units), missing)?;
                    rest = rest.after(served + 1);
                    (served, sum, cost) = (0, [0; RULES_MAX], Amount::ZERO);
                }
            }
        }
        self.accept(job, &rest, &sum, cost)
    }

    /// What a request is charged that comes after others that cost so much, or why it is refused and
    /// what of the credits would be missing.
    fn try_next(&self, job: &Job, next: &Requests, before: Amount) -> Result<Tried, Failure> {
        if next.full() > 0 && self.is_over_key_cap(job, before) {
            return Ok(Err((Refusal::KeyCap, Amount::ZERO)));
        }
        let steps = self.charge(job.tariff, &job.spread.all(next));
        let cost = job.tariff.cost(&steps).ok_or(Failure::TooLarge)?;
        let fate = self.fate(job, before, cost, self.hold(job, next.units));
        Ok(fate.map_or(Ok((steps, cost)), |reason| Err((reason, cost))))
    }

    /// Is any full request, after others that cost so much, over the cap of its key? That is the
    /// first reason to refuse it, for which nothing is missing: what it brings need not be known.
    pub(super) fn is_over_key_cap(&self, job: &Job, before: Amount) -> bool {
        let is_known = !job.tariff.counts_in_cycle;
        let fate = || self.fate(job, before, job.forms.least, Amount::ZERO);
        is_known && is_capped(self.key(job.step)) && fate() == Some(Refusal::KeyCap)
    }

    fn serve_as_many_as_can_be(
        &mut self,
        job: &Job<'_, 'a>,
        requests: Requests,
    ) -> Result<(), Failure> {
        let mut rest = requests;
        while rest.count() > 0 {
            let payable = self.payable(job, &rest)?;
            let bought_after = self.bought_after(job, &rest.first(payable))?;
            let served = rest.first(bought_after.unwrap_or(payable));
            let (steps, cost) = self.price(job, &served)?;
            self.accept(job, &served, &steps, cost)?;
            rest = rest.after(served.count());
            if bought_after.is_some() {
                self.buy_if_low(job.at)?;
            } else {
                rest = self.refuse_unpayable(job, rest)?;
            }
        }
        Ok(())
    }

    /// Can all of the requests be paid, and does nothing have to be bought on the way?
    pub(super) fn pays_at_once(&self, job: &Job, requests: &Requests, cost: Amount) -> bool {
        let needed = cost + self.hold(job, requests.batch);
        if self.available(job).is_some_and(|available| needed > available) {
            return false;
        }
        if let Some(auto) = &self.checked.scenario.subscription.auto_top_up
            && cost > Amount::ZERO
            && self.credits.balance() - cost < auto.below
        {
            return false;
        }
        let alone = requests.units <= requests.batch;
        [self.key(job.step), self.user(job.step)].into_iter().flatten().all(|purse| {
            let can_pay = |left| cost < left || alone && left > Amount::ZERO && cost <= left;
            purse.left().is_none_or(can_pay)
        })
    }

    /// How many of the first requests can be paid together. The last one may be smaller, of which
    /// less is held: that it can be paid says nothing of those before it.
    fn payable(&self, job: &Job, requests: &Requests) -> Result<u64, Failure> {
        let fails = |count| Ok(!self.pays(job, &requests.first(count))?);
        for count in [requests.full(), requests.count()] {
            if fails(count)? {
                let guess = self.part_left(job, &requests.first(count));
                return Ok(least(count, guess, fails)?.saturating_sub(1));
            }
        }
        Ok(requests.count())
    }

    /// About as many of requests that cannot all be paid as what is left is enough for.
    fn part_left(&self, job: &Job, requests: &Requests) -> u64 {
        let purses = [self.key(job.step), self.user(job.step)].into_iter().flatten();
        let left = purses.filter_map(Purse::left).chain(self.available(job));
        let cost = self.cost(job, requests).unwrap_or(Amount::MAX);
        left.fold(Amount::MAX, Amount::min).enough_for(requests.count(), cost)
    }

    /// Can requests be paid one after the other? The last of them decides.
    fn pays(&self, job: &Job, requests: &Requests) -> Result<bool, Failure> {
        let count = requests.count();
        if count == 0 {
            return Ok(true);
        }
        let cost = match self.cost(job, requests) {
            Err(Failure::TooLarge) => return Ok(false),
            cost => cost?,
        };
        let before = self.cost(job, &requests.first(count - 1))?;
        let last = requests.after(count - 1).units;
        Ok(self.fate(job, before, cost - before, self.hold(job, last)).is_none())
    }

    /// After how many of these requests, which can all be paid, something is bought: right after
    /// the first charge that leaves too little.
    fn bought_after(&self, job: &Job, requests: &Requests) -> Result<Option<u64>, Failure> {
        let Some(auto) = &self.checked.scenario.subscription.auto_top_up else {
            return Ok(None);
        };
        if job.tariff.pool().is_some() {
            return Ok(None);
        }
        let balance = self.credits.balance();
        let is_low = |count| {
            let cost = self.cost(job, &requests.first(count))?;
            Ok(cost > Amount::ZERO && balance - cost < auto.below)
        };
        if requests.count() == 0 || !is_low(requests.count())? {
            return Ok(None);
        }
        least(requests.count(), requests.count() / 2, is_low).map(Some)
    }

    /// Why a request is refused that comes after others and costs so much, if it is.
    pub(super) fn fate(
        &self,
        job: &Job,
        before: Amount,
        cost: Amount,
        hold: Amount,
    ) -> Option<Refusal> {
        // Caps do not count a pool beside the credits.
        let counted = |amount| if job.tariff.pool().is_some() { Amount::ZERO } else { amount };
        let refuses = |purse: Option<&Purse>| {
            let left = purse.and_then(Purse::left);
            left.is_some_and(|left| counted(before) >= left || counted(before + cost) > left)
        };
        if refuses(self.key(job.step)) {
            return Some(Refusal::KeyCap);
        }
        if refuses(self.user(job.step)) {
            return Some(Refusal::UserCap);
        }
        let available = self.available(job)?;
        (before + cost.max(hold) > available).then_some(Refusal::Credits)
    }

    fn fate_of(&self, job: &Job, request: &Tally) -> Option<Refusal> {
        let hold = self.hold(job, request.units);
        self.fate(job, Amount::ZERO, self.cost_of(job.tariff, request), hold)
    }

    /// What requests can cost at most: all there is in their pool; no bound for a wallet that is
    /// filled as needed.
    #[inline]
    fn available(&self, job: &Job) -> Option<Amount> {
        match job.tariff.pool() {
            Some(pool) => self.pools.get(pool).map(Sums::balance),
            None if self.checked.is_filled => None,
            None => Some(self.credits.balance()),
        }
    }

    fn is_unbounded(&self, job: &Job) -> bool {
        let is_open = self.available(job).is_none();
        is_open && !is_capped(self.key(job.step)) && !is_capped(self.user(job.step))
    }

    /// What a wallet of money must hold before a request of so many units; credits are not held.
    fn hold(&self, job: &Job, units: u64) -> Amount {
        if self.checked.is_held {
            return job.tariff.hold(units, &job.step.asked);
        }
        Amount::ZERO
    }

    #[inline]
    pub(super) fn key(&self, step: &Step) -> Option<&Purse> {
        step.key.map(|key| &self.keys[key])
    }

    #[inline]
    pub(super) fn user(&self, step: &Step) -> Option<&Purse> {
        step.user.map(|user| &self.users[user])
    }

    /// Refuses requests up to the next one that changes something: one that is paid, or a free one
    /// that is counted in the cycle. Free ones among them are served. What is left comes back.
    fn refuse_unpayable(&mut self, job: &Job<'_, 'a>, rest: Requests) -> Result<Requests, Failure> {
        if rest.count() == 0 {
            return Ok(rest);
        }
        let next = self.next_that_changes(job, &rest)?;
        let idle = rest.first(next.unwrap_or(rest.count()));
        self.split(job, &idle)?;
        Ok(rest.after(idle.count()))
    }

    fn next_that_changes(&self, job: &Job, rest: &Requests) -> Result<Option<u64>, Failure> {
        let counted = job.tariff.counts_in_cycle;
        let changes = |request: &Tally| {
            let is_charged = || self.cost_of(job.tariff, request) > Amount::ZERO;
            self.fate_of(job, request).is_none() && (counted || is_charged())
        };
        let full = rest.full();
        if self.fate_of_all(job, rest).is_some() {
            let last = (full < rest.count()).then(|| job.spread.request(rest, full));
            return Ok(last.filter(changes).map(|_| full));
        }
        let found = job.spread.find(rest, &changes);
        found.map_err(|_| Failure::TooFine(job.step.index))
    }

    /// Why all full requests are refused, where the bounds of a request tell.
    fn fate_of_all(&self, job: &Job, requests: &Requests) -> Option<Refusal> {
        let Forms { least, most, .. } = self.forms(job, requests.batch);
        let hold = self.hold(job, requests.batch);
        let fate = self.fate(job, Amount::ZERO, least, hold)?;
        (self.fate(job, Amount::ZERO, most, hold) == Some(fate)).then_some(fate)
    }

    /// Serves the requests that cost nothing and refuses the others, each for its reason; none of
    /// them changes what becomes of the others.
    pub(super) fn split(&mut self, job: &Job<'_, 'a>, requests: &Requests) -> Result<(), Failure> {
        if requests.count() == 0 {
            return Ok(());
        }
        let full = requests.first(requests.full());
        let last = requests.after(full.count());
        if full.count() > 0 {
            match self.fate_of_all(job, &full) {
                Some(reason) => self.refuse_alike(job, &full, reason)?,
                None => self.split_full(job, &full)?,
            }
        }
        if last.count() > 0 {
            match self.fate_of(job, &job.spread.all(&last)) {
                Some(reason) => self.refuse_alike(job, &last, reason)?,
                None => self.record.served(job.step, 1, last.units),
            }
        }
        Ok(())
    }

    fn refuse_alike(
        &mut self,
        job: &Job<'_, 'a>,
        requests: &Requests,
        reason: Refusal,
    ) -> Result<(), Failure> {
        let served = |rule: &Rule| self.served_in_cycle(rule);
        let forms = self.forms(job, requests.batch);
        let each = job.tariff.charge_each(&forms, job.spread, requests, &served);
        let each = each.map_err(|_| Failure::TooFine(job.step.index))?;
        let missing = job.tariff.cost(&each).ok_or(Failure::TooLarge)?;
        let refused = (requests.count(), requests.units);
        self.record.refused(job.step, job.at, reason, refused, missing)
    }

    /// How requests are charged, each as though it were the next one in the cycle.
    fn forms(&self, job: &Job, batch: u64) -> Forms {
        if job.tariff.counts_in_cycle {
            return job.tariff.forms(job.spread, batch, &|rule| self.served_in_cycle(rule));
        }
        *job.forms
    }

    /// Looks at each of the full requests, as far as they differ.
    fn split_full(&mut self, job: &Job<'_, 'a>, full: &Requests) -> Result<(), Failure> {
        let mut free = 0;
        let mut refused = [Refusal::KeyCap, Refusal::UserCap, Refusal::Credits]
            .map(|reason| (reason, 0, [0; RULES_MAX]));
        let mut look = |request: &Tally, times: u64| {
            let fate = self.fate_of(job, request);
            let Some((_, count, sum)) = refused.iter_mut().find(|(known, ..)| fate == Some(*known))
            else {
                free += times;
                return;
            };
            *count += times;
            let steps = self.charge(job.tariff, request);
            sum.iter_mut().zip(steps).for_each(|(sum, steps)| *sum += times * steps);
        };
        let looked = job.spread.each_full(full, &mut look);
        looked.map_err(|_| Failure::TooFine(job.step.index))?;
        for (reason, count, steps) in refused.iter().filter(|(_, count, _)| *count > 0) {
            let missing = job.tariff.cost(steps).ok_or(Failure::TooLarge)?;
            let units = count * full.batch;
            self.record.refused(job.step, job.at, *reason, (*count, units), missing)?;
        }
        self.record.served(job.step, free, free * full.batch);
        Ok(())
    }

    /// Charges requests that can be paid.
    fn accept(
        &mut self,
        job: &Job<'_, 'a>,
        requests: &Requests,
        steps: &Steps,
        cost: Amount,
    ) -> Result<(), Failure> {
        if requests.count() == 0 {
            return Ok(());
        }
        self.record.served(job.step, requests.count(), requests.units);
        self.count_in_cycle(job, requests);
        if let Source::List(listing) = &job.step.source {
            self.pay_for_records(listing, requests);
        }
        if let Some(pool) = job.tariff.pool() {
            self.pools.get_mut(pool).expect("a linted card").spent += cost;
        } else {
            self.spend(job, cost)?;
        }
        self.record_charges(job, requests.count(), steps)
    }

    /// Takes a cost from the credits and from the caps.
    pub(super) fn spend(&mut self, job: &Job, cost: Amount) -> Result<(), Failure> {
        if cost == Amount::ZERO {
            return Ok(());
        }
        if self.checked.is_filled {
            self.fill(job.at, cost - cost.min(self.credits.balance()))?;
        }
        self.credits.spend(cost);
        self.month.1 += cost;
        let key = job.step.key.map(|key| &mut self.keys[key]);
        let user = job.step.user.map(|user| &mut self.users[user]);
        key.into_iter().chain(user).for_each(|purse| purse.used += cost);
        if self.credits.sums.spent > Amount::MAX { Err(Failure::TooLarge) } else { Ok(()) }
    }

    /// A line in the record for each rule, and an entry in the ledger for each that takes credits.
    pub(super) fn record_charges(
        &mut self,
        job: &Job<'_, 'a>,
        requests: u64,
        steps: &Steps,
    ) -> Result<(), Failure> {
        let in_pool = job.tariff.pool().is_some();
        let cost = job.tariff.cost(steps).ok_or(Failure::TooLarge)?;
        let mut after = self.credits.balance() + cost;
        for (index, rule) in job.tariff.rules.iter().enumerate() {
            let amount = rule.charge.price.times(steps[index]).unwrap_or(cost);
            self.record.spent(job.step, index, steps[index], amount);
            after -= amount;
            if !in_pool && amount > Amount::ZERO {
                self.enter_charge(job, rule.rule, (requests, steps[index]), (amount, after));
            }
        }
        Ok(())
    }

    fn enter_charge(
        &mut self,
        job: &Job<'_, 'a>,
        rule: &Rule,
        (requests, steps): (u64, u64),
        (amount, balance): (Amount, Amount),
    ) {
        let entry = (EntryKind::Charge, -amount, balance);
        let Some(entry) = self.record.entry(job.at, entry, self.cycle, &rule.id) else {
            return;
        };
        let activity = job.step.activity;
        entry.activity = Some(job.step.index);
        entry.action = Some(job.tariff.action.id.clone());
        entry.workflow.clone_from(&activity.workflow);
        entry.key.clone_from(&activity.key);
        entry.user.clone_from(&activity.user);
        entry.requests = Some(Units(requests));
        entry.units = Some(Units(steps));
    }

    pub(super) fn count_in_cycle(&mut self, job: &Job<'_, 'a>, requests: &Requests) {
        if !job.tariff.counts_in_cycle {
            return;
        }
        for rule in job.tariff.rules_in_cycle() {
            let count = job.tariff.count(rule, &job.spread.all(requests));
            match self.served.iter_mut().find(|(known, _)| ptr::eq(*known, rule.rule)) {
                Some((_, served)) => *served += count,
                None => self.served.push((rule.rule, count)),
            }
        }
    }

    pub(super) fn served_in_cycle(&self, rule: &Rule) -> u64 {
        let of_rule = self.served.iter().find(|(known, _)| ptr::eq(*known, rule));
        of_rule.map_or(0, |(_, served)| *served)
    }

    /// The steps of each rule and what they cost together.
    fn price(&self, job: &Job, requests: &Requests) -> Result<(Steps, Amount), Failure> {
        let all = job.spread.all(requests);
        let served = |rule: &Rule| self.served_in_cycle(rule);
        let steps = job.tariff.charge_all(job.forms, job.spread, requests, &all, &served);
        let steps = steps.map_err(|_| Failure::TooFine(job.step.index))?;
        let cost = job.tariff.cost(&steps).ok_or(Failure::TooLarge)?;
        Ok((steps, cost))
    }

    fn cost(&self, job: &Job, requests: &Requests) -> Result<Amount, Failure> {
        if requests.count() == 0 {
            return Ok(Amount::ZERO);
        }
        self.price(job, requests).map(|(_, cost)| cost)
    }

    fn charge(&self, tariff: &Tariff, request: &Tally) -> Steps {
        tariff.charge(request, &|rule| self.served_in_cycle(rule))
    }

    pub(super) fn cost_of(&self, tariff: &Tariff, request: &Tally) -> Amount {
        tariff.cost(&self.charge(tariff, request)).unwrap_or(Amount::MAX)
    }
}

/// The least of 0 to `most` for which something that stays true is true; `most` if it never is. It is
/// looked for around a guess first, further and further away from it.
fn least(
    most: u64,
    guess: u64,
    is_true: impl Fn(u64) -> Result<bool, Failure>,
) -> Result<u64, Failure> {
    let (mut low, mut high) = (0, most);
    let (mut next, mut step) = (guess, 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let at = if (low..high).contains(&next) { next } else { middle };
        if is_true(at)? {
            high = at;
            next = at.saturating_sub(step);
        } else {
            low = at + 1;
            next = at.saturating_add(step);
        }
        step = step.saturating_mul(2);
    }
    Ok(low)
}
