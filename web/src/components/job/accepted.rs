//! How many requests are accepted over time: on this plan, with another key, and on other plans.

use std::fmt::Write;

use yew::Html;

use crate::components::balance::words;
use crate::components::chart::frame_of_window;
use crate::format;
use crate::job::span::SAMPLES;
use crate::job::{Job, Kind, Outcome, Way};
use crate::picture::{HEIGHT, percent, share, step};
use crate::room::{Frame, Label, Room, Side};
use crate::view::html;

/// What ends nearer to an edge than this has its name beside its end.
const NEAR: i64 = SAMPLES / 10;
/// Names may stand so far above the picture.
const ABOVE: i64 = 56;

/// The picture of a job.
pub(crate) fn accepted(job: &Job) -> Html {
    let drawn = drawn(job);
    html! {
        <section class="score" aria-labelledby="accepted">
            <h2 id="accepted">{ "Requests accepted" }</h2>
            <figure class="chart accepted">
                <svg class="plot" role="img" aria-label={summary(job)}>
                    { grid(job) }
                    { lines(job, &drawn) }
                    { dots(job, &drawn) }
                    { labels(job, &drawn) }
                </svg>
                <svg class="axis" aria-hidden="true">
                    { axis(job) }
                </svg>
            </figure>
        </section>
    }
}

/// What is said under the lines; on a narrow screen under every other one, or fewer.
fn axis(job: &Job) -> Html {
    let edge = |place: i64| match place {
        0 => "first",
        SAMPLES => "last",
        _ => "",
    };
    let thinned = |index: usize| match index % 4 {
        0 => "",
        2 => "sparse",
        _ => "crowded",
    };
    html! {
        for (index, (place, label)) in job.span.lines().into_iter().enumerate() {
            <text class={format!("{} {}", edge(place), thinned(index))} x={percent(place, SAMPLES)} y="16">{ label }</text>
        }
    }
}

/// What can be drawn: first what was asked for, then the earliest.
fn drawn(job: &Job) -> Vec<(&Way, &Outcome)> {
    let of =
        |is_asked: bool| job.ways.iter().filter(move |way| (way.kind == Kind::Asked) == is_asked);
    of(true).chain(of(false)).filter_map(|way| Some((way, way.outcome.as_ref().ok()?))).collect()
}

/// What was asked for has an area, and its line lies over the others.
fn lines(job: &Job, drawn: &[(&Way, &Outcome)]) -> Html {
    html! {
        <svg viewBox={format!("0 0 {SAMPLES} {HEIGHT}")} preserveAspectRatio="none" width="100%" height="100%">
            if let Some((_, asked)) = drawn.first() {
                <path class="area" d={area(job, asked)} />
            }
            for (way, outcome) in drawn.iter().rev() {
                <path class={class(way)} d={line(job, outcome)} />
            }
        </svg>
    }
}

/// The picture in one sentence.
fn summary(job: &Job) -> String {
    let count = format::count(job.finish.requests.0 as f64);
    format!(
        "{count} requests are accepted by {}. What other plans take stands below.",
        job.when(job.finish.seconds)
    )
}

fn requests(job: &Job) -> i64 {
    i64::try_from(job.finish.requests.0).unwrap_or(i64::MAX).max(1)
}

fn grid(job: &Job) -> Html {
    let (most, step) = (requests(job), step(requests(job)));
    html! {
        <>
            for (place, _) in job.span.lines() {
                <line class="grid" x1={percent(place, SAMPLES)} x2={percent(place, SAMPLES)} y1="0" y2="100%" />
            }
            for value in (0..=most / step).map(|index| index * step) {
                <line class={if value == 0 { "zero" } else { "grid" }} x1="0" x2="100%" y1={height(most, value)} y2={height(most, value)} />
                <text class="y-label" x="0" y={height(most, value)}>{ format::count(value as f64) }</text>
            }
        </>
    }
}

