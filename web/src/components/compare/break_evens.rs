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

/// The break-evens of a comparison, if there are any.
pub(crate) fn break_evens(compared: &Compared) -> Html {
    if compared.break_evens.is_empty() {
        return Html::default();
    }
    html! {
        <section class="finding" aria-labelledby="break-evens">
            <div class="finding-words">
                <h2 id="break-evens">{ "If the work grows or shrinks" }</h2>
                <p>{ "All steps scaled together, from a tenth of today’s use to ten times it; a unit that is begun counts whole." }</p>
            </div>
            <div class="finding-figures">
                { picture(&compared.break_evens) }
                <ul class="break-evens">{ for sentences(&compared.break_evens).into_iter().map(|said| html! { <li>{ said }</li> }) }</ul>
            </div>
        </section>
    }
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

/// "Up to 1.43 times today’s use Pro, monthly, is the best; for more, Premium, yearly."
fn sentences(break_evens: &[BreakEven]) -> Vec<String> {
    let said = |change: &BreakEven| {
        let [below, above] = &change.names;
        format!(
            "Up to {} times today’s use: {below}. For any more: {above}.",
            rounded(change.scale)
        )
    };
    break_evens.iter().map(said).collect()
}

/// Down, so that what is said to be enough is.
fn rounded(scale: f64) -> String {
    plain((scale * 1_000.0).floor() / 1_000.0)
}
