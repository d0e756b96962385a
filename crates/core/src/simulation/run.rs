//! The clock of a run: cycle by cycle, day by day.

use std::borrow::Cow;

use super::check::Checked;
use super::day::Tab;
use super::gate::Gate;
use super::lists::Lists;
use super::record::{Paid, Record};
use super::step::Step;
use crate::amount::Amount;
use crate::by_id::ById;
use crate::calendar::{DAY, Date, Instant};
use crate::document::{At, Problem};
use crate::ledger::{Pool, Sums};
use crate::rate_card::{Plan, Rule, Wallet};
use crate::report::Day;
use crate::subscription::{BillKind, Cycle, Line, Spender, State};
use crate::usage::Occurrence;

/// Why a run cannot be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// A result is more than any wallet holds.
    TooLarge,
    /// An activity's requests repeat too late to be counted.
    TooFine(usize),
    /// More is bought by itself than anybody could follow.
    ManyTopUps,
    /// More requests wait for more windows than anybody could follow.
    TooLong,
    /// More is refused than is of interest.
    Refused,
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let usage = At::Key(&At::Root, "usage");
        let subscription = At::Key(&At::Root, "subscription");
        let (at, code, message) = match failure {
            Failure::TooLarge => (
                At::Root,
                "tooLarge",
                "This comes to more than 9,000,000,000 credits, or as much money: more than can be \
                 computed. Lower the counts or the months.",
            ),
            Failure::TooFine(index) => (
                At::Index(&usage, index),
                "tooFine",
                "The shares of this activity repeat only after more requests than \
                 can be counted one by one. Round them to two decimals.",
            ),
            Failure::TooLong => (
                usage,
                "tooLong",
                "What waits for rate limits would go out in more than 1,000,000 parts. Lower the counts \
                 or the months, put more into one request, or drop what is over a limit.",
            ),
            Failure::Refused => (usage, "refused", "Too little of this is served."),
            Failure::ManyTopUps => (
                At::Key(&subscription, "autoTopUp"),
                "tooManyTopUps",
                "This buys more than 100,000 times. Raise `to`, or lower the counts.",
            ),
        };
        Problem::new(at, code, message)
    }
}

/// The days before the end at which it is looked whether what waits has grown since.
const MONTH_AND_DAY: u64 = 29;

/// A scenario on its way.
pub(super) struct Run<'a> {
    pub(super) checked: &'a Checked<'a>,
    pub(super) record: Record<'a>,
    /// The credits, or the money.
    pub(super) credits: Pool,
    /// The sums of the cycle so far, of each pool of the card.
    pub(super) pools: ById<&'a str, Sums>,
    /// Units served in the cycle, of each rule of the card that counts them.
    pub(super) served: Vec<(&'a Rule, u64)>,
    /// How far each step has come.
    pub(super) progress: Vec<Progress>,
    /// What is paid for of the lists.
    pub(super) lists: Lists,
    /// The limits on requests.
    pub(super) gates: Vec<Gate<'a>>,
    /// Does any request wait for them?
    pub(super) waits: bool,
    /// How many units did four weeks before the end.
    pub(super) waited: u64,
    /// How often something went out that had waited.
    pub(super) sendings: u32,
    pub(super) keys: Vec<Purse>,
    pub(super) users: Vec<Purse>,
    /// What has been spent in the calendar month.
    pub(super) month: ((i32, u32), Amount),
    /// The number of the cycle.
    pub(super) cycle: u32,
    pub(super) state: State,
    pub(super) plan: &'a Plan,
    /// The number of the day, and of the day on which the cycle ends.
    pub(super) day: u32,
    pub(super) cycle_end: u32,
    /// How often more was bought by itself.
    pub(super) purchases: u32,
}

/// How far a step has come.
#[derive(Clone, Copy)]
pub(super) struct Progress {
    /// The day on which it happens next.
    pub(super) next: Occurrence,
    /// The units that it has sent, served or refused.
    pub(super) sent: u64,
    /// What was paid for and is not yet in the record.
    pub(super) tab: Option<Tab>,
}

/// What a key or a user may spend in a month, and has spent.
#[derive(Clone, Copy)]
pub(super) struct Purse {
    pub(super) cap: Option<Amount>,
    pub(super) used: Amount,
}

impl Purse {
    fn of(spender: &Spender) -> Self {
        Purse { cap: spender.monthly_cap, used: Amount::ZERO }
    }

    /// What is left of the cap, if there is one; nothing where more was used before it was lowered.
    #[inline]
    pub(super) fn left(&self) -> Option<Amount> {
        let cap = self.cap?;
        Some(if cap > self.used { cap - self.used } else { Amount::ZERO })
    }
}

/// Is there a cap?
pub(super) fn is_capped(purse: Option<&Purse>) -> bool {
    purse.and_then(Purse::left).is_some()
}

