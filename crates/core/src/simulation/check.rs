//! Whether the parts of a scenario fit together, and with its card.

use super::books::{BookOf, Books};
use super::step::{Maker, Step};
use crate::calendar::Date;
use crate::document::{At, Problem, Problems};
use crate::rate_card::{Chosen, Plan, RateCard, Shelf, Wallet};
use crate::rate_limit::Limit;
use crate::scenario::Scenario;
use crate::subscription::{Account, InForce, Limits, Timeline, timeline};

/// A scenario that can be run.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its card.
    pub card: &'a RateCard,
    /// The answers in force.
    pub chosen: Chosen<'a>,
    /// What happens to the subscription, whatever is done with it.
    pub timeline: Timeline<'a>,
    /// The activities that are on, in their order.
    pub steps: Vec<Step<'a>>,
    /// What is paid for once of the lists.
    pub books: Vec<BookOf>,
    /// The day on which the report ends, itself no longer part of it.
    pub end: Date,
    /// Is the wallet filled with what is missing right before each charge? So is one of money that
    /// nobody said how to fill.
    pub is_filled: bool,
    /// Must the wallet hold the most that a request can cost, whatever it is charged?
    pub is_held: bool,
    /// Is there whatever there is to spend, and no limit?
    pub is_free: bool,
    /// The steps that share limits which can hold them back.
    pub gates: Vec<Vec<usize>>,
    plan: &'a Plan,
}

impl<'a> Checked<'a> {
    /// The plan with which the subscription starts.
    pub fn plan(&self) -> &'a Plan {
        self.plan
    }

    /// The same with whatever there is to spend, and without limits.
    pub(super) fn unhindered(mut self) -> Self {
        (self.is_filled, self.is_held, self.is_free) = (true, false, true);
        self.find_gates();
        self
    }

    /// Finds the limits that can hold anything back.
    pub(super) fn find_gates(&mut self) {
        self.gates = if self.is_free { Vec::new() } else { super::gate::gates(self) };
        self.steps.iter_mut().for_each(|step| step.gate = None);
        for (gate, steps) in self.gates.iter().enumerate() {
            for position in steps {
                self.steps[*position].gate = Some(gate);
            }
        }
    }

    /// The plans that are in force at one time or another, in their order.
    pub fn plans(&self) -> Vec<&'a Plan> {
        let mut plans = vec![self.plan];
        for plan in self.timeline.plans() {
            if !plans.iter().any(|known| known.id == plan.id) {
                plans.push(plan);
            }
        }
        plans
    }

    /// The number of a day, counted from the subscription's start.
    pub fn number(&self, day: Date) -> u32 {
        let days = day.days_since(self.scenario.subscription.start);
        u32::try_from(days).expect("days lie after the start")
    }

    /// The limits on its requests: those kept or agreed, else the plan's.
    pub fn limits<'p>(&'p self, plan: &'p Plan) -> &'p [Limit] {
        match &self.scenario.subscription.limits {
            Some(Limits::Own(limits)) => limits,
            Some(Limits::Set(id)) => self.card.limit_set(id).map_or(&[], |set| &set.limits),
            None => &plan.limits,
        }
    }
}

/// Checks a scenario, noting every problem. The result is of use only if there is none.
pub fn check<'a>(
    scenario: &'a Scenario,
    shelf: &'a dyn Shelf,
    problems: &mut Problems,
) -> Option<Checked<'a>> {
    let root = At::Root;
    check_ids(scenario, problems);
    if problems.touch("/card") {
        return None;
    }
    let card = scenario.card.find(shelf, At::Key(&root, "card"), problems)?;
    let policies = At::Key(&root, "policies");
    let chosen = Chosen::of(card, &scenario.policies.0, policies, problems);
    let at = At::Key(&root, "subscription");
    let plan = card.find_plan(&scenario.subscription.plan, At::Key(&at, "plan"), problems);
    check_subscription(scenario, card, at, problems);
    check_lists(scenario, card, problems);
    let months = u32::try_from(scenario.horizon.months.0).ok()?;
    let end = scenario.subscription.start.plus_months(months);
    let timeline = plan.map(|plan| time(scenario, card, plan, &chosen, end, problems));
    let first_cycle = timeline.as_ref().and_then(|timeline| timeline.cycles.first());
    let first_cycle_end = first_cycle.map_or(end, |cycle| cycle.end);
    let books = Books::new(scenario, card, first_cycle_end);
    let mut maker = Maker { scenario, card, chosen: &chosen, end, books };
    let steps = make_steps(&mut maker, problems);
    let books = maker.books.into_books();
    let is_money = card.wallet == Wallet::Money;
    let is_filled = is_money && !says_how_to_fill(scenario);
    let is_held = is_money && !is_filled;
    let (timeline, plan) = (timeline?, plan?);
    let gates = Vec::new();
    let mut checked = Checked {
        scenario,
        card,
        chosen,
        timeline,
        steps,
        books,
        end,
        is_filled,
        is_held,
        is_free: false,
        gates,
        plan,
    };
    checked.find_gates();
    Some(checked)
}

fn says_how_to_fill(scenario: &Scenario) -> bool {
    let subscription = &scenario.subscription;
    subscription.opening_balance.is_some() || subscription.auto_top_up.is_some()
}

