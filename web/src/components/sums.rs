//! The sums of each column: what came, what went, what is left, what is paid.

use creditcast_core::amount::{Amount, Money};
use yew::{Html, Properties, classes, component, html};

use super::answer::{bill_rules, charge_rules};
use super::brief::told;
use super::why::Why;
use crate::format;
use crate::months::{Column, Score};
use crate::run::Run;
use crate::shared::Shared;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub run: Shared<Run>,
    pub score: Shared<Score>,
}

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

#[component]
pub(crate) fn Sums(props: &Props) -> Html {
    let Props { run, score } = props;
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
        rules: charge_rules(run),
        how: "What the requests that were served are charged.",
    };
    let paid = Row {
        name: "Paid",
        class: "paid",
        sign: "",
        of: |column| column.paid,
        total: Some(totals.cost.amount.0),
        rules: bill_rules(run),
        how: "The bill, line by line below.",
    };
    if run.is_money() {
        return vec![spent, paid];
    }
    let mut rows = balance_rows(run);
    rows.insert(rows.len() - 2, spent);
    rows.push(paid);
    rows
}

fn balance_rows(run: &Run) -> Vec<Row> {
    let totals = &run.report.totals;
    let row = |name, class, sign, of, total| Row { name, class, sign, of, total, rules: Vec::new(), how: "" };
    let rule = |id: &str| vec![format!("subscription.{id}")];
    let mut rows = vec![
        Row {
            how: "What was left at the end before.",
            ..row("Carried in", "", "", |column| column.opening, None)
        },
        Row { rules: rule("grant"), ..row("Granted", "", "+", |c| c.granted, Some(totals.granted)) },
    ];
    if totals.topped_up > Amount::ZERO {
        let topped_up = row("Topped up", "", "+", |c| c.topped_up, Some(totals.topped_up));
        rows.push(Row { rules: rule("topUp"), ..topped_up });
    }
    let expired = row("Expired", "lost", "−", |c| c.expired, Some(totals.expired));
    rows.push(Row { rules: [rule("rollover"), rule("expiry")].concat(), ..expired });
    rows.push(Row {
        how: "Carried in and granted, less spent and expired.",
        ..row("Left", "left", "", |column| column.left, Some(totals.remaining))
    });
    rows
}

fn line(run: &Shared<Run>, score: &Score, row: &Row) -> Html {
    let id = format!("why-sums-{}", row.name.replace(' ', "-"));
    html! {
        <tr class={row.class} key={row.name}>
            <th scope="row">
                <Why {id} run={run.clone()} rules={row.rules.clone()} how={row.how}>{ row.name }</Why>
            </th>
            for (index, column) in score.columns.iter().enumerate() {
                { cell(run, row, column, index) }
            }
            <td class="all">{ for row.total.map(|total| in_all(run, row, total)) }</td>
        </tr>
    }
}

fn cell(run: &Run, row: &Row, column: &Column, index: usize) -> Html {
    let amount = (row.of)(column);
    let ran_out = row.class == "left" && column.runs_out.is_some();
    html! {
        <td key={index} class={classes!(ran_out.then_some("lost"), (amount == Amount::ZERO).then_some("zero"))}>
            { signed(run, row, amount) }
        </td>
    }
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
