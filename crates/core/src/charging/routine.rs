//! Requests that are the same day after day: so many units a day, split into requests.

use std::cell::{Cell, RefCell};

use super::forms::{Form, Forms};
use super::tariff::{Priced, RULES_MAX, Steps, Tariff};
use super::{Prices, Requests, Spread, Tally, TooFine};
use crate::amount::Amount;
use crate::rate_card::{Rule, Within};

/// The requests of a day, so many days in a row.
#[derive(Clone, Copy, Debug)]
pub struct Rounds {
    /// The requests of the first day.
    pub day: Requests,
    /// How many days.
    pub count: u64,
}

impl Rounds {
    /// All units.
    pub fn units(&self) -> u64 {
        self.day.units * self.count
    }

    /// All requests.
    pub fn requests(&self) -> u64 {
        self.day.count() * self.count
    }

    /// The requests of a day.
    fn day(&self, index: u64) -> Requests {
        Requests { before: self.day.before + index * self.day.units, ..self.day }
    }

    /// The requests of all days as those of one, where all of them are full.
    fn together(&self) -> Option<Requests> {
        let is_full = self.day.units.is_multiple_of(self.day.batch);
        is_full.then(|| Requests { units: self.units(), ..self.day })
    }

    /// What all of them bring.
    fn all(&self, spread: &dyn Spread) -> Tally {
        spread.tally(self.day.before, self.day.before + self.units())
    }
}

/// How days are charged that all have the same requests.
#[derive(Debug)]
pub struct Routine {
    /// How full requests are charged.
    pub full: Forms,
    /// How the last, smaller one of a day is, if there is one.
    last: Option<Forms>,
    rules: [Pace; RULES_MAX],
    /// What one of the requests costs at most.
    pub most: Amount,
    /// What the rules cost that charge every day the same, on each.
    daily: Option<Amount>,
    /// What the rules cost that charge the sum.
    prices: Prices,
    /// What the first so many units cost by them, where days last began and ended: the next ones
    /// mostly begin at one of the two.
    reached: Cell<[(u64, i64); 2]>,
}

/// How the steps of one rule on many days are found.
#[derive(Debug)]
enum Pace {
    /// From the sum of all requests, as though it were one.
    Sum,
    /// From what has been counted in the cycle.
    Cycle,
    /// Every day has the same.
    Daily(u64),
    /// Days differ.
    Varies(RefCell<Looked>),
}

/// What has been found by looking at days.
#[derive(Debug, Default)]
struct Looked {
    /// The units before the first of them.
    before: u64,
    /// The steps of the first day, of the first two, and so on.
    steps: Vec<u64>,
}

impl Pace {
    fn of(rule: &Priced, day: &Requests, full: Form, last: Option<Form>) -> Self {
        match (full, last) {
            _ if rule.charge.within == Within::Cycle => Pace::Cycle,
            (Form::Sum, _) => Pace::Sum,
            (Form::Each(full), None) => Pace::Daily(full * day.full()),
            (Form::Each(full), Some(Form::Each(last))) => Pace::Daily(full * day.full() + last),
            _ => Pace::Varies(RefCell::default()),
        }
    }
}

impl Looked {
    /// The steps of some days, of which each is looked at once.
    fn steps(
        &mut self,
        rounds: &Rounds,
        of_day: impl Fn(&Requests) -> Result<u64, TooFine>,
    ) -> Result<u64, TooFine> {
        let (before, units) = (rounds.day.before, rounds.day.units);
        let known = self.before..=self.before + self.steps.len() as u64 * units;
        if !known.contains(&before) {
            *self = Looked { before, steps: Vec::new() };
        }
        let first = (before - self.before) / units;
        for index in self.steps.len() as u64..first + rounds.count {
            let day = Requests { before: self.before + index * units, ..rounds.day };
            let so_far = self.after(index);
            self.steps.push(so_far + of_day(&day)?);
        }
        Ok(self.after(first + rounds.count) - self.after(first))
    }

    /// The steps of the first so many days.
    fn after(&self, days: u64) -> u64 {
        let index = usize::try_from(days).expect("days of a horizon").checked_sub(1);
        index.map_or(0, |index| self.steps[index])
    }
}

impl Routine {
    /// What the rules cost that charge the sum, if that can be counted.
    fn of_sum(&self, spread: &dyn Spread, rounds: &Rounds) -> Option<Amount> {
        let (from, to) = (rounds.day.before, rounds.day.before + rounds.units());
        let known = self.reached.get().into_iter().find(|(units, _)| *units == from);
        let before = match known {
            Some((_, before)) => before,
            None => spread.worth(from, &self.prices)?,
        };
        let after = spread.worth(to, &self.prices)?;
        self.reached.set([(from, before), (to, after)]);
        Some(Amount::micros(after - before))
    }
}

