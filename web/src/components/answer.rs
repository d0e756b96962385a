//! The answer: verdict, the rest of its sentence, and what follows from it.

use std::ops::Range;

use creditcast_core::amount::Amount;
use yew::{Html, Properties, classes, component, html};

use super::why::Why;
use crate::doubt::Doubt;
use crate::format;
use crate::run::Run;
use crate::shared::Shared;
use crate::words::number_word;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub run: Shared<Run>,
    /// The doubts that have a note beside the answer, in the order of their letters.
    pub doubts: Vec<Doubt>,
}

#[component]
pub(crate) fn Answer(props: &Props) -> Html {
    let run = &props.run;
    let answer = &run.report.answer;
    let verdict = answer.find(". ").map_or(answer.len(), |end| end + 1);
    html! {
        <>
            <h1 class="answer" id="answer">
                <b>{ &answer[..verdict] }</b>
                { for pieces(&answer[verdict..], run).map(|piece| piece.html(props)) }
            </h1>
            { consequence(run) }
        </>
    }
}

/// A piece of the answer.
enum Piece<'a> {
    Words(&'a str),
    Figure(&'a str),
    Date(&'a str),
    Cost(&'a str),
}

/// Words, and the figures, the date and the cost between them.
fn pieces<'a>(mut rest: &'a str, run: &Run) -> impl Iterator<Item = Piece<'a>> {
    let date = run.report.runs_out.map(|at| at.date.in_words());
    let currency = run.report.totals.cost.currency.clone() + " ";
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let found = date.as_deref().and_then(|date| span(rest, date));
        let cost = rest.find(&currency).map(|at| at..number_end(rest, at + currency.len()));
        let figure = rest.find(|c: char| c.is_ascii_digit()).map(|at| at..number_end(rest, at));
        let kinds: [(Option<Range<usize>>, fn(&'a str) -> Piece<'a>); 3] =
            [(found, Piece::Date), (cost, Piece::Cost), (figure, Piece::Figure)];
        let first = kinds.into_iter().filter_map(|(range, make)| Some((range?, make)));
        let Some((range, make)) = first.min_by_key(|(range, _)| range.start) else { break };
        pieces.extend([Piece::Words(&rest[..range.start]), make(&rest[range.clone()])]);
        rest = &rest[range.end..];
    }
    pieces.push(Piece::Words(rest));
    pieces.into_iter()
}

fn span(text: &str, part: &str) -> Option<Range<usize>> {
    text.find(part).map(|at| at..at + part.len())
}

/// Where a number ends that begins here: a sign that ends the sentence is no part of it.
fn number_end(text: &str, start: usize) -> usize {
    let is_part = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let length = text[start..].find(|c| !is_part(c)).unwrap_or(text.len() - start);
    start + text[start..start + length].trim_end_matches([',', '.']).len()
}

impl Piece<'_> {
    fn html(&self, props: &Props) -> Html {
        let run = &props.run;
        match self {
            Piece::Words(words) => (*words).into(),
            Piece::Figure(figure) => html! { <b class="key">{ *figure }</b> },
            Piece::Date(date) => {
                let day = run.report.runs_out.map(|at| format::weekday(at.date));
                let year = &date[date.len().saturating_sub(4)..];
                let said = day.map_or_else(String::new, |day| format!("{day} {year}"));
                let letter = letter(props, Doubt::changes_end);
                html! {
                    <span class="glued">
                        <b class={classes!("key", "lost", letter.is_some().then_some("marked"))}>{ said }</b>
                        { for letter }
                    </span>
                }
            }
            Piece::Cost(_) => {
                let letter = letter(props, Doubt::changes_cost);
                html! {
                    <span class="glued">
                        <Why
                            id="why-cost"
                            run={run.clone()}
                            rules={bill_rules(run)}
                            how={how_cost(run)}
                            class={classes!("key", letter.is_some().then_some("marked"))}
                        >
                            { format::money(&run.report.totals.cost) }
                        </Why>
                        { for letter }
                    </span>
                }
            }
        }
    }
}

/// The letter of the first noted doubt that changes such a thing.
fn letter(props: &Props, changes: fn(&Doubt) -> bool) -> Option<Html> {
    let index = props.doubts.iter().position(changes)?;
    Some(html! { <sup><a class="letter" href={format!("#note-{index}")} aria-label={format!("In doubt: note {}", name(index))}>{ name(index) }</a></sup> })
}

