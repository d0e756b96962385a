//! What is asked: one use on several candidates.

use serde::Serialize;

use super::candidate::Trial;
use crate::amount::{Amount, Decimal, check_currency};
use crate::calendar::Date;
use crate::document::{At, Fields, Problem, Problems, Read};
use crate::number::Count;
use crate::rate_card::Shelf;
use crate::scenario::{Answers, CardRef, Scenario};
use crate::simulation::check;
use crate::subscription::{Billing, Terms};

/// No more candidates than these are compared.
const CANDIDATES_MAX: usize = 200;

/// One use, and what it is to be compared on.
#[derive(Clone, Debug, Default, PartialEq, Read)]
pub struct CompareRequest {
    /// The use, with the subscription that there is or might be.
    pub scenario: Scenario,
    /// What is compared; every plan and billing of the scenario's card if left out.
    #[read(most = CANDIDATES_MAX)]
    pub candidates: Option<Vec<Candidate>>,
    /// How currencies are converted; needed where candidates are priced in two.
    pub rates: Option<ExchangeRates>,
}

/// A plan that the use could run on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct Candidate {
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The rate card: the id of a built-in one, or a card of your own.
    pub card: CardRef,
    /// The id of one of its plans.
    pub plan: String,
    /// How it is paid.
    pub billing: Billing,
    /// Users in all; the scenario's if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats: Option<Count<1, 100_000>>,
    /// What was agreed for it; the scenario's, if it is the scenario's own plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// Answers to open questions, by the id of the switch, beside the scenario's.
    #[serde(skip_serializing_if = "Answers::is_empty")]
    #[read(or_default)]
    pub policies: Answers,
    /// What is compared instead of the request's scenario: a what-if.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<Box<Scenario>>,
}

/// What is wrong with a scenario whatever it is run on. All other problems hang on a card, a plan, or
/// how that is paid.
const OF_ANY: [&str; 13] = [
    "afterHorizon",
    "alreadyCancelled",
    "beforeStart",
    "duplicateId",
    "listAndShares",
    "notListed",
    "revealWithoutList",
    "unknownCard",
    "unknownLimits",
    "unknownPlan",
    "unknownPolicy",
    "unknownPool",
    "untilBeforeFrom",
];

impl CompareRequest {
    /// # Errors
    /// What is wrong with the scenario whatever it is run on, or that there is nothing to run it on.
    pub(super) fn check(&self, shelf: &dyn Shelf) -> Result<(), Vec<Problem>> {
        let mut found = Problems::default();
        check(&self.scenario, shelf, &mut found);
        let of_any = found.into_vec().into_iter().filter(|problem| OF_ANY.contains(&problem.code));
        let mut problems = Problems::default();
        of_any.for_each(|problem| problems.add(problem.within("scenario")));
        if self.candidates.as_ref().is_some_and(Vec::is_empty) {
            let message = "There is nothing to compare. Add a candidate, or leave this out.";
            let candidates = At::Key(&At::Root, "candidates");
            problems.add(Problem::new(candidates, "missing", message));
        }
        problems.or(())
    }
}

impl Candidate {
    /// A use on this candidate: what of its scenario does not apply to it is left out.
    ///
    /// # Errors
    /// Every problem of the candidate's card.
    pub fn scenario(&self, of: &Scenario, shelf: &dyn Shelf) -> Result<Scenario, Vec<Problem>> {
        Trial::of(of, self, shelf).map(|trial| trial.scenario)
    }

    /// What it is to run, of a request's scenario.
    pub fn asks<'s>(&'s self, scenario: &'s Scenario) -> &'s Scenario {
        self.scenario.as_deref().unwrap_or(scenario)
    }
}

/// Rates of currencies, as the caller gives them.
#[derive(Clone, Debug, Default, PartialEq, Read)]
#[read(check)]
pub struct ExchangeRates {
    /// The ISO 4217 code of the currency that all are converted to.
    pub to: String,
    /// How much of each currency is worth one of it, by its ISO 4217 code.
    pub of: Vec<(String, Decimal)>,
    /// The day on which that was so.
    pub as_of: Date,
}

impl ExchangeRates {
    /// How much of a currency is worth one of that which is converted to.
    pub fn rate(&self, currency: &str) -> Option<Amount> {
        if currency == self.to {
            return Some(Amount::ONE);
        }
        self.of.iter().find(|(known, _)| known == currency).map(|(_, rate)| rate.0)
    }

    fn check(&self, fields: &mut Fields) {
        let at = fields.at();
        let problems = fields.problems();
        check_currency(&self.to, At::Key(&at, "to"), problems);
        let of = At::Key(&at, "of");
        for (currency, rate) in &self.of {
            check_currency(currency, At::Key(&of, currency), problems);
            let message = if rate.0 == Amount::ZERO {
                "A rate is more than nothing. Write how much of it is worth one."
            } else if *currency == self.to && rate.0 != Amount::ONE {
                "This is what all is converted to: one of it is worth one. Leave it out."
            } else {
                continue;
            };
            problems.add(Problem::new(At::Key(&of, currency), "badRate", message));
        }
    }
}
