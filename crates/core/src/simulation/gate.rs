//! Rate limits in a run: a key's requests go out in their order, as soon as its limits allow it, or are
//! dropped.

use std::collections::VecDeque;

use super::check::Checked;
use super::run::{Failure, Purse, Run};
use super::step::{Source, Step};
use crate::amount::Amount;
use crate::calendar::{Instant, Millis};
use crate::charging::Requests;
use crate::number::grouped;
use crate::rate_limit::Limiters;
use crate::report::{Refusal, Warning};
use crate::usage::{Occurrence, WhenLimited};

/// The limits of a key, or of the account, and the requests that wait for them.
pub(super) struct Gate<'a> {
    limiters: Limiters,
    /// What actions have of their own.
    of_actions: Vec<(&'a str, Limiters)>,
    waiting: VecDeque<Waiting>,
    /// When the last one went through that had to wait.
    last: Millis,
}

/// Requests of an activity that wait.
#[derive(Clone, Copy)]
struct Waiting {
    position: usize,
    on: Occurrence,
    requests: Requests,
}

impl<'a> Gate<'a> {
    /// The gates of a scenario, through which nothing has gone.
    pub(super) fn all(checked: &Checked<'a>) -> Vec<Self> {
        let start = Instant::midnight(checked.scenario.subscription.start).as_millis();
        let limiters = Limiters::of(checked.limits(checked.plan()), start);
        let mut gates = Vec::new();
        for steps in &checked.gates {
            let mut of_actions: Vec<(&str, Limiters)> = Vec::new();
            for action in steps.iter().map(|position| checked.steps[*position].tariff.action) {
                if of_actions.iter().all(|(id, _)| *id != action.id) {
                    of_actions.push((&action.id, Limiters::of(&action.limits, start)));
                }
            }
            let waiting = VecDeque::new();
            gates.push(Gate { limiters: limiters.clone(), of_actions, waiting, last: start });
        }
        gates
    }

    fn of_action(&mut self, action: &str) -> &mut Limiters {
        let known = self.of_actions.iter_mut().find(|(id, _)| *id == action);
        &mut known.expect("its actions are known").1
    }

    /// How many requests of an action go through at an instant.
    fn room(&mut self, action: &str, at: Millis) -> u64 {
        self.limiters.room(at).min(self.of_action(action).room(at))
    }

    fn accept(&mut self, action: &str, at: Millis, count: u64) {
        self.limiters.accept(at, count);
        self.of_action(action).accept(at, count);
    }

    /// The first instant from one on at which a request of an action goes through.
    fn next(&mut self, action: &str, at: Millis) -> Option<Millis> {
        let mut next = at;
        loop {
            let (of_plan, _) = self.limiters.next(next)?;
            let (of_both, _) = self.of_action(action).next(of_plan)?;
            if of_both == next {
                return Some(next);
            }
            next = of_both;
        }
    }

    /// Lets as many of so many requests through as can be up to an instant, and tells when the last one
    /// goes; at one instant only, where an action has limits of its own.
    fn accept_until(
        &mut self,
        step: &Step,
        (from, until): (Millis, Millis),
        most: u64,
    ) -> (u64, Millis) {
        let action = step.tariff.action;
        if action.limits.is_empty() {
            return self.limiters.accept_until(from, until, most);
        }
        let count = self.room(&action.id, from).min(most);
        self.accept(&action.id, from, count);
        (count, from)
    }

    fn waiting_units(&self) -> u64 {
        self.waiting.iter().map(|waiting| waiting.requests.units).sum()
    }
}

impl<'a> Run<'a> {
    /// The requests of an activity that go out at once; the others wait, or are dropped.
    pub(super) fn let_through(
        &mut self,
        step: &'a Step<'a>,
        on: Occurrence,
        at: Instant,
        requests: Requests,
    ) -> Result<Requests, Failure> {
        let Some(gate) = step.gate.map(|gate| &mut self.gates[gate]) else { return Ok(requests) };
        let action = &step.tariff.action.id;
        let room = if gate.waiting.is_empty() { gate.room(action, at.as_millis()) } else { 0 };
        let ready = requests.first(room);
        gate.accept(action, at.as_millis(), ready.count());
        let rest = requests.after(ready.count());
        if rest.count() == 0 {
            return Ok(ready);
        }
        match step.activity.when_limited.unwrap_or_default() {
            WhenLimited::Wait => {
                gate.waiting.push_back(Waiting { position: step.position, on, requests: rest });
                self.waits = true;
            }
            WhenLimited::Drop => {
                self.refuse_all(step, at, Refusal::RateLimit, &rest, Amount::ZERO)?;
            }
        }
        Ok(ready)
    }

