//! Other plans, other billing, and other plans for some of the time.

use super::Kind;
use super::bench::{Bench, Taken, Way};
use crate::amount::Amount;
use crate::calendar::Date;
use crate::comparison::{Candidate, Trial, every_plan, name};
use crate::rate_card::{Plan, Wallet};
use crate::scenario::Scenario;
use crate::subscription::{Billing, Change, Move, Terms, To};

/// A season on a smaller plan is of so many months at most.
const SEASON_MAX: usize = 12;
/// Seasons are looked for in so many months at most.
const HORIZON_MAX: u32 = 36;

impl Bench<'_> {
    /// The same plan, paid the other way.
    pub(super) fn billing(&self) -> Option<Taken> {
        self.best(self.plans().into_iter().filter(|way| way.kind == Kind::Billing))
    }

    /// Another plan, or the same without its changes.
    pub(super) fn plan(&self) -> Option<Taken> {
        self.best(self.plans().into_iter().filter(|way| way.kind == Kind::Plan))
    }

    /// Another plan for some of the time.
    pub(super) fn plan_change(&self) -> Option<Taken> {
        let courses = self.moves().into_iter().chain(self.seasons());
        let ways = courses.filter_map(|course| self.on_course(&course));
        let best = self.best(ways.flat_map(|way| self.with_and_without_auto_top_up(way)))?;
        let stay = self.stay().and_then(|way| self.try_out(&way.scenario));
        let is_cheaper = stay.is_none_or(|stay| best.outcome.merit.price < stay.merit.price);
        is_cheaper.then_some(best)
    }

    /// Every plan and billing of the card, and the own plan without its changes.
    fn plans(&self) -> Vec<Way> {
        let own = &self.scenario.subscription;
        let now = (&own.plan, own.billing.unwrap_or_default());
        let way = |candidate: Candidate| {
            let Trial { scenario, dropped, .. } =
                Trial::of(self.scenario, &candidate, self.shelf).ok()?;
            let is_own = *now.0 == candidate.plan;
            let kind = if is_own { Kind::Billing } else { Kind::Plan };
            let title = match (is_own, candidate.billing) {
                (true, Billing::Monthly) => "Pay by the month".to_owned(),
                (true, Billing::Annual) => "Pay for the year".to_owned(),
                _ => format!("Take {}", name(&candidate, self.shelf).trim_end_matches(',')),
            };
            Some(Way { dropped, ..Way::new(kind, title, scenario) })
        };
        let all = every_plan(&self.scenario.card, self.card).into_iter();
        let others = all.filter(|candidate| (&candidate.plan, candidate.billing) != now);
        let all = others.filter_map(way).chain(self.stay());
        all.flat_map(|way| self.with_and_without_auto_top_up(way)).collect()
    }

    /// A way as it is, and without what is bought by itself, which the other plan may not need.
    fn with_and_without_auto_top_up(&self, way: Way) -> impl Iterator<Item = Way> + use<> {
        let buys = way.scenario.subscription.auto_top_up.is_some();
        let without = (buys && self.card.wallet == Wallet::Credits).then(|| {
            let mut scenario = way.scenario.clone();
            scenario.subscription.auto_top_up = None;
            let title = format!("{}, and buy nothing by itself", way.title);
            Way { dropped: way.dropped.clone(), ..Way::new(way.kind, title, scenario) }
        });
        [way].into_iter().chain(without)
    }

    /// The own plan without its changes, if it has any.
    fn stay(&self) -> Option<Way> {
        let mut scenario = self.scenario.clone();
        let changes = scenario.subscription.changes.len();
        drop_moves(&mut scenario);
        let plan = self.card.plan(&scenario.subscription.plan)?;
        let is_other = scenario.subscription.changes.len() < changes;
        is_other.then(|| Way::new(Kind::Plan, format!("Stay on {}", plan.title), scenario))
    }

    /// One plan up to a renewal, and another from then on.
    fn moves(&self) -> Vec<Course<'_>> {
        let mut moves = Vec::new();
        for start in self.plans_by_the_month() {
            for to in self.plans_by_the_month().filter(|to| to.id != start.id) {
                let renewals = self.renewals().into_iter();
                moves.extend(renewals.map(|on| Course { start, moves: vec![(on, to)] }));
            }
        }
        moves
    }

    /// The own plan, and a smaller one for a season.
    fn seasons(&self) -> Vec<Course<'_>> {
        let mut seasons = Vec::new();
        let own = self.plans_by_the_month().find(|p| p.id == self.scenario.subscription.plan);
        let Some(own) = own.filter(|_| self.months() <= HORIZON_MAX) else { return seasons };
        let renewals = self.renewals();
        let is_smaller = |plan: &&Plan| self.credits(plan) < self.credits(own);
        for smaller in self.plans_by_the_month().filter(is_smaller) {
            for (index, from) in renewals.iter().enumerate() {
                let ends = renewals[index + 1..].iter().take(SEASON_MAX);
                let season = |end: &Date| vec![(*from, smaller), (*end, own)];
                seasons.extend(ends.map(|end| Course { start: own, moves: season(end) }));
            }
        }
        seasons
    }

    /// Plans whose price and credits are published, or were agreed.
    fn plans_by_the_month(&self) -> impl Iterator<Item = &Plan> {
        let has_price = |plan: &Plan| {
            let agreed = self.agreed(plan).is_some_and(|terms| terms.price.is_some());
            agreed || plan.price.monthly.is_some()
        };
        let plans = self.card.plans.iter();
        plans.filter(move |plan| has_price(plan) && self.credits(plan).is_some())
    }

    /// What a plan brings in a month: the own one what was agreed.
    fn credits(&self, plan: &Plan) -> Option<Amount> {
        self.agreed(plan).and_then(|terms| terms.credits).or(plan.credits_per_month)
    }

    fn agreed(&self, plan: &Plan) -> Option<&Terms> {
        let own = &self.scenario.subscription;
        own.terms.as_ref().filter(|_| own.plan == plan.id)
    }

    fn months(&self) -> u32 {
        u32::try_from(self.scenario.horizon.months.0).unwrap_or(u32::MAX)
    }

    fn renewals(&self) -> Vec<Date> {
        let start = self.scenario.subscription.start;
        (1..self.months()).map(|month| start.plus_months(month)).collect()
    }

    /// The scenario on a course, paid by the month; back on the own plan with what was agreed for it.
    fn on_course(&self, course: &Course) -> Option<Way> {
        let candidate = Candidate {
            card: self.scenario.card.clone(),
            plan: course.start.id.clone(),
            ..Candidate::default()
        };
        let Trial { mut scenario, dropped, .. } =
            Trial::of(self.scenario, &candidate, self.shelf).ok()?;
        drop_moves(&mut scenario);
        let mut from = course.start;
        for (on, to) in &course.moves {
            let terms = self.agreed(to).cloned();
            let target = To { plan: to.id.clone(), billing: None, terms };
            let is_up = self.credits(from) <= self.credits(to);
            let what = if is_up { Move::Upgrade(target) } else { Move::Downgrade(target) };
            scenario.subscription.changes.push(Change { on: *on, what });
            from = to;
        }
        let is_up = self.credits(course.start) <= self.credits(from);
        let title = self.title(course, is_up);
        Some(Way { dropped, ..Way::new(Kind::PlanChange, title, scenario) })
    }

    /// "Move down to Starter on 1 April 2027", or, where what it starts with is not what there is, "Start
    /// with Starter and move down to Free on 1 April 2027".
    fn title(&self, course: &Course, is_up: bool) -> String {
        let own = &self.scenario.subscription;
        let is_by_the_month = own.billing.unwrap_or_default() == Billing::Monthly;
        let moves = course.moves_in_words(is_up);
        if is_by_the_month && own.plan == course.start.id {
            return format!("Move {moves}");
        }
        let paid = if is_by_the_month { "" } else { ", paid by the month," };
        format!("Start with {}{paid} and move {moves}", course.start.title)
    }
}

/// A plan to start with, and others from some renewals on.
struct Course<'c> {
    start: &'c Plan,
    moves: Vec<(Date, &'c Plan)>,
}

impl Course<'_> {
    /// "down to Free on 1 April 2027", or "down to Free from 1 April 2027 to 1 June 2027".
    fn moves_in_words(&self, is_up: bool) -> String {
        let way = if is_up { "up" } else { "down" };
        let words =
            |(on, to): &(Date, &Plan)| format!("{way} to {} on {}", to.title, on.in_words());
        match &self.moves[..] {
            [(from, smaller), (to, _)] => {
                let (from, to) = (from.in_words(), to.in_words());
                format!("down to {} from {from} to {to}", smaller.title)
            }
            moves => moves.iter().map(words).collect(),
        }
    }
}

fn drop_moves(scenario: &mut Scenario) {
    scenario.subscription.changes.retain(|change| !change.what.is_of_plan());
}
