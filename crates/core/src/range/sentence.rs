//! A range in one sentence, made from its numbers.

use super::{CostRange, FirstLast, LowHigh};
use crate::rate_card::Wallet;
use crate::words::{capital, count};

/// What expires, and what is left, may differ all the same.
const CERTAIN: &str =
    "However the vendor's pages are read, what is charged, paid and served is the same.";

impl CostRange {
    pub(super) fn sentence(&self) -> String {
        let Some(words) = self.in_words() else {
            return CERTAIN.to_owned();
        };
        capital(&words) + "."
    }

    /// "between 6,140 and 7,020 credits, because Lusha's pages disagree on 2 points; credits run out on 30
    /// July 2027 at the earliest, or never", unless all of that is the same.
    pub fn in_words(&self) -> Option<String> {
        let (runs_out, because) = (self.runs_out.in_words(self.wallet), self.because());
        match (self.amounts(), runs_out) {
            (Some(amounts), Some(runs_out)) => Some(format!("{amounts}, {because}; {runs_out}")),
            (Some(amounts), None) => Some(format!("{amounts}, {because}")),
            (None, Some(runs_out)) if self.runs_out.differs() => {
                Some(format!("{runs_out}, {because}"))
            }
            _ => None,
        }
    }

    /// "between 6,140 and 7,020 credits, and between 1,200 and 2,120 units served"
    fn amounts(&self) -> Option<String> {
        let amounts = [self.charged(), self.served()].into_iter().flatten().collect::<Vec<_>>();
        if amounts.is_empty() { self.missing() } else { Some(amounts.join(", and ")) }
    }

    /// In credits, or what is paid if nothing else differs.
    fn charged(&self) -> Option<String> {
        let LowHigh { low, high } = self.spent;
        if low < high && self.wallet == Wallet::Credits {
            return Some(self.between(&low.in_words(), &high.in_words()) + " credits");
        }
        let LowHigh { low, high } = &self.cost;
        (low != high).then(|| self.between(&low.to_string(), &high.to_string()))
    }

    fn served(&self) -> Option<String> {
        let LowHigh { low, high } = self.served;
        (low < high).then(|| self.between(&count(low.0), &count(high.0)) + " units served")
    }

    fn missing(&self) -> Option<String> {
        let LowHigh { low, high } = self.missing;
        let what = if self.wallet == Wallet::Credits { " credits missing" } else { " missing" };
        (low < high).then(|| self.between(&low.in_words(), &high.in_words()) + what)
    }

    fn between(&self, low: &str, high: &str) -> String {
        if self.exact {
            format!("between {low} and {high}")
        } else {
            format!("at least {low} to {high}")
        }
    }

    /// "because Lusha's pages disagree on 2 points"
    fn because(&self) -> String {
        let points = match self.switches.len() {
            1 => "one point".to_owned(),
            count => format!("{count} points"),
        };
        let left_out = if self.exact { "" } else { ", not all combinations of which were tried" };
        format!("because {}'s pages disagree on {points}{left_out}", self.vendor)
    }
}

impl FirstLast {
    fn differs(&self) -> bool {
        self.first != self.last
    }

    /// "credits run out on 30 July 2027 at the earliest, or never"; nothing if they never do.
    fn in_words(&self, wallet: Wallet) -> Option<String> {
        let (runs_out, first) = (wallet.runs_out(), self.first?.date.in_words());
        Some(match self.last.map(|last| last.date.in_words()) {
            None => format!("{runs_out} on {first} at the earliest, or never"),
            Some(last) if last == first => format!("{runs_out} on {first}"),
            Some(last) => format!("{runs_out} between {first} and {last}"),
        })
    }
}