    /// Sends what waits from one instant on, up to another one and at it.
    pub(super) fn send_waiting(&mut self, from: Millis, until: Millis) -> Result<(), Failure> {
        let mut now = from;
        let is_carefree = self.waits && self.can_pay_all(from, until);
        while self.waits
            && let Some((at, gate)) = self.next_gate(now).filter(|(at, _)| *at <= until)
        {
            now = at;
            self.send_first(gate, (at, if is_carefree { until } else { at }))?;
            self.waits = self.gates.iter().any(|gate| !gate.waiting.is_empty());
        }
        Ok(())
    }

    /// The gate that lets something through next: of two the one whose first activity stands first.
    fn next_gate(&mut self, now: Millis) -> Option<(Millis, usize)> {
        let steps = &self.checked.steps;
        let next = |(index, gate): (usize, &mut Gate)| {
            let first = *gate.waiting.front()?;
            let at = gate.next(&steps[first.position].tariff.action.id, now.max(gate.last))?;
            Some((at, first.on.day, first.position, index))
        };
        let next = self.gates.iter_mut().enumerate().filter_map(next).min()?;
        Some((next.0, next.3))
    }

    /// Sends as many of the requests that are first at a gate as go through up to an instant.
    fn send_first(&mut self, gate: usize, (at, until): (Millis, Millis)) -> Result<(), Failure> {
        let checked = self.checked;
        let gate = &mut self.gates[gate];
        let Some(first) = gate.waiting.pop_front() else { return Ok(()) };
        let step = &checked.steps[first.position];
        let (count, last) = gate.accept_until(step, (at, until), first.requests.count());
        gate.last = last;
        let (ready, rest) = (first.requests.first(count), first.requests.after(count));
        if rest.count() > 0 {
            gate.waiting.push_front(Waiting { requests: rest, ..first });
        }
        let last = Instant::from_millis(last).expect("a horizon ends before the calendar");
        self.record.sent_after_waiting(last);
        self.send(step, first.on, last, ready)
    }

    /// Does it make no difference which of the waiting requests goes out first up to an instant, and
    /// when? So it is if all can be paid, whatever they bring, nothing has to be bought on the way,
    /// and nobody wants to know every entry.
    fn can_pay_all(&self, from: Millis, until: Millis) -> bool {
        let gates = self.gates.iter().zip(&self.checked.gates);
        let waiting = gates.filter(|(gate, _)| !gate.waiting.is_empty());
        let of = |steps: &'a [usize]| steps.iter().map(|position| &self.checked.steps[*position]);
        let is_plain = |step: &Step| step.tariff.pool().is_none() && step.freed.is_none();
        // Who visits a record first pays for it.
        let has_list = |step: &Step| matches!(step.source, Source::List(_));
        let is_one = waiting.clone().count() == 1;
        let mut steps = waiting.clone().flat_map(|(_, steps)| of(steps));
        let buys = self.checked.scenario.subscription.auto_top_up.is_some();
        if buys
            || self.record.has_ledger()
            || !steps.all(|s| is_plain(s) && (is_one || !has_list(s)))
        {
            return false;
        }
        let most = |(gate, steps): (&Gate, &'a Vec<usize>)| {
            let count = gate.limiters.clone().accept_until(from, until, u64::MAX).0;
            let each = of(steps).map(Step::hold_most).max().unwrap_or(Amount::ZERO);
            each.times(count)
        };
        let sum = waiting.clone().try_fold(Amount::ZERO, |sum, gate| sum.checked_add(most(gate)?));
        let Some(all) = sum else { return false };
        let mut steps = waiting.flat_map(|(_, steps)| of(steps));
        let pays =
            |purse: Option<&Purse>| purse.and_then(Purse::left).is_none_or(|left| all < left);
        let is_paid = self.checked.is_filled || all <= self.credits.balance();
        is_paid && steps.all(|step| pays(self.key(step)) && pays(self.user(step)))
    }

