//! The days of the ledger on which something happens for the first time, as the way to all of it.

use creditcast_core::amount::Amount;
use creditcast_core::calendar::Date;
use creditcast_core::report::{BillKind, CycleRow, Day};
use yew::Html;

use super::why::Why;
use crate::format;
use crate::run::Run;
use crate::view::html;

/// What is said of a day on which credits are lost.
const EXPIRE: &str = "Credits expire";

/// Something that happens on a day.
#[derive(Clone, Copy)]
struct Turn {
    on: Date,
    /// What came; below zero where it expired.
    moved: Amount,
    spent: Amount,
    balance: Amount,
    said: &'static str,
    class: &'static str,
}

/// The ledger in a few days.
pub(crate) fn excerpt(run: &Run) -> Html {
    html! {
        <section class="finding" aria-labelledby="excerpt">
            <div class="finding-words">
                <h2 id="excerpt">{ "The ledger" }</h2>
                <p>{ "Each line with its rule and the vendor’s sentence. They add up to every figure above." }</p>
                <p><a href="#ledger">{ "Open the ledger" }</a></p>
            </div>
            <div class="finding-figures">
                if !run.is_money() {
                    { table(run) }
                }
            </div>
        </section>
    }
}

fn table(run: &Run) -> Html {
    let grant = ["subscription.grant".to_owned()];
    let head = |name: &'static str, rules, how: &str| {
        let why = Why::of("turn-".to_owned() + &name[..4]).by(rules).how(how);
        html! { <th scope="col" class="figure">{ why.explains(run.card(), name) }</th> }
    };
    let moved = [&grant[..], &run.expiry_rules()].concat();
    html! {
        <table class="lines">
            <caption class="unseen">{ "Days on which something happens" }</caption>
            <thead>
                <tr>
                    <th scope="col">{ "Day" }</th>
                    <th scope="col">{ "What happens" }</th>
                    { head("Came or expired", moved, "What came, or expired.") }
                    { head("Charged", run.charge_rules(), "What the requests of the day were charged.") }
                    { head("Balance", Vec::new(), "What was left after it, and at the end of the day.") }
                </tr>
            </thead>
            <tbody>{ for turns(run).iter().map(row) }</tbody>
        </table>
    }
}

fn row(turn: &Turn) -> Html {
    let signed = |amount: Amount| match amount {
        Amount::ZERO => "–".to_owned(),
        _ if amount < Amount::ZERO => format::minus(-amount),
        _ => "+".to_owned() + &format::amount(amount),
    };
    html! {
        <tr>
            <td class="when">{ format::short_day(turn.on) }</td>
            <th scope="row"><span class={turn.class}>{ turn.said }</span></th>
            <td class="figure">{ signed(turn.moved) }</td>
            <td class="figure">{ signed(-turn.spent) }</td>
            <td class="figure main">{ format::amount(turn.balance) }</td>
        </tr>
    }
}

/// The days on which something happens, in their order: of each kind the first.
fn turns(run: &Run) -> Vec<Turn> {
    let days = run.report.daily.as_deref().unwrap_or_default();
    let mut turns: Vec<Turn> = Vec::new();
    let mut before = Amount::ZERO;
    let first_use = days.iter().position(|day| day.spent > Amount::ZERO);
    for (index, day) in days.iter().enumerate() {
        let moved = day.balance + day.spent + -before;
        before = day.balance;
        let (said, class) = match () {
            () if index == 0 => ("The plan begins", ""),
            () if index + 1 == days.len() => ("The last day", ""),
            () => match turn(run, day, moved) {
                ("", _) if first_use == Some(index) => ("The first requests", ""),
                turn => turn,
            },
        };
        let is_new = turns.iter().all(|known| known.said != said);
        if is_new && !said.is_empty() {
            let (on, spent, balance) = (day.date, day.spent, day.balance);
            add(run, &mut turns, Turn { on, moved, spent, balance, said, class });
        }
    }
    turns
}

/// What comes and what expires on the same day are two lines, as in the ledger: what ends goes before the grant, and
/// what is over the cap after it, unless the cap is on what is carried.
fn add(run: &Run, turns: &mut Vec<Turn>, turn: Turn) {
    let Some((came, cycle)) = came(run, &turn) else { return turns.push(turn) };
    let said = if turn.said == EXPIRE { "Credits come" } else { turn.said };
    let class = if turn.said == EXPIRE { "" } else { turn.class };
    let comes = Turn { moved: came, said, class, ..turn };
    let expires = Turn { moved: -cycle.expired, said: EXPIRE, class: "lost", ..turn };
    let goes_first =
        cycle.expired == cycle.opening || run.answer_to("rolloverCap") == Some("carried");
    let (one, other) = if goes_first { (expires, comes) } else { (comes, expires) };
    // What is charged comes after both.
    let balance = turn.balance + turn.spent - other.moved;
    turns.extend([Turn { spent: Amount::ZERO, balance, ..one }, other]);
}

/// What came on a day on which something expired as well, and the cycle that begins with it.
fn came<'r>(run: &'r Run, turn: &Turn) -> Option<(Amount, &'r CycleRow)> {
    let cycle = run.report.cycles.iter().find(|row| row.start == turn.on && row.index > 0)?;
    let came = turn.moved + cycle.expired;
    // What expires later in the cycle is counted with it.
    let is_its = came > Amount::ZERO && came <= cycle.granted + cycle.topped_up;
    (cycle.expired > Amount::ZERO && is_its).then_some((came, cycle))
}

/// What happens on a day, and how it looks.
fn turn(run: &Run, day: &Day, moved: Amount) -> (&'static str, &'static str) {
    let out = run.report.runs_out.map(|at| at.date);
    let bill = |kind| run.report.bill.iter().any(|line| line.on == day.date && line.kind == kind);
    let expires = |row: &CycleRow| row.start == day.date && row.expired > Amount::ZERO;
    match () {
        () if out == Some(day.date) => ("Credits run out", "lost"),
        () if bill(BillKind::TopUp) => ("Credits are bought", "bought"),
        () if bill(BillKind::Proration) => ("The plan changes", ""),
        () if moved < Amount::ZERO || run.report.cycles.iter().any(expires) => (EXPIRE, "lost"),
        () if out.is_some_and(|out| day.date > out) && moved > Amount::ZERO => {
            ("Credits come again", "")
        }
        () => ("", ""),
    }
}
