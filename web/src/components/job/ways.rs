//! Every plan on the same time: when it sends, when it waits, when it is done.

use creditcast_core::finish::lasts;
use yew::Html;

use crate::job::sentences::limits_in_words;
use crate::job::span::SAMPLES;
use crate::job::{Job, Kind, Outcome, Way};
use crate::picture::percent;
use crate::view::html;

/// The ways to do a job, the earliest first.
pub(crate) fn ways(job: &Job) -> Html {
    html! {
        <section class="ways" aria-labelledby="ways">
            <h2 id="ways">{ "Plan by plan, over the same time" }</h2>
            <ul class="chart">{ for job.ways.iter().map(|way| row(job, way)) }</ul>
        </section>
    }
}

fn row(job: &Job, way: &Way) -> Html {
    let class = match way.kind {
        Kind::Asked => "lane way-lane own asked",
        Kind::Key => "lane way-lane own",
        Kind::Plan => "lane way-lane",
    };
    html! {
        <li {class}>
            <span class="lane-name">{ &way.title }</span>
            <p class="way-words">
                <span>{ difference(way) }</span>
                <span>{ end(job, way) }</span>
            </p>
            if let Ok(outcome) = &way.outcome {
                { lane(job, outcome) }
            }
        </li>
    }
}

fn difference(way: &Way) -> String {
    let limits = limits_in_words(&way.limits);
    if way.kind == Kind::Key { format!("one key more, each {limits}") } else { limits }
}

fn end(job: &Job, way: &Way) -> Html {
    match &way.outcome {
        Ok(outcome) => html! {
            <>
                <b>{ job.when_short(outcome.finish.seconds) }</b>
                { " " }
                { lasts(outcome.finish.seconds) }
            </>
        },
        Err(message) => html! { { message } },
    }
}

/// A block where requests are accepted, a line where they wait, a dot where all are, an arrow where
/// that is later.
fn lane(job: &Job, outcome: &Outcome) -> Html {
    let done = outcome.done(&job.span);
    let end = percent(done.unwrap_or(SAMPLES), SAMPLES);
    let part = |from: usize, to: usize| {
        let place = |part: usize| i64::try_from(part).unwrap_or(SAMPLES);
        (percent(place(from), SAMPLES), percent(place(to - from), SAMPLES))
    };
    html! {
        <svg class="way-line" role="img" aria-label={job.when(outcome.finish.seconds)}>
            <line x1="0" x2={end.clone()} y1="50%" y2="50%" />
            for (from, to) in outcome.blocks() {
                <rect x={part(from, to).0} width={part(from, to).1} y="15%" height="70%" />
            }
            if done.is_some() {
                <circle cx={end} cy="50%" r="5" />
            } else {
                <svg x="100%" y="50%"><path d="M-6-5 0 0-6 5" /></svg>
            }
        </svg>
    }
}
