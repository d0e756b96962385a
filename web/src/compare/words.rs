//! How candidates are called, and what is said of each.

use creditcast_catalog::catalog;
use creditcast_core::amount::Amount;
use creditcast_core::comparison::Candidate;
use creditcast_core::document::{At, Problems};
use creditcast_core::number::percent;
use creditcast_core::rate_card::{RateCard, Wallet};
use creditcast_core::subscription::{Billing, Change, Move};

use super::candidates::OWN;
use super::{Compared, Outcome};
use crate::components::brief::told;
use crate::format;

/// "Premium, yearly"
pub(crate) fn name(candidate: &Candidate) -> String {
    name_of(candidate, &[])
}

/// "Pro, then Premium; yearly": where its plan changes, what it changes to.
pub(super) fn name_of(candidate: &Candidate, changes: &[Change]) -> String {
    candidate.label.clone().unwrap_or_else(|| title(candidate, changes))
}

/// The same, whatever it is called.
fn title(candidate: &Candidate, changes: &[Change]) -> String {
    let card = card(candidate);
    let plans = plans(candidate, changes);
    let called = |id: &str| {
        let plan = card.and_then(|card| card.plan(id));
        plan.map_or(id, |plan| &plan.title).to_owned()
    };
    let titles = plans.iter().map(|(id, _)| called(id)).collect::<Vec<_>>();
    let (is_one, is_even) =
        (plans.len() == 1, plans.iter().all(|(_, billing)| *billing == candidate.billing));
    if card.is_some_and(|card| card.wallet == Wallet::Money) {
        return titles.join(", then ");
    }
    if is_even {
        let joint = if is_one { "," } else { ";" };
        return format!("{}{joint} {}", titles.join(", then "), paid(candidate.billing));
    }
    let each = titles.iter().zip(&plans).map(|(title, plan)| format!("{title}, {}", paid(plan.1)));
    each.collect::<Vec<_>>().join(", then ")
}

/// The plans of a candidate with how they are paid, one after the other.
fn plans<'a>(candidate: &'a Candidate, changes: &'a [Change]) -> Vec<(&'a str, Billing)> {
    let mut plans = vec![(&*candidate.plan, candidate.billing)];
    for change in changes {
        if let Move::Upgrade(to) | Move::Downgrade(to) = &change.what {
            let billing = plans[plans.len() - 1].1;
            plans.push((&to.plan, to.billing.unwrap_or(billing)));
        }
    }
    plans
}

fn paid(billing: Billing) -> &'static str {
    match billing {
        Billing::Monthly => "monthly",
        Billing::Annual => "yearly",
    }
}

fn card(candidate: &Candidate) -> Option<&RateCard> {
    candidate.card.find(catalog(), At::Root, &mut Problems::default())
}

/// The title of its card.
pub(super) fn card_title(candidate: &Candidate) -> String {
    card(candidate).map_or_else(String::new, |card| card.title.clone())
}

/// What stands under the name: what the plan of one's own is, the card of any other.
pub(super) fn what(candidate: &Candidate, changes: &[Change]) -> String {
    if candidate.label.is_some() { title(candidate, changes) } else { card_title(candidate) }
}

/// A piece of the answer: words, or what they are about.
pub(crate) enum Piece {
    /// Words.
    Words(String),
    /// A name or a figure.
    Key(String),
}

/// The answer, piece by piece; its first is the verdict.
pub(crate) fn answer(compared: &Compared) -> Vec<Piece> {
    let Some((best, outcome)) = compared.best() else {
        return vec![Piece::Key("None of them can be run.".to_owned())];
    };
    let name = Piece::Key(compared.called(best));
    let words = |words: &str| Piece::Words(words.to_owned());
    if let Some((other, cost)) = cheaper_if_granted(compared) {
        let mut pieces = vec![Piece::Key(other), words(" does all of it for "), Piece::Key(cost)];
        pieces.push(words(", if the vendor grants it: its pages disagree. "));
        pieces.push(words("The cheapest that surely serves everything is "));
        pieces.extend([name, words(": "), Piece::Key(format::money(&outcome.cost))]);
        pieces.extend(against(compared, outcome));
        pieces.push(words("."));
        return pieces;
    }
    let mut pieces = match &*outcome.serves {
        "all" => vec![name, words(" is the cheapest that serves everything: ")],
        "disputed" => {
            vec![name, words(" serves everything, but only by one of the vendor’s pages: ")]
        }
        "part" => vec![
            Piece::Key("None serves everything.".to_owned()),
            Piece::Words(format!(
                " {} serves the most, {}: ",
                compared.called(best),
                part(outcome)
            )),
        ],
        _ => return vec![Piece::Key("None of them serves anything.".to_owned())],
    };
    pieces.push(Piece::Key(format::money(&outcome.cost)));
    pieces.extend(against(compared, outcome));
    pieces.push(words("."));
    pieces
}

