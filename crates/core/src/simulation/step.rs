//! An activity made ready to run: its action, tariff, days, and what its units bring.

use std::cell::{OnceCell, RefCell};

use std::rc::Rc;

use super::books::Books;
use crate::amount::Amount;
use crate::calendar::Date;
use crate::charging::{
    AskedOfList, Even, EvenPoint, Forms, Free, Listed, POINTS_MAX, Patterns, Periodic, Points,
    Requests, Routine, Tariff,
};
use crate::document::{At, Problem, Problems};
use crate::number::{Growth, Share};
use crate::rate_card::{Action, BatchDefault, Charged, Chosen, Plan, RateCard, Standing};
use crate::report::Warning;
use crate::scenario::Scenario;
use crate::subscription::Spender;
use crate::usage::{Activity, Occurrence, Schedule, counts};

/// An activity with everything that it needs to be run.
#[derive(Debug)]
pub struct Step<'a> {
    /// Its index in `usage`.
    pub index: usize,
    /// Its place among the activities that are on.
    pub position: usize,
    /// The activity.
    pub activity: &'a Activity,
    /// What its requests are charged.
    pub tariff: Tariff<'a>,
    /// What they are charged once a month's spending has reached a sum, where that matters.
    pub freed: Option<(Amount, Tariff<'a>)>,
    /// On which days it happens.
    pub schedule: Schedule,
    /// What its units bring.
    pub source: Source,
    /// Which of its point rules are asked for.
    pub asked: [bool; POINTS_MAX],
    /// Its key's place among the keys.
    pub key: Option<usize>,
    /// Its user's place among the users.
    pub user: Option<usize>,
    /// Does another activity count in the cycle what it counts?
    pub shares_count: bool,
    /// The place of the limits that can hold it back.
    pub gate: Option<usize>,
    /// What a reader should know about it.
    pub warnings: Vec<Warning>,
    batch: BatchDefault,
    /// How the days of each part of its schedule are charged, once that has been worked out.
    routines: Vec<OnceCell<Routine>>,
    /// How visits of a list are charged, by what of them is free.
    visits: RefCell<Vec<(Visits, Rc<Forms>)>>,
    /// The plans that do not include it, by the answer in force.
    refused_on: Vec<&'a str>,
}

/// What is free of the visits, whether they go on at the start of the list, and how many make a
/// request.
type Visits = (Free, bool, u64);

/// Where an activity's units come from.
#[derive(Debug)]
pub enum Source {
    /// From shares, spread evenly.
    Even(Even),
    /// From a list that is worked through.
    List(Listing),
}

/// What an activity asks a list for, and what of it is paid for only once.
#[derive(Debug)]
pub struct Listing {
    /// What is found of the list.
    pub patterns: Rc<Patterns>,
    /// What is asked for.
    pub asked: AskedOfList,
    /// What is paid for once.
    pub once: Vec<Once>,
    /// For how long.
    pub term: Term,
}

/// Something that is paid for once.
#[derive(Clone, Copy, Debug)]
pub struct Once {
    /// The book in which it is kept.
    pub book: usize,
    /// The point rules that it frees, a bit for each; none if it is the unit itself.
    pub rules: u32,
    /// Where it is a record with all that they charge of it: the points that are asked for.
    pub asked: Points,
    /// And the points of which any frees the record where it was paid for before the start.
    pub contact: Points,
}

/// How long what was paid for stays free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// For ever.
    Ever,
    /// Until the cycle ends.
    Cycle,
    /// For so many months from the first time.
    Months(u32),
}

/// What steps are made from.
pub(super) struct Maker<'m, 'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) card: &'a RateCard,
    pub(super) chosen: &'m Chosen<'a>,
    pub(super) end: Date,
    pub(super) books: Books<'a>,
}

