//! Serving requests: all of a day at once where they can be paid, else as many as can.

use super::ledger::Sums;
use super::run::{Failure, Run};
use super::step::Step;
use crate::amount::Amount;
use crate::calendar::{Date, Instant};
use crate::charging::{Requests, Spread, Steps, Tally, Tariff};
use crate::rate_card::{Rule, Standing, Wallet, Within};
use crate::report::{EntryKind, Refusal, Units};

impl<'a> Run<'a> {
    /// An activity on a day.
    pub(super) fn do_step(&mut self, index: usize, day: Date) -> Result<(), Failure> {
        let checked = self.checked;
        let step = &checked.steps[index];
        let units = step.schedule.units_on(day);
        if units == 0 {
            return Ok(());
        }
        let requests = step.requests(self.sent[index], units);
        self.sent[index] += units;
        self.record.asked(units);
        let at = Instant::nine(day);
        if self.is_refused_by_plan(step) {
            return self.refuse(step, at, Refusal::Entitlement, &requests);
        }
        self.serve_priced(step, at, requests)
    }

    fn is_refused_by_plan(&self, step: &Step) -> bool {
        let checked = self.checked;
        let plan = &checked.terms.plan.id;
        let mut standings = checked.card.standings(&step.tariff.action.id, plan, &checked.chosen);
        standings.any(|(_, standing)| standing == Standing::Refuse)
    }

    /// Serves requests at the prices in force: some rules are free once a month's spending has
    /// reached a sum.
    fn serve_priced(
        &mut self,
        step: &'a Step,
        at: Instant,
        requests: Requests,
    ) -> Result<(), Failure> {
        let Some(threshold) = step.tariff.free_after_month_spend() else {
            return self.serve(step, &step.tariff, at, requests);
        };
        let missing =
            if self.month.1 < threshold { threshold - self.month.1 } else { Amount::ZERO };
        let reaches = |count| Ok(self.cost(step, &step.tariff, &requests.first(count))? >= missing);
        let paid = least(requests.count(), reaches)?;
        self.serve(step, &step.tariff, at, requests.first(paid))?;
        self.serve(step, &step.tariff.freed(), at, requests.after(paid))
    }

    /// Serves requests as long as they can be paid.
    fn serve(
        &mut self,
        step: &'a Step,
        tariff: &Tariff<'a>,
        at: Instant,
        requests: Requests,
    ) -> Result<(), Failure> {
        let mut rest = requests;
        while rest.count() > 0 {
            let served = match self.available(tariff) {
                None => rest.count(),
                Some(available) => self.payable(step, tariff, &rest, available)?,
            };
            self.accept(step, tariff, at, &rest.first(served))?;
            rest = self.refuse_unpayable(step, tariff, at, rest.after(served))?;
        }
        Ok(())
    }

    /// How many of the first requests can be paid together.
    fn payable(
        &self,
        step: &Step,
        tariff: &Tariff,
        requests: &Requests,
        available: Amount,
    ) -> Result<u64, Failure> {
        let exceeds = |count| match self.cost(step, tariff, &requests.first(count)) {
            Err(Failure::TooLarge) => Ok(true),
            cost => Ok(cost? > available),
        };
        if exceeds(requests.count())? {
            return Ok(least(requests.count(), exceeds)?.saturating_sub(1));
        }
        Ok(requests.count())
    }

    /// What requests of a tariff can cost at most: all there is in its pool; no bound for a wallet
    /// that is filled as needed.
    fn available(&self, tariff: &Tariff) -> Option<Amount> {
        match tariff.pool() {
            Some(pool) => self.pools.get(pool).map(Sums::balance),
            None if self.checked.card.wallet == Wallet::Money => None,
            None => Some(self.credits.balance()),
        }
    }

    /// Refuses requests up to the next one that changes something: one that is paid, or a free one
    /// that is counted in the cycle. Free ones among them are served. What is left comes back.
    fn refuse_unpayable(
        &mut self,
        step: &'a Step,
        tariff: &Tariff<'a>,
        at: Instant,
        rest: Requests,
    ) -> Result<Requests, Failure> {
        if rest.count() == 0 {
            return Ok(rest);
        }
        let available = self.available(tariff).unwrap_or_default();
        let next = self.next_that_changes(step, tariff, &rest, available)?;
        let idle = rest.first(next.unwrap_or(rest.count()));
        self.split_free(step, tariff, at, &idle)?;
        Ok(rest.after(idle.count()))
    }

    fn next_that_changes(
        &self,
        step: &Step,
        tariff: &Tariff,
        rest: &Requests,
        available: Amount,
    ) -> Result<Option<u64>, Failure> {
        let counted = tariff.rules.iter().any(|rule| rule.charge.within == Within::Cycle);
        let changes = |request: &Tally| {
            let cost = self.cost_of(tariff, request);
            cost <= available && (cost > Amount::ZERO || counted)
        };
        let full = rest.full();
        if self.cost_at_least(step, tariff, rest) > available {
            let last = (full < rest.count()).then(|| step.spread.request(rest, full));
            return Ok(last.filter(changes).map(|_| full));
        }
        let found = step.spread.find(rest, &changes);
        found.map_err(|_| Failure::TooFine(step.index))
    }

    fn cost_at_least(&self, step: &Step, tariff: &Tariff, requests: &Requests) -> Amount {
        let served = |rule: &Rule| self.served_in_cycle(rule);
        tariff.cost_at_least(&step.spread, requests.batch, &served)
    }

