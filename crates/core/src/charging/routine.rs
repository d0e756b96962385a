//! Requests that are the same day after day: so many units a day, split into requests.

use super::forms::{Form, Forms};
use super::tariff::{Priced, RULES_MAX, Steps, Tariff};
use super::{Requests, Spread, Tally, TooFine};
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
#[derive(Clone, Debug)]
pub struct Routine {
    /// How full requests are charged.
    pub full: Forms,
    /// How the last, smaller one of a day is, if there is one.
    last: Option<Forms>,
    rules: [Pace; RULES_MAX],
    /// What one of the requests costs at least, whatever it brings.
    pub least: Amount,
    /// What it costs at most.
    pub most: Amount,
}

/// How the steps of one rule on many days are found.
#[derive(Clone, Copy, Debug)]
enum Pace {
    /// From the sum of all requests, as though it were one.
    Sum,
    /// From what has been counted in the cycle.
    Cycle,
    /// Every day has the same.
    Daily(u64),
    /// The full requests of every day have the same; the last ones are looked at.
    Lasts(u64),
    /// Requests differ.
    Varies,
}

impl Pace {
    fn of(rule: &Priced, day: &Requests, full: Form, last: Option<Form>) -> Self {
        match (full, last) {
            _ if rule.charge.within == Within::Cycle => Pace::Cycle,
            (Form::Sum, _) => Pace::Sum,
            (Form::Each(full), None) => Pace::Daily(full * day.full()),
            (Form::Each(full), Some(Form::Each(last))) => Pace::Daily(full * day.full() + last),
            (Form::Each(full), Some(_)) => Pace::Lasts(full * day.full()),
            _ => Pace::Varies,
        }
    }
}

impl Tariff<'_> {
    /// How days with the requests of one are charged.
    pub fn routine(&self, spread: &dyn Spread, day: &Requests) -> Routine {
        let forms = |units| self.forms(spread, units, &|_| 0);
        let (full, rest) = (forms(day.batch), day.units % day.batch);
        let last = (rest > 0).then(|| forms(rest));
        let mut rules = [Pace::Sum; RULES_MAX];
        for (index, rule) in self.rules.iter().enumerate() {
            let form = |forms: &Forms| forms.rules()[index];
            rules[index] = Pace::of(rule, day, form(&full), last.as_ref().map(form));
        }
        let (mut least, mut most) = last.as_ref().map_or((Amount::MAX, Amount::ZERO), Forms::cost);
        if day.full() > 0 {
            (least, most) = (least.min(full.least), most.max(full.most));
        }
        Routine { full, last, rules, least, most }
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
            steps[index] = match routine.rules[index] {
                Pace::Sum => self.count(rule, &all),
                Pace::Cycle => self.steps(rule, &all, rule.served(served)),
                Pace::Daily(steps) => rounds.count * steps,
                Pace::Lasts(steps) => rounds.count * steps + self.of_lasts(rule, spread, rounds),
                Pace::Varies => {
                    let form = routine.full.rules()[index];
                    match rounds.together() {
                        Some(requests) => {
                            let tallies = (&all, &Tally::default());
                            self.sum(rule, form, spread, &requests, tallies, 0)?
                        }
                        None => self.of_days(rule, form, spread, rounds)?,
                    }
                }
            };
        }
        Ok(steps)
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

    /// The steps in the last, smaller requests of all days.
    fn of_lasts(&self, rule: &Priced, spread: &dyn Spread, rounds: &Rounds) -> u64 {
        let full = rounds.day.full();
        let last = |index| spread.request(&rounds.day(index), full);
        (0..rounds.count).map(|index| self.steps(rule, &last(index), 0)).sum()
    }

    fn of_days(
        &self,
        rule: &Priced,
        form: Form,
        spread: &dyn Spread,
        rounds: &Rounds,
    ) -> Result<u64, TooFine> {
        let of_day = |index| {
            let day = rounds.day(index);
            let last = spread.request(&day, day.full());
            self.sum(rule, form, spread, &day, (&spread.all(&day), &last), 0)
        };
        (0..rounds.count).map(of_day).sum()
    }
}
