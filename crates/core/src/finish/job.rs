//! A job made ready: its limits, its requests, and who sends them.

use super::Course;
use super::request::{
    Backoff, Client, FinishRequest, LimitsOf, LimitsOfCard, Records, Scope, Work,
};
use crate::calendar::{Instant, Millis};
use crate::document::{At, Problem, Problems};
use crate::number::Share;
use crate::rate_card::{Action, BatchDefault, Chosen, RateCard, Shelf};
use crate::rate_limit::{Algorithm, Limit, Limiter, Limiters};
use crate::report::Warning;
use crate::simulation::{check_batch, find_action};

/// A job that can be followed.
#[derive(Debug)]
pub(super) struct Job<'a> {
    /// The limits of a key, or of all keys together.
    pub(super) limiters: Limiters,
    scope: Scope,
    pub(super) keys: u64,
    pub(super) start: Millis,
    /// Was the start given?
    pub(super) is_dated: bool,
    pub(super) requests: u64,
    pub(super) errors: Share,
    pub(super) parallel: Option<u64>,
    pub(super) latency: Millis,
    pub(super) client: &'a Client,
    request: &'a FinishRequest,
    limits: LimitsInForce<'a>,
}

/// The limits, and where they are from.
#[derive(Debug)]
struct LimitsInForce<'a> {
    all: Vec<Limit>,
    scope: Scope,
    action: Option<&'a Action>,
    warnings: Vec<Warning>,
}

impl<'a> Job<'a> {
    pub(super) fn of(
        request: &'a FinishRequest,
        shelf: &'a dyn Shelf,
        problems: &mut Problems,
    ) -> Option<Self> {
        let limits = limits(request, shelf, problems)?;
        check_used(request, &limits.all, problems);
        let work = At::Key(&At::Root, "work");
        if let (Work::Records(Records { batch: Some(batch), .. }), Some(action)) =
            (&request.work, limits.action)
        {
            check_batch(action, Some(batch.0), work, problems);
        }
        let start = request.start.map_or(0, Instant::as_millis);
        let latency = Millis::try_from(request.latency_ms.0).unwrap_or(Millis::MAX);
        let at_once = limits.action.and_then(|action| action.parallel).filter(|_| latency > 0);
        let used = |limit: &Limit| {
            let used = request.used.0.iter().find(|(window, _)| *window == limit.per);
            Limiter::of(limit, start).used(used.map_or(0, |(_, count)| *count))
        };
        let limiters = limits.all.iter().map(used);
        let limiters = limiters.chain(at_once.map(|count| Limiter::parallel(count.0, latency)));
        Some(Job {
            limiters: Limiters::new(limiters.collect()),
            scope: limits.scope,
            keys: request.keys.map_or(1, |keys| keys.0),
            start,
            is_dated: request.start.is_some(),
            requests: requests(&request.work, limits.action),
            errors: request.server_errors,
            parallel: request.parallel.map(|parallel| parallel.0),
            latency,
            client: &request.client,
            request,
            limits,
        })
    }

    /// For how many keys, or one account of all of them, limits count each apart.
    pub(super) fn limited_apart(&self) -> u64 {
        if self.scope == Scope::Key { self.keys } else { 1 }
    }

    /// Records done when the credits are gone, if they go first: a request is served whole or not at
    /// all, and the first that cannot be paid ends the job.
    pub(super) fn credits_end_after(&self) -> Option<u64> {
        let Work::Records(Records { records, credits_per_record: Some(each), .. }) =
            self.request.work
        else {
            return None;
        };
        let payable = self.request.credits?.as_micros().checked_div(each.as_micros())?;
        let (payable, batch) =
            (payable.unsigned_abs(), batch(&self.request.work, self.limits.action));
        (payable < records.0).then(|| payable / batch * batch)
    }

    pub(super) fn warnings(&self, course: &Course) -> Vec<Warning> {
        let mut warnings = self.limits.warnings.clone();
        let without_price = matches!(
            self.request.work,
            Work::Requests(_) | Work::Records(Records { credits_per_record: None, .. })
        );
        if self.request.credits.is_some() && without_price {
            let message = "What a record costs is not given, so that the credits end nothing. Add \
                           `creditsPerRecord`.";
            warnings.push(plain("creditsWithoutPrice", message.to_owned()));
        }
        if course.given_up > 0 {
            let message = format!(
                "The client gives up {} requests: each was refused too often.",
                course.given_up
            );
            warnings.push(plain("givenUp", message));
        }
        if let Client::Backoff(backoff) = self.client {
            warnings.extend(self.limits.action.and_then(|action| short_timeout(backoff, action)));
        }
        warnings
    }
}

fn plain(code: &'static str, message: String) -> Warning {
    Warning { code, message, params: [].into_iter().collect(), sources: Vec::new() }
}

