//! Requests that are the same day after day: so many units a day, split into requests.

use std::cell::Cell;

use super::forms::{Form, Forms};
use super::tariff::{Priced, RULES_MAX, Steps, Tariff};
use super::{Even, Prices, Requests, Spread, Tally, TooFine};
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

    /// Do the requests of a day go on where these end, as many as on each?
    pub fn are_followed_by(&self, day: &Requests) -> bool {
        *day == Requests { before: self.day.before + self.units(), ..self.day }
    }

    /// All of them together, as if they were of one day.
    pub fn whole(&self) -> Requests {
        Requests { units: self.units(), ..self.day }
    }

    /// The requests of each day.
    fn days(&self) -> impl Iterator<Item = Requests> {
        let Rounds { day, count } = *self;
        (0..count).map(move |index| Requests { before: day.before + index * day.units, ..day })
    }
}

/// How days are charged that all have the same requests.
#[derive(Clone, Debug)]
pub struct Routine {
    /// How full requests are charged.
    pub full: Forms,
    /// What one of the requests costs at least, whatever it brings.
    pub least: Amount,
    /// What it costs at most.
    pub most: Amount,
    rules: [Pace; RULES_MAX],
    /// Is there a rule by which days differ?
    has_looked: bool,
    /// Is there one that counts in the cycle?
    has_cycle: bool,
    /// What the rules by which days differ can cost on a day at most.
    looked_most: Amount,
    /// After how many units they are the same again.
    round: u64,
    /// What was seen on the last day that was looked at, by the units of the round before it.
    seen: Cell<Option<(u64, Steps)>>,
    /// What the rules cost that charge every day the same; none if that is more than any wallet
    /// holds.
    daily: Option<Amount>,
    /// What the rules cost that charge the sum of what comes back.
    prices: Prices,
    /// What the units up to the end of the last day cost by them: the next one begins there.
    reached: Cell<(u64, i64)>,
}

/// How the steps of one rule on a day are found.
#[derive(Clone, Copy, Debug)]
enum Pace {
    /// From the sum of all requests, as though it were one.
    Sum,
    /// Every day has the same.
    Daily(u64),
    /// What has been counted in the cycle matters, and all that is asked for together.
    Cycle,
    /// Days differ.
    Looked,
}

impl Pace {
    fn of(rule: &Priced, day: &Requests, full: Form, last: Option<Form>) -> Self {
        match (full, last) {
            _ if rule.charge.within == Within::Cycle => Pace::Cycle,
            (Form::Sum, _) => Pace::Sum,
            (Form::Each(full), None) => Pace::Daily(full * day.full()),
            (Form::Each(full), Some(Form::Each(last))) => Pace::Daily(full * day.full() + last),
            _ => Pace::Looked,
        }
    }
}

/// What the requests of days cost.
#[derive(Clone, Copy, Debug)]
pub struct DaysCost {
    /// In all; none if that is more than any wallet holds.
    pub cost: Option<Amount>,
    /// The steps of the rules by which days differ, or that count in the cycle, if there are such.
    pub looked: Option<Steps>,
}

impl Routine {
    /// Do days differ, so that each has to be looked at?
    pub fn has_looked(&self) -> bool {
        self.has_looked
    }

    /// What requests cost by the rules that charge the sum, if that can be counted.
    fn of_sum(&self, even: &Even, all: &Requests) -> Option<Amount> {
        let (from, to) = (all.before, all.before + all.units);
        let before = match self.reached.get() {
            (units, worth) if units == from => worth,
            _ => even.worth(from, &self.prices)?,
        };
        let after = even.worth(to, &self.prices)?;
        self.reached.set((to, after));
        Some(Amount::micros(after - before))
    }
}

