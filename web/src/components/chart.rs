//! The picture of the balance, or of what is spent where there is none.

use creditcast_core::amount::Amount;
use yew::Html;

use super::balance::balance;
use super::brief::told;
use super::lanes::lanes;
use crate::format;
use crate::months::Score;
use crate::picture::{HEIGHT, Picture, percent};
use crate::run::Run;
use crate::view::html;
use crate::words::plural;

/// The chart of a run.
pub(crate) fn chart(run: &Run, score: &Score) -> Html {
    let picture = Picture::of(run, score);
    html! {
        <figure class="chart">
            <svg class="plot" role="img" aria-label={summary(&picture)}>
                { grid(&picture) }
                if run.is_money() {
                    { bars(&picture) }
                } else {
                    { balance(&picture) }
                }
            </svg>
            <svg class="axis" aria-hidden="true">{ axis(score) }</svg>
            if !run.is_money() {
                { lanes(&picture) }
            }
        </figure>
    }
}

/// The chart in one sentence.
fn summary(picture: &Picture) -> String {
    let Picture { run, score, .. } = picture;
    let count = score.columns.len();
    if run.is_money() {
        return format!(
            "What each of {count} {} costs. The sums are in the table below.",
            plural(score.unit())
        );
    }
    let end = run.report.runs_out.map_or_else(
        || "never runs out".to_owned(),
        |at| format!("runs out on {}", format::weekday(at.date)),
    );
    let left = format::amount(run.report.totals.remaining);
    format!(
        "The balance over {count} {} {end} and ends at {left}. The sums are in the table below.",
        plural(score.unit())
    )
}

fn grid(picture: &Picture) -> Html {
    let columns = picture.score.count();
    let values = picture.grid();
    let last = values.len() - 1;
    html! {
        <>
            for index in 0..=columns {
                <line class="grid" x1={percent(index, columns)} x2={percent(index, columns)} y1="0" y2="100%" />
            }
            for (index, value) in values.into_iter().enumerate() {
                <line
                    class={if index == 0 { "zero" } else { "grid" }}
                    x1="0" x2="100%" y1={picture.y_percent(value)} y2={picture.y_percent(value)}
                />
                <text class="y-label" x="0" y={picture.y_percent(value)}>{ told(picture.run, value) }</text>
                if index == last && !picture.run.is_money() {
                    <text class="y-label unit" x="0" y={picture.y_percent(value)}>{ "credits" }</text>
                }
            }
        </>
    }
}

fn axis(score: &Score) -> Html {
    let middle = |index: i64| percent(2 * index + 1, 2 * score.count());
    html! {
        for (index, column) in (0..).zip(&score.columns) {
            <text x={middle(index)} y="16">
                <tspan class="long">{ &column.name }</tspan>
                <tspan class="initial">{ &column.name[..1] }</tspan>
            </text>
            if let Some(year) = &column.year {
                <text class={if is_crowded(score, index) { "year crowded" } else { "year" }} x={middle(index)} y="32">
                    { year }
                </text>
            }
        }
    }
}

/// Does the first year stand next to the second?
fn is_crowded(score: &Score, index: i64) -> bool {
    index == 0 && score.columns.get(1).is_some_and(|second| second.year.is_some())
}

/// What each column costs, where there is no balance.
fn bars(picture: &Picture) -> Html {
    let Picture { run, score, .. } = picture;
    let place = |part: i64, of: i64| percent(part, of * score.count());
    html! {
        for (index, column) in (0..).zip(&score.columns) {
            <rect
                class="s2"
                x={place(4 * index + 1, 4)}
                width={place(1, 2)}
                y={picture.y_percent(column.paid)}
                height={percent(HEIGHT - picture.y(column.paid), HEIGHT)}
            />
            if column.paid > Amount::ZERO {
                <text class="bar-label" x={place(2 * index + 1, 2)} y={picture.y_percent(column.paid)}>
                    { told(run, column.paid) }
                </text>
            }
        }
    }
}