/// The warning of a client that does not wait as long as the card advises.
fn short_timeout(backoff: &Backoff, action: &Action) -> Option<Warning> {
    let (timeout, advised) = (backoff.timeout_ms?.0, action.timeout_seconds?.0);
    let message = format!(
        "{} can take {advised} seconds. A client that stops waiting earlier is charged all the same: \
         the request that was accepted goes on.",
        action.title
    );
    let params = [("action", action.id.as_str().into()), ("seconds", (advised as f64).into())];
    (timeout < advised * 1_000).then(|| Warning {
        code: "timeoutShort",
        message,
        params: params.into_iter().collect(),
        sources: action.sources.clone(),
    })
}

fn requests(work: &Work, action: Option<&Action>) -> u64 {
    match work {
        Work::Requests(requests) => requests.0,
        Work::Records(Records { records, .. }) => records.0.div_ceil(batch(work, action)),
    }
}

/// How many records go in one request.
fn batch(work: &Work, action: Option<&Action>) -> u64 {
    let Work::Records(Records { records, batch, .. }) = work else { return 1 };
    match (batch, action.map(|action| action.batch.default)) {
        (Some(batch), _) => batch.0,
        (None, Some(BatchDefault::Units(default))) => default,
        (None, Some(BatchDefault::All)) => records.0.max(1),
        (None, None) => 1,
    }
}

fn limits<'a>(
    request: &'a FinishRequest,
    shelf: &'a dyn Shelf,
    problems: &mut Problems,
) -> Option<LimitsInForce<'a>> {
    let at = At::Key(&At::Root, "limits");
    match &request.limits {
        LimitsOf::Own(all) => {
            let scope = request.scope.unwrap_or(Scope::Key);
            Some(LimitsInForce { all: all.clone(), scope, action: None, warnings: Vec::new() })
        }
        LimitsOf::Card(LimitsOfCard { card, plan, action, policies }) => {
            if request.scope.is_some() {
                let message =
                    "A card says this by its switch limitScope. Answer that in `policies`.";
                problems.add(Problem::new(At::Key(&At::Root, "scope"), "scopeOfCard", message));
            }
            let card = card.find(shelf, At::Key(&at, "card"), problems)?;
            let chosen = Chosen::of(card, &policies.0, At::Key(&at, "policies"), problems);
            let action = match action {
                Some(id) => Some(find_request(card, id, At::Key(&at, "action"), problems)?),
                None => None,
            };
            of_card(card, plan, action, &chosen, At::Key(&at, "plan"), problems)
        }
    }
}

/// The limits of a plan, or of a set that a subscription can keep from earlier, and of an action.
fn of_card<'a>(
    card: &'a RateCard,
    plan: &str,
    action: Option<&'a Action>,
    chosen: &Chosen<'a>,
    at: At,
    problems: &mut Problems,
) -> Option<LimitsInForce<'a>> {
    let mut warnings = Vec::new();
    let mut all = if let Some(set) = card.limit_set(plan) {
        set.limits.clone()
    } else {
        let plan = card.find_plan(plan, at, problems)?;
        let standings =
            action.into_iter().flat_map(|action| card.standings(&action.id, &plan.id, chosen));
        warnings.extend(standings.map(|(entitlement, s)| entitlement.warning(plan, s)));
        plan.limits.clone()
    };
    all.extend(action.into_iter().flat_map(|action| action.limits.iter().copied()));
    let is_account = chosen.answer("limitScope") == Some("account");
    let scope = if is_account { Scope::Account } else { Scope::Key };
    Some(LimitsInForce { all, scope, action, warnings })
}

/// An action of the API.
fn find_request<'a>(
    card: &'a RateCard,
    id: &str,
    at: At,
    problems: &mut Problems,
) -> Option<&'a Action> {
    let action = find_action(card, id, at, problems)?;
    if !action.request {
        let message =
            format!("{} is no API request, so no limit holds it. Choose another.", action.title);
        problems.add(Problem::new(at, "noApiRequest", message).with("action", id));
        return None;
    }
    Some(action)
}

/// What was used is known of windows of the clock only, and is no more than a limit allows.
fn check_used(request: &FinishRequest, limits: &[Limit], problems: &mut Problems) {
    let is_fixed = |limit: &&Limit| matches!(limit.algorithm, None | Some(Algorithm::Fixed));
    for (window, used) in &request.used.0 {
        let at = At::Key(&At::Root, "used");
        let at = At::Key(&at, window.id());
        let of_window = limits.iter().filter(is_fixed).filter(|limit| limit.per == *window);
        match of_window.map(|limit| limit.count.0).max() {
            None => {
                let message = "No limit counts this window by the clock. Leave it out.";
                problems.add(Problem::new(at, "usedWithoutLimit", message));
            }
            Some(most) if *used > most => {
                let message = format!("No more than {most} can have been accepted. Lower it.");
                problems.add(Problem::new(at, "usedOverLimit", message).with("max", most as f64));
            }
            Some(_) => {}
        }
    }
}
