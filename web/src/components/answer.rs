//! The answer: verdict, the rest of its sentence, and what follows from it.

use std::ops::Range;

use creditcast_core::amount::Amount;
use creditcast_core::report::Totals;
use yew::Html;

use super::consequence::consequence;
use super::why::Why;
use crate::doubt::{Changes, Doubt};
use crate::format;
use crate::run::Run;
use crate::view::html;

/// The answer of a run; `doubts` are those with a note beside it, in the order of their letters.
pub(crate) fn answer(run: &Run, doubts: &[&Doubt]) -> Html {
    let (verdict, rest) = parts(run);
    let in_doubt = run.report.runs_out.is_none().then_some(Changes::End);
    html! {
        <>
            <h1 class="answer" id="answer">
                { lettered(doubts, in_doubt, |marked| html! { <b class={marked}>{ verdict }</b> }) }
                { for pieces(rest, run).map(|piece| piece.html(run, doubts)) }
            </h1>
            { consequence(run, doubts) }
        </>
    }
}

/// The first sentence, and what follows it.
fn parts(run: &Run) -> (&str, &str) {
    let answer = &run.report.answer;
    answer.split_at(answer.find(". ").map_or(answer.len(), |end| end + 1))
}

/// "Enough", "Almost enough": the first sentence without its full stop.
pub(super) fn verdict(run: &Run) -> &str {
    parts(run).0.trim_end_matches('.')
}

/// A piece of the answer.
enum Piece<'a> {
    Words(&'a str),
    Figure(&'a str, &'a str),
    Date(&'a str),
    Cost(&'a str),
}

/// Where a piece begins and ends, and what it is.
type Found<'a> = (Option<Range<usize>>, fn(&'a str, &'a str) -> Piece<'a>);

/// Words, and the figures, the date and the cost between them.
fn pieces<'a>(mut rest: &'a str, run: &Run) -> impl Iterator<Item = Piece<'a>> {
    let date = run.report.runs_out.map(|at| at.date.in_words());
    let currency = run.report.totals.cost.currency.clone() + " ";
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let found = date.as_deref().and_then(|date| span(rest, date));
        let cost = rest.find(&currency).map(|at| at..number_end(rest, at + currency.len()));
        let figure = rest.find(|c: char| c.is_ascii_digit()).map(|at| at..number_end(rest, at));
        // "The 12 months" is no result.
        let figure = figure.filter(|range| !rest[range.end..].starts_with(" month"));
        let kinds: [Found<'a>; 3] = [
            (found, |_, tail| Piece::Date(tail)),
            (cost, |_, tail| Piece::Cost(tail)),
            (figure, Piece::Figure),
        ];
        let first = kinds.into_iter().filter_map(|(range, make)| Some((range?, make)));
        let Some((range, make)) = first.min_by_key(|(range, _)| range.start) else { break };
        // A sign that follows stays with its word, before the letter of a doubt.
        let signs = rest[range.end..].chars().take_while(|sign| [',', '.'].contains(sign)).count();
        let (tail, end) = (&rest[range.end..range.end + signs], range.end + signs);
        pieces.extend([Piece::Words(&rest[..range.start]), make(&rest[range], tail)]);
        rest = &rest[end..];
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
    fn html(&self, run: &Run, doubts: &[&Doubt]) -> Html {
        match self {
            Piece::Words(words) => (*words).into(),
            Piece::Figure(figure, tail) => {
                let said = format::figure(figure);
                html! {
                    <>
                        if let Some(why) = why_figure(run, figure) {
                            { why.looks("key").explains(run.card(), said) }
                        } else {
                            <b class="key">{ said }</b>
                        }
                        { *tail }
                    </>
                }
            }
            Piece::Date(tail) => {
                let day = run.report.runs_out.map(|at| format::weekday_and_year(at.date));
                let said = day.unwrap_or_default();
                let class = |marked| format!("key lost {marked}");
                let date = |marked| html! { <><b class={class(marked)}>{ said }</b>{ *tail }</> };
                lettered(doubts, Some(Changes::End), date)
            }
            Piece::Cost(tail) => lettered(doubts, Some(Changes::Cost), |marked| {
                let class = if marked.is_empty() { "key" } else { "key marked" };
                let why = Why::of("cost")
                    .by(run.bill_rules())
                    .how("The sum of the bill below.")
                    .looks(class);
                let cost = why.explains(run.card(), format::money(&run.report.totals.cost));
                html! { <>{ cost }{ *tail }</> }
            }),
        }
    }
}

/// Why so much is used, or left.
fn why_figure(run: &Run, figure: &str) -> Option<Why> {
    let totals = &run.report.totals;
    let is_of = |amount: Amount| !run.is_money() && amount.in_words() == figure;
    let used = || Why::of("used").by(run.charge_rules());
    let left = || Why::of("left").by(run.expiry_rules()).how(how_left(totals));
    is_of(totals.spent).then(used).or_else(|| is_of(totals.remaining).then(left))
}

fn how_left(totals: &Totals) -> String {
    let came = totals.opening + totals.granted + totals.topped_up;
    let [came, spent, expired] = [came, totals.spent, totals.expired].map(format::amount);
    format!("{came} came; {spent} were spent, and {expired} expired.")
}

/// What a doubt may change: marked, and followed by the letters of the notes that say so.
pub(super) fn lettered(
    doubts: &[&Doubt],
    changes: Option<Changes>,
    what: impl FnOnce(&'static str) -> Html,
) -> Html {
    let changing = |(_, doubt): &(usize, &&Doubt)| changes.is_some() && doubt.changes() == changes;
    let letters: Vec<_> =
        doubts.iter().enumerate().filter(changing).map(|(i, _)| letter(i)).collect();
    let marked = if letters.is_empty() { "" } else { "marked" };
    html! { <span class="glued">{ what(marked) }{ for letters }</span> }
}

/// The way to a note.
fn letter(index: usize) -> Html {
    let (letter, note) = (name(index), format!("#note-{index}"));
    let label = format!("In doubt: note {letter}");
    // The style draws the letter, so that a copied answer is a plain sentence.
    let letter = letter.to_string();
    html! { <sup><a class="letter" data-letter={letter} href={note} aria-label={label} /></sup> }
}

/// The letter of a note.
pub(crate) fn name(index: usize) -> char {
    (b'a'..=b'z').nth(index).map_or('*', char::from)
}