/// The letter of a note.
pub(crate) fn name(index: usize) -> char {
    (b'a'..=b'z').nth(index).map_or('*', char::from)
}

/// The rules of the bill, each once.
pub(crate) fn bill_rules(run: &Run) -> Vec<String> {
    let mut rules: Vec<String> = run.report.bill.iter().map(|line| line.rule.clone()).collect();
    rules.sort();
    rules.dedup();
    rules
}

fn how_cost(run: &Run) -> String {
    format!("The sum of {} lines of the bill below.", number_word(run.report.bill.len()))
}

/// The rules by which anything was charged.
pub(crate) fn charge_rules(run: &Run) -> Vec<String> {
    let rows = run.report.spending.iter().flat_map(|row| &row.rules);
    let mut rules: Vec<String> = rows.map(|row| row.rule.clone()).collect();
    rules.sort();
    rules.dedup();
    rules
}

/// What a month takes on the average, and what a credit costs when it is used.
fn consequence(run: &Shared<Run>) -> Html {
    let totals = &run.report.totals;
    let months = run.scenario.horizon.months.0.max(1);
    if run.is_money() {
        return html! { <p class="consequence">{ "A month costs " }{ average_cost(run, months) }{ " on average." }</p> };
    }
    html! {
        <p class="consequence">
            { "That is " }
            <Why
                id="why-month"
                run={run.clone()}
                rules={charge_rules(run)}
                how={format!("{} credits spent, over {months} months.", format::amount(totals.spent))}
            >
                <b class="key">{ format::amount(rounded(totals.spent, months)) }{ " credits a month" }</b>
            </Why>
            { " on average, of " }
            <Why id="why-grant" run={run.clone()} rules={vec!["subscription.grant".to_owned()]}>
                <b class="key">{ format::amount(rounded(totals.granted, months)) }</b>
            </Why>
            { " that come" }
            { each(run) }
            { missing(run) }
        </p>
    }
}

fn average_cost(run: &Shared<Run>, months: u64) -> Html {
    let cost = run.report.totals.cost.amount.0;
    html! {
        <Why
            id="why-month"
            run={run.clone()}
            rules={charge_rules(run)}
            how={format!("{}, over {months} months.", format::money(&run.report.totals.cost))}
        >
            <b class="key">{ format::money_of(cents(cost.as_micros(), months.cast_signed()), &run.report.totals.cost.currency) }</b>
        </Why>
    }
}

/// What a used credit costs.
fn each(run: &Shared<Run>) -> Html {
    let totals = &run.report.totals;
    let micros = totals.spent.as_micros();
    if micros == 0 {
        return ". ".into();
    }
    let price = i128::from(totals.cost.amount.0.as_micros()) * 1_000_000 / i128::from(micros);
    let price = cents(i64::try_from(price).unwrap_or(i64::MAX), 1);
    html! {
        <>
            { "; a credit that is used costs " }
            <Why
                id="why-credit"
                run={run.clone()}
                rules={bill_rules(run)}
                how={format!("{} for {} credits used.", format::money(&totals.cost), format::amount(totals.spent))}
            >
                <b class="key">{ format::money_of(price, &totals.cost.currency) }</b>
            </Why>
            { ". " }
        </>
    }
}

/// What serving the rest would take.
fn missing(run: &Shared<Run>) -> Html {
    let totals = &run.report.totals;
    html! {
        <>
        if totals.missing > Amount::ZERO {
            { "Serving the rest takes " }
            <Why id="why-missing" run={run.clone()} how="What the refused requests would have cost." rules={charge_rules(run)}>
                <b class="key lost">{ format::amount(totals.missing) }{ " credits" }</b>
            </Why>
            { " more. " }
        }
        if totals.expired > Amount::ZERO && totals.served != totals.asked {
            <Why id="why-expired" run={run.clone()} rules={vec!["subscription.rollover".to_owned(), "subscription.expiry".to_owned()]}>
                <b class="key lost">{ format::amount(totals.expired) }{ " credits" }</b>
            </Why>
            { " expire unused." }
        }
        </>
    }
}

/// A part of so many, in whole ones.
fn rounded(amount: Amount, parts: u64) -> Amount {
    let parts = parts.cast_signed();
    Amount::ones((amount.as_micros() + parts * 500_000) / (parts * 1_000_000))
}

/// A part of so many, in cents.
fn cents(micros: i64, parts: i64) -> Amount {
    Amount::micros((micros + parts * 5_000) / (parts * 10_000) * 10_000)
}
