//! A job under rate limits: what is asked for, and what comes of it on each plan.

pub(crate) mod clients;
mod document;
pub(crate) mod sentences;
pub(crate) mod span;

use std::rc::Rc;

use creditcast_catalog::catalog;
use creditcast_core::calendar::{Instant, Millis};
use creditcast_core::document::Problem;
use creditcast_core::finish::{self, Finish, FinishRequest, LimitsOf, LimitsOfCard, Used, Work};
use creditcast_core::number::Count;
use creditcast_core::rate_card::{Action, RateCard};
use creditcast_core::rate_limit::Limit;

use self::clients::{Patience, patience};
use self::span::{SAMPLES, Span};
use crate::draft::Draft;
use crate::local::Local;
use crate::run::Run;

/// A job that can be told.
pub(crate) struct Job {
    /// What was typed.
    pub draft: Rc<Draft>,
    /// What it means.
    pub request: FinishRequest,
    /// What comes of it.
    pub finish: Finish,
    /// The time that is drawn.
    pub span: Span,
    /// On this plan, with another key, and on every other plan: the earliest first.
    pub ways: Vec<Way>,
    /// What clients that back off would do to themselves.
    pub patience: Vec<Patience>,
}

/// A way to do the job.
pub(crate) struct Way {
    /// The plan.
    pub title: String,
    /// What is different about it.
    pub kind: Kind,
    /// The limits that hold it back.
    pub limits: Vec<Limit>,
    /// What comes of it, or why that cannot be told.
    pub outcome: Result<Outcome, String>,
}

/// What is different about a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing: it is what was asked for.
    Asked,
    /// A further key.
    Key,
    /// The plan.
    Plan,
}

/// What comes of a way.
pub(crate) struct Outcome {
    /// When it is done.
    pub finish: Finish,
    /// How many requests are accepted by each moment that is drawn.
    pub accepted: Vec<u64>,
}

impl Job {
    /// What comes of the job that was typed.
    ///
    /// # Errors
    /// All that is wrong with it, each at the place of its field.
    #[inline(never)]
    pub(crate) fn of(
        draft: &Rc<Draft>,
        card: &RateCard,
        run: Option<&Run>,
    ) -> Result<Self, Vec<Problem>> {
        let asked = document::asked(draft, card, run);
        let request = finish::parse(asked.document(), catalog()).map_err(document::at_fields)?;
        let finish = request.finish(catalog()).map_err(document::at_fields)?;
        let span = Span::of(start(&request), finish.seconds);
        let ways = ways(&request, &finish, card, &span);
        let patience = patience(&request);
        Ok(Job { draft: Rc::clone(draft), request, finish, span, ways, patience })
    }

    fn start(&self) -> Millis {
        start(&self.request)
    }

    /// "Saturday 12 December, 05:03": the moment of the reader's clock so many seconds after its start.
    pub(crate) fn when(&self, seconds: f64) -> String {
        self.at(seconds).said(self.at(0.0))
    }

    /// The same in a few letters.
    pub(crate) fn when_short(&self, seconds: f64) -> String {
        self.at(seconds).short(self.at(0.0))
    }

    /// When limits allow all of it: "by Saturday 12 December, 05:03", or "at once".
    pub(crate) fn when_allowed(&self) -> String {
        let seconds = self.finish.seconds;
        if seconds > 0.0 { format!("by {}", self.when(seconds)) } else { "at once".to_owned() }
    }

    /// Does it take any time, on this plan or another?
    pub(crate) fn takes_time(&self) -> bool {
        self.ways.iter().any(|way| way.seconds() != Some(0.0))
    }

    fn at(&self, seconds: f64) -> Local {
        Local::of(self.start() + millis(seconds))
    }

    /// When it is done and what holds it back.
    pub(crate) fn sentence(&self) -> String {
        self.finish.sentence(&self.when_allowed())
    }

    /// The action whose requests are sent.
    pub(crate) fn action<'c>(&self, card: &'c RateCard) -> Option<&'c Action> {
        let LimitsOf::Card(limits) = &self.request.limits else { return None };
        card.action(limits.action.as_ref()?)
    }

    /// What comes of it with another key, if that changes anything.
    pub(crate) fn with_another_key(&self) -> Option<&Finish> {
        let way = self.ways.iter().find(|way| way.kind == Kind::Key)?;
        way.outcome.as_ref().ok().map(|outcome| &outcome.finish)
    }

    /// What comes of it with so many records to a request.
    pub(crate) fn with_batch(&self, size: u64) -> Option<Finish> {
        let mut request = self.request.clone();
        let Work::Records(work) = &mut request.work else { return None };
        work.batch = Some(Count(size));
        request.finish(catalog()).ok()
    }

    /// When it is done with another answer to a question of the card.
    pub(crate) fn with_answer(&self, policy: &str, answer: &str) -> Option<String> {
        let mut request = self.request.clone();
        let LimitsOf::Card(limits) = &mut request.limits else { return None };
        limits.policies.choose(policy, answer);
        Some(self.when(request.finish(catalog()).ok()?.seconds))
    }
}

