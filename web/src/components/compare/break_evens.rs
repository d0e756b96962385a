//! Where the best plan changes as all use grows: a picture, and the same in words.

use yew::Html;

use crate::compare::{BreakEven, Compared};
use crate::picture::percent;
use crate::view::html;
use crate::words::plain;

/// Parts of today's use that stand at equal distances, from a tenth to ten times.
const MARKS: [(f64, &str); 7] = [
    (0.1, "a tenth"),
    (0.2, "a fifth"),
    (0.5, "half"),
    (1.0, "today"),
    (2.0, "twice"),
    (5.0, "5 times"),
    (10.0, "10 times"),
];

/// Thousandths from one mark to the next.
const STEP: f64 = 1_000.0;
const WIDTH: i64 = 6_000;

/// The break-evens of a comparison, or that there are none, if it was looked for them.
pub(crate) fn break_evens(compared: &Compared) -> Html {
    let said = match unchanged(compared) {
        Some(said) => vec![said],
        None => sentences(&compared.break_evens),
    };
    if said.is_empty() {
        return Html::default();
    }
    html! {
        <section class="finding" aria-labelledby="break-evens">
            <div class="finding-words">
                <h2 id="break-evens">{ "If the work grows or shrinks" }</h2>
                <p>{ "All steps scaled together, from a tenth of today’s use to ten times it; a unit that is begun counts whole." }</p>
            </div>
            <div class="finding-figures">
                if !compared.break_evens.is_empty() {
                    { picture(&compared.break_evens) }
                }
                <ul class="break-evens">{ for said.into_iter().map(|said| html! { <li>{ said }</li> }) }</ul>
            </div>
        </section>
    }
}

/// What is known where no change was found: of the marks alone, between which none is looked for where the best is the
/// same at both.
fn unchanged(compared: &Compared) -> Option<String> {
    let (best, outcome) = compared.best().filter(|_| compared.break_evens.is_empty())?;
    let others = compared.columns.iter().chain(&compared.rest);
    let is_one = others.filter(|column| column.outcome.is_ok()).count() < 2;
    if is_one || outcome.run.report.totals.asked.0 == 0 {
        return None;
    }
    if outcome.is_untried {
        return Some(
            "There is so much to compare that it was not looked where the best changes.".to_owned(),
        );
    }
    Some(format!(
        "{} stays the best: no other is better at a tenth, a fifth or half of today’s use, nor at 2, 5 or 10 times it.",
        compared.called(best)
    ))
}

/// The best plan of each stretch.
fn picture(break_evens: &[BreakEven]) -> Html {
    let ends = break_evens.iter().map(|change| place(change.scale)).chain([WIDTH]);
    let starts = [0].into_iter().chain(break_evens.iter().map(|change| place(change.scale)));
    let names = break_evens.iter().map(|change| &change.names[0]);
    let last = break_evens.last().map(|change| &change.names[1]);
    let stretches = starts.zip(ends).zip(names.chain(last)).enumerate();
    html! {
        <figure class="scales" aria-hidden="true">
            <svg>
                for (index, ((from, to), name)) in stretches {
                    <rect class={if index % 2 == 0 { "s2" } else { "s1" }} x={percent(from, WIDTH)} width={percent(to - from, WIDTH)} y="18" height="22" />
                    if to - from > 700 {
                        <text x={percent(from + 60, WIDTH)} y="12">{ name }</text>
                    }
                }
                for (index, (scale, name)) in MARKS.into_iter().enumerate() {
                    <line x1={percent(place(scale), WIDTH)} x2={percent(place(scale), WIDTH)} y1="40" y2="46" />
                    <text class={["first", "", "", "", "", "", "last"][index]} x={percent(place(scale), WIDTH)} y="60">{ name }</text>
                }
            </svg>
        </figure>
    }
}

/// Where a scale stands, in thousandths of a mark.
#[expect(clippy::cast_possible_truncation, reason = "a place among seven marks")]
fn place(scale: f64) -> i64 {
    let next = MARKS.iter().position(|(mark, _)| *mark >= scale).unwrap_or(MARKS.len() - 1).max(1);
    let (low, high) = (MARKS[next - 1].0, MARKS[next].0);
    (((next - 1) as f64 + (scale - low) / (high - low)) * STEP) as i64
}

/// "Up to 1.43 times today’s use: Pro, monthly. For any more: Premium, yearly."
fn sentences(break_evens: &[BreakEven]) -> Vec<String> {
    let said = |change: &BreakEven| {
        let [below, above] = &change.names;
        format!("Up to {}today’s use: {below}. For any more: {above}.", times(change.scale))
    };
    break_evens.iter().map(said).collect()
}

/// "1.43 times ", and nothing where it is once. Down, so that what is said to be enough is.
fn times(scale: f64) -> String {
    match plain((scale * 1_000.0).floor() / 1_000.0) {
        once if once == "1" => String::new(),
        times => times + " times ",
    }
}
