//! What one or more requests cost, with every line traced to its rule.

use serde::Serialize;

use crate::amount::Amount;
use crate::by_id::ById;
use crate::charging::{First, POINTS_MAX, Requests, Spread, Steps, Tally, Tariff};
use crate::document::{At, Problem, Problems, Read, Value};
use crate::number::Count;
use crate::rate_card::{Action, BatchDefault, Charged, Chosen, RateCard, Rule, Shelf, Sources};
use crate::report::{Units, Warning};
use crate::scenario::{Answers, CardRef};
use crate::simulation::{check_batch, check_point, find_action, points_missing};

type Quantity = Count<0, 1_000_000_000_000>;

/// One or more requests whose price is asked for.
#[derive(Clone, Debug, Default, PartialEq, Read)]
pub struct QuoteRequest {
    /// The rate card: the id of a built-in one, with `@` and a day for one revision of it, or a
    /// card of your own.
    pub card: CardRef,
    /// Answers to questions that the vendor's pages leave open, by the id of the switch; the card's
    /// default for the rest.
    #[read(or_default)]
    pub policies: Answers,
    /// The id of the plan, for what a page says that it does not include.
    pub plan: Option<String>,
    /// The id of an action of the card, or a need such as `need.email` that the card maps to one.
    pub action: String,
    /// Units in all; the action says of what: contacts, rows, prompts.
    pub count: Quantity,
    /// Units in one request; the action's default if left out.
    pub batch: Option<Count<1, 1_000_000_000_000>>,
    /// How many of the units come back with anything; all if left out.
    pub matched: Option<Quantity>,
    /// Records for which each data point is revealed and not yet paid for, by the point's id.
    #[read(or_default)]
    pub points: Vec<(String, Quantity)>,
}

/// What it costs.
#[derive(Clone, Debug, Serialize)]
pub struct Quote {
    /// How many requests it takes.
    pub requests: Units,
    /// What they cost together.
    pub total: Amount,
    /// The same, rule by rule.
    pub lines: Vec<QuoteLine>,
    /// Every source named above.
    pub sources: Sources,
    /// What a reader should know.
    pub warnings: Vec<Warning>,
}

/// What one rule charges.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteLine {
    /// The rule.
    pub rule: String,
    /// What it is about.
    pub title: String,
    /// The group in which reports add it up.
    pub category: String,
    /// How many it charges.
    pub units: Units,
    /// What for.
    pub amount: Amount,
    /// Who says so.
    pub sources: Vec<String>,
}

/// The quote of a document that should be a request for one.
///
/// # Errors
/// Every problem of the document at once.
pub fn quote(document: &Value, shelf: &dyn Shelf) -> Result<Quote, Vec<Problem>> {
    let mut problems = Problems::default();
    let request = QuoteRequest::read(document, At::Root, &mut problems).unwrap_or_default();
    let asked = Asked::of(&request, shelf, &mut problems);
    let asked = problems.or(asked)?.expect("a request without problems can be quoted");
    asked.quote().ok_or_else(|| vec![too_large()])
}

fn too_large() -> Problem {
    let message = "This comes to more than 9,000,000,000 credits, or as much money: more than can be \
                   computed. Lower the count.";
    Problem::new(At::Key(&At::Root, "count"), "tooLarge", message)
}

/// A request that fits its card.
struct Asked<'a> {
    request: &'a QuoteRequest,
    card: &'a RateCard,
    chosen: Chosen<'a>,
    tariff: Tariff<'a>,
    spread: First,
    requests: Requests,
}

impl<'a> Asked<'a> {
    fn of(
        request: &'a QuoteRequest,
        shelf: &'a dyn Shelf,
        problems: &mut Problems,
    ) -> Option<Self> {
        let root = At::Root;
        let card = request.card.find(shelf, At::Key(&root, "card"), problems)?;
        let chosen = Chosen::of(card, &request.policies.0, At::Key(&root, "policies"), problems);
        if let Some(plan) = &request.plan {
            card.find_plan(plan, At::Key(&root, "plan"), problems);
        }
        let action = find_action(card, &request.action, At::Key(&root, "action"), problems)?;
        check_batch(action, request.batch.map(|batch| batch.0), root, problems);
        check_counts(request, action, problems);
        let tariff = Tariff::of(card, action, &chosen);
        let spread = first(request, &tariff);
        let units = request.count.0;
        let batch = match request.batch.map_or(action.batch.default, |b| BatchDefault::Units(b.0)) {
            BatchDefault::Units(batch) => batch,
            BatchDefault::All => units.max(1),
        };
        let requests = Requests { before: 0, units, batch };
        Some(Asked { request, card, chosen, tariff, spread, requests })
    }

    fn quote(&self) -> Option<Quote> {
        let lines = self.lines()?;
        let warnings = self.warnings();
        let ids = lines.iter().flat_map(|line| &line.sources);
        let ids = ids.chain(warnings.iter().flat_map(|warning| &warning.sources));
        let sources = self.card.sources_named(ids);
        Some(Quote {
            requests: Units(self.requests.count().max(1)),
            total: lines.iter().try_fold(Amount::ZERO, |sum, line| sum.checked_add(line.amount))?,
            sources,
            lines,
            warnings,
        })
    }