fn start(request: &FinishRequest) -> Millis {
    request.start.map_or(0, Instant::as_millis)
}

#[expect(clippy::cast_possible_truncation, reason = "as long as the calendar at most")]
fn millis(seconds: f64) -> Millis {
    (seconds * 1_000.0) as Millis
}

fn another_key(request: &FinishRequest) -> FinishRequest {
    let keys = request.keys.map_or(1, |keys| keys.0) + 1;
    FinishRequest { keys: Some(Count(keys)), ..request.clone() }
}

/// The job on another plan. What was used of this one's limits was not used of that one's.
fn on_plan(request: &FinishRequest, id: &str) -> FinishRequest {
    let mut request = FinishRequest { used: Used::default(), ..request.clone() };
    if let LimitsOf::Card(limits) = &mut request.limits {
        id.clone_into(&mut limits.plan);
    }
    request
}

/// Every way, the earliest first; those that cannot be told last.
fn ways(request: &FinishRequest, finish: &Finish, card: &RateCard, span: &Span) -> Vec<Way> {
    let LimitsOf::Card(LimitsOfCard { plan: asked, .. }) = &request.limits else {
        return Vec::new();
    };
    let plans = card.plans.iter().map(|plan| (&plan.id, &plan.title, &plan.limits));
    let sets = card.limit_sets.iter().map(|set| (&set.id, &set.title, &set.limits));
    let mut ways: Vec<Way> = Vec::new();
    for (id, title, limits) in plans.chain(sets) {
        let is_asked = id == asked;
        let kind = if is_asked { Kind::Asked } else { Kind::Plan };
        let own = if is_asked { request.clone() } else { on_plan(request, id) };
        let told = if is_asked { Ok(finish.clone()) } else { own.finish(catalog()) };
        insert(&mut ways, Way::of(&own, told, (title, kind), limits, span));
        if is_asked {
            let own = another_key(request);
            let told = own.finish(catalog());
            let way = Way::of(&own, told, (title, Kind::Key), limits, span);
            // A key that changes nothing is no way of its own.
            if way.seconds().is_some_and(|seconds| seconds < finish.seconds) {
                insert(&mut ways, way);
            }
        }
    }
    ways
}

fn insert(ways: &mut Vec<Way>, way: Way) {
    let is_later = |other: &Way| match (other.seconds(), way.seconds()) {
        (Some(other), Some(own)) => other > own,
        (other, _) => other.is_none(),
    };
    let place = ways.iter().position(is_later).unwrap_or(ways.len());
    ways.insert(place, way);
}

impl Way {
    fn of(
        request: &FinishRequest,
        told: Result<Finish, Vec<Problem>>,
        (title, kind): (&str, Kind),
        limits: &[Limit],
        span: &Span,
    ) -> Self {
        let outcome = told.and_then(|finish| {
            let accepted = request.accepted_by(&span.moments(), catalog())?;
            Ok(Outcome { finish, accepted })
        });
        let first = |problems: Vec<Problem>| problems[0].message.clone();
        let outcome = outcome.map_err(first);
        Way { title: title.to_owned(), kind, limits: limits.to_vec(), outcome }
    }

    /// How long it takes, if that can be told.
    fn seconds(&self) -> Option<f64> {
        self.outcome.as_ref().ok().map(|outcome| outcome.finish.seconds)
    }
}

impl Outcome {
    /// When something is accepted: the first and the last part of the time that is drawn, with no
    /// gap that is too short to be seen.
    pub(crate) fn blocks(&self) -> Vec<(usize, usize)> {
        const GAP: usize = 3;
        let mut blocks: Vec<(usize, usize)> = Vec::new();
        let mut before = 0;
        for (sample, accepted) in self.accepted.iter().enumerate() {
            if *accepted > before {
                let begins = sample.saturating_sub(1);
                match blocks.last_mut() {
                    Some((_, end)) if begins <= *end + GAP => *end = sample.max(1),
                    _ => blocks.push((begins, sample.max(1))),
                }
            }
            before = *accepted;
        }
        blocks
    }

    /// Where it is done, in parts of the time that is drawn, if it is by then.
    pub(crate) fn done(&self, span: &Span) -> Option<i64> {
        let at = span.place(millis(self.finish.seconds));
        (at <= SAMPLES).then_some(at)
    }
}