impl Tariff<'_> {
    /// How days with the requests of one are charged.
    pub fn routine(&self, spread: &dyn Spread, day: &Requests) -> Routine {
        let forms = |units| self.forms(spread, units, &|_| 0);
        let (full, rest) = (forms(day.batch), day.units % day.batch);
        let last = (rest > 0).then(|| forms(rest));
        let mut rules = [const { Pace::Sum }; RULES_MAX];
        let mut daily = [0; RULES_MAX];
        for (index, rule) in self.rules.iter().enumerate() {
            let form = |forms: &Forms| forms.rules()[index];
            rules[index] = Pace::of(rule, day, form(&full), last.as_ref().map(form));
            if let Pace::Daily(steps) = rules[index] {
                daily[index] = steps;
            }
        }
        let of_last = last.as_ref().map_or(Amount::ZERO, |last| last.most);
        let most = if day.full() > 0 { of_last.max(full.most) } else { of_last };
        let prices = self.prices(&rules);
        Routine {
            full,
            last,
            rules,
            most,
            daily: self.cost(&daily),
            prices,
            reached: Cell::default(),
        }
    }

    /// What one more of everything that is counted costs by the rules that charge the sum.
    fn prices(&self, rules: &[Pace; RULES_MAX]) -> Prices {
        let is_sum = |index: usize| matches!(rules[index], Pace::Sum);
        Prices::of(|tally| {
            let sums = self.rules.iter().enumerate().filter(|(index, _)| is_sum(*index));
            let cost = |(_, rule): (usize, &Priced)| {
                rule.charge.price.times(self.count(rule, tally)).unwrap_or(Amount::MAX)
            };
            sums.map(cost).sum()
        })
    }

    /// What the requests of many days are charged, one after the other. `served` counts as in
    /// [`Tariff::charge`].
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    pub fn charge_days(
        &self,
        routine: &Routine,
        spread: &dyn Spread,
        rounds: &Rounds,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Result<Steps, TooFine> {
        let all = rounds.all(spread);
        let mut steps = [0; RULES_MAX];
        for (index, rule) in self.rules.iter().enumerate() {
            steps[index] = match &routine.rules[index] {
                Pace::Sum => self.count(rule, &all),
                Pace::Daily(steps) => rounds.count * steps,
                pace => self.steps_of_days(
                    rule,
                    pace,
                    &routine.full.rules()[index],
                    spread,
                    rounds,
                    served,
                )?,
            };
        }
        Ok(steps)
    }

    /// What the requests of many days cost; `None` if that is more than any wallet holds. `served`
    /// counts as in [`Tariff::charge`].
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    pub fn cost_of_days(
        &self,
        routine: &Routine,
        spread: &dyn Spread,
        rounds: &Rounds,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Result<Option<Amount>, TooFine> {
        let of_days = routine.daily.and_then(|daily| daily.times(rounds.count));
        let of_sum = routine.of_sum(spread, rounds);
        let mut cost = of_days.zip(of_sum).and_then(|(days, sum)| days.checked_add(sum));
        for (index, rule) in self.rules.iter().enumerate() {
            let pace = &routine.rules[index];
            if let Pace::Cycle | Pace::Varies(_) = pace {
                let form = &routine.full.rules()[index];
                let steps = self.steps_of_days(rule, pace, form, spread, rounds, served)?;
                let of_rule = rule.charge.price.times(steps);
                cost = cost.zip(of_rule).and_then(|(cost, of_rule)| cost.checked_add(of_rule));
            }
        }
        Ok(cost)
    }

    /// The first of many days, by its index, with a request that may cost no more than so much.
    pub fn first_within(
        &self,
        routine: &Routine,
        spread: &dyn Spread,
        rounds: &Rounds,
        amount: Amount,
    ) -> Option<u64> {
        if rounds.day.full() > 0 && routine.full.least <= amount {
            return Some(0);
        }
        routine.last.as_ref().filter(|last| last.least <= amount)?;
        let full = rounds.day.full();
        let is_within = |index: &u64| {
            let last = spread.request(&rounds.day(*index), full);
            self.cost(&self.charge(&last, &|_| 0)).is_some_and(|cost| cost <= amount)
        };
        (0..rounds.count).find(is_within)
    }

    /// The steps of a rule that neither charges the sum nor every day the same.
    fn steps_of_days(
        &self,
        rule: &Priced,
        pace: &Pace,
        form: &Form,
        spread: &dyn Spread,
        rounds: &Rounds,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Result<u64, TooFine> {
        let Pace::Varies(looked) = pace else {
            return Ok(self.steps(rule, &rounds.all(spread), rule.served(served)));
        };
        let nothing = Tally::default();
        if let Some(requests) = rounds.together() {
            return self.sum(rule, *form, spread, &requests, (&rounds.all(spread), &nothing), 0);
        }
        let of_day = |day: &Requests| {
            let last = spread.request(day, day.full());
            let all = if matches!(form, Form::Each(_)) { nothing } else { spread.all(day) };
            self.sum(rule, *form, spread, day, (&all, &last), 0)
        };
        looked.borrow_mut().steps(rounds, of_day)
    }
}