/// "68% of it"; "all but 8 of 37,455" where a percent would hide what is missing.
fn part(outcome: &Outcome) -> String {
    let totals = &outcome.run.report.totals;
    let count = |units: u64| format::count(units as f64);
    if outcome.share < 0.99 {
        return percent(outcome.share, 0, f64::floor) + " of it";
    }
    format!("all but {} of {}", count(totals.asked.0 - totals.served.0), count(totals.asked.0))
}

/// ", which is $381.05 more than your plan"
fn against(compared: &Compared, best: &Outcome) -> Vec<Piece> {
    let other = compared.held_against().filter(|(_, baseline)| baseline.rank != best.rank);
    let Some((column, baseline)) = other else { return Vec::new() };
    let name = if column.name == OWN { "your plan".to_owned() } else { compared.called(column) };
    if best.cost == baseline.cost {
        return vec![Piece::Words(format!(", the same as {name}"))];
    }
    let more = Piece::Key(difference(best, baseline));
    vec![Piece::Words(", which is ".to_owned()), more, Piece::Words(format!(" than {name}"))]
}

/// What would be cheaper still and its cost, where all that keeps it from being the best is a page that denies
/// what another one grants.
fn cheaper_if_granted(compared: &Compared) -> Option<(String, String)> {
    let (_, best) = compared.best().filter(|(_, best)| best.serves == "all")?;
    let columns = compared.columns.iter();
    let runs = columns.filter_map(|column| Some((column, column.outcome.as_ref().ok()?)));
    let cost = |outcome: &Outcome| outcome.cost.amount.0;
    let (column, outcome) = runs
        .filter(|(_, run)| run.serves == "disputed" && cost(run) < cost(best))
        .min_by_key(|(_, run)| cost(run))?;
    Some((compared.called(column), format::money(&outcome.cost)))
}

/// "$381.05 more"
pub(crate) fn difference(outcome: &Outcome, baseline: &Outcome) -> String {
    let (cost, other) = (outcome.cost.amount.0, baseline.cost.amount.0);
    let said =
        |more: Amount, word| format!("{} {word}", format::money_of(more, &outcome.cost.currency));
    match cost.cmp(&other) {
        std::cmp::Ordering::Equal => "the same".to_owned(),
        std::cmp::Ordering::Greater => said(cost - other, "more"),
        std::cmp::Ordering::Less => said(other - cost, "less"),
    }
}

/// What is said of a plan without published terms.
pub(super) const BY_QUOTE: &str =
    "Sold by quote. It takes part once it is your plan and what was agreed is entered there.";

/// "Generect has nothing for: CSV export. Leave that out, and it takes part."
pub(super) fn lacking(card: &RateCard, titles: &[String]) -> String {
    let (vendor, what) = (&card.vendor, titles.join(", "));
    format!("{vendor} has nothing for: {what}. Leave that out, and it takes part.")
}

/// What is said of a candidate: what it serves, what is lost, what does not apply.
pub(crate) fn sentences(outcome: &Outcome) -> Vec<String> {
    let totals = &outcome.run.report.totals;
    let mut said = vec![match &*outcome.serves {
        "all" => "Serves all of it.".to_owned(),
        "disputed" => "Serves all of it, but only by one of the vendor’s pages.".to_owned(),
        "part" => format!(
            "Serves {} of {}.",
            format::count(totals.served.0 as f64),
            format::count(totals.asked.0 as f64)
        ),
        _ => "Serves nothing.".to_owned(),
    }];
    if totals.expired > Amount::ZERO {
        let credits = if outcome.run.is_money() { "" } else { " credits" };
        let expired = told(&outcome.run, totals.expired);
        said.push(format!("{expired}{credits} expire unused."));
    }
    said.extend(outcome.dropped.iter().cloned());
    said
}
