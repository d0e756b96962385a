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
    /// What waits, by key.
    queues: Vec<Queue>,
    /// When the last one went through that had to wait.
    last: Millis,
}

/// The requests of a key that wait, in their order: one that waits for its action's own limit holds
/// back those behind it, and nobody else's.
struct Queue {
    key: Option<usize>,
    waiting: VecDeque<Waiting>,
}

/// Requests of an activity that wait.
#[derive(Clone, Copy)]
struct Waiting {
    position: usize,
    on: Occurrence,
    requests: Requests,
}

/// What goes out next of all that waits.
struct Next {
    at: Millis,
    /// When something else of the gate goes first again, which was asked for before and waits for its
    /// own limit.
    before: Option<Millis>,
    gate: usize,
    queue: usize,
}

/// More sendings than these are not followed.
pub(super) const SENDINGS_MAX: u32 = 1_000_000;

impl<'a> Gate<'a> {
    /// The gates of a scenario, through which nothing has gone.
    pub(super) fn all(checked: &Checked<'a>) -> Vec<Self> {
        let start = Instant::midnight(checked.scenario.subscription.start).as_millis();
        let limiters = Limiters::of(checked.limits(checked.plan()), start);
        let mut gates = Vec::new();
        for steps in &checked.gates {
            let mut gate = Gate {
                limiters: limiters.clone(),
                of_actions: Vec::new(),
                queues: Vec::new(),
                last: start,
            };
            for position in steps {
                gate.open_for(&checked.steps[*position], start);
            }
            gates.push(gate);
        }
        gates
    }

    fn open_for(&mut self, step: &Step<'a>, start: Millis) {
        let action = step.tariff.action;
        if self.of_actions.iter().all(|(id, _)| *id != action.id) {
            self.of_actions.push((&action.id, Limiters::of(&action.limits, start)));
        }
        if self.queues.iter().all(|queue| queue.key != step.key) {
            self.queues.push(Queue { key: step.key, waiting: VecDeque::new() });
        }
    }

