//! What a line of a ledger says.

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::{Action, BatchDefault, Charge, Of, Per, RateCard, Rule};
use creditcast_core::report::{
    ApiAnswer, BillKind, BillLine, Entry, EntryKind, Refusal, RefusalRow, RefusedDay, State, Units,
};
use creditcast_core::usage::Activity;

use super::Book;
use super::lines::{Kind, Line};
use crate::components::brief::told;
use crate::format;
use crate::order::each_once;
use crate::words::{self, counted, lower_first};

/// What one rule charged on a line.
pub(crate) struct Charged<'c> {
    /// The rule.
    pub rule: &'c Rule,
    /// How many it charged.
    pub units: u64,
    /// What for.
    pub amount: Amount,
    requests: u64,
}

impl Book {
    /// The activity of a line.
    pub(crate) fn activity(&self, line: &Line) -> Option<&Activity> {
        self.run.scenario.usage.get(line.activity?)
    }

    /// The action of a line.
    pub(crate) fn action(&self, line: &Line) -> Option<&Action> {
        self.run.card().action_or_need(&self.activity(line)?.action)
    }

    /// What a line is called.
    pub(crate) fn title(&self, line: &Line) -> String {
        match line.kind {
            Kind::Entry(EntryKind::Opening) => "Held at the start".to_owned(),
            Kind::Entry(EntryKind::Grant) => "Grant".to_owned(),
            Kind::Entry(EntryKind::TopUp) => "Top-up".to_owned(),
            Kind::Entry(EntryKind::Expiry) => "Expired".to_owned(),
            Kind::Entry(EntryKind::Charge) => self.step(line),
            Kind::Refused(day) => refused_for(day.reason).to_owned(),
            Kind::Pause(State::Frozen) => "Frozen".to_owned(),
            Kind::Pause(_) => "Ended".to_owned(),
        }
    }

    /// What the step of a line is called.
    pub(crate) fn step(&self, line: &Line) -> String {
        let name = self.activity(line).and_then(|activity| activity.name.clone());
        let title = || self.action(line).map(|action| action.title.clone());
        name.or_else(title).unwrap_or_default()
    }

    /// What there is to say beside its name.
    pub(crate) fn details(&self, line: &Line) -> String {
        match line.kind {
            Kind::Entry(EntryKind::Charge) => self.bought(line),
            Kind::Entry(EntryKind::TopUp) => self.price(line),
            Kind::Entry(EntryKind::Grant) => self.granted_by(line).to_owned(),
            Kind::Entry(_) => {
                self.rule(line).map(|rule| lower_first(&rule.title)).unwrap_or_default()
            }
            Kind::Refused(day) => {
                format!("{}, {}", lower_first(&self.step(line)), self.asked(line, &day))
            }
            Kind::Pause(State::Frozen) => {
                format!("until {}", format::day(self.run.report.cycles[line.cycle as usize].end))
            }
            Kind::Pause(_) => "nothing is served from here on".to_owned(),
        }
    }

    /// The entries that a line stands for.
    pub(super) fn entries(&self, line: &Line) -> &[Entry] {
        &self.report().ledger.as_deref().unwrap_or_default()[line.entries.clone()]
    }

    /// The rule of a line that is no charge.
    pub(crate) fn rule(&self, line: &Line) -> Option<&Rule> {
        self.run.card().rule(&self.entries(line).first()?.rule)
    }

    /// The ids of the rules of a line.
    pub(crate) fn rule_ids(&self, line: &Line) -> Vec<String> {
        each_once(self.entries(line).iter().map(|entry| &entry.rule))
    }

    /// What the vendor's API answers to the requests of a line.
    pub(crate) fn answer(&self, line: &Line) -> Option<&ApiAnswer> {
        let Kind::Refused(day) = line.kind else { return None };
        let is_its = |row: &&RefusalRow| (row.reason, row.activity) == (day.reason, day.activity);
        self.report().refusals.iter().find(is_its)?.answer.as_ref()
    }

    /// What was paid for on the day of a grant: a plan, or the way from one to another.
    pub(crate) fn granted_by(&self, line: &Line) -> &str {
        let bill = self.paid(line, &[BillKind::Plan, BillKind::Proration]);
        bill.map_or("", |bill| &bill.title)
    }

    fn paid(&self, line: &Line, kinds: &[BillKind]) -> Option<&BillLine> {
        let bill = self.run.report.bill.iter().filter(|bill| bill.on == line.at.date);
        bill.into_iter().find(|bill| kinds.contains(&bill.kind))
    }

