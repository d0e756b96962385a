//! A sales team as Lusha's own page estimates one: members × (e-mails × 1 + calls × 5).

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::Source;

use crate::draft::Draft;
use crate::format;
use crate::run::Run;
use crate::words::{counted, upper_first};

/// The fact that stands on the same page of the vendor, in the card.
const BESIDE: &str = "pricing.points";
const SAYS: &str = "multiply the credit cost of Contacts’ emails & phone reveals … by the no. of \
                    emails & calls each team member is expected to handle";

/// The estimate of a run that is nothing but one, and who says so.
pub(crate) fn rule_of_thumb(run: &Run) -> Option<(String, Source)> {
    let draft = &run.draft;
    let reveals: Vec<_> = (0..draft.count("/usage")).map(|index| reveal(run, index)).collect();
    let reveals: Vec<(f64, String, f64, Amount)> = reveals.into_iter().collect::<Option<_>>()?;
    let (members, ..) = *reveals.first()?;
    let every = draft.text("/usage/0/every")?;
    let is_one_team = (1..reveals.len()).all(|index| {
        draft.number(&format!("/usage/{index}/members")) == Some(members)
            && draft.text(&format!("/usage/{index}/every")) == Some(every)
    });
    let source = run.card().source(BESIDE).filter(|_| is_one_team)?;
    let terms: Vec<_> = reveals.iter().map(|(_, term, ..)| term.as_str()).collect();
    let sum: f64 = reveals.iter().map(|(_, _, count, each)| count * each.as_number()).sum();
    let said = format!(
        "{} {} × ({}) = {} credits a {every}, by {}’s own rule for a sales team.",
        format::count(members),
        if counted(members, "x") == "x" { "person" } else { "people" },
        terms.join(" + "),
        format::count(members * sum),
        run.card().vendor,
    );
    Some((upper_first(&said), Source { says: SAYS.to_owned(), ..Source::clone(source) }))
}

/// A step that reveals one point of each contact: whose, what as a term, how many, and what each costs.
fn reveal(run: &Run, index: usize) -> Option<(f64, String, f64, Amount)> {
    let draft: &Draft = &run.draft;
    let at = |key: &str| format!("/usage/{index}/{key}");
    let point = match draft.keys(&at("points"))[..] {
        ["email"] => "e-mail",
        ["phone"] => "call",
        _ => return None,
    };
    let row = run.report.spending.iter().find(|row| row.activity == index)?;
    let rule = row.rules.first().filter(|_| row.rules.len() == 1)?;
    let each = rule.amount.as_micros() / i64::try_from(rule.units.0).ok().filter(|n| *n > 0)?;
    let count = draft.number(&at("count"))?;
    let each = Amount::micros(each);
    let term =
        format!("{} {} × {}", format::count(count), counted(count, point), format::amount(each));
    Some((draft.number(&at("members"))?, term, count, each))
}
