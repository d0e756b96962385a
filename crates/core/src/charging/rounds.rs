//! Requests that are the same day after day: so many units a day, split into requests.

use super::forms::{Form, Forms};
use super::tariff::{Priced, RULES_MAX, Steps, Tariff};
use super::{Requests, Spread, Tally, TooFine};
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

impl Tariff<'_> {
    /// What requests are charged that follow one another, but for the rules that count over a
    /// cycle. The forms are those of a full request and of the last, smaller one of a day.
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    pub fn charge_rounds(
        &self,
        (forms, of_last): (&Forms, Option<&Forms>),
        spread: &dyn Spread,
        rounds: &Rounds,
    ) -> Result<Steps, TooFine> {
        let all = rounds.all(spread);
        let mut steps = [0; RULES_MAX];
        for (index, rule) in self.rules.iter().enumerate() {
            let form = forms.rules()[index];
            steps[index] = match (rule.charge.within, form) {
                (Within::Cycle, _) => 0,
                (_, Form::Sum) => self.steps(rule, &all, 0),
                (_, Form::Each(each)) => {
                    let of_last = of_last.map(|forms| forms.rules()[index]);
                    let of_last =
                        of_last.map_or(0, |form| self.of_lasts(rule, form, spread, rounds));
                    rounds.count * rounds.day.full() * each + of_last
                }
                _ => match rounds.together() {
                    Some(requests) => {
                        self.sum(rule, form, spread, &requests, (&all, &Tally::default()), 0)?
                    }
                    None => self.of_days(rule, (forms, form), spread, rounds)?,
                },
            };
        }
        Ok(steps)
    }

    /// What units are charged by the rules that count over a cycle. `served` counts as in
    /// [`Tariff::charge`].
    pub fn charge_in_cycle(
        &self,
        spread: &dyn Spread,
        (from, to): (u64, u64),
        served: &dyn Fn(&Rule) -> u64,
    ) -> Steps {
        let mut steps = [0; RULES_MAX];
        for (steps, rule) in steps.iter_mut().zip(&self.rules) {
            if rule.charge.within == Within::Cycle {
                *steps = self.steps(rule, &spread.tally(from, to), rule.served(served));
            }
        }
        steps
    }

    /// The steps in the last, smaller requests of all days.
    fn of_lasts(&self, rule: &Priced, form: Form, spread: &dyn Spread, rounds: &Rounds) -> u64 {
        if let Form::Each(each) = form {
            return rounds.count * each;
        }
        let full = rounds.day.full();
        let last = |index| spread.request(&rounds.day(index), full);
        (0..rounds.count).map(|index| self.steps(rule, &last(index), 0)).sum()
    }

    fn of_days(
        &self,
        rule: &Priced,
        (forms, form): (&Forms, Form),
        spread: &dyn Spread,
        rounds: &Rounds,
    ) -> Result<u64, TooFine> {
        let of_day = |index| {
            let day = rounds.day(index);
            let last = forms.last(spread, &day);
            self.sum(rule, form, spread, &day, (&spread.all(&day), &last), 0)
        };
        (0..rounds.count).map(of_day).sum()
    }
}
