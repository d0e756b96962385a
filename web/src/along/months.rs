//! The months as a table for a spreadsheet: comma-separated values, as RFC 4180 has them.

use creditcast_core::amount::Amount;
use creditcast_core::scenario::Scenario;

use crate::csv::{MARK, line};
use crate::months::Score;
use crate::run::Run;

/// The months of a run, a line for each.
pub(crate) fn csv(run: &Run) -> String {
    let currency = &run.report.totals.cost.currency;
    let head = [
        "Scenario",
        "Card",
        "From",
        "Carried in",
        "Granted",
        "Topped up",
        "Spent",
        "Expired",
        "Left",
    ];
    let head = head.map(str::to_owned).into_iter().chain([format!("Paid, {currency}")]);
    let rows = Score::by_months(run).columns.into_iter().map(|column| {
        let amounts = [
            column.opening,
            column.granted,
            column.topped_up,
            column.spent,
            column.expired,
            column.left,
            column.paid,
        ];
        let words = [title(&run.scenario), run.report.about.card.clone(), column.start.to_string()];
        words.into_iter().chain(amounts.map(decimal)).collect()
    });
    let rows = [head.collect::<Vec<_>>()].into_iter().chain(rows);
    rows.fold(String::from(MARK), |text, row| text + &line(&row))
}

fn title(scenario: &Scenario) -> String {
    scenario.title.clone().unwrap_or_default()
}

/// With a point and no groups, as programs read it; what is money as what is credits.
fn decimal(amount: Amount) -> String {
    crate::words::plain(amount.as_number())
}