    /// What waits of a key.
    fn queue(&mut self, key: Option<usize>) -> &mut VecDeque<Waiting> {
        let queue = self.queues.iter_mut().find(|queue| queue.key == key);
        &mut queue.expect("its keys are known").waiting
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

    /// How many keys have something that waits.
    fn waiting_keys(&self) -> usize {
        self.queues.iter().filter(|queue| !queue.waiting.is_empty()).count()
    }

    fn waiting_units(&self) -> u64 {
        let waiting = self.queues.iter().flat_map(|queue| &queue.waiting);
        waiting.map(|waiting| waiting.requests.units).sum()
    }

    /// When the first request of each key goes through that waits, if none does before: with its place
    /// in the order in which they were asked for.
    fn firsts(&mut self, steps: &[Step], now: Millis) -> Vec<(Millis, u32, usize, usize)> {
        let from = now.max(self.last);
        let queues = self.queues.iter().enumerate();
        let fronts: Vec<_> =
            queues.filter_map(|(index, queue)| Some((index, *queue.waiting.front()?))).collect();
        let first = |(index, first): (usize, Waiting)| {
            let at = self.next(&steps[first.position].tariff.action.id, from)?;
            Some((at, first.on.day, first.position, index))
        };
        fronts.into_iter().filter_map(first).collect()
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
        let is_next = gate.queue(step.key).is_empty();
        let room = if is_next { gate.room(action, at.as_millis()) } else { 0 };
        let ready = requests.first(room);
        gate.accept(action, at.as_millis(), ready.count());
        let rest = requests.after(ready.count());
        if rest.count() == 0 {
            return Ok(ready);
        }
        match step.activity.when_limited.unwrap_or_default() {
            WhenLimited::Wait => {
                let waiting = Waiting { position: step.position, on, requests: rest };
                gate.queue(step.key).push_back(waiting);
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
            && let Some(next) = self.next_gate(now).filter(|next| next.at <= until)
        {
            now = next.at;
            self.send_first(&next, if is_carefree { until } else { now })?;
            self.waits = self.gates.iter().any(|gate| gate.waiting_keys() > 0);
        }
        Ok(())
    }

    /// The gate that lets something through next: of two the one of what was asked for first.
    fn next_gate(&mut self, now: Millis) -> Option<Next> {
        let steps = &self.checked.steps;
        let gates = self.gates.iter_mut().enumerate();
        let firsts = gates.flat_map(|(gate, of)| {
            let firsts = of.firsts(steps, now).into_iter();
            firsts.map(move |(at, day, position, queue)| (at, day, position, gate, queue))
        });
        let firsts: Vec<_> = firsts.collect();
        let (at, day, position, gate, queue) = *firsts.iter().min()?;
        let goes_before = |first: &&(Millis, u32, usize, usize, usize)| {
            first.3 == gate && (first.1, first.2) < (day, position)
        };
        let before = firsts.iter().filter(goes_before).map(|first| first.0).min();
        Some(Next { at, before, gate, queue })
    }

    /// Sends as many of the requests that are first at a gate as go through up to an instant.
    fn send_first(&mut self, next: &Next, until: Millis) -> Result<(), Failure> {
        self.sendings = self
            .sendings
            .checked_add(1)
            .filter(|count| *count <= SENDINGS_MAX)
            .ok_or(Failure::TooLong)?;
        let checked = self.checked;
        let gate = &mut self.gates[next.gate];
        let until = next.before.map_or(until, |before| until.min(before - 1));
        let Some(first) = gate.queues[next.queue].waiting.pop_front() else { return Ok(()) };
        let step = &checked.steps[first.position];
        let (count, last) = gate.accept_until(step, (next.at, until), first.requests.count());
        gate.last = last;
        let (ready, rest) = (first.requests.first(count), first.requests.after(count));
        if rest.count() > 0 {
            gate.queues[next.queue].waiting.push_front(Waiting { requests: rest, ..first });
        }
        let last = Instant::from_millis(last).expect("a horizon ends before the calendar");
        let refused = self.record.refused_requests();
        self.send(step, first.on, last, ready)?;
        if self.record.refused_requests() - refused < count {
            self.record.served_after_waiting(last);
        }
        Ok(())
    }

    /// Does it make no difference which of the waiting requests goes out first up to an instant, and
    /// when? So it is if all can be paid, whatever they bring, nothing has to be bought on the way,
    /// and nobody wants to know every entry.
    fn can_pay_all(&self, from: Millis, until: Millis) -> bool {
        let gates = self.gates.iter().zip(&self.checked.gates);
        let waiting = gates.filter(|(gate, _)| gate.waiting_keys() > 0);
        let of = |steps: &'a [usize]| steps.iter().map(|position| &self.checked.steps[*position]);
        let is_plain = |step: &Step| step.tariff.pool().is_none() && step.freed.is_none();
        // Who visits a record first pays for it.
        let has_list = |step: &Step| matches!(step.source, Source::List(_));
        let is_one = waiting.clone().map(|(gate, _)| gate.waiting_keys()).sum::<usize>() == 1;
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
        let places = self.gates.iter().enumerate();
        let places: Vec<_> = places
            .flat_map(|(gate, of)| (0..of.queues.len()).map(move |queue| (gate, queue)))
            .collect();
        for (gate, queue) in places {
            for waiting in std::mem::take(&mut self.gates[gate].queues[queue].waiting) {
                let step = &self.checked.steps[waiting.position];
                match self.refuses_all(step) {
                    None => self.gates[gate].queues[queue].waiting.push_back(waiting),
                    Some(reason) => {
                        self.refuse_all(step, at, reason, &waiting.requests, Amount::ZERO)?;
                    }
                }
            }
        }
        self.waits = self.gates.iter().any(|gate| gate.waiting_keys() > 0);
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
#[derive(Clone, Copy, Default)]
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