    /// Refuses what waits when the subscription freezes or ends, or when another plan does not include
    /// it.
    pub(super) fn refuse_waiting(&mut self, at: Instant) -> Result<(), Failure> {
        for index in 0..self.gates.len() {
            for waiting in std::mem::take(&mut self.gates[index].waiting) {
                let step = &self.checked.steps[waiting.position];
                match self.refuses_all(step) {
                    None => self.gates[index].waiting.push_back(waiting),
                    Some(reason) => {
                        self.refuse_all(step, at, reason, &waiting.requests, Amount::ZERO)?;
                    }
                }
            }
        }
        self.waits = self.gates.iter().any(|gate| !gate.waiting.is_empty());
        Ok(())
    }

    /// Puts the limits of the plan in force in place of those before, which what went out in the open
    /// windows counts in too.
    pub(super) fn change_limits(&mut self, at: Instant) {
        let limits = self.checked.limits(self.plan);
        for gate in &mut self.gates {
            gate.limiters = gate.limiters.changed(limits, at.as_millis());
        }
    }

    /// How many units wait.
    pub(super) fn waiting_units(&self) -> u64 {
        self.gates.iter().map(Gate::waiting_units).sum()
    }

    /// What still waits at the end.
    pub(super) fn backlog(&self) -> Backlog {
        let units = self.waiting_units();
        Backlog { units, grows: units > self.waited }
    }
}

/// What waits at the end of a run.
#[derive(Clone, Copy)]
pub(super) struct Backlog {
    pub(super) units: u64,
    /// Is it more than four weeks before?
    grows: bool,
}

impl Backlog {
    /// What a reader should know of it, if there is any.
    pub(super) fn warning(self, checked: &Checked) -> Option<Warning> {
        if self.units == 0 {
            return None;
        }
        let units = grouped(&self.units.to_string());
        let message = if self.grows {
            format!(
                "{units} units still wait for a rate limit at the end, and more and more do: this is \
                 more than the limits allow for long, so that the backlog never clears. Put more into \
                 one request, use more keys, or choose a plan with higher limits."
            )
        } else {
            format!("{units} units still wait for a rate limit at the end.")
        };
        Some(Warning {
            code: if self.grows { "backlogGrows" } else { "backlogLeft" },
            message,
            params: [("units", (self.units as f64).into())].into_iter().collect(),
            sources: checked.plan().sources_of("limits").to_vec(),
        })
    }
}

/// The steps of each gate that can ever hold something back.
pub(super) fn gates(checked: &Checked) -> Vec<Vec<usize>> {
    let is_account = checked.chosen.answer("limitScope") == Some("account");
    let mut gates: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for step in checked.steps.iter().filter(|step| step.tariff.action.request) {
        let key = step.key.filter(|_| !is_account);
        match gates.iter_mut().find(|(known, _)| *known == key) {
            Some((_, steps)) => steps.push(step.position),
            None => gates.push((key, vec![step.position])),
        }
    }
    gates.into_iter().map(|(_, steps)| steps).filter(|steps| is_felt(checked, steps)).collect()
}

/// Could limits hold anything back, if they counted for all keys together?
pub(super) fn are_felt_together(checked: &Checked) -> bool {
    let requests = checked.steps.iter().filter(|step| step.tariff.action.request);
    is_felt(checked, &requests.map(|step| step.position).collect::<Vec<_>>())
}

/// Can a limit ever hold back what some steps send?
fn is_felt(checked: &Checked, steps: &[usize]) -> bool {
    let steps = || steps.iter().map(|position| &checked.steps[*position]);
    let all = steps().map(Step::requests_most).fold(0, u64::saturating_add);
    let of_plans = checked.plans().into_iter().flat_map(|plan| checked.limits(plan));
    let of_actions = steps().flat_map(|step| &step.tariff.action.limits);
    of_plans.chain(of_actions).any(|limit| limit.can_hold_back(all))
}