impl<'a> Maker<'_, 'a> {
    /// The step of an activity; `None` with a problem noted where there is none.
    pub(super) fn step(
        &mut self,
        index: usize,
        at: At,
        problems: &mut Problems,
    ) -> Option<Step<'a>> {
        let Maker { scenario, card, chosen, end, .. } = *self;
        let activity = &scenario.usage[index];
        let action = find_action(card, &activity.action, At::Key(&at, "action"), problems)?;
        let tariff = Tariff::of(card, action, chosen);
        check_spenders(scenario, activity, action, at, problems);
        check_points(activity, action, at, problems);
        check_batch(action, activity.batch.map(|batch| batch.0), at, problems);
        let schedule = schedule(scenario, activity, end, at, problems)?;
        let routines = no_routines(&schedule);
        let batch = activity.batch.map_or(action.batch.default, |b| BatchDefault::Units(b.0));
        let (source, asked) = self.source(activity, &tariff, at, problems)?;
        let freed = tariff.free_after_month_spend().map(|sum| (sum, tariff.freed()));
        let warnings = warnings(activity, action, &tariff, asked);
        let place = |all: &[Spender], id: &Option<String>| {
            id.as_ref().and_then(|id| all.iter().position(|spender| spender.id == *id))
        };
        Some(Step {
            index,
            position: 0,
            activity,
            freed,
            schedule,
            source,
            asked,
            key: place(&scenario.keys, &activity.key),
            user: place(&scenario.users, &activity.user),
            shares_count: false,
            gate: None,
            warnings,
            batch,
            routines,
            visits: RefCell::default(),
            refused_on: refused_on(card, action, chosen),
            tariff,
        })
    }

    /// Where the units come from, and which point rules are asked for.
    fn source(
        &mut self,
        activity: &'a Activity,
        tariff: &Tariff<'a>,
        at: At,
        problems: &mut Problems,
    ) -> Option<(Source, [bool; POINTS_MAX])> {
        let Some(list) = &activity.list else {
            if activity.reveal.is_some() {
                let message =
                    "Only points of a list can be chosen so. Name the `list`, or remove it.";
                problems.add(Problem::new(At::Key(&at, "reveal"), "revealWithoutList", message));
            }
            return Some((Source::Even(even(activity, tariff)), shares_asked(activity, tariff)));
        };
        let listing = self.listing(activity, list, tariff, at, problems)?;
        let asked = listing.asked.points.map(|points| points > 0);
        Some((Source::List(listing), asked))
    }
}

fn no_routines(schedule: &Schedule) -> Vec<OnceCell<Routine>> {
    vec![OnceCell::new(); schedule.parts()]
}

/// The plans on which an action is refused, by the answer in force.
fn refused_on<'a>(card: &'a RateCard, action: &Action, chosen: &Chosen) -> Vec<&'a str> {
    let plans = card.plans.iter().map(|plan| &*plan.id);
    let refused = |plan: &&str| {
        card.standings(&action.id, plan, chosen).any(|(_, standing)| standing == Standing::Refuse)
    };
    plans.filter(refused).collect()
}

impl Step<'_> {
    /// The requests of so many units, after those that went before.
    pub fn requests(&self, before: u64, units: u64) -> Requests {
        let batch = match self.batch {
            BatchDefault::Units(batch) => batch,
            BatchDefault::All => units.max(1),
        };
        Requests { before, units, batch }
    }

    /// How days are charged that are like one with these requests.
    pub(super) fn routine(&self, even: &Even, on: Occurrence, day: &Requests) -> &Routine {
        let routine = &self.routines[self.schedule.part(on)];
        routine.get_or_init(|| self.tariff.routine(even, day))
    }

    /// How requests of a list are charged, so many visits each.
    pub(super) fn visits(&self, listed: &Listed, batch: u64) -> Rc<Forms> {
        let visits = (listed.free, listed.wraps, batch);
        let mut known = self.visits.borrow_mut();
        let place = known.iter().position(|(known, _)| *known == visits).unwrap_or_else(|| {
            known.push((visits, Rc::new(self.tariff.forms(listed, batch, &|_| 0))));
            known.len() - 1
        });
        Rc::clone(&known[place].1)
    }

    /// Allows as many looks at single requests as a run may take.
    pub(super) fn renew_looks(&self) {
        if let Source::Even(even) = &self.source {
            even.renew_looks();
        }
    }

    /// Takes other days, of which nothing has been worked out.
    pub(super) fn take_schedule(&mut self, schedule: Schedule) {
        self.routines = no_routines(&schedule);
        self.visits.take();
        self.schedule = schedule;
    }

    /// Takes the units of an activity that has the same on the same days, all of them. Does it, and
    /// has this one as many on each of its own?
    pub(super) fn take_units(&mut self, activity: &Activity) -> bool {
        let growth = activity.growth_per_month.unwrap_or_default();
        let units = (growth == Growth::default()).then(|| units_of_day(activity, 1));
        let Some(Ok([units])) = units.as_ref().map(|units| units.as_deref()) else { return false };
        let is_taken = self.schedule.take_units(*units);
        if is_taken {
            self.routines = no_routines(&self.schedule);
            self.visits.take();
        }
        is_taken
    }

    /// Is it refused on a plan?
    pub(super) fn is_refused_on(&self, plan: &Plan) -> bool {
        self.refused_on.contains(&&*plan.id)
    }

    /// The most requests of a day.
    pub(super) fn requests_most(&self) -> u64 {
        self.requests(0, self.schedule.units_most()).count()
    }

    /// The most that one of its requests can cost.
    pub(super) fn hold_most(&self) -> Amount {
        self.tariff.hold(self.requests(0, self.schedule.units_most()).batch, &self.asked)
    }

    /// Is a point asked for?
    pub fn asks_for(&self, point: &str) -> bool {
        self.tariff.points().any(|(index, _, known)| known == point && self.asked[index])
    }
}

