//! The picture of the balance, or of what is spent where there is none.

use creditcast_core::amount::Amount;
use yew::Html;

use super::balance::balance;
use super::brief::told;
use super::lanes::{plan_lane, spent_lane};
use super::timeline;
use crate::browser;
use crate::changes::layout::pins;
use crate::form::Form;
use crate::format;
use crate::months::Score;
use crate::picture::{HEIGHT, Picture, percent};
use crate::room::Frame;
use crate::run::Run;
use crate::stretches::stretches;
use crate::view::html;
use crate::words::plural;

/// The chart of a run on the screen.
pub(crate) fn chart(form: Form, run: &Run, score: &Score) -> Html {
    framed(form, &Picture::with_futures(run, score, form.state.futures()), frame(score))
}

/// A chart in a frame.
pub(super) fn framed(form: Form, picture: &Picture, frame: Frame) -> Html {
    let Picture { run, score, .. } = *picture;
    let state = form.state;
    let report = state.complete().map(|run| &run.report);
    let width = frame.width;
    let pins = pins(&state.draft, &state.card, score, report, width);
    html! {
        <figure class="chart">
            if score.is_long() {
                <div><svg class="spacer" width={width.to_string()} height="0" /></div>
            }
            <svg class="scale" aria-hidden="true">{ scale(picture) }</svg>
            <svg class="plot" role="img" aria-label={summary(picture)}>
                { idle(picture) }
                { grid(picture) }
                if run.is_money() {
                    { bars(picture) }
                } else {
                    { balance(picture, frame) }
                }
            </svg>
            <svg class="axis" aria-hidden="true">{ axis(score) }</svg>
            if !run.is_money() {
                { plan_lane(picture, width) }
            }
            { timeline::rail(form, score, &pins) }
            { timeline::list(form, &pins) }
            if !run.is_money() {
                { spent_lane(score) }
                if !picture.futures.is_empty() {
                    <figcaption class="note">{ FUTURES }</figcaption>
                }
            }
        </figure>
    }
}

/// What the band says.
const FUTURES: &str = "The line is the plan as it is typed. Of every 10 futures 8 begin and end a cycle with a balance \
                       in the band, 1 above it and 1 below.";

/// A column takes so many pixels where there are more than find room.
const COLUMN: i64 = 57;

/// The frame of the columns.
pub(super) fn frame(score: &Score) -> Frame {
    let frame = frame_of_window();
    let width = if score.is_long() { score.count() * COLUMN } else { frame.width };
    Frame { width, ..frame }
}

/// The frame of a chart by the measures of the layout.
pub(crate) fn frame_of_window() -> Frame {
    #[expect(clippy::cast_possible_truncation, reason = "a window is a few thousand pixels wide")]
    let window = browser::width() as i64;
    let width = match window {
        1280.. => window.min(1_440) - 112 - 432 - 64 - 148,
        1024.. => (window - 80) * 62 / 100 - 48 - 134,
        640.. => window.max(764) - 64 - 148,
        _ => window - 32,
    };
    let has_scale = window < 640;
    let height = if has_scale { 236 } else { 318 };
    Frame { width, height, letter: 7, line: 15, above: 14, has_scale }
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

/// What lies behind the chart where nothing is granted or spent.
fn idle(picture: &Picture) -> Html {
    let score = picture.score;
    let place = |day| score.place_within(day);
    html! {
        for stretch in stretches(picture.run).iter().filter(|stretch| !stretch.is_active()) {
            <rect
                class={stretch.word()}
                x={percent(place(stretch.start), score.width())}
                width={percent(place(stretch.end) - place(stretch.start), score.width())}
                height="100%"
            />
        }
    }
}

fn grid(picture: &Picture) -> Html {
    let columns = picture.score.count();
    html! {
        <>
            for index in 0..=columns {
                <line class="grid" x1={percent(index, columns)} x2={percent(index, columns)} y1="0" y2="100%" />
            }
            for (index, value) in picture.grid().into_iter().enumerate() {
                <line
                    class={if index == 0 { "zero" } else { "grid" }}
                    x1="0" x2="100%" y1={picture.y_percent(value)} y2={picture.y_percent(value)}
                />
            }
        </>
    }
}

/// The values of the lines, which stay where they are when the plot is moved under them.
fn scale(picture: &Picture) -> Html {
    let values = picture.grid();
    let last = values.len() - 1;
    html! {
        <>
            <rect class="held" height="100%" />
            for (index, value) in values.into_iter().enumerate() {
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
