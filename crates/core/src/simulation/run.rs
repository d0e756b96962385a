//! The clock of a run: cycle by cycle, day by day.

use super::check::Checked;
use super::ledger::{Renewal, Sums};
use super::record::Record;
use super::{Options, answer};
use crate::amount::Amount;
use crate::by_id::ById;
use crate::calendar::{Date, Instant};
use crate::document::{At, Problem};
use crate::rate_card::Wallet;
use crate::report::{Day, EntryKind, Report, State};
use crate::subscription::{Billing, Cycle, PoolTerms, cycles};

/// Why a run cannot be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// A result is more than any wallet holds.
    TooLarge,
    /// An activity's requests repeat too late to be counted.
    TooFine(usize),
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let usage = At::Key(&At::Root, "usage");
        match failure {
            Failure::TooLarge => {
                let message = "This comes to more than 9,000,000,000 of the wallet. \
                               Lower the counts or the months.";
                Problem::new(At::Root, "tooLarge", message)
            }
            Failure::TooFine(index) => {
                let message = "The shares of this activity repeat only after more requests than \
                               can be counted one by one. Round them to two decimals.";
                Problem::new(At::Index(&usage, index), "tooFine", message)
            }
        }
    }
}

/// A scenario on its way.
pub(super) struct Run<'a> {
    pub(super) checked: &'a Checked<'a>,
    pub(super) record: Record<'a>,
    /// The sums of the cycle so far.
    pub(super) credits: Sums,
    /// The sums of the cycle so far, of each pool of the card.
    pub(super) pools: ById<&'a str, Sums>,
    /// Units served in the cycle, by the id of a rule that counts them.
    pub(super) served: ById<&'a str, u64>,
    /// Units that each step has sent, served or refused.
    pub(super) sent: Vec<u64>,
    /// What has been spent in the calendar month.
    pub(super) month: ((i32, u32), Amount),
    /// The number of the cycle.
    pub(super) cycle: u32,
}

/// Runs a checked scenario.
pub(super) fn run(checked: &Checked, options: Options) -> Result<Report, Failure> {
    let mut run = Run::new(checked, options);
    run.all_cycles()?;
    let report = run.record.into_report(checked);
    let answer = answer::sentence(checked, &report);
    Ok(Report { answer, ..report })
}

impl<'a> Run<'a> {
    fn new(checked: &'a Checked<'a>, options: Options) -> Self {
        Run {
            checked,
            record: Record::new(checked, options),
            credits: Sums::default(),
            pools: checked.card.pools.iter().map(|pool| (&*pool.id, Sums::default())).collect(),
            served: ById::default(),
            sent: vec![0; checked.steps.len()],
            month: ((0, 0), Amount::ZERO),
            cycle: 0,
        }
    }

    fn all_cycles(&mut self) -> Result<(), Failure> {
        let subscription = &self.checked.scenario.subscription;
        let all = cycles(subscription.start, self.checked.terms.billing, self.checked.end);
        for cycle in all {
            self.begin(cycle)?;
            self.days(cycle)?;
            self.finish(cycle)?;
        }
        Ok(())
    }

    /// The start of a cycle: what expires, what is granted, what is paid.
    fn begin(&mut self, cycle: Cycle) -> Result<(), Failure> {
        self.served.clear();
        let at = Instant::midnight(cycle.start);
        if self.cycle == 0 {
            let opening = self.checked.scenario.subscription.opening_balance;
            self.post(at, EntryKind::Opening, opening.unwrap_or_default(), "subscription.opening")?;
            self.post(at, EntryKind::Grant, self.checked.terms.credits, "subscription.grant")?;
        } else {
            self.renew(at)?;
        }
        self.begin_pools();
        self.bill_cycle(cycle)
    }

