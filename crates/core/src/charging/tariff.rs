//! The rules that price one action, under the answers in force.

use super::spread::{Spread, TooFine};
use super::{Requests, Tally};
use crate::amount::Amount;
use crate::rate_card::{Action, Charge, Chosen, Of, Once, Per, RateCard, Rule, Within};

/// An action with its rules, as the answers in force have changed them.
#[derive(Clone, Debug)]
pub struct Tariff<'c> {
    /// The action.
    pub action: &'c Action,
    /// Its rules, in the order of a quote's lines.
    pub rules: Vec<Priced<'c>>,
    /// What is free when it is repeated.
    pub once: Vec<Once>,
}

/// A rule of an action with the charge in force.
#[derive(Clone, Debug)]
pub struct Priced<'c> {
    /// The rule.
    pub rule: &'c Rule,
    /// What it charges.
    pub charge: Charge,
    /// Its place among the action's point rules, if it is one.
    pub point: Option<usize>,
}

/// The steps that each rule of a tariff charges, in the rules' order.
pub type Steps = Vec<u64>;

impl<'c> Tariff<'c> {
    /// The tariff of an action.
    pub fn of(card: &'c RateCard, action: &'c Action, chosen: &Chosen<'c>) -> Self {
        let mut points = 0;
        let mut price = |rule: &'c Rule| {
            let mut charge = rule.charge.clone()?;
            chosen.edits().for_each(|edit| edit.change_rule(&rule.id, &mut charge));
            let point = (charge.of == Of::Point).then(|| {
                points += 1;
                points - 1
            });
            Some(Priced { rule, charge, point })
        };
        let rules = action.charges.iter().filter_map(|id| card.rule(id)).filter_map(&mut price);
        let rules = rules.collect();
        let edited = chosen.edits().filter_map(|edit| edit.once_of(&action.id)).last();
        Tariff { action, rules, once: edited.unwrap_or(&action.once).to_vec() }
    }

    /// The point rules with the points that they charge.
    pub fn points(&self) -> impl Iterator<Item = (usize, &Charge, &str)> {
        self.rules.iter().filter_map(|priced| {
            Some((priced.point?, &priced.charge, priced.charge.point.as_deref()?))
        })
    }

    /// The pool that it takes from, if not the credits.
    pub fn pool(&self) -> Option<&str> {
        self.rules.iter().find_map(|rule| rule.charge.pool.as_deref())
    }

    /// The spending of a calendar month from which on some of its rules are free.
    pub fn free_after_month_spend(&self) -> Option<Amount> {
        self.rules.iter().find_map(|rule| rule.charge.free_after_month_spend)
    }

    /// The same tariff where that spending has been reached.
    #[must_use]
    pub fn freed(&self) -> Self {
        let mut freed = self.clone();
        for rule in freed.rules.iter_mut().filter(|r| r.charge.free_after_month_spend.is_some()) {
            rule.charge.price = Amount::ZERO;
        }
        freed
    }

    /// What one request is charged: the charging function. `served` says for a rule how many
    /// units have been served in the account's cycle.
    pub fn charge(&self, request: &Tally, served: &dyn Fn(&Rule) -> u64) -> Steps {
        self.rules.iter().map(|rule| self.steps(rule, request, served(rule.rule))).collect()
    }

    /// What many requests are charged, one after the other.
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    pub fn charge_all(
        &self,
        spread: &dyn Spread,
        requests: &Requests,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Result<Steps, TooFine> {
        let all = spread.all(requests);
        let steps = |rule: &Priced| match rule.charge.within {
            Within::Cycle => Ok(self.steps(rule, &all, served(rule.rule))),
            Within::Request => self.sum_steps(rule, spread, requests, 0),
        };
        self.rules.iter().map(steps).collect()
    }

    /// What many requests would be charged, each as though it were the next: none of them counts
    /// toward the others.
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    pub fn charge_each(
        &self,
        spread: &dyn Spread,
        requests: &Requests,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Result<Steps, TooFine> {
        let steps = |rule: &Priced| self.sum_steps(rule, spread, requests, served(rule.rule));
        self.rules.iter().map(steps).collect()
    }

    /// What a request of so many units costs at least, whatever it brings.
    pub fn cost_at_least(
        &self,
        spread: &dyn Spread,
        batch: u64,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Amount {
        let (low, high) = spread.bounds(batch);
        let least = |rule: &Priced| {
            let charge = &rule.charge;
            let waived = charge.waived_by_points && self.charges_points(&high);
            let dropped = !charge.counts_repeats && high.repeats == batch;
            if waived || dropped { 0 } else { self.steps(rule, &low, served(rule.rule)) }
        };
        let steps = self.rules.iter().map(least).collect();
        self.cost(&steps).unwrap_or(Amount::MAX)
    }

    /// What so many steps of each rule cost; `None` if that is more than any wallet holds.
    pub fn cost(&self, steps: &Steps) -> Option<Amount> {
        self.rules.iter().zip(steps).try_fold(Amount::ZERO, |sum, (rule, steps)| {
            sum.checked_add(rule.charge.price.times(*steps)?)
        })
    }

    /// The steps of a rule in one request.
    fn steps(&self, rule: &Priced, request: &Tally, served: u64) -> u64 {
        let charge = &rule.charge;
        if charge.waived_by_points && self.charges_points(request) {
            return 0;
        }
        let count = self.count(rule, request);
        match charge.within {
            Within::Cycle => charge.per.steps(served + count) - charge.per.steps(served),
            Within::Request => charge.per.steps(count).max(minimum(charge, request)),
        }
    }

    /// What a rule counts in a request, or in many.
    pub fn count(&self, rule: &Priced, request: &Tally) -> u64 {
        match rule.charge.of {
            Of::Request => 1,
            Of::Unit if self.once.contains(&Once::Unit) => request.units - request.repeats,
            Of::Unit => request.units,
            Of::Result if rule.charge.counts_repeats => request.matched + request.repeats,
            Of::Matched | Of::Result => request.matched,
            Of::Point => rule.point.map_or(0, |index| request.points[index]),
        }
    }

    fn charges_points(&self, request: &Tally) -> bool {
        self.rules.iter().any(|rule| {
            rule.charge.price > Amount::ZERO
                && rule.point.is_some_and(|index| request.points[index] > 0)
        })
    }

    /// The sum of the steps of a rule in each request.
    fn sum_steps(
        &self,
        rule: &Priced,
        spread: &dyn Spread,
        requests: &Requests,
        served: u64,
    ) -> Result<u64, TooFine> {
        let all = spread.all(requests);
        if rule.is_linear() {
            return Ok(self.steps(rule, &all, served));
        }
        let full = requests.full();
        let is_last_smaller = full < requests.count();
        let last = if is_last_smaller { spread.request(requests, full) } else { Tally::default() };
        let of_last = if is_last_smaller { self.steps(rule, &last, served) } else { 0 };
        if full == 0 {
            return Ok(of_last);
        }
        let certain = self.steps_if_certain(rule, spread, requests, &(all - last), served);
        let of_full = match certain {
            Some(steps) => steps,
            None => spread.sum_full(requests, &|request| self.steps(rule, request, served))?,
        };
        Ok(of_full + of_last)
    }

    /// The steps of a rule in full requests, where the bounds of a request settle them: all have
    /// the same, or two neighbouring counts whose sum tells how often each occurs.
    fn steps_if_certain(
        &self,
        rule: &Priced,
        spread: &dyn Spread,
        requests: &Requests,
        in_full: &Tally,
        served: u64,
    ) -> Option<u64> {
        let (low, high) = spread.bounds(requests.batch);
        let waiver_open = self.charges_points(&low) != self.charges_points(&high);
        let repeats_open = low.repeats != high.repeats;
        if (rule.charge.waived_by_points && waiver_open)
            || (!rule.charge.counts_repeats && repeats_open)
        {
            return None;
        }
        let full = requests.full();
        let (fewest, most) = (self.count(rule, &low), self.count(rule, &high));
        let (least, greatest) = (self.steps(rule, &low, served), self.steps(rule, &high, served));
        if least == greatest {
            return Some(full * least);
        }
        let of_most = self.count(rule, in_full).checked_sub(full * fewest)?;
        (most == fewest + 1).then(|| full * least + of_most * (greatest - least))
    }
}

/// The fewest steps of a request: none where repeats are no results and there is nothing else.
fn minimum(charge: &Charge, request: &Tally) -> u64 {
    let repeats_alone = request.repeats > 0 && request.repeats == request.units;
    if repeats_alone && !charge.counts_repeats { 0 } else { charge.minimum.0 }
}

impl Priced<'_> {
    /// Is the charge of many requests that of their sum?
    fn is_linear(&self) -> bool {
        let charge = &self.charge;
        let by_ones = charge.per == Per::Of(1) && charge.minimum.0 == 0;
        by_ones && charge.of != Of::Request && !charge.waived_by_points
    }
}