/// The action of an id or a need. One that the card does not have is a problem.
pub(crate) fn find_action<'c>(
    card: &'c RateCard,
    id: &str,
    at: At,
    problems: &mut Problems,
) -> Option<&'c Action> {
    let action = card.action_or_need(id);
    if action.is_some() {
        return action;
    }
    let problem = if id.starts_with("need.") {
        let message = format!("The card {} has no action for {id}. Choose another card.", card.id);
        Problem::new(at, "needNotServed", message)
    } else {
        let actions: Vec<_> = card.actions.iter().map(|action| &*action.id).collect();
        let message =
            format!("The card {} has no action \"{id}\". It has {}.", card.id, actions.join(", "));
        Problem::new(at, "unknownAction", message)
    };
    problems.add(problem.with("action", id));
    None
}

/// Requests over a stated maximum cannot be sent.
pub(crate) fn check_batch(action: &Action, batch: Option<u64>, at: At, problems: &mut Problems) {
    let (Some(batch), Some(max)) = (batch, action.batch.max.map(|max| max.0)) else {
        return;
    };
    if batch > max {
        let message = format!(
            "{} takes at most {max} to a request, not {batch}. Send them in smaller requests.",
            action.title
        );
        let problem = Problem::new(At::Key(&at, "batch"), "batchTooLarge", message);
        let suggestion = crate::document::Value::Number(max as f64);
        problems.add(problem.with("max", max as f64).suggest(suggestion));
    }
}

fn check_spenders(
    scenario: &Scenario,
    activity: &Activity,
    action: &Action,
    at: At,
    problems: &mut Problems,
) {
    check_listed("keys", &scenario.keys, activity.key.as_deref(), At::Key(&at, "key"), problems);
    check_listed(
        "users",
        &scenario.users,
        activity.user.as_deref(),
        At::Key(&at, "user"),
        problems,
    );
    if activity.key.is_some() && !action.request {
        let message = format!("{} is no API request, so it has no key. Remove it.", action.title);
        problems.add(Problem::new(At::Key(&at, "key"), "keyWithoutApi", message));
    }
}

fn check_listed(
    list: &str,
    spenders: &[Spender],
    id: Option<&str>,
    at: At,
    problems: &mut Problems,
) {
    let Some(id) = id else { return };
    if !spenders.iter().any(|spender| spender.id == id) {
        let message = format!("\"{id}\" is not in `{list}`. List it there, or choose one that is.");
        problems.add(Problem::new(at, "notListed", message).with("id", id));
    }
}

fn check_points(activity: &Activity, action: &Action, at: At, problems: &mut Problems) {
    let points = At::Key(&at, "points");
    let Some(shares) = &activity.points else {
        return;
    };
    if activity.action.starts_with("need.") {
        let message = "A need has its one point on every unit that is matched. Leave points out.";
        problems.add(Problem::new(points, "pointsOfNeed", message));
        return;
    }
    for (point, _) in &shares.0 {
        check_point(action, point, At::Key(&points, point), problems);
    }
}

/// A point that an action does not reveal is a problem.
pub(crate) fn check_point(action: &Action, point: &str, at: At, problems: &mut Problems) {
    if !action.points.iter().any(|id| id == point) {
        let has = crate::rate_card::in_words(action.points.iter().map(String::as_str));
        let message = format!("{} reveals no \"{point}\"; its points: {has}.", action.title);
        problems.add(Problem::new(at, "unknownPoint", message).with("point", point));
    }
}

/// The point rules of which an activity gives a share.
pub(super) fn shares_asked(activity: &Activity, tariff: &Tariff) -> [bool; POINTS_MAX] {
    let mut asked = [false; POINTS_MAX];
    for (index, _, point) in tariff.points() {
        asked[index] = share_of(activity, tariff.action, point).is_some();
    }
    asked
}