/// Runs a checked scenario.
pub(super) fn run<'a>(checked: &'a Checked<'a>, record: Record<'a>) -> Result<Record<'a>, Failure> {
    let mut run = Run::new(checked, record);
    for cycle in &checked.timeline.cycles {
        run.cycle(cycle)?;
    }
    for step in &checked.steps {
        run.settle(step, Instant::midnight(checked.end))?;
    }
    run.record.backlog = run.backlog();
    run.record.sendings = run.sendings;
    Ok(run.record)
}

impl<'a> Run<'a> {
    fn new(checked: &'a Checked<'a>, record: Record<'a>) -> Self {
        let scenario = checked.scenario;
        checked.steps.iter().for_each(Step::renew_looks);
        let progress = checked.steps.iter().map(|step| Progress {
            next: step.schedule.first(),
            sent: 0,
            tab: None,
        });
        Run {
            checked,
            record,
            credits: Pool::default(),
            pools: checked.card.pools.iter().map(|pool| (&*pool.id, Sums::default())).collect(),
            served: Vec::new(),
            progress: progress.collect(),
            lists: Lists::of(checked),
            gates: Gate::all(checked),
            waits: false,
            waited: 0,
            sendings: 0,
            keys: scenario.keys.iter().map(Purse::of).collect(),
            users: scenario.users.iter().map(Purse::of).collect(),
            month: ((0, 0), Amount::ZERO),
            cycle: 0,
            state: State::Active,
            plan: checked.plan(),
            day: 0,
            cycle_end: 0,
            purchases: 0,
        }
    }

    fn cycle(&mut self, cycle: &'a Cycle<'a>) -> Result<(), Failure> {
        self.state = cycle.state;
        self.cycle_end = self.checked.number(cycle.end);
        self.refuse_waiting(Instant::midnight(cycle.start))?;
        let mut events = cycle.events.iter().peekable();
        let mut date = cycle.start;
        let end = cycle.end.min(self.checked.end);
        while date < end {
            self.day = self.checked.number(date);
            self.expire_by_date(date);
            while let Some(event) = events.next_if(|event| event.on == date) {
                self.post_event(date, &event.what)?;
            }
            if date == cycle.start {
                self.record.renewed(self.credits.balance());
            }
            let next = events.peek().map_or(end, |event| event.on.min(end));
            date = self.days(date, next)?;
        }
        self.finish(cycle)
    }

    /// Serves the day, or all days up to one on which something happens, if they need not be told
    /// apart. The day after them comes back.
    fn days(&mut self, date: Date, next: Date) -> Result<Date, Failure> {
        if self.tells_days_apart() {
            self.day(date)?;
            return Ok(date.plus_days(1));
        }
        let next = self.credits.next_expiry().map_or(next, |day| day.min(next));
        self.serve_days(self.checked.number(next))?;
        Ok(next)
    }

    fn day(&mut self, date: Date) -> Result<(), Failure> {
        let spent_before = self.credits.sums.spent;
        if self.month.0 != date.calendar_month() {
            self.month = (date.calendar_month(), Amount::ZERO);
        }
        let (midnight, nine) = (Instant::midnight(date), Instant::nine(date));
        self.send_waiting(midnight.as_millis(), nine.as_millis())?;
        self.serve_day(nine)?;
        self.send_waiting(nine.as_millis(), midnight.as_millis() + DAY - 1)?;
        if date.plus_days(MONTH_AND_DAY) == self.checked.end {
            self.waited = self.waiting_units();
        }
        let (balance, spent) = (self.credits.balance(), self.credits.sums.spent - spent_before);
        self.record.day(Day { date, balance, spent });
        Ok(())
    }

    fn finish(&mut self, cycle: &'a Cycle<'a>) -> Result<(), Failure> {
        if self.checked.card.wallet == Wallet::Money {
            self.bill_use(cycle)?;
        }
        self.record.cycle(cycle, self.credits.sums)?;
        self.record.pools(&self.pools);
        self.credits.sums = self.credits.sums.carried();
        for (_, sums) in self.pools.iter_mut() {
            *sums = sums.carried();
        }
        self.cycle += 1;
        Ok(())
    }

    /// What was spent in a cycle, of a money wallet.
    fn bill_use(&mut self, cycle: &Cycle) -> Result<(), Failure> {
        let amount = self.credits.sums.spent;
        if amount == Amount::ZERO {
            return Ok(());
        }
        let title = format!("Use from {} to {}", cycle.start, cycle.end);
        let line = Line { kind: BillKind::Use, rule: "subscription.use", title, amount };
        self.bill(cycle.start, Cow::Owned(line))
    }

    /// Adds a line to the bill.
    pub(super) fn bill(&mut self, on: Date, line: Cow<'a, Line>) -> Result<(), Failure> {
        self.record.pay(Paid { on, cycle: self.cycle, line })
    }
}