    fn renew(&mut self, at: Instant) -> Result<(), Failure> {
        let grant = self.checked.terms.credits;
        let renewal = self.renewal();
        let (before, after) = renewal.expiries(self.credits.balance(), grant);
        let rule = match renewal {
            Renewal::Reset => "subscription.expiry",
            _ => "subscription.rollover",
        };
        self.post(at, EntryKind::Expiry, before, rule)?;
        self.post(at, EntryKind::Grant, grant, "subscription.grant")?;
        self.post(at, EntryKind::Expiry, after, rule)
    }

    /// What happens to unused credits at a renewal: a year's end with it, a month's roll over
    /// where the plan has rollover, up to twice the month's.
    fn renewal(&self) -> Renewal {
        let terms = &self.checked.terms;
        if terms.billing == Billing::Annual || !terms.plan.rollover {
            return Renewal::Reset;
        }
        let cap = terms.credits + terms.credits;
        match self.checked.chosen.answer("rolloverCap") {
            Some("none") => Renewal::Reset,
            Some("carried") => Renewal::CapCarried(cap),
            _ => Renewal::CapBalance(cap),
        }
    }

    /// A pool is granted anew each cycle, and what was left has expired.
    fn begin_pools(&mut self) {
        for (id, sums) in self.pools.iter_mut() {
            let given = &self.checked.scenario.subscription.pools.0;
            let terms = given.iter().find(|(pool, _)| pool == id).map(|(_, terms)| terms);
            let PoolTerms { opening, per_cycle } = terms.cloned().unwrap_or_default();
            if self.cycle == 0 {
                sums.opening = opening.unwrap_or_default();
            } else {
                sums.expired = sums.balance();
            }
            sums.granted = per_cycle.unwrap_or_default();
        }
    }

    fn days(&mut self, cycle: Cycle) -> Result<(), Failure> {
        let mut day = cycle.start;
        while day < cycle.end.min(self.checked.end) {
            self.day(day)?;
            day = day.plus_days(1);
        }
        Ok(())
    }

    fn day(&mut self, day: Date) -> Result<(), Failure> {
        let spent_before = self.credits.spent;
        if self.month.0 != day.calendar_month() {
            self.month = (day.calendar_month(), Amount::ZERO);
        }
        for step in 0..self.checked.steps.len() {
            self.do_step(step, day)?;
        }
        let (balance, spent) = (self.credits.balance(), self.credits.spent - spent_before);
        self.record.day(Day { date: day, balance, spent });
        Ok(())
    }

    fn finish(&mut self, cycle: Cycle) -> Result<(), Failure> {
        if self.checked.card.wallet == Wallet::Money {
            self.bill_use(cycle)?;
        }
        self.record.cycle(self.cycle, cycle, State::Active, self.credits)?;
        self.record.pools(&self.pools);
        self.credits = self.credits.carried();
        for (_, sums) in self.pools.iter_mut() {
            *sums = sums.carried();
        }
        self.cycle += 1;
        Ok(())
    }

    /// Adds an entry that no request made; nothing is no entry.
    fn post(
        &mut self,
        at: Instant,
        kind: EntryKind,
        amount: Amount,
        rule: &'a str,
    ) -> Result<(), Failure> {
        if amount == Amount::ZERO {
            return Ok(());
        }
        let sum = match kind {
            EntryKind::Opening => &mut self.credits.opening,
            EntryKind::Grant => &mut self.credits.granted,
            EntryKind::TopUp => &mut self.credits.topped_up,
            EntryKind::Charge => &mut self.credits.spent,
            EntryKind::Expiry => &mut self.credits.expired,
        };
        *sum = sum.checked_add(amount).ok_or(Failure::TooLarge)?;
        let balance = self.credits.balance();
        if balance > Amount::MAX {
            return Err(Failure::TooLarge);
        }
        let takes = matches!(kind, EntryKind::Charge | EntryKind::Expiry);
        let signed = if takes { -amount } else { amount };
        self.record.entry(at, (kind, signed, balance), self.cycle, rule);
        Ok(())
    }

    /// Buys what is missing right before a charge.
    pub(super) fn fill(&mut self, at: Instant, amount: Amount) -> Result<(), Failure> {
        self.post(at, EntryKind::TopUp, amount, "subscription.topUp")
    }
}
