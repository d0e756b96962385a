//! The rules that price one action, under the answers in force.

use super::{POINTS_MAX, Tally};
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
    /// The pool that it takes from, if not the credits.
    pool: Option<String>,
    /// Is anything counted over a cycle?
    pub counts_in_cycle: bool,
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
pub type Steps = [u64; RULES_MAX];

/// No action is priced by more rules.
pub const RULES_MAX: usize = 8;

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
        let rules: Vec<Priced> = rules.collect();
        let edited = chosen.edits().filter_map(|edit| edit.once_of(&action.id)).last();
        let once = edited.unwrap_or(&action.once).to_vec();
        let pool = rules.iter().find_map(|rule| rule.charge.pool.clone());
        let counts_in_cycle = rules.iter().any(|rule| rule.charge.within == Within::Cycle);
        Tariff { action, rules, once, pool, counts_in_cycle }
    }

    /// The point rules with the points that they charge.
    pub fn points(&self) -> impl Iterator<Item = (usize, &Charge, &str)> {
        self.rules.iter().filter_map(|priced| {
            Some((priced.point?, &priced.charge, priced.charge.point.as_deref()?))
        })
    }

    /// The pool that it takes from, if not the credits.
    pub fn pool(&self) -> Option<&str> {
        self.pool.as_deref()
    }

    /// The rules that count over a cycle.
    pub fn rules_in_cycle(&self) -> impl Iterator<Item = &Priced<'c>> {
        self.rules.iter().filter(|rule| rule.charge.within == Within::Cycle)
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
        let mut steps = [0; RULES_MAX];
        for (steps, rule) in steps.iter_mut().zip(&self.rules) {
            *steps = self.steps(rule, request, rule.served(served));
        }
        steps
    }

    /// The fewest and the most steps of each rule in a request that brings so much at least and at
    /// most.
    pub(super) fn steps_between(
        &self,
        (low, high): &(Tally, Tally),
        served: &dyn Fn(&Rule) -> u64,
    ) -> (Steps, Steps) {
        let (mut least, mut most) = ([0; RULES_MAX], [0; RULES_MAX]);
        for (index, rule) in self.rules.iter().enumerate() {
            let charge = &rule.charge;
            let waived = charge.waived_by_points && self.charges_points(high);
            let dropped = !charge.counts_repeats && high.repeats == high.units;
            let certain = !waived && !dropped;
            // Where units are charged once, more repeats are fewer steps.
            let ends = [low, high].map(|end| self.steps_unwaived(rule, end, rule.served(served)));
            least[index] = if certain { ends[0].min(ends[1]) } else { 0 };
            most[index] = ends[0].max(ends[1]);
        }
        (least, most)
    }

    /// The most that a request of so many units can cost, whatever they bring of what is asked for.
    pub fn most(&self, units: u64, asked: &[bool; POINTS_MAX]) -> Amount {
        let points = asked.map(|asked| if asked { units } else { 0 });
        let low = Tally { units, ..Tally::default() };
        let high = Tally { matched: units, points, ..low };
        self.cost(&self.steps_between(&(low, high), &|_| 0).1).unwrap_or(Amount::MAX)
    }

    /// The most that a request of so many units can cost, if every unit came back with every point
    /// that is asked for: what a wallet of money must hold.
    pub fn hold(&self, units: u64, asked: &[bool; POINTS_MAX]) -> Amount {
        let points = asked.map(|asked| if asked { units } else { 0 });
        let all = Tally { units, repeats: 0, matched: units, points };
        self.cost(&self.charge(&all, &|_| 0)).unwrap_or(Amount::MAX)
    }

    /// What so many steps of each rule cost; `None` if that is more than any wallet holds.
    #[inline]
    pub fn cost(&self, steps: &Steps) -> Option<Amount> {
        self.rules.iter().zip(steps).try_fold(Amount::ZERO, |sum, (rule, steps)| {
            sum.checked_add(rule.charge.price.times(*steps)?)
        })
    }

    /// The steps of a rule in one request.
    #[inline]
    pub(super) fn steps(&self, rule: &Priced, request: &Tally, served: u64) -> u64 {
        let waived = rule.charge.waived_by_points && self.charges_points(request);
        if waived { 0 } else { self.steps_unwaived(rule, request, served) }
    }

    #[inline]
    fn steps_unwaived(&self, rule: &Priced, request: &Tally, served: u64) -> u64 {
        let charge = &rule.charge;
        let count = self.count(rule, request);
        match charge.within {
            Within::Cycle => charge.per.steps(served + count) - charge.per.steps(served),
            Within::Request => charge.per.steps(count).max(minimum(charge, request)),
        }
    }

    /// What a rule counts in a request, or in many.
    #[inline]
    pub fn count(&self, rule: &Priced, request: &Tally) -> u64 {
        match rule.charge.of {
            Of::Request => 1,
            Of::Unit if self.once.contains(&Once::Unit) => request.units - request.repeats,
            Of::Unit => request.units,
            // The most of both that a request can bring is more than it has units.
            Of::Result if rule.charge.counts_repeats => {
                request.units.min(request.matched + request.repeats)
            }
            Of::Matched | Of::Result => request.matched,
            Of::Point => rule.point.map_or(0, |index| request.points[index]),
        }
    }

    pub(super) fn charges_points(&self, request: &Tally) -> bool {
        self.rules.iter().any(|rule| {
            rule.charge.price > Amount::ZERO
                && rule.point.is_some_and(|index| request.points[index] > 0)
        })
    }
}

/// The fewest steps of a request: none where repeats are no results and there is nothing else.
fn minimum(charge: &Charge, request: &Tally) -> u64 {
    let repeats_alone = request.repeats > 0 && request.repeats == request.units;
    if repeats_alone && !charge.counts_repeats { 0 } else { charge.minimum.0 }
}

impl Priced<'_> {
    /// What has been served in the cycle, where that matters.
    pub(super) fn served(&self, in_cycle: &dyn Fn(&Rule) -> u64) -> u64 {
        if self.charge.within == Within::Cycle { in_cycle(self.rule) } else { 0 }
    }

    /// Is the charge of many requests that of their sum?
    pub fn is_linear(&self) -> bool {
        let charge = &self.charge;
        let by_ones = charge.per == Per::Of(1) && charge.minimum.0 == 0;
        by_ones && charge.of != Of::Request && !charge.waived_by_points
    }
}
