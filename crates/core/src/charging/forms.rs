//! How many requests are charged without looking at each of them.

use super::tariff::{Priced, RULES_MAX, Steps, Tariff};
use super::{Requests, Spread, Tally, TooFine};
use crate::amount::Amount;
use crate::rate_card::{Rule, Within};

/// How the steps of one rule in full requests of one size are found.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Form {
    /// From the sum of all requests, as though it were one.
    #[default]
    Sum,
    /// Every request has the same.
    Each(u64),
    /// A request counts so many, for which it has `least` steps, or one more, for which it has
    /// `more` besides: the sum tells how often.
    OneMore { fewest: u64, least: u64, more: u64 },
    /// One by one, as far as requests differ.
    Looked,
}

/// The forms of a tariff's rules for requests of one size over one spread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Forms {
    rules: [Form; RULES_MAX],
    /// Is the last, smaller request charged apart?
    is_last_apart: bool,
    /// What one of the requests costs at least, whatever it brings.
    pub least: Amount,
    /// What it costs at most.
    pub most: Amount,
}

impl Tariff<'_> {
    /// The forms for requests of so many units. `served` counts as in [`Tariff::charge`].
    pub fn forms(&self, spread: &dyn Spread, batch: u64, served: &dyn Fn(&Rule) -> u64) -> Forms {
        let bounds = spread.bounds(batch);
        let mut rules = [Form::Sum; RULES_MAX];
        for (form, rule) in rules.iter_mut().zip(&self.rules) {
            *form = self.form(rule, &bounds, rule.served(served));
        }
        let is_last_apart = rules.iter().any(|form| !matches!(form, Form::Sum));
        let (least, most) = self.steps_between(&bounds, served);
        let cost = |steps| self.cost(&steps).unwrap_or(Amount::MAX);
        let (least, most) = (cost(least), cost(most));
        Forms { rules, is_last_apart, least, most }
    }

    /// The bounds of a request settle what it is charged where all requests have the same, or two
    /// neighbouring counts.
    fn form(&self, rule: &Priced, (low, high): &(Tally, Tally), served: u64) -> Form {
        if rule.is_linear() {
            return Form::Sum;
        }
        let charge = &rule.charge;
        let waiver_open = || self.charges_points(low) != self.charges_points(high);
        let may_be_repeats = high.repeats == high.units && low.repeats < low.units;
        let repeats_open = charge.minimum.0 > 0 && may_be_repeats;
        if charge.waived_by_points && waiver_open() || !charge.counts_repeats && repeats_open {
            return Form::Looked;
        }
        let (fewest, most) = (self.count(rule, low), self.count(rule, high));
        let (least, greatest) = (self.steps(rule, low, served), self.steps(rule, high, served));
        if least == greatest {
            Form::Each(least)
        } else if most == fewest + 1 {
            Form::OneMore { fewest, least, more: greatest - least }
        } else {
            Form::Looked
        }
    }

    /// What many requests are charged, one after the other; `all` is what they bring together.
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    pub fn charge_all(
        &self,
        forms: &Forms,
        spread: &dyn Spread,
        requests: &Requests,
        all: &Tally,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Result<Steps, TooFine> {
        let last = forms.last(spread, requests);
        let mut steps = [0; RULES_MAX];
        for ((steps, rule), form) in steps.iter_mut().zip(&self.rules).zip(forms.rules) {
            *steps = match rule.charge.within {
                Within::Cycle => self.steps(rule, all, rule.served(served)),
                Within::Request => self.sum(rule, form, spread, requests, (all, &last), 0)?,
            };
        }
        Ok(steps)
    }

    /// What many requests would be charged, each as though it were the next: none of them counts
    /// toward the others. The forms are made with the same `served`.
    ///
    /// # Errors
    /// [`TooFine`] where too many requests would have to be looked at one by one.
    pub fn charge_each(
        &self,
        forms: &Forms,
        spread: &dyn Spread,
        requests: &Requests,
        served: &dyn Fn(&Rule) -> u64,
    ) -> Result<Steps, TooFine> {
        let (all, last) = (spread.all(requests), forms.last(spread, requests));
        let mut steps = [0; RULES_MAX];
        for ((steps, rule), form) in steps.iter_mut().zip(&self.rules).zip(forms.rules) {
            *steps = self.sum(rule, form, spread, requests, (&all, &last), rule.served(served))?;
        }
        Ok(steps)
    }

    /// The sum of the steps of a rule in each request.
    pub(super) fn sum(
        &self,
        rule: &Priced,
        form: Form,
        spread: &dyn Spread,
        requests: &Requests,
        (all, last): (&Tally, &Tally),
        served: u64,
    ) -> Result<u64, TooFine> {
        let full = requests.full();
        let of_full = match form {
            Form::Sum => return Ok(self.steps(rule, all, served)),
            _ if full == 0 => 0,
            Form::Each(steps) => full * steps,
            Form::OneMore { fewest, least, more } => {
                let counted = self.count(rule, all) - self.count_of_units(rule, last);
                full * least + (counted - full * fewest) * more
            }
            Form::Looked => {
                spread.sum_full(requests, &|request| self.steps(rule, request, served))?
            }
        };
        let of_last = if last.units > 0 { self.steps(rule, last, served) } else { 0 };
        Ok(of_full + of_last)
    }

    /// What a rule counts in a request, none being nothing.
    fn count_of_units(&self, rule: &Priced, request: &Tally) -> u64 {
        if request.units == 0 { 0 } else { self.count(rule, request) }
    }
}

impl Forms {
    /// The form of each rule, in the tariff's order.
    pub(super) fn rules(&self) -> &[Form; RULES_MAX] {
        &self.rules
    }

    /// What the last, smaller request brings, where it matters.
    fn last(&self, spread: &dyn Spread, requests: &Requests) -> Tally {
        let full = requests.full();
        if self.is_last_apart && full < requests.count() {
            return spread.request(requests, full);
        }
        Tally::default()
    }
}
