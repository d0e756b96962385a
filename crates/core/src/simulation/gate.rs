//! Rate limits in a run: a key's requests go out in their order, as soon as its limits allow it, or are
//! dropped.

use std::collections::VecDeque;

use super::check::Checked;
use super::run::{Failure, Purse, Run};
use super::step::Step;
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
            gates.push(Gate { limiters: limiters.clone(), of_actions, waiting });
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

    /// How many requests of an action go through up to an instant, if that can be told.
    fn in_a_row(&mut self, action: &str, from: Millis, until: Millis) -> Option<u64> {
        let of_plan = self.limiters.in_a_row(from, until)?;
        let of_action = self.of_action(action);
        of_action.is_empty().then_some(of_plan)
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
        while self.waits
            && let Some((at, gate)) = self.next_gate(now).filter(|(at, _)| *at <= until)
        {
            now = at;
            if !self.send_row(gate, at, until)? {
                self.send_first(gate, at)?;
            }
            self.waits = self.gates.iter().any(|gate| !gate.waiting.is_empty());
        }
        Ok(())
    }

    /// The gate that lets something through next: of two the one whose first activity stands first.
    fn next_gate(&mut self, now: Millis) -> Option<(Millis, usize)> {
        let steps = &self.checked.steps;
        let next = |(index, gate): (usize, &mut Gate)| {
            let first = *gate.waiting.front()?;
            let at = gate.next(&steps[first.position].tariff.action.id, now)?;
            Some((at, first.on.day, first.position, index))
        };
        let next = self.gates.iter_mut().enumerate().filter_map(next).min()?;
        Some((next.0, next.3))
    }

    /// Sends as many of the requests that are first at a gate as go through at an instant.
    fn send_first(&mut self, gate: usize, at: Millis) -> Result<(), Failure> {
        let checked = self.checked;
        let gate = &mut self.gates[gate];
        let Some(first) = gate.waiting.pop_front() else { return Ok(()) };
        let step = &checked.steps[first.position];
        let instant = Instant::from_millis(at).expect("a horizon ends before the calendar");
        let action = &step.tariff.action.id;
        let ready = first.requests.first(gate.room(action, at));
        gate.accept(action, at, ready.count());
        let rest = first.requests.after(ready.count());
        if rest.count() > 0 {
            gate.waiting.push_front(Waiting { requests: rest, ..first });
        }
        self.record.sent_after_waiting(instant);
        self.send(step, first.on, instant, ready)
    }

    /// Sends many of the requests that are first at a gate, one after the other, if nobody could tell
    /// when each of them goes out: all can be paid, and no other gate has anything to send.
    fn send_row(&mut self, gate: usize, at: Millis, until: Millis) -> Result<bool, Failure> {
        let others = self.gates.iter().filter(|gate| !gate.waiting.is_empty()).count();
        let Some(first) = self.gates[gate].waiting.front().copied().filter(|_| others == 1) else {
            return Ok(false);
        };
        let step = &self.checked.steps[first.position];
        let of_gate = &mut self.gates[gate];
        let Some(count) = of_gate.in_a_row(&step.tariff.action.id, at, until) else {
            return Ok(false);
        };
        let row = first.requests.first(count);
        if row.count() < 2 || self.record.has_ledger() || !self.can_pay_all(step, &row) {
            return Ok(false);
        }
        let last = self.gates[gate].limiters.accept_row(at, row.count());
        let waiting = &mut self.gates[gate].waiting;
        waiting.pop_front();
        let rest = first.requests.after(row.count());
        if rest.count() > 0 {
            waiting.push_front(Waiting { requests: rest, ..first });
        }
        let last = Instant::from_millis(last).expect("a horizon ends before the calendar");
        self.record.sent_after_waiting(last);
        self.send(step, first.on, last, row).map(|()| true)
    }

    /// Can requests be paid, whatever they bring, and nothing has to be bought on the way?
    fn can_pay_all(&self, step: &Step, requests: &Requests) -> bool {
        let is_simple = step.tariff.pool().is_none()
            && step.freed.is_none()
            && self.checked.scenario.subscription.auto_top_up.is_none();
        let each = step.tariff.hold(requests.batch, &step.asked);
        let Some(all) = each.times(requests.count()).filter(|_| is_simple) else { return false };
        let purses = [self.key(step), self.user(step)].into_iter().flatten();
        let is_paid = self.checked.is_filled || all <= self.credits.balance();
        is_paid && purses.filter_map(Purse::left).all(|left| all < left)
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
