//! A candidate made a scenario: the same use, on another plan.

use std::cell::OnceCell;

use super::request::Candidate;
use crate::document::{At, Problem, Problems};
use crate::rate_card::{RateCard, Shelf, Wallet};
use crate::report::Warning;
use crate::scenario::{CardRef, Scenario};
use crate::simulation::unhindered;
use crate::subscription::{Billing, Limits, Move};

/// A scenario, and what of the one that it was made from does not apply to it.
#[derive(Clone, Debug)]
pub(crate) struct Trial {
    pub(crate) scenario: Scenario,
    pub(crate) dropped: Vec<Warning>,
    /// The scenario where nothing is refused, once that was asked for.
    unhindered: OnceCell<Scenario>,
}

/// Every plan and billing of a card, in its order. Where all is paid as one goes there is one billing.
pub fn plans_and_billings(card: &RateCard) -> impl Iterator<Item = (&str, Billing)> {
    let billings: &[Billing] = match card.wallet {
        Wallet::Credits => &[Billing::Monthly, Billing::Annual],
        Wallet::Money => &[Billing::Monthly],
    };
    card.plans.iter().flat_map(|plan| billings.iter().map(|billing| (&*plan.id, *billing)))
}

/// The same as candidates.
pub(crate) fn every_plan(reference: &CardRef, card: &RateCard) -> Vec<Candidate> {
    let candidate = |(plan, billing): (&str, Billing)| Candidate {
        card: reference.clone(),
        plan: plan.to_owned(),
        billing,
        ..Candidate::default()
    };
    plans_and_billings(card).map(candidate).collect()
}

impl Trial {
    /// The use of a scenario on a candidate.
    pub(crate) fn of(
        scenario: &Scenario,
        candidate: &Candidate,
        shelf: &dyn Shelf,
    ) -> Result<Self, Vec<Problem>> {
        let scenario = candidate.asks(scenario);
        let mut problems = Problems::default();
        let at = At::Key(&At::Root, "card");
        let card = candidate.card.find(shelf, at, &mut problems);
        let own = scenario.card.find(shelf, at, &mut Problems::default());
        let card = problems.or(card)?.expect("a card without problems is there");
        let is_own_card = own.is_some_and(|own| own.pinned_id() == card.pinned_id());
        let mut trial = Trial::on(scenario.clone());
        trial.put(candidate);
        if !is_own_card || scenario.subscription.plan != candidate.plan {
            let from = plan_title(&scenario.subscription.plan, own, is_own_card);
            let to = plan_title(&candidate.plan, Some(card), is_own_card);
            trial.leave_plan(candidate, [&from, &to]);
        }
        if !is_own_card {
            trial.leave_card(candidate, card, own);
        }
        Ok(trial)
    }

    fn on(scenario: Scenario) -> Self {
        Trial { scenario, dropped: Vec::new(), unhindered: OnceCell::new() }
    }

    /// The scenario where nothing is refused.
    pub(super) fn unhindered(&self, shelf: &dyn Shelf) -> &Scenario {
        self.unhindered.get_or_init(|| unhindered(&self.scenario, shelf))
    }

    fn put(&mut self, candidate: &Candidate) {
        self.scenario.card.clone_from(&candidate.card);
        let subscription = &mut self.scenario.subscription;
        subscription.plan.clone_from(&candidate.plan);
        // Where there is one billing only it is not said.
        let is_said = subscription.billing.is_some() || candidate.billing != Billing::default();
        subscription.billing = is_said.then_some(candidate.billing);
        subscription.seats = candidate.seats.or(subscription.seats);
        if candidate.terms.is_some() {
            subscription.terms.clone_from(&candidate.terms);
        }
        for (policy, answer) in &candidate.policies.0 {
            self.scenario.policies.choose(policy, answer);
        }
    }