impl Tariff<'_> {
    /// How days with the requests of one are charged.
    pub fn routine(&self, even: &Even, day: &Requests) -> Routine {
        let forms = |units| self.forms(even, units, &|_| 0);
        let (full, rest) = (forms(day.batch), day.units % day.batch);
        let last = (rest > 0).then(|| forms(rest));
        let mut rules = [Pace::Sum; RULES_MAX];
        let mut daily = [0; RULES_MAX];
        for (index, rule) in self.rules.iter().enumerate() {
            let form = |forms: &Forms| forms.rules()[index];
            rules[index] = Pace::of(rule, day, form(&full), last.as_ref().map(form));
            if let Pace::Daily(steps) = rules[index] {
                daily[index] = steps;
            }
        }
        let sizes = last.iter().chain((day.full() > 0).then_some(&full));
        let least = sizes.clone().map(|forms| forms.least).fold(Amount::MAX, Amount::min);
        let most = sizes.map(|forms| forms.most).fold(Amount::ZERO, Amount::max);
        let has = |pace: fn(&Pace) -> bool| rules.iter().any(pace);
        let has_looked = has(|pace| matches!(pace, Pace::Looked));
        Routine {
            full,
            least,
            most,
            rules,
            has_looked,
            has_cycle: has(|pace| matches!(pace, Pace::Cycle)),
            looked_most: if has_looked {
                self.looked_most(&rules, even, day)
            } else {
                Amount::ZERO
            },
            round: if has_looked { even.round() } else { 1 },
            seen: Cell::default(),
            daily: self.cost(&daily),
            prices: self.prices(&rules),
            reached: Cell::default(),
        }
    }

    /// What the rules by which days differ can cost on one of them at most.
    fn looked_most(&self, rules: &[Pace; RULES_MAX], even: &Even, day: &Requests) -> Amount {
        let of_request = |units| self.steps_between(&even.bounds(units), &|_| 0).1;
        let (full, rest) = (of_request(day.batch), day.units % day.batch);
        let last = if rest > 0 { of_request(rest) } else { [0; RULES_MAX] };
        let mut most = [0; RULES_MAX];
        for (index, pace) in rules.iter().enumerate() {
            if let Pace::Looked = pace {
                most[index] = day.full() * full[index] + last[index];
            }
        }
        self.cost(&most).unwrap_or(Amount::MAX)
    }

    /// What one more of everything that is counted costs by the rules that charge the sum.
    fn prices(&self, rules: &[Pace; RULES_MAX]) -> Prices {
        let mut prices = Prices::default();
        let paced = self.rules.iter().zip(rules);
        for (rule, _) in paced.filter(|(_, pace)| matches!(pace, Pace::Sum)) {
            prices.add(rule.charge.price, |tally| self.count(rule, tally));
        }
        prices
    }

    /// What days cost at most: exactly what they cost, where they do not differ. None if that is more
    /// than any wallet holds. `served` counts as in [`Tariff::charge`].
    pub fn cost_at_most(
        &self,
        routine: &Routine,
        even: &Even,
        rounds: &Rounds,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Option<Amount> {
        let alike = self.cost_of_alike(routine, even, rounds, served)?.0;
        if !routine.has_looked {
            return Some(alike);
        }
        alike.checked_add(routine.looked_most.times(rounds.count)?)
    }

    /// What days cost, one request after the other. `served` counts as in [`Tariff::charge`].
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    pub fn cost_of_days(
        &self,
        routine: &Routine,
        even: &Even,
        rounds: &Rounds,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Result<DaysCost, TooFine> {
        let alike = self.cost_of_alike(routine, even, rounds, served);
        let cost = alike.map(|(cost, _)| cost);
        let looked = alike.and_then(|(_, in_cycle)| in_cycle);
        if !routine.has_looked {
            return Ok(DaysCost { cost, looked });
        }
        let (mut looked, mut differing) = (looked.unwrap_or_default(), [0; RULES_MAX]);
        for day in rounds.days() {
            let steps = self.looked(routine, even, &day)?;
            differing.iter_mut().zip(steps).for_each(|(sum, steps)| *sum += steps);
        }
        let cost = cost.zip(self.cost(&differing)).and_then(|(a, b)| a.checked_add(b));
        looked.iter_mut().zip(differing).for_each(|(sum, steps)| *sum += steps);
        Ok(DaysCost { cost, looked: Some(looked) })
    }

    /// What the rules by which days do not differ charge, and the steps of those that count in the
    /// cycle; none if that is more than any wallet holds.
    fn cost_of_alike(
        &self,
        routine: &Routine,
        even: &Even,
        rounds: &Rounds,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Option<(Amount, Option<Steps>)> {
        let whole = rounds.whole();
        let sum = routine.of_sum(even, &whole)?;
        let cost = routine.daily?.times(rounds.count)?.checked_add(sum)?;
        if !routine.has_cycle {
            return Some((cost, None));
        }
        let all = even.all(&whole);
        let mut steps = [0; RULES_MAX];
        for (index, rule) in self.rules.iter().enumerate() {
            if let Pace::Cycle = routine.rules[index] {
                steps[index] = self.steps(rule, &all, rule.served(served));
            }
        }
        Some((cost.checked_add(self.cost(&steps)?)?, Some(steps)))
    }

    /// The steps of the rules by which days differ.
    fn looked(&self, routine: &Routine, even: &Even, day: &Requests) -> Result<Steps, TooFine> {
        let place = day.before % routine.round;
        match routine.seen.get() {
            Some((seen, steps)) if seen == place => return Ok(steps),
            _ => {}
        }
        let mut steps = [0; RULES_MAX];
        for (index, rule) in self.rules.iter().enumerate() {
            if let Pace::Looked = routine.rules[index] {
                steps[index] = self.look_at(rule, routine.full.rules()[index], even, day)?;
            }
        }
        routine.seen.set(Some((place, steps)));
        Ok(steps)
    }

    /// The steps of a rule on a day that is not like others.
    fn look_at(
        &self,
        rule: &Priced,
        full: Form,
        even: &Even,
        day: &Requests,
    ) -> Result<u64, TooFine> {
        let nothing = Tally::default();
        let has_last = day.full() < day.count();
        let last = if has_last { even.request(day, day.full()) } else { nothing };
        let all = if matches!(full, Form::Each(_)) { nothing } else { even.all(day) };
        self.sum(rule, full, even, day, (&all, &last), 0)
    }

    /// What the requests of many days are charged, of which the rules by which days differ charged
    /// so many steps.
    pub fn charge_days(
        &self,
        routine: &Routine,
        even: &Even,
        rounds: &Rounds,
        looked: Option<&Steps>,
    ) -> Steps {
        let all = even.tally(rounds.day.before, rounds.day.before + rounds.units());
        let mut steps = [0; RULES_MAX];
        for (index, rule) in self.rules.iter().enumerate() {
            steps[index] = match routine.rules[index] {
                Pace::Sum => self.count(rule, &all),
                Pace::Daily(steps) => rounds.count * steps,
                Pace::Cycle | Pace::Looked => looked.map_or(0, |looked| looked[index]),
            };
        }
        steps
    }
}