    /// A line for each rule that charges, or that says why nothing is charged.
    fn lines(&self) -> Option<Vec<QuoteLine>> {
        let (paid, free) = self.steps()?;
        let rules = self.tariff.rules.iter().zip(paid).zip(free);
        let charged = rules.filter(|((_, paid), free)| paid + free > 0);
        charged
            .map(|((priced, paid), free)| {
                let amount = priced.charge.price.times(paid)?;
                Some(QuoteLine {
                    rule: priced.rule.id.clone(),
                    title: priced.rule.title.clone(),
                    category: priced.rule.category.clone(),
                    units: Units(paid + free),
                    amount,
                    sources: priced.rule.sources.clone(),
                })
            })
            .collect()
    }

    /// The steps of each rule: those at its price, and those that are free because the requests
    /// before have spent enough.
    fn steps(&self) -> Option<(Steps, Steps)> {
        let nothing = Steps::default();
        if self.requests.count() == 0 {
            return Some((self.tariff.charge(&Tally::default(), &|_: &Rule| 0), nothing));
        }
        let Some(threshold) = self.tariff.free_after_month_spend() else {
            return Some((self.charge(&self.requests)?, nothing));
        };
        let paid = self.requests.first(self.requests_until(threshold)?);
        let free = self.requests.after(paid.count());
        Some((self.charge(&paid)?, self.charge(&free)?))
    }

    /// How many requests it takes to spend so much; all if they never do.
    fn requests_until(&self, threshold: Amount) -> Option<u64> {
        let (mut low, mut high) = (0, self.requests.count());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.tariff.cost(&self.charge(&self.requests.first(middle))?)? >= threshold {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Some(low)
    }

    fn charge(&self, requests: &Requests) -> Option<Steps> {
        let none = |_: &Rule| 0;
        let forms = self.tariff.forms(&self.spread, requests.batch, &none);
        let all = self.spread.all(requests);
        self.tariff.charge_all(&forms, &self.spread, requests, &all, &none).ok()
    }

    fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let action = self.tariff.action;
        if let Some(plan) = self.request.plan.as_deref().and_then(|id| self.card.plan(id)) {
            let standings = self.card.standings(&action.id, &plan.id, &self.chosen);
            warnings.extend(standings.map(|(entitlement, s)| entitlement.warning(plan, s)));
        }
        let asks_for_points = self
            .tariff
            .points()
            .any(|(_, _, point)| asked_for(self.request, action, point).is_some());
        if !action.points.is_empty() && !asks_for_points {
            warnings.push(points_missing(action));
        }
        warnings
    }
}

/// What comes back cannot be more than what is sent, nor points more than what comes back.
fn check_counts(request: &QuoteRequest, action: &Action, problems: &mut Problems) {
    let root = At::Root;
    let matched = request.matched.map_or(request.count.0, |matched| matched.0);
    if matched > request.count.0 {
        let message = format!("{matched} come back of {} sent. Lower it.", request.count.0);
        problems.add(Problem::new(At::Key(&root, "matched"), "moreThanSent", message));
    }
    let points = At::Key(&root, "points");
    if request.action.starts_with("need.") && !request.points.is_empty() {
        let message = "A need has its one point on every unit that is matched. Leave points out.";
        problems.add(Problem::new(points, "pointsOfNeed", message));
        return;
    }
    for (point, Count(units)) in &request.points {
        let place = At::Key(&points, point);
        check_point(action, point, place, problems);
        if *units > matched {
            let message = format!("{units} have it, but only {matched} come back. Lower it.");
            problems.add(Problem::new(place, "moreThanMatched", message));
        }
    }
}

/// How many of the first units have a point, if it is asked for.
fn asked_for(request: &QuoteRequest, action: &Action, point: &str) -> Option<u64> {
    if request.action.starts_with("need.") {
        let matched = request.matched.unwrap_or(request.count).0;
        return (action.point_of_need(&request.action) == Some(point)).then_some(matched);
    }
    request.points.iter().find(|(id, _)| id == point).map(|(_, units)| units.0)
}

/// What is found is found on the first units, each point by itself; of rules that charge a unit
/// once between them, a later one charges only beyond the earlier ones.
fn first(request: &QuoteRequest, tariff: &Tariff) -> First {
    let matched = request.matched.unwrap_or(request.count).0;
    let mut points = [(0, 0); POINTS_MAX];
    let mut together: ById<&str, u64> = ById::default();
    for (index, charge, point) in tariff.points() {
        let Some(found) = asked_for(request, tariff.action, point) else {
            continue;
        };
        let end = if charge.charged == Charged::Asked { request.count.0 } else { found };
        let start = charge.together.as_ref().map_or(0, |group| {
            let reached = together.entry(group);
            std::mem::replace(reached, end.max(*reached))
        });
        points[index] = (start, end.max(start));
    }
    First { matched, points }
}
