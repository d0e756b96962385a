//! Results as people read them.

mod dated;
mod deciding;

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use creditcast_catalog::catalog;
use creditcast_core::amount::Amount;
use creditcast_core::document::Problem;
use creditcast_core::finish::{Finish, lasts};
use creditcast_core::quote::{Quote, QuoteLine};
use creditcast_core::rate_card::{RateCard, Shelf, Source};
use creditcast_core::report::{Report, Warning};

pub(crate) use dated::dated;
pub(crate) use deciding::{advice, comparison, diff, forecast, range};

/// A report: the answer, the cycles, what was spent on what, and who says so.
pub(crate) fn report(report: &Report) -> String {
    let parts = [
        report.answer.clone(),
        cycles(report),
        spending(report),
        bill(report),
        refusals(report),
        warnings(&report.warnings),
        assumptions(report),
    ];
    join(parts)
}

/// A quote: its lines, each with its sources.
pub(crate) fn quote(quote: &Quote) -> String {
    let mut table = table(["Charged", "", "", "By"]);
    for line in &quote.lines {
        let (units, amount) = (line.units.0.to_string(), number(line.amount));
        table.add_row([line.title.clone(), units, amount, says(quote, line)]);
    }
    let requests = quote.requests.0;
    let word = if requests == 1 { "request" } else { "requests" };
    let total = number(quote.total);
    table.add_row([format!("{requests} {word}"), String::new(), total, String::new()]);
    align_right(&mut table, &[1, 2]);
    join([table.to_string(), warnings(&quote.warnings)])
}

/// When a job is done: the answer, and how far it is by when.
pub(crate) fn finish(finish: &Finish) -> String {
    let mut table = table(["After", "Requests accepted"]);
    let quarters = (0..=4).map(|part| finish.curve[part * (finish.curve.len() - 1) / 4]);
    let mut moments: Vec<_> = quarters.collect();
    moments.dedup_by_key(|moment| moment.accepted);
    for moment in moments {
        table.add_row([lasts(moment.seconds), moment.accepted.0.to_string()]);
    }
    align_right(&mut table, &[1]);
    let within = format!("within {}", lasts(finish.seconds));
    let when = finish.at.map_or(within, |at| format!("by {at}"));
    join([finish.sentence(&when), table.to_string(), warnings(&finish.warnings)])
}

/// The built-in cards.
pub(crate) fn cards() -> String {
    let ids = catalog().ids().into_iter().filter_map(|id| catalog().find(id));
    join(ids.map(card))
}

/// Problems, each with its place.
pub(crate) fn problems(problems: &[Problem]) -> String {
    let mut table = table(["At", "Problem", "Code"]);
    for problem in problems {
        let place = if problem.path.is_empty() { "/" } else { &problem.path };
        table.add_row([place, &problem.message, problem.code]);
    }
    table.to_string()
}

fn cycles(report: &Report) -> String {
    let mut table = table([
        "From",
        "Plan",
        "Opening",
        "Granted",
        "Topped up",
        "Spent",
        "Expired",
        "Left",
        "Paid",
    ]);
    for cycle in &report.cycles {
        let amounts = [
            cycle.opening,
            cycle.granted,
            cycle.topped_up,
            cycle.spent,
            cycle.expired,
            cycle.closing,
        ];
        let paid = cycle.cost.amount.0.to_string();
        let words = [cycle.start.to_string(), cycle.plan.clone()];
        table.add_row(words.into_iter().chain(amounts.map(number)).chain([paid]));
    }
    align_right(&mut table, &[2, 3, 4, 5, 6, 7, 8]);
    table.to_string()
}

fn spending(report: &Report) -> String {
    let mut table = table(["Spent on", "Activity", "Times", "In all", "By"]);
    for row in &report.spending {
        for charged in &row.rules {
            let Some(rule) = report.rules.get(&charged.rule) else { continue };
            let says = report.sources.get(rule.sources.first().map_or("", String::as_str));
            table.add_row([
                rule.title.clone(),
                format!("{} {}", row.activity, row.action),
                charged.units.0.to_string(),
                number(charged.amount),
                says.map(|source| quoted(source)).unwrap_or_default(),
            ]);
        }
    }
    align_right(&mut table, &[2, 3]);
    table.to_string()
}

fn bill(report: &Report) -> String {
    let mut table = table(["Paid on", "For", ""]);
    for line in &report.bill {
        let amount = format!("{} {}", line.amount.currency, line.amount.amount.0);
        table.add_row([line.on.to_string(), line.title.clone(), amount]);
    }
    align_right(&mut table, &[2]);
    table.to_string()
}

fn refusals(report: &Report) -> String {
    let line = |row: &creditcast_core::report::RefusalRow| {
        let answer =
            row.answer.as_ref().map(|answer| format!("; the API answers {}", answer.status));
        format!(
            "Refused for {}: {} units in {} requests of activity {} ({}), first at {}{}.",
            row.reason.id(),
            row.units.0,
            row.requests.0,
            row.activity,
            row.action,
            row.first,
            answer.unwrap_or_default()
        )
    };
    report.refusals.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn warnings(warnings: &[Warning]) -> String {
    warnings
        .iter()
        .map(|warning| format!("Note: {}", warning.message))
        .collect::<Vec<_>>()
        .join("\n")
}

fn assumptions(report: &Report) -> String {
    let line = |assumption: &creditcast_core::report::Assumption| {
        format!("Assumed: {} = {} ({})", assumption.policy, assumption.chosen, assumption.title)
    };
    report.assumptions.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn card(card: &RateCard) -> String {
    let mut plans = table(["Plan", "Credits a month", "Monthly", "For the year, a month"]);
    for plan in &card.plans {
        let price = |money: &Option<creditcast_core::amount::Money>| {
            money.as_ref().map_or("–".to_owned(), |money| money.amount.0.to_string())
        };
        let credits = plan.credits_per_month.map_or("–".to_owned(), number);
        plans.add_row([
            format!("{} ({})", plan.title, plan.id),
            credits,
            price(&plan.price.monthly),
            price(&plan.price.annual),
        ]);
    }
    align_right(&mut plans, &[1, 2, 3]);
    let actions: Vec<_> = card.actions.iter().map(|action| &*action.id).collect();
    let head = format!("{}, {} ({}, {})", card.pinned_id(), card.title, card.vendor, card.currency);
    join([head, plans.to_string(), format!("Actions: {}", actions.join(", "))])
}

/// The first sentence behind a line.
fn says(quote: &Quote, line: &QuoteLine) -> String {
    let source = line.sources.first().and_then(|id| quote.sources.get(id));
    source.map(|source| quoted(source)).unwrap_or_default()
}

fn quoted(source: &Source) -> String {
    format!("“{}” ({})", source.says, source.title)
}

fn table<const N: usize>(head: [&str; N]) -> Table {
    let mut table = Table::new();
    // Lines, not boxes: a section hangs from one rule.
    let rule = LineStyle::none().fill('─').junction('─');
    table.load_style(TableStyle::new().header_separator(rule));
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(head);
    table
}

fn align_right(table: &mut Table, columns: &[usize]) {
    for column in columns {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

/// Credits without needless decimals.
fn number(amount: Amount) -> String {
    let text = amount.to_string();
    text.strip_suffix(".00").map_or(text.clone(), str::to_owned)
}

fn join(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}
