//! An activity made ready to run: its action, tariff, days and shares.

use crate::calendar::Date;
use crate::charging::{Even, EvenPoint, Periodic, Requests, Tariff};
use crate::document::{At, Problem, Problems};
use crate::number::Share;
use crate::rate_card::{Action, BatchDefault, Charged, Chosen, RateCard};
use crate::rate_limit::Limit;
use crate::report::Warning;
use crate::scenario::{Scenario, Spender};
use crate::usage::{Activity, Schedule, counts};

/// An activity with everything that it needs to be run.
#[derive(Debug)]
pub struct Step<'a> {
    /// Its index in `usage`.
    pub index: usize,
    /// The activity.
    pub activity: &'a Activity,
    /// What its requests are charged.
    pub tariff: Tariff<'a>,
    /// On which days it happens.
    pub schedule: Schedule,
    /// What its units bring.
    pub spread: Even,
    /// What a reader should know about it.
    pub warnings: Vec<Warning>,
    batch: BatchDefault,
}

impl<'a> Step<'a> {
    /// The step of an activity; `None` with a problem noted where there is none.
    pub fn of(
        scenario: &'a Scenario,
        index: usize,
        card: &'a RateCard,
        chosen: &Chosen<'a>,
        end: Date,
        at: At,
        problems: &mut Problems,
    ) -> Option<Self> {
        let activity = &scenario.usage[index];
        let action = find_action(card, &activity.action, At::Key(&at, "action"), problems)?;
        let tariff = Tariff::of(card, action, chosen);
        check_spenders(scenario, activity, action, at, problems);
        check_points(activity, action, at, problems);
        check_batch(action, activity.batch.map(|batch| batch.0), at, problems);
        let schedule = schedule(scenario, activity, end, at, problems)?;
        let (spread, warnings) = spread(activity, &tariff);
        let default = action.batch.default;
        let batch = activity.batch.map_or(default, |batch| BatchDefault::Units(batch.0));
        Some(Step { index, activity, tariff, schedule, spread, warnings, batch })
    }

    /// The requests of so many units, after those that went before.
    pub fn requests(&self, before: u64, units: u64) -> Requests {
        let batch = match self.batch {
            BatchDefault::Units(batch) => batch,
            BatchDefault::All => units.max(1),
        };
        Requests { before, units, batch }
    }

    /// The warning of an activity that sends more in a day than a limit lets through at once. A run
    /// takes all requests of a day as sent when they are ready.
    pub(super) fn warns_of_limits(&self, limits: &[Limit]) -> Option<Warning> {
        let action = self.tariff.action;
        let requests = self.requests(0, self.schedule.units_most()).count();
        let limits = limits.iter().chain(&action.limits).filter(|_| action.request);
        let least = limits.map(|limit| limit.count.0).min()?;
        let message = format!(
            "{} sends up to {requests} requests on a day, and a rate limit lets {least} through at \
             a time. Waiting for rate limits is not part of this run.",
            action.title
        );
        (requests > least).then(|| warning("limitsNotApplied", message, action))
    }

    /// Is a rule of its tariff in play: no point rule, or one whose point is asked for?
    pub fn asks_for(&self, point: &str) -> bool {
        share_of(self.activity, self.tariff.action, point).is_some()
    }
}

/// The action of an id or a need. One that the card does not have is a problem.
pub(crate) fn find_action<'c>(
    card: &'c RateCard,
    id: &str,
    at: At,
    problems: &mut Problems,
) -> Option<&'c Action> {
    let need = id.starts_with("need.");
    let action = if need { card.action_for_need(id) } else { card.action(id) };
    if action.is_some() {
        return action;
    }
    let problem = if need {
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

fn schedule(
    scenario: &Scenario,
    activity: &Activity,
    end: Date,
    at: At,
    problems: &mut Problems,
) -> Option<Schedule> {
    let start = scenario.subscription.start;
    let from = activity.from.unwrap_or(start);
    let until = activity.until.unwrap_or(end);
    if !problems.touch("/subscription/start") && from < start {
        let message = format!("This is before the subscription starts, on {start}. Move it.");
        let problem = Problem::new(At::Key(&at, "from"), "beforeStart", message);
        problems.add(problem.suggest(start));
    }
    if until < from {
        let message = format!("This is before the first day, {from}. Move one of them.");
        problems.add(Problem::new(At::Key(&at, "until"), "untilBeforeFrom", message));
    }
    let members = activity.members.map_or(1, |members| members.0);
    let months = until.min(end).months_since(from) as usize + 1;
    let growth = activity.growth_per_month.unwrap_or_default();
    let units = activity.count.0.checked_mul(members).ok_or(0);
    match units.and_then(|units| counts(units, growth, months)) {
        Ok(counts) => Some(Schedule::new(activity, from, until, counts)),
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

/// The spread of an activity's units, with what a reader should know about it.
fn spread(activity: &Activity, tariff: &Tariff) -> (Even, Vec<Warning>) {
    let action = tariff.action;
    let mut warnings = Vec::new();
    let mut repeat = activity.repeat.unwrap_or(Share::NONE);
    if repeat > Share::NONE && tariff.once.is_empty() {
        repeat = Share::NONE;
        warnings.push(warning(
            "repeatIgnored",
            format!("{} is charged again each time, so repeats are charged too.", action.title),
            action,
        ));
    }
    let asked: Vec<_> =
        tariff.points().map(|(_, _, point)| share_of(activity, action, point)).collect();
    if !asked.is_empty() && asked.iter().all(Option::is_none) {
        warnings.push(points_missing(action));
    }
    let points = tariff.points().map(|(index, charge, _)| {
        let Some(share) = asked[index] else {
            return EvenPoint::Nowhere;
        };
        let before = tariff
            .points()
            .take(index)
            .filter(|(_, other, _)| charge.together.is_some() && other.together == charge.together);
        let before: Vec<Share> = before.filter_map(|(other, ..)| asked[other]).collect();
        match (charge.charged, before.is_empty()) {
            (Charged::Asked, true) => EvenPoint::Asked,
            (Charged::Asked, false) => EvenPoint::Nowhere,
            (Charged::Found, true) => EvenPoint::Found(share),
            (Charged::Found, false) => EvenPoint::FoundAlone(Periodic::alone(share, &before)),
        }
    });
    let matched = activity.matched.unwrap_or(Share::ALL);
    (Even::new(repeat, matched, points.collect()), warnings)
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