    /// What was agreed for a plan, caps in its credits, and moves to other plans are of that plan.
    fn leave_plan(&mut self, candidate: &Candidate, titles: [&str; 2]) {
        let scenario = &mut self.scenario;
        let subscription = &mut scenario.subscription;
        let had_terms = candidate.terms.is_none() && subscription.terms.take().is_some();
        let spenders = scenario.keys.iter_mut().chain(&mut scenario.users);
        let mut had_caps = false;
        for spender in spenders {
            had_caps |= spender.monthly_cap.take().is_some();
        }
        let caps = |change: &Move| matches!(change, Move::KeyCap { .. } | Move::UserCap { .. });
        let had_moves = subscription.changes.iter().any(|change| change.what.is_of_plan());
        had_caps |= subscription.changes.iter().any(|change| caps(&change.what));
        subscription.changes.retain(|change| !change.what.is_of_plan() && !caps(&change.what));
        self.drop(had_terms, "termsDropped", "The terms agreed", titles);
        self.drop(had_caps, "capsDropped", "The caps of keys and users", titles);
        self.drop(had_moves, "planChangesDropped", "The changes of plan", titles);
    }

    /// Limits kept from earlier, pools, credits and answers are of one vendor.
    fn leave_card(&mut self, candidate: &Candidate, card: &RateCard, own: Option<&RateCard>) {
        let subscription = &mut self.scenario.subscription;
        let of_set =
            |limits: &Limits| matches!(limits, Limits::Set(id) if card.limit_set(id).is_none());
        let had_limits = subscription.limits.take_if(|limits| of_set(limits)).is_some();
        let pools = subscription.pools.0.len();
        subscription.pools.0.retain(|(id, _)| card.pools.iter().any(|pool| pool.id == *id));
        let had_pools = subscription.pools.0.len() < pools;
        let is_own_vendor = own.is_some_and(|own| own.vendor == card.vendor);
        let mut had_credits = false;
        if !is_own_vendor {
            let buys = |change: &Move| matches!(change, Move::TopUp { .. });
            had_credits |= subscription.opening_balance.take().is_some();
            had_credits |= subscription.auto_top_up.take().is_some();
            had_credits |= subscription.changes.iter().any(|change| buys(&change.what));
            subscription.changes.retain(|change| !buys(&change.what));
        }
        let policies = &mut self.scenario.policies.0;
        let count = policies.len();
        let fits =
            |id: &str, answer: &str| card.policy(id).is_some_and(|p| p.option(answer).is_some());
        let of_candidate = |id: &str| candidate.policies.0.iter().any(|(own, _)| own == id);
        policies.retain(|(id, answer)| of_candidate(id) || fits(id, answer));
        let had_policies = policies.len() < count;
        let from = own.map_or("another card".to_owned(), card_title);
        let titles = [&*from, &card_title(card)];
        self.drop(had_limits, "limitsDropped", "The limits kept from earlier", titles);
        self.drop(had_pools, "poolsDropped", "The pools beside the credits", titles);
        let credits = "The balance at the start and what is bought";
        self.drop(had_credits, "creditsDropped", credits, titles);
        self.drop(had_policies, "answersDropped", "Some answers to open questions", titles);
    }

    /// Notes what is of one plan or card and does not apply to another.
    fn drop(&mut self, is_dropped: bool, code: &'static str, what: &str, [from, to]: [&str; 2]) {
        if is_dropped {
            let message = format!("{what} are of {from} and do not apply to {to}.");
            let params = [].into_iter().collect();
            self.dropped.push(Warning { code, message, params, sources: Vec::new() });
        }
    }
}

/// "Pro"; beside a plan of another card: Pro of "Lusha, June 2026".
fn plan_title(plan: &str, card: Option<&RateCard>, is_one_card: bool) -> String {
    let title = card.and_then(|card| card.plan(plan)).map_or(plan, |plan| &plan.title);
    match card.filter(|_| !is_one_card) {
        Some(card) => format!("{title} of {}", card_title(card)),
        None => title.to_owned(),
    }
}

fn card_title(card: &RateCard) -> String {
    format!("\"{}\"", card.title)
}
