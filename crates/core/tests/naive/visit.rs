//! The units that an activity sends: which are repeats, come back, and have which points.

use std::collections::BTreeSet;

use super::card::{self, Action, Point};
use super::memory::{Memory, What};
use super::read::Day;
use super::read::{Activity, Every, Micros, ONE, RecordList, Scenario};

/// Is the n-th of a spread one that has it? So that of n always floor(n * share) have it.
pub(crate) fn has(share: Micros, n: i64) -> bool {
    n * share / ONE > (n - 1) * share / ONE
}

/// An activity with its action, and how far it has come.
pub(crate) struct Step<'s> {
    pub(crate) index: usize,
    pub(crate) activity: &'s Activity,
    pub(crate) action: Action,
    pub(crate) list: Option<&'s RecordList>,
    /// The points that are asked for.
    pub(crate) asked: Vec<Point>,
    /// The shares of a need are its own: its one point is on each matched unit.
    is_need: bool,
    units: i64,
    new: i64,
    matched: i64,
}

/// A unit that is sent: a record of a list, or what the shares make of it.
#[derive(Clone, Debug)]
pub(crate) enum Sent {
    Record(i64),
    Shares { repeat: bool, matched: bool, found: Vec<Point> },
}

/// A unit of a request, and what it is charged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unit {
    pub(crate) repeat: bool,
    pub(crate) matched: bool,
    /// The points that it is charged.
    pub(crate) points: Vec<Point>,
    pub(crate) record: Option<i64>,
}

impl<'s> Step<'s> {
    pub(crate) fn new(index: usize, activity: &'s Activity, scenario: &'s Scenario) -> Self {
        let need = card::need(&scenario.card, &activity.action);
        let mut action =
            card::action(&scenario.card, need.map_or(&activity.action, |(action, _)| action));
        if action.id.starts_with("api.signals.") {
            action.once_points = scenario.chooses("signalsAgain", "once");
        }
        let list = activity.list.as_ref().map(|id| {
            scenario.lists.iter().find(|list| list.id == *id).expect("a list that is listed")
        });
        let asks = |(point, _, _): &Point| match (need, list, &activity.reveal) {
            (Some((_, own)), ..) => *point == own,
            (None, Some(_), Some(reveal)) => reveal.iter().any(|asked| asked == point),
            (None, Some(list), None) => list.found.contains_key(*point),
            (None, None, _) => activity.points.contains_key(*point),
        };
        let asked = action.points.iter().copied().filter(asks).collect();
        let is_need = need.is_some();
        Step { index, activity, action, list, asked, is_need, units: 0, new: 0, matched: 0 }
    }

    /// Is anything free when it is repeated?
    fn frees(&self) -> bool {
        self.action.once_points || self.action.once_unit
    }

    /// The next unit, whether it will be served or not.
    pub(crate) fn next_unit(&mut self) -> Sent {
        self.units += 1;
        if let Some(list) = self.list {
            return Sent::Record((self.units - 1) % list.size + 1);
        }
        let repeat = if self.frees() { self.activity.repeat.0 } else { 0 };
        if has(repeat, self.units) {
            return Sent::Shares { repeat: true, matched: false, found: Vec::new() };
        }
        self.new += 1;
        if !has(self.activity.matched.map_or(ONE, |share| share.0), self.new) {
            return Sent::Shares { repeat: false, matched: false, found: Vec::new() };
        }
        self.matched += 1;
        let share = |point: &str| if self.is_need { ONE } else { self.activity.points[point].0 };
        let found = self.asked.iter().filter(|point| has(share(point.0), self.matched));
        Sent::Shares { repeat: false, matched: true, found: found.copied().collect() }
    }

