//! The lanes under the chart, on the same columns: the plan, and what is spent.

use creditcast_core::rate_card::Trust;
use yew::Html;

use crate::format;
use crate::months::Score;
use crate::picture::{Picture, percent};
use crate::run::Run;
use crate::stretches::{Stretch, stretches};
use crate::view::html;

/// A letter takes so many pixels on the average, and the words of a bar stand so far from its ends.
const LETTER: i64 = 7;
const PADDING: i64 = 12;

/// The plan that is in force, month by month, on a lane that is so many pixels wide.
pub(super) fn plan_lane(picture: &Picture, width: i64) -> Html {
    let stretches = stretches(picture.run);
    html! {
        <div class="lane">
            <span class="lane-name">{ "Plan" }</span>
            <svg class="plan-bars" role="img" aria-label={in_words(picture.run, &stretches)}>
                for stretch in stretches.iter().filter(|stretch| stretch.word() != "ended") {
                    { bar(picture, stretch, width) }
                }
            </svg>
        </div>
    }
}

/// "Pro $69.90 a month; from 2 March 2027 Premium $399.90 a month".
fn in_words(run: &Run, stretches: &[Stretch]) -> String {
    let words = |(index, stretch): (usize, &Stretch)| {
        let from = format!("from {} ", format::day(stretch.start));
        format!("{}{} {}", if index == 0 { "" } else { &from }, stretch.title, stretch.price(run))
    };
    stretches.iter().enumerate().map(words).collect::<Vec<_>>().join("; ")
}

/// A bar over the days of a stretch, with the words that find room in it.
fn bar(picture: &Picture, stretch: &Stretch, width: i64) -> Html {
    let score = picture.score;
    let from = score.place_within(stretch.start);
    let long = score.place_within(stretch.end) - from;
    let room = (long * width / score.width().max(1) - PADDING) / LETTER;
    let has_room = |letters: usize| i64::try_from(letters).is_ok_and(|letters| letters <= room);
    let price = stretch.price(picture.run);
    let class = if stretch.is_active() { "plan-bar" } else { "plan-bar idle" };
    html! {
        <svg {class} x={percent(from, score.width())} width={percent(long, score.width())} height="26">
            <rect x="0.5" y="0.5" width="100%" height="25" rx="3" />
            if has_room(stretch.title.len()) {
                <text x="8" y="17.5">
                    <tspan class="plan-title">{ &stretch.title }</tspan>
                    if has_room(stretch.title.len() + 1 + price.len()) {
                        { " " }{ price }
                        if picture.run.prices_trust() == Trust::ThirdPartyReading {
                            { " ◐" }
                        }
                    }
                </text>
            }
        </svg>
    }
}

/// A wash behind the columns in which nothing can be spent, from the lane above on.
pub(super) fn washes(score: &Score, height: &str) -> Html {
    html! {
        for (index, column) in (0..).zip(&score.columns) {
            if !column.idle.is_empty() {
                <rect class="wash" x={percent(index, score.count())} width={percent(1, score.count())} y="-8" height={height} />
            }
        }
    }
}

/// What is spent in each column.
pub(super) fn spent_lane(score: &Score) -> Html {
    html! {
        <div class="lane spent-lane">
            <span class="lane-name">{ "Spent" }</span>
            <svg class="spent-bars" aria-hidden="true">{ spent_bars(score) }</svg>
        </div>
    }
}

/// A bar for each column, as high as its share of the largest.
fn spent_bars(score: &Score) -> Html {
    let most = score.columns.iter().map(|column| column.spent).max().unwrap_or_default();
    let most = most.as_micros().max(1);
    let place = |part: i64, of: i64| percent(part, of * score.count());
    html! {
        { washes(score, "48") }
        for (index, column) in (0..).zip(&score.columns) {
            <rect
                class="s1"
                x={place(4 * index + 1, 4)}
                width={place(1, 2)}
                y={percent(most - column.spent.as_micros(), most)}
                height={percent(column.spent.as_micros(), most)}
            />
        }
    }
}
