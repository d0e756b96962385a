//! The sums of each column: what came, what went, what is left, what is paid.

use creditcast_core::amount::{Amount, Money};
use yew::Html;

use super::brief::told;
use super::why::Why;
use crate::format;
use crate::months::{Column, Score};
use crate::run::Run;
use crate::view::html;

/// A row of the sums.
struct Row {
    name: &'static str,
    class: &'static str,
    sign: &'static str,
    of: fn(&Column) -> Amount,
    total: Option<Amount>,
    rules: Vec<String>,
    how: &'static str,
}

/// The table of sums.
pub(crate) fn sums(run: &Run, score: &Score) -> Html {
    let rows = rows(run);
    html! {
        <table class="sums">
            <caption class="unseen">{ format!("The sums of each {}", score.unit()) }</caption>
            <colgroup>
                <col class="label-column" />
                <col span={score.columns.len().to_string()} />
                <col class="total-column" />
            </colgroup>
            <thead>
                <tr>
                    <td></td>
                    for column in &score.columns {
                        <th scope="col">{ &column.name }</th>
                    }
                    <th scope="col">{ "In all" }</th>
                </tr>
            </thead>
            <tbody>{ for rows.iter().map(|row| line(run, score, row)) }</tbody>
        </table>
    }
}

fn rows(run: &Run) -> Vec<Row> {
    let totals = &run.report.totals;
    let spent = Row {
        name: "Spent",
        class: "",
        sign: "−",
        of: |column| column.spent,
        total: Some(totals.spent),
        rules: run.charge_rules(),
        how: "What the requests that were served are charged.",
    };
    let paid = Row {
        name: "Paid",
        class: "paid",
        sign: "",
        of: |column| column.paid,
        total: Some(totals.cost.amount.0),
        rules: run.bill_rules(),
        how: "The bill, line by line below.",
    };
    if run.is_money() {
        return vec![Row {
            rules: run.charge_rules(),
            how: "What was used, as it was used.",
            ..paid
        }];
    }
    let mut rows = balance_rows(run);
    rows.insert(rows.len() - 2, spent);
    rows.push(paid);
    rows
}

fn balance_rows(run: &Run) -> Vec<Row> {
    let totals = &run.report.totals;
    let row = |name, class, sign, of, total| Row {
        name,
        class,
        sign,
        of,
        total,
        rules: Vec::new(),
        how: "",
    };
    let rule = |id: &str| vec![format!("subscription.{id}")];
    let mut rows = vec![
        Row {
            how: "What was left at the end before.",
            ..row("Carried in", "", "", |column| column.opening, None)
        },
        Row {
            rules: rule("grant"),
            ..row("Granted", "", "+", |c| c.granted, Some(totals.granted))
        },
    ];
    if totals.topped_up > Amount::ZERO {
        let topped_up = row("Topped up", "", "+", |c| c.topped_up, Some(totals.topped_up));
        rows.push(Row { rules: rule("topUp"), ..topped_up });
    }
    let expired = row("Expired", "lost", "−", |c| c.expired, Some(totals.expired));
    rows.push(Row { rules: run.expiry_rules(), ..expired });
    rows.push(Row {
        how: "Carried in and granted, less spent and expired.",
        ..row("Left", "left", "", |column| column.left, Some(totals.remaining))
    });
    rows
}

fn line(run: &Run, score: &Score, row: &Row) -> Html {
    let name = "sums-".to_owned() + &row.name.replace(' ', "-");
    let why = Why::of(name).by(row.rules.clone()).how(row.how);
    html! {
        <tr class={row.class}>
            <th scope="row">{ why.explains(run.card(), row.name) }</th>
            for column in &score.columns {
                { cell(run, row, column) }
            }
            <td class={if row.total == Some(Amount::ZERO) { "all zero" } else { "all" }}>
                { row.total.map(|total| in_all(run, row, total)) }
            </td>
        </tr>
    }
}

fn cell(run: &Run, row: &Row, column: &Column) -> Html {
    let amount = (row.of)(column);
    let class = match amount {
        _ if row.class == "left" && column.is_out() => "lost",
        Amount::ZERO => "zero",
        _ => "",
    };
    let idle = if column.idle.is_empty() { "" } else { " idle" };
    let class = class.to_owned() + idle;
    html! { <td {class}>{ signed(run, row, amount) }</td> }
}

/// A dash for nothing, but for what is left.
fn signed(run: &Run, row: &Row, amount: Amount) -> String {
    if amount == Amount::ZERO && row.class != "left" {
        return "–".to_owned();
    }
    if row.class == "paid" || run.is_money() {
        return format::bare_money(&Money::new(amount, ""));
    }
    row.sign.to_owned() + &format::amount(amount)
}

fn in_all(run: &Run, row: &Row, total: Amount) -> String {
    if row.class == "paid" {
        return format::money(&run.report.totals.cost);
    }
    told(run, total)
}