/// How far down a count stands, as a share of the height.
fn height(most: i64, count: i64) -> String {
    percent(most - count, most)
}

fn class(way: &Way) -> &'static str {
    match way.kind {
        Kind::Asked => "balance",
        Kind::Key => "way key-way",
        Kind::Plan => "way",
    }
}

/// How many are accepted, from one moment to the next, up to the end.
fn line(job: &Job, outcome: &Outcome) -> String {
    let mut path = String::new();
    let y = |count: u64| {
        HEIGHT - share(i64::try_from(count).unwrap_or(i64::MAX), requests(job), HEIGHT)
    };
    let end = outcome.done(&job.span).unwrap_or(SAMPLES);
    let mut last = None;
    for (x, count) in (0..=end).zip(&outcome.accepted) {
        let y = y(*count);
        // Writing to a text cannot fail.
        _ = match last {
            None => write!(path, "M0 {HEIGHT}V{y}"),
            Some(last) if last == y => write!(path, "H{x}"),
            Some(_) => write!(path, "L{x} {y}"),
        };
        last = Some(y);
    }
    if outcome.done(&job.span).is_some() {
        _ = write!(path, "L{end} 0");
    }
    path
}

fn area(job: &Job, outcome: &Outcome) -> String {
    let end = outcome.done(&job.span).unwrap_or(SAMPLES);
    format!("{}V{HEIGHT}H0Z", line(job, outcome).replace("L0 0", "") + &format!("H{end}"))
}

fn dots(job: &Job, drawn: &[(&Way, &Outcome)]) -> Html {
    html! {
        for (way, outcome) in drawn {
            if let Some(x) = outcome.done(&job.span) {
                <circle class={if way.kind == Kind::Plan { "end" } else { "end own" }} cx={percent(x, SAMPLES)} cy="0" r="4" />
            }
        }
    }
}

/// The names at the ends of the lines, as far as they find room; on a narrow screen only what was asked for, as
/// all are named below.
fn labels(job: &Job, drawn: &[(&Way, &Outcome)]) -> Html {
    let frame = Frame { above: ABOVE, ..frame_of_window() };
    let mut room = Room::of(frame);
    for (way, outcome) in drawn {
        if way.kind != Kind::Plan || !frame.has_scale {
            room.add(label(job, frame, way, outcome));
        }
    }
    html! { { for room.labels.iter().map(|label| words(frame, label)) } }
}

/// When another plan is done is told below, if it is within the picture.
fn label(job: &Job, frame: Frame, way: &Way, outcome: &Outcome) -> Label {
    let is_own = way.kind != Kind::Plan;
    let done = outcome.done(&job.span);
    let when = || job.when_short(outcome.finish.seconds);
    let more = if is_own || done.is_none() { when() } else { String::new() };
    let beyond = || {
        let left = requests(job) - reached(outcome);
        ((frame.width, share(left, requests(job), frame.height)), Side::Left)
    };
    let end = |x| ((share(x, SAMPLES, frame.width), 0), side(x));
    let (point, side) = done.map_or_else(beyond, end);
    let dy = if more.is_empty() { -13 } else { -13 - frame.line };
    let look = if is_own { "own-name" } else { "way-name" };
    Label { says: named(way), more, look, point, side, dy, moves: &[0, -1, -2] }
}

fn side(x: i64) -> Side {
    match x {
        ..NEAR => Side::Right,
        _ if x > SAMPLES - NEAR => Side::Left,
        _ => Side::Over,
    }
}

/// How many are accepted by the end of the picture.
fn reached(outcome: &Outcome) -> i64 {
    outcome.accepted.last().and_then(|count| i64::try_from(*count).ok()).unwrap_or(0)
}

/// What a way is called.
fn named(way: &Way) -> String {
    if way.kind == Kind::Key { format!("{}, one key more", way.title) } else { way.title.clone() }
}