    /// Does it happen on a day?
    pub(crate) fn happens_on(&self, day: Day, scenario: &Scenario) -> bool {
        let from = self.activity.from.unwrap_or(scenario.subscription.start);
        if day < from || self.activity.until.is_some_and(|until| day > until) {
            return false;
        }
        match self.activity.every {
            Every::Once => day == from,
            Every::Day => true,
            Every::Weekday => day.is_weekday(),
            Every::Week => day.days_since(from) % 7 == 0,
            Every::Month => (0..=scenario.horizon.months).any(|k| from.plus_months(k) == day),
        }
    }

    /// How many units it sends on a day on which it happens.
    pub(crate) fn count_on(&self, day: Day, scenario: &Scenario) -> i64 {
        /// The twelve decimals that a factor keeps.
        const TRILLION: i128 = 1_000_000_000_000;
        let from = self.activity.from.unwrap_or(scenario.subscription.start);
        let horizon = 1..=scenario.horizon.months;
        let months = horizon.take_while(|k| from.plus_months(*k) <= day).count();
        let growth = i128::from(ONE + self.activity.growth_per_month.0);
        let factor = (0..months)
            .fold(TRILLION, |factor, _| rounded_half_up(factor * growth, i128::from(ONE)));
        let base = self.activity.count * self.activity.members.unwrap_or(1);
        let count = rounded_half_up(i128::from(base) * factor, TRILLION);
        i64::try_from(count).expect("a small count")
    }
}

/// Half up to whole ones, of what is not below zero.
pub(crate) fn rounded_half_up(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator + denominator) / (2 * denominator)
}

/// What the units of a request are charged, with what is known of the records so far.
pub(crate) fn judge(
    step: &Step,
    sent: &[Sent],
    scenario: &Scenario,
    memory: &Memory,
    today: Day,
) -> Vec<Unit> {
    let mut visited = BTreeSet::new();
    let mut judged = Vec::new();
    for unit in sent {
        let mut unit = match unit {
            Sent::Record(record) => {
                let again = !visited.insert(*record);
                of_list(step, *record, again, scenario, memory, today)
            }
            Sent::Shares { repeat, matched, found } => {
                let found = if *repeat { Vec::new() } else { found.clone() };
                let all = charges_all_asked(step, scenario) && !repeat;
                let points = if all { step.asked.clone() } else { found };
                Unit { repeat: *repeat, matched: *matched, points, record: None }
            }
        };
        if is_together(step, scenario) {
            unit.points.truncate(1);
        }
        judged.push(unit);
    }
    judged
}

/// The whole selection pays for each point asked, found or not.
fn charges_all_asked(step: &Step, scenario: &Scenario) -> bool {
    let _ = step;
    scenario.chooses("bulkReveal", "fullSelection")
}

/// All signals of a company are one charge.
pub(crate) fn is_together(step: &Step, scenario: &Scenario) -> bool {
    step.action.id == "api.signals.companies" && scenario.chooses("signalUnit", "perEntity")
}

fn of_list(
    step: &Step,
    record: i64,
    again: bool,
    scenario: &Scenario,
    memory: &Memory,
    today: Day,
) -> Unit {
    let list = step.list.expect("a list");
    let back = step.action.points.is_empty() || list.found.values().any(|s| has(s.0, record));
    if again {
        return Unit { repeat: back, record: Some(record), ..Unit::default() };
    }
    let found = |point: &Point| list.found.get(point.0).is_some_and(|s| has(s.0, record));
    let all = charges_all_asked(step, scenario);
    let visible: Vec<Point> =
        step.asked.iter().copied().filter(|point| all || found(point)).collect();
    let is_paid = |point: &Point| memory.is_point_paid(step, record, point.0, today);
    let unit_paid = step.action.once_unit && memory.is_paid(step, record, What::Unit, today);
    let points_paid = !visible.is_empty() && visible.iter().all(is_paid);
    let repeat = back && if step.action.once_unit { unit_paid } else { points_paid };
    let points = visible.into_iter().filter(|point| !is_paid(point)).collect();
    Unit { repeat, matched: back && !repeat, points, record: Some(record) }
}