    /// Serves the requests that cost nothing and refuses the others; none of them can be paid.
    fn split_free(
        &mut self,
        step: &'a Step,
        tariff: &Tariff<'a>,
        at: Instant,
        requests: &Requests,
    ) -> Result<(), Failure> {
        if requests.count() == 0 {
            return Ok(());
        }
        let is_free = |request: &Tally| self.cost_of(tariff, request) == Amount::ZERO;
        let count = |request: &Tally| u64::from(is_free(request));
        let full = requests.full();
        let free = if self.cost_at_least(step, tariff, requests) > Amount::ZERO {
            0
        } else {
            let free = step.spread.sum_full(requests, &count);
            free.map_err(|_| Failure::TooFine(step.index))?
        };
        let (mut served, mut units) = (free, free * requests.batch);
        if full < requests.count() {
            let last = step.spread.request(requests, full);
            served += count(&last);
            units += count(&last) * last.units;
        }
        let each = tariff.charge_each(&step.spread, requests, &|rule| self.served_in_cycle(rule));
        let each = each.map_err(|_| Failure::TooFine(step.index))?;
        let missing = tariff.cost(&each).ok_or(Failure::TooLarge)?;
        self.record.served(step, served, units);
        let refused = (requests.count() - served, requests.units - units);
        self.record_refusal(step, at, Refusal::Credits, refused, missing)
    }

    /// Charges requests that can be paid.
    fn accept(
        &mut self,
        step: &'a Step,
        tariff: &Tariff<'a>,
        at: Instant,
        requests: &Requests,
    ) -> Result<(), Failure> {
        if requests.count() == 0 {
            return Ok(());
        }
        let steps = self.steps(step, tariff, requests)?;
        let cost = tariff.cost(&steps).ok_or(Failure::TooLarge)?;
        self.record.served(step, requests.count(), requests.units);
        self.count_in_cycle(step, tariff, requests);
        if tariff.pool().is_none() && self.checked.card.wallet == Wallet::Money {
            self.fill(at, cost)?;
        }
        self.charge(step, tariff, at, requests.count(), &steps)
    }

    /// Takes the price of each rule's steps from its pool.
    fn charge(
        &mut self,
        step: &'a Step,
        tariff: &Tariff<'a>,
        at: Instant,
        requests: u64,
        steps: &Steps,
    ) -> Result<(), Failure> {
        for (priced, steps) in tariff.rules.iter().zip(steps) {
            let amount = priced.charge.price.times(*steps).ok_or(Failure::TooLarge)?;
            self.record.spent(step, priced.rule, *steps, amount);
            if let Some(pool) = &priced.charge.pool {
                self.pools.get_mut(pool).expect("a linted card").spent += amount;
                continue;
            }
            let spent = self.credits.spent.checked_add(amount);
            self.credits.spent = spent.ok_or(Failure::TooLarge)?;
            self.month.1 += amount;
            self.record_charge(step, priced.rule, at, requests, *steps, amount);
        }
        Ok(())
    }

    fn record_charge(
        &mut self,
        step: &Step,
        rule: &Rule,
        at: Instant,
        requests: u64,
        steps: u64,
        amount: Amount,
    ) {
        let entry = (EntryKind::Charge, -amount, self.credits.balance());
        let Some(entry) = self.record.entry(at, entry, self.cycle, &rule.id) else {
            return;
        };
        let activity = step.activity;
        entry.activity = Some(step.index);
        entry.action = Some(step.tariff.action.id.clone());
        entry.workflow.clone_from(&activity.workflow);
        entry.key.clone_from(&activity.key);
        entry.user.clone_from(&activity.user);
        entry.requests = Some(Units(requests));
        entry.units = Some(Units(steps));
    }

    fn count_in_cycle(&mut self, step: &Step, tariff: &Tariff<'a>, requests: &Requests) {
        let all = step.spread.all(requests);
        for rule in tariff.rules.iter().filter(|rule| rule.charge.within == Within::Cycle) {
            *self.served.entry(&rule.rule.id) += tariff.count(rule, &all);
        }
    }

    fn refuse(
        &mut self,
        step: &'a Step,
        at: Instant,
        reason: Refusal,
        requests: &Requests,
    ) -> Result<(), Failure> {
        let refused = (requests.count(), requests.units);
        self.record_refusal(step, at, reason, refused, Amount::ZERO)
    }

    fn record_refusal(
        &mut self,
        step: &'a Step,
        at: Instant,
        reason: Refusal,
        refused: (u64, u64),
        missing: Amount,
    ) -> Result<(), Failure> {
        if refused.0 == 0 {
            return Ok(());
        }
        let of_credits = step.tariff.pool().is_none();
        self.record.refused(step, at, reason, refused, missing, of_credits)
    }

    fn served_in_cycle(&self, rule: &Rule) -> u64 {
        self.served.get(&rule.id).copied().unwrap_or(0)
    }

    fn steps(&self, step: &Step, tariff: &Tariff, requests: &Requests) -> Result<Steps, Failure> {
        let steps = tariff.charge_all(&step.spread, requests, &|rule| self.served_in_cycle(rule));
        steps.map_err(|_| Failure::TooFine(step.index))
    }

    fn cost(&self, step: &Step, tariff: &Tariff, requests: &Requests) -> Result<Amount, Failure> {
        tariff.cost(&self.steps(step, tariff, requests)?).ok_or(Failure::TooLarge)
    }

    fn cost_of(&self, tariff: &Tariff, request: &Tally) -> Amount {
        let steps = tariff.charge(request, &|rule| self.served_in_cycle(rule));
        tariff.cost(&steps).unwrap_or(Amount::MAX)
    }
}

/// The least of 0 to `most` for which something that stays true is true; `most` if it never is.
fn least(most: u64, is_true: impl Fn(u64) -> Result<bool, Failure>) -> Result<u64, Failure> {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_true(middle)? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}
