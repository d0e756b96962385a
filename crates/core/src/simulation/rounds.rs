//! Rounds of a list on which nothing is paid: one is like the next, so that one tells all of them.

use super::lists::Section;
use super::run::{Failure, Run};
use super::step::{Listing, Step};
use crate::amount::Amount;
use crate::calendar::Instant;
use crate::charging::Requests;
use crate::report::Refusal;

/// How far a step has come at the start of its list.
pub(super) struct Round {
    /// The visits before.
    visits: u64,
    /// What is free of the list from here on.
    sections: Vec<Vec<Section>>,
    spent: Amount,
    missing: Amount,
    requests: u64,
    units: u64,
    /// The steps of each rule.
    rules: Vec<u64>,
    refused: Vec<(Refusal, u64, u64)>,
}

impl<'a> Run<'a> {
    /// Takes note of a round that begins, and passes over those that are like the one before.
    pub(super) fn pass_rounds(
        &mut self,
        (step, listing): (&'a Step<'a>, &Listing),
        at: Instant,
        before: Option<Round>,
        rest: Requests,
    ) -> Result<(Round, Requests), Failure> {
        let now = self.round(step, listing, rest.before);
        let Some(before) = before.filter(|before| now.is_like(before)) else {
            return Ok((now, rest));
        };
        let visits = now.visits - before.visits;
        let times = rest.full() * rest.batch / visits;
        self.repeat(step, at, (&before, &now), times)?;
        let rest = rest.after(times * visits / rest.batch);
        Ok((self.round(step, listing, rest.before), rest))
    }

    fn round(&self, step: &Step<'a>, listing: &Listing, visits: u64) -> Round {
        let served = &self.record.steps[step.position];
        let refused = served.refusals().map(|known| (known.reason, known.requests, known.units));
        Round {
            visits,
            sections: self.lists.sections(listing),
            spent: served.rules.iter().map(|(.., amount)| *amount).sum(),
            missing: self.record.missing(),
            requests: served.requests,
            units: served.units,
            rules: served.rules.iter().map(|(_, steps, _)| *steps).collect(),
            refused: refused.collect(),
        }
    }

    /// Notes what came of a round so many times more.
    fn repeat(
        &mut self,
        step: &'a Step<'a>,
        at: Instant,
        (before, now): (&Round, &Round),
        times: u64,
    ) -> Result<(), Failure> {
        let (requests, units) = (now.requests - before.requests, now.units - before.units);
        self.record.served(step, requests * times, units * times);
        for (index, (now, before)) in now.rules.iter().zip(&before.rules).enumerate() {
            self.record.spent(step, index, (now - before) * times, Amount::ZERO);
        }
        let missing = (now.missing - before.missing).times(times).ok_or(Failure::TooLarge)?;
        for (reason, requests, units) in now.refused_since(before) {
            // Only what is refused for want of credits is missing.
            let missing = if reason == Refusal::Credits { missing } else { Amount::ZERO };
            self.record.refused(step, at, reason, (requests * times, units * times), missing)?;
        }
        Ok(())
    }
}

impl Round {
    /// Was nothing paid since, so that the next one is the same?
    fn is_like(&self, before: &Round) -> bool {
        self.spent == before.spent && self.sections == before.sections
    }

    /// The reasons for which anything was refused since, with how much.
    fn refused_since(&self, before: &Round) -> impl Iterator<Item = (Refusal, u64, u64)> {
        let since = |(reason, requests, units): &(Refusal, u64, u64)| {
            let known = before.refused.iter().find(|(known, ..)| known == reason);
            let (had, had_units) = known.map_or((0, 0), |(_, had, units)| (*had, *units));
            (*reason, requests - had, units - had_units)
        };
        self.refused.iter().map(since).filter(|(_, requests, _)| *requests > 0)
    }
}