fn time<'a>(
    scenario: &'a Scenario,
    card: &'a RateCard,
    plan: &'a Plan,
    chosen: &Chosen<'a>,
    end: Date,
    problems: &mut Problems,
) -> Timeline<'a> {
    let subscription = &scenario.subscription;
    let (billing, terms) = (subscription.billing.unwrap_or_default(), subscription.terms.as_ref());
    let at = At::Key(&At::Root, "subscription");
    let terms = InForce::of(card, plan, billing, terms, at, problems);
    let (keys, users) = (&*scenario.keys, &*scenario.users);
    timeline(Account { card, chosen, subscription, keys, users, end }, terms, problems)
}

fn make_steps<'a>(maker: &mut Maker<'_, 'a>, problems: &mut Problems) -> Vec<Step<'a>> {
    let usage = At::Key(&At::Root, "usage");
    let activities = 0..maker.scenario.usage.len();
    let steps =
        activities.filter_map(|index| maker.step(index, At::Index(&usage, index), problems));
    let mut steps: Vec<_> = steps.filter(|step| step.activity.is_on()).collect();
    let shared: Vec<_> = steps.iter().map(|step| shares_count(step, &steps)).collect();
    for ((position, step), shares_count) in steps.iter_mut().enumerate().zip(shared) {
        (step.position, step.shares_count) = (position, shares_count);
    }
    steps
}

/// Does another activity count in the cycle what one counts?
fn shares_count(step: &Step, all: &[Step]) -> bool {
    let counts = |other: &Step, id: &str| other.tariff.rules_in_cycle().any(|r| r.rule.id == id);
    let others = || all.iter().filter(|other| other.index != step.index);
    step.tariff.rules_in_cycle().any(|rule| others().any(|other| counts(other, &rule.rule.id)))
}

/// No list has more points.
const LIST_POINTS_MAX: usize = 15;

/// What lists are said to hold must be points of the card, and what was paid for be found.
fn check_lists(scenario: &Scenario, card: &RateCard, problems: &mut Problems) {
    let lists = At::Key(&At::Root, "lists");
    let points: Vec<_> = card.points.iter().map(|known| &*known.id).collect();
    for (index, list) in scenario.lists.iter().enumerate() {
        let list_at = At::Index(&lists, index);
        let found = At::Key(&list_at, "found");
        let held: Vec<_> = list.found.0.iter().map(|(point, _)| &**point).collect();
        check_known(&card.id, &held, &points, found, problems);
        let paid: Vec<_> = list.paid.iter().flat_map(|paid| &paid.0).map(|(id, _)| &**id).collect();
        check_known(&list.id, &paid, &held, At::Key(&list_at, "paid"), problems);
        if held.len() > LIST_POINTS_MAX {
            let message = format!("A list has at most {LIST_POINTS_MAX} points. Leave some out.");
            problems.add(Problem::new(found, "tooMany", message));
        }
    }
}

fn check_known(of: &str, points: &[&str], known: &[&str], at: At, problems: &mut Problems) {
    for point in points.iter().filter(|point| !known.contains(point)) {
        let has = crate::rate_card::in_words(known.iter().copied());
        let message = format!("{of} has no point \"{point}\". It has {has}.");
        let problem = Problem::new(At::Key(&at, point), "unknownPoint", message);
        problems.add(problem.with("point", *point));
    }
}

/// Ids that name two things name neither.
fn check_ids(scenario: &Scenario, problems: &mut Problems) {
    let keys = scenario.keys.iter().map(|key| &*key.id);
    let users = scenario.users.iter().map(|user| &*user.id);
    let lists = scenario.lists.iter().map(|list| &*list.id);
    check_unique("keys", keys, problems);
    check_unique("users", users, problems);
    check_unique("lists", lists, problems);
}

fn check_unique<'a>(list: &str, ids: impl Iterator<Item = &'a str>, problems: &mut Problems) {
    let place = At::Key(&At::Root, list);
    let mut seen = Vec::new();
    for (index, id) in ids.enumerate() {
        if seen.contains(&id) {
            let message = format!("\"{id}\" is in {list} twice. Rename one of them.");
            let element = At::Index(&place, index);
            problems.add(Problem::new(At::Key(&element, "id"), "duplicateId", message));
        }
        seen.push(id);
    }
}

fn check_subscription(scenario: &Scenario, card: &RateCard, at: At, problems: &mut Problems) {
    if let Some(Limits::Set(id)) = &scenario.subscription.limits
        && card.limit_set(id).is_none()
    {
        let sets = crate::rate_card::in_words(card.limit_sets.iter().map(|set| &*set.id));
        let message = format!("The card {} has no limits \"{id}\". It has {sets}.", card.id);
        problems.add(Problem::new(At::Key(&at, "limits"), "unknownLimits", message));
    }
    let pools = At::Key(&at, "pools");
    for (id, _) in &scenario.subscription.pools.0 {
        if !card.pools.iter().any(|pool| pool.id == *id) {
            let known = crate::rate_card::in_words(card.pools.iter().map(|pool| &*pool.id));
            let message = format!("The card {} has no pool \"{id}\". It has {known}.", card.id);
            problems.add(Problem::new(At::Key(&pools, id), "unknownPool", message));
        }
    }
    check_auto_top_up(scenario, card, at, problems);
}

/// Credits that are bought by themselves need a price where the vendor publishes none.
fn check_auto_top_up(scenario: &Scenario, card: &RateCard, at: At, problems: &mut Problems) {
    let Some(auto) = &scenario.subscription.auto_top_up else { return };
    if auto.price.is_none() && card.wallet == Wallet::Credits {
        let at = At::Key(&at, "autoTopUp");
        let message =
            format!("{} publishes no price of a credit. Give it as `price`.", card.vendor);
        problems.add(Problem::new(At::Key(&at, "price"), "priceNeeded", message));
    }
}
