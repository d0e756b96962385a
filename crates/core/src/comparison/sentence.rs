//! The result of a comparison in one sentence, made from its numbers.

use super::candidate::Trial;
use super::merit::Serves;
use super::rank::Ranked;
use super::request::Candidate;
use crate::document::{At, Problems};
use crate::number::percent;
use crate::progress::Progress;
use crate::range::CostRange;
use crate::rate_card::{Shelf, Wallet};
use crate::scenario::Scenario;
use crate::simulation::Budget;
use crate::subscription::Billing;

/// "Pro, billed monthly, is enough: USD 838.80 for 12 months; between 6,140 and 7,020 credits, because
/// Lusha's pages disagree on 2 points."
pub(super) fn sentence(
    scenario: &Scenario,
    best: Option<&Ranked>,
    shelf: &dyn Shelf,
    budget: &Budget,
) -> String {
    let Some(best) = best else { return "None of them can be run.".to_owned() };
    let name = name(&best.candidate, shelf);
    let months = scenario.horizon.months.0;
    let span = if months == 1 { "the month".to_owned() } else { format!("{months} months") };
    let cost = best.converted.as_ref().unwrap_or(&best.cost);
    let cost = format!("{cost} for {span}{}", doubt(scenario, &best.candidate, shelf, budget));
    match best.serves {
        Serves::All => format!("{name} is enough: {cost}."),
        Serves::Disputed => {
            format!("{name} is enough by one of the vendor's pages, and not by another: {cost}.")
        }
        Serves::Part => {
            format!("None serves everything. {name} serves the most, {}: {cost}.", part(best))
        }
        Serves::None => "None of them serves anything.".to_owned(),
    }
}

/// "68% of it": of the worth. Where all that has any is served, what is not is free.
fn part(best: &Ranked) -> String {
    if best.served_share >= 1.0 {
        return "all that is not free".to_owned();
    }
    // Down, so that what is not all is never told as all.
    percent(best.served_share, 0, f64::floor) + " of it"
}

/// "; between 6,140 and 7,020 credits, because Lusha's pages disagree on 2 points"
fn doubt(scenario: &Scenario, best: &Candidate, shelf: &dyn Shelf, budget: &Budget) -> String {
    let trial = Trial::of(scenario, best, shelf);
    let unwatched = Progress::unwatched();
    let range =
        trial.and_then(|trial| CostRange::within(&trial.scenario, shelf, &unwatched, Some(budget)));
    let words = range.ok().and_then(|range| range.in_words());
    words.map_or(String::new(), |words| format!("; {words}"))
}

/// "Pro, billed monthly,"
pub(crate) fn name(candidate: &Candidate, shelf: &dyn Shelf) -> String {
    if let Some(label) = &candidate.label {
        return label.clone();
    }
    let card = candidate.card.find(shelf, At::Root, &mut Problems::default());
    let plan = card.and_then(|card| card.plan(&candidate.plan));
    let title = plan.map_or(&*candidate.plan, |plan| &plan.title);
    if card.is_some_and(|card| card.wallet == Wallet::Money) {
        return title.to_owned();
    }
    match candidate.billing {
        Billing::Monthly => format!("{title}, billed monthly,"),
        Billing::Annual => format!("{title}, billed yearly,"),
    }
}