    /// What each rule charged on a line.
    pub(crate) fn charged(&self, line: &Line) -> Vec<Charged<'_>> {
        let mut all: Vec<Charged> = Vec::new();
        for entry in self.entries(line) {
            let count = |count: Option<Units>| count.map_or(0, |count| count.0);
            let (units, requests, amount) =
                (count(entry.units), count(entry.requests), -entry.amount);
            match all.iter_mut().find(|known| known.rule.id == entry.rule) {
                Some(known) => {
                    known.units += units;
                    known.requests += requests;
                    known.amount += amount;
                }
                None => all.extend(self.run.card().rule(&entry.rule).map(|rule| Charged {
                    rule,
                    units,
                    amount,
                    requests,
                })),
            }
        }
        all
    }

    /// "7 requests, 46 e-mail addresses, 20 phone numbers"
    fn bought(&self, line: &Line) -> String {
        let charged = self.charged(line);
        let Some(action) = self.action(line) else { return String::new() };
        let requests = charged.iter().map(|charged| charged.requests).max().unwrap_or(0);
        let mut parts = Vec::new();
        if action.request {
            parts.push(so_many(requests, "request"));
        } else if self.batch(line) == Some(1) {
            parts.push(so_many(requests, words::unit(&action.unit)));
        }
        for Charged { rule, units, .. } in &charged {
            let part =
                rule.charge.as_ref().and_then(|charge| counts(self.run.card(), action, charge));
            parts.extend(
                part.map(|what| so_many(*units, &what)).filter(|part| !parts.contains(part)),
            );
        }
        if parts.is_empty() {
            let each = |charged: &Charged| {
                format!(
                    "{} × {}",
                    format::count(charged.units as f64),
                    lower_first(&charged.rule.title)
                )
            };
            parts = charged.iter().map(each).collect();
        }
        parts.join(", ")
    }

    /// Units in a request of a line.
    fn batch(&self, line: &Line) -> Option<u64> {
        let given = self.activity(line)?.batch.map(|batch| batch.0);
        given.or(match self.action(line)?.batch.default {
            BatchDefault::Units(units) => Some(units),
            BatchDefault::All => None,
        })
    }

    /// What was asked for in vain: "34 contacts in 4 requests".
    pub(crate) fn asked(&self, line: &Line, day: &RefusedDay) -> String {
        let action = self.action(line);
        let unit = action.map_or("unit", |action| words::unit(&action.unit));
        let units = so_many(day.units.0, unit);
        if action.is_some_and(|action| action.request) {
            format!("{units} in {}", so_many(day.requests.0, "request"))
        } else {
            units
        }
    }

    /// What a top-up of the day cost, where that is on the bill.
    fn price(&self, line: &Line) -> String {
        self.paid(line, &[BillKind::TopUp])
            .map_or_else(String::new, |bill| format::money(&bill.amount))
    }

    /// An amount with its sign; a dash where nothing moves.
    pub(crate) fn signed(&self, amount: Amount) -> String {
        match amount {
            Amount::ZERO => "–".to_owned(),
            _ if amount < Amount::ZERO => format!("−{}", told(&self.run, -amount)),
            _ => format!("+{}", told(&self.run, amount)),
        }
    }
}

/// What a rule counts, if it counts things one by one.
fn counts(card: &RateCard, action: &Action, charge: &Charge) -> Option<String> {
    match charge.of {
        Of::Point => {
            let point =
                card.points.iter().find(|point| Some(&point.id) == charge.point.as_ref())?;
            Some(lower_first(&point.title))
        }
        Of::Request => None,
        _ => (charge.per == Per::Of(1)).then(|| words::unit(&action.unit).to_owned()),
    }
}

/// "1 request", "7 requests"
pub(crate) fn so_many(count: u64, what: &str) -> String {
    format!("{} {}", format::count(count as f64), counted(count as f64, what))
}

/// Why requests were not served, as a title.
pub(crate) fn refused_for(reason: Refusal) -> &'static str {
    match reason {
        Refusal::Ended => "Refused after the end",
        Refusal::Frozen => "Refused while frozen",
        Refusal::Entitlement => "Refused, not in the plan",
        Refusal::RateLimit => "Refused over a rate limit",
        Refusal::KeyCap => "Refused at the key’s cap",
        Refusal::UserCap => "Refused at the user’s cap",
        Refusal::Credits => "Refused for want of credits",
    }
}

/// Why requests were not served, in a sentence.
pub(crate) fn because(reason: Refusal) -> &'static str {
    match reason {
        Refusal::Ended => "The subscription had ended.",
        Refusal::Frozen => "The subscription was frozen.",
        Refusal::Entitlement => "The plan does not include it, by one of the vendor’s pages.",
        Refusal::RateLimit => "They were over a rate limit, and nobody waits for it.",
        Refusal::KeyCap => "They would have passed the cap of the key.",
        Refusal::UserCap => "They would have passed the cap of the user.",
        Refusal::Credits => "They cost more than there was.",
    }
}
