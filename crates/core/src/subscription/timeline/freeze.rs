//! When a subscription can be frozen: paid monthly plans, one or two months, twice in a year, three
//! months apart.

use super::{CHANGES, Walk};
use crate::calendar::Date;
use crate::document::{At, Problem};
use crate::subscription::Billing;

/// A freeze is of so many months at most.
const MONTHS_MAX: u64 = 2;
/// So many months lie between two freezes.
const GAP_MONTHS: u32 = 3;
/// Of any three freezes the last starts so many months after the first.
const YEAR_MONTHS: u32 = 12;

impl Walk<'_, '_> {
    /// A freeze that is asked for: it waits for a renewal.
    pub(super) fn ask_for_freeze(&mut self, index: usize, months: u64) {
        if self.account.card.rule("subscription.freeze").is_none() {
            let message = "This vendor offers no freeze. Remove it.";
            return self.note_freeze(index, "kind", "freezeUnknown", message, None);
        }
        if months > MONTHS_MAX {
            let message = format!("A freeze lasts 1 or 2 months, not {months}. Shorten it.");
            return self.note_freeze(index, "months", "freezeLength", &message, None);
        }
        self.waiting.freezes.push((index, months));
    }

    /// The months of the freeze that starts at a renewal, if one does.
    pub(super) fn freeze_at(&mut self, day: Date) -> Option<u64> {
        let mut starts = None;
        for (index, months) in std::mem::take(&mut self.waiting.freezes) {
            if self.can_freeze(index, day) {
                let end = day.plus_months(u32::try_from(months).expect("a freeze is short"));
                self.freezes.push((day, end));
                starts = Some(months);
            }
        }
        starts
    }

    fn can_freeze(&mut self, index: usize, day: Date) -> bool {
        if !self.can_ever_freeze(index) {
            return false;
        }
        let Some((code, message)) = self.broken_by_freeze(day) else { return true };
        let allowed = self.first_freeze_after(day);
        self.note_freeze(index, "on", code, message, allowed);
        false
    }

    /// Can what is in force be frozen on any day? It must be paid, and by the month.
    fn can_ever_freeze(&mut self, index: usize) -> bool {
        let (code, message) = if self.terms.billing != Billing::Monthly {
            let message = "Only subscriptions paid by the month can be frozen. Remove it.";
            ("freezeNotMonthly", message.to_owned())
        } else if self.terms.costs_nothing() {
            let title = &self.terms.plan.title;
            ("freezeNotPaid", format!("{title} costs nothing, so it cannot be frozen. Remove it."))
        } else {
            return true;
        };
        self.note_freeze(index, "on", code, &message, None);
        false
    }

    /// The rule that a freeze which starts on a day would break.
    fn broken_by_freeze(&self, day: Date) -> Option<(&'static str, &'static str)> {
        let (_, last_end) = self.freezes.last()?;
        if day < last_end.plus_months(GAP_MONTHS) {
            return Some((
                "freezeTooSoon",
                "A freeze starts at least three months after the end of the one before. Move it.",
            ));
        }
        let before = self.freezes.iter().rev().nth(1).map(|(start, _)| *start)?;
        let too_often = if self.is("freezeYear", "calendar") {
            before.calendar_month().0 == day.calendar_month().0
        } else {
            day < before.plus_months(YEAR_MONTHS)
        };
        let message = "A subscription can be frozen twice a year at most. Move it.";
        too_often.then_some(("freezeTooOften", message))
    }

    /// The first renewal after a day on which a freeze could start within the horizon.
    fn first_freeze_after(&self, day: Date) -> Option<Date> {
        let months = day.months_since(self.anchor);
        let renewals = (months + 1..).map(|month| self.anchor.plus_months(month));
        renewals
            .take_while(|renewal| *renewal < self.account.end)
            .find(|renewal| self.broken_by_freeze(*renewal).is_none())
    }

    /// A freeze that no renewal is left for.
    pub(super) fn note_no_renewal(&mut self, index: usize) {
        if self.can_ever_freeze(index) {
            let message = "No renewal is left at which this could start. Move it to an earlier \
                           day, or add months.";
            self.note_freeze(index, "on", "noRenewalLeft", message, None);
        }
    }

    fn note_freeze(
        &mut self,
        index: usize,
        key: &str,
        code: &'static str,
        message: &str,
        allowed: Option<Date>,
    ) {
        let at = At::Index(&CHANGES, index);
        let card = self.account.card;
        let rule = card.rule("subscription.freeze");
        let sources = rule.into_iter().flat_map(|rule| card.sources_of(&rule.sources)).cloned();
        let problem = Problem::new(At::Key(&at, key), code, message).from_sources(sources);
        self.problems.add(match allowed {
            Some(day) => problem.suggest(day),
            None => problem,
        });
    }
}