/// The days of an activity of a scenario that ends on some day.
pub(super) fn schedule(
    scenario: &Scenario,
    activity: &Activity,
    end: Date,
    at: At,
    problems: &mut Problems,
) -> Option<Schedule> {
    let start = scenario.subscription.start;
    let from = activity.from.unwrap_or(start);
    let until = activity.until.unwrap_or(end.max(from));
    if !problems.touch("/subscription/start") && from < start {
        let message = format!("This is before the subscription starts, on {start}. Move it.");
        let problem = Problem::new(At::Key(&at, "from"), "beforeStart", message);
        problems.add(problem.suggest(start));
    }
    if until < from {
        let message = format!("This is before the first day, {from}. Move one of them.");
        problems.add(Problem::new(At::Key(&at, "until"), "untilBeforeFrom", message));
    }
    let months = until.min(end).months_since(from) as usize + 1;
    match units_of_day(activity, months) {
        Ok(counts) => Some(Schedule::new(activity.every, start, (from, until), &counts)),
        Err(month) => {
            let message = format!(
                "In month {} of this activity there are more than 1,000,000,000,000 units on a \
                 day. Lower the count, the members or the growth.",
                month + 1
            );
            problems.add(Problem::new(At::Key(&at, "count"), "tooLarge", message));
            None
        }
    }
}

/// The units of a day in so many months, or the month in which there are too many.
fn units_of_day(activity: &Activity, months: usize) -> Result<Vec<u64>, usize> {
    let members = activity.members.map_or(1, |members| members.0);
    let units = activity.count.0.checked_mul(members).ok_or(0_usize)?;
    counts(units, activity.growth_per_month.unwrap_or_default(), months)
}

/// The spread of an activity's units.
pub(super) fn even(activity: &Activity, tariff: &Tariff) -> Even {
    let action = tariff.action;
    let asked: Vec<_> =
        tariff.points().map(|(_, _, point)| share_of(activity, action, point)).collect();
    let points = tariff.points().map(|(index, charge, _)| {
        let Some(share) = asked[index] else {
            return EvenPoint::Nowhere;
        };
        let before =
            tariff.points().take(index).filter(|(_, other, _)| charge.is_together_with(other));
        let before: Vec<Share> = before.filter_map(|(other, ..)| asked[other]).collect();
        match (charge.charged, before.is_empty()) {
            (Charged::Asked, true) => EvenPoint::Asked,
            (Charged::Asked, false) => EvenPoint::Nowhere,
            (Charged::Found, true) => EvenPoint::Found(share),
            (Charged::Found, false) => EvenPoint::FoundAlone(Periodic::alone(share, &before)),
        }
    });
    let repeat = activity.repeat.filter(|_| !tariff.once.is_empty()).unwrap_or(Share::NONE);
    let matched = activity.matched.unwrap_or(Share::ALL);
    Even::new(repeat, matched, points.collect())
}

/// What a reader should know about an activity.
fn warnings(
    activity: &Activity,
    action: &Action,
    tariff: &Tariff,
    asked: [bool; POINTS_MAX],
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let repeats = activity.repeat.is_some_and(|repeat| repeat > Share::NONE);
    if repeats && tariff.once.is_empty() {
        let message =
            format!("{} is charged again each time, so repeats are charged too.", action.title);
        warnings.push(warning("repeatIgnored", message, action));
    }
    if tariff.points().next().is_some() && asked.iter().all(|asked| !asked) {
        warnings.push(points_missing(action));
    }
    warnings
}

/// The share of a point that an activity gives; a need has its one point on all that is matched.
fn share_of(activity: &Activity, action: &Action, point: &str) -> Option<Share> {
    if activity.action.starts_with("need.") {
        return (action.point_of_need(&activity.action) == Some(point)).then_some(Share::ALL);
    }
    activity.points.as_ref()?.get(point)
}

/// The warning of an action whose points nobody asked for.
pub(crate) fn points_missing(action: &Action) -> Warning {
    let message = format!(
        "{} is asked for none of its points ({}), so none is revealed or charged.",
        action.title,
        action.points.join(", ")
    );
    warning("pointsMissing", message, action)
}

fn warning(code: &'static str, message: String, action: &Action) -> Warning {
    let params = [("action", action.id.as_str().into())].into_iter().collect();
    Warning { code, message, params, sources: action.sources.clone() }
}
