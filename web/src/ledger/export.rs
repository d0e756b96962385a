//! The lines of a ledger as files: a row for each rule that charged, and for what was refused.

use creditcast_core::amount::Amount;
use creditcast_core::report::{About, Entry, RefusedDay, Units};
use serde::Serialize;

use super::Book;
use super::lines::{Kind, Line};
use crate::csv;
use crate::json;
use crate::words::plain;

/// The lines that are shown, as a report has them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown<'b> {
    about: &'b About,
    ledger: Vec<&'b Entry>,
    refusals_daily: Vec<RefusedDay>,
}

/// The names of the columns. What comes and what goes stand apart, so that no figure needs a sign.
const COLUMNS: [&str; 12] = [
    "at", "line", "rule", "workflow", "key", "user", "requests", "units", "in", "out", "balance",
    "answer",
];

impl Book {
    /// What is shown as JSON.
    #[inline(never)]
    pub(crate) fn json(&self) -> String {
        let refused = self.lines().filter_map(|line| match line.kind {
            Kind::Refused(day) => Some(day),
            _ => None,
        });
        json::pretty(&Shown {
            about: &self.report().about,
            ledger: self.lines().flat_map(|line| self.entries(line)).collect(),
            refusals_daily: refused.collect(),
        })
    }

    /// What is shown as CSV.
    #[inline(never)]
    pub(crate) fn csv(&self) -> String {
        let mut text = csv::MARK.to_string() + &csv::line(&COLUMNS.map(str::to_owned));
        for line in self.lines() {
            for entry in self.entries(line) {
                text += &csv::line(&self.entry_row(line, entry));
            }
            if let Kind::Refused(day) = &line.kind {
                text += &csv::line(&self.refused_row(line, day));
            }
        }
        text
    }

    fn entry_row(&self, line: &Line, entry: &Entry) -> [String; 12] {
        let count =
            |count: Option<Units>| count.map_or_else(String::new, |count| count.0.to_string());
        let came = if entry.amount > Amount::ZERO { number(entry.amount) } else { String::new() };
        let went = if entry.amount < Amount::ZERO { number(-entry.amount) } else { String::new() };
        let [workflow, key, user] = self.belongs(line);
        [
            entry.at.to_string(),
            self.title(line),
            entry.rule.clone(),
            workflow,
            key,
            user,
            count(entry.requests),
            count(entry.units),
            came,
            went,
            number(entry.balance),
            String::new(),
        ]
    }

    fn refused_row(&self, line: &Line, day: &RefusedDay) -> [String; 12] {
        let [workflow, key, user] = self.belongs(line);
        let none = String::new;
        [
            day.at.to_string(),
            format!("{}: {}", self.title(line), self.step(line)),
            none(),
            workflow,
            key,
            user,
            day.requests.0.to_string(),
            day.units.0.to_string(),
            none(),
            none(),
            number(line.balance),
            self.answer(line).map_or_else(none, |answer| answer.status.to_string()),
        ]
    }

    /// Workflow, key and user of a line.
    fn belongs(&self, line: &Line) -> [String; 3] {
        let Some(activity) = self.activity(line) else { return Default::default() };
        [&activity.workflow, &activity.key, &activity.user].map(|id| id.clone().unwrap_or_default())
    }
}

fn number(amount: Amount) -> String {
    plain(amount.as_number())
}
