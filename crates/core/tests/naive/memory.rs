//! What has been paid for, record by record.

use std::collections::BTreeMap;

use super::read::{Day, Scenario};
use super::visit::{Step, Unit, has, is_together};

/// What of a record is paid for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// One of its points; in Workspace a signal of one table.
    Point(String, Option<String>),
    /// All its points, where a contact is charged once.
    Contact,
    /// The unit of an action.
    Unit,
}

/// When something was paid for.
#[derive(Clone, Copy, Debug)]
struct Paid {
    on: Day,
    cycle: u32,
}

/// What has been paid for, by list, record and action (or none, where all actions share it).
pub(crate) struct Memory<'s> {
    scenario: &'s Scenario,
    paid: BTreeMap<(String, i64, Option<&'static str>, What), Paid>,
    /// Counts the cycles.
    pub(crate) cycle: u32,
    /// Was something charged again because its term had ended?
    pub(crate) charged_after_term: bool,
}

/// The months that a record of Leadfeeder is subscribed to.
const TERM: u32 = 12;

impl<'s> Memory<'s> {
    pub(crate) fn new(scenario: &'s Scenario) -> Self {
        Memory { scenario, paid: BTreeMap::new(), cycle: 0, charged_after_term: false }
    }

    pub(crate) fn is_paid(&self, step: &Step, record: i64, what: What, today: Day) -> bool {
        self.find(step, record, what).is_some_and(|paid| self.holds(*paid, today))
    }

    /// Is a point of a record free by now?
    pub(crate) fn is_point_paid(&self, step: &Step, record: i64, point: &str, today: Day) -> bool {
        if !step.action.once_points {
            return false;
        }
        let own = self.is_paid(step, record, self.key(step, point), today)
            || self.was_paid_before(step, record, point, today);
        let of_contact = self.frees_contacts(step)
            && (self.is_paid(step, record, What::Contact, today)
                || CONTACT_POINTS.iter().any(|p| self.was_paid_before(step, record, p, today)));
        own || of_contact
    }

    /// Notes what a served request has paid for.
    pub(crate) fn note(&mut self, step: &Step, units: &[Unit], today: Day) {
        for unit in units {
            let Some(record) = unit.record else { continue };
            for what in self.paid_by(step, unit) {
                self.insert(step, record, what, today);
            }
        }
    }

    fn paid_by(&self, step: &Step, unit: &Unit) -> Vec<What> {
        let mut all = Vec::new();
        if step.action.once_unit && unit.matched {
            all.push(What::Unit);
        }
        if step.action.once_points && !unit.points.is_empty() {
            all.extend(unit.points.iter().map(|(point, ..)| self.key(step, point)));
            if is_together(step, self.scenario) {
                all.extend(step.action.points.iter().map(|(point, ..)| self.key(step, point)));
            }
            if self.frees_contacts(step) {
                all.push(What::Contact);
            }
        }
        all
    }

    fn insert(&mut self, step: &Step, record: i64, what: What, today: Day) {
        let before = self.find(step, record, what.clone()).copied();
        self.charged_after_term |= before.is_some() && self.has_term();
        let list = step.list.expect("a list").id.clone();
        let action = (what == What::Unit).then_some(step.action.id);
        let paid = Paid { on: today, cycle: self.cycle };
        self.paid.insert((list, record, action, what), paid);
    }

    fn find(&self, step: &Step, record: i64, what: What) -> Option<&Paid> {
        let list = step.list?.id.clone();
        let action = (what == What::Unit).then_some(step.action.id);
        self.paid.get(&(list, record, action, what))
    }

    fn holds(&self, paid: Paid, today: Day) -> bool {
        if self.has_term() {
            today < paid.on.plus_months(TERM)
        } else if self.scenario.chooses("revealedFor", "cycle") {
            paid.cycle == self.cycle
        } else {
            true
        }
    }

    fn has_term(&self) -> bool {
        self.scenario.card == "leadfeeder"
    }

    /// Was a point paid for before the start, and is that so still?
    fn was_paid_before(&self, step: &Step, record: i64, point: &str, today: Day) -> bool {
        let Some(list) = step.list else { return false };
        let start = Paid { on: self.scenario.subscription.start, cycle: 0 };
        list.paid.get(point).is_some_and(|share| has(share.0, record))
            && list.found.get(point).is_some_and(|share| has(share.0, record))
            && self.holds(start, today)
    }

    fn frees_contacts(&self, step: &Step) -> bool {
        let reveals = [
            "platform.reveal",
            "api.contacts",
            "api.prospecting.enrich",
            "workspace.reveal",
            "csv.enrich",
            "recommendations.reveal",
        ];
        self.scenario.chooses("revealUnit", "contact") && reveals.contains(&step.action.id)
    }

    #[expect(clippy::unused_self, reason = "reads as a part of what is remembered")]
    fn key(&self, step: &Step, point: &str) -> What {
        let table = step.activity.table.clone().filter(|_| step.action.id == "workspace.signal");
        What::Point(point.to_owned(), table)
    }
}

const CONTACT_POINTS: [&str; 3] = ["email", "phone", "company"];
