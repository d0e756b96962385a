//! The balance in the chart: its line, what was lost, and when it ran out.

use creditcast_core::calendar::Instant;
use yew::Html;

use crate::format;
use crate::picture::{Cap, HEIGHT, Loss, Picture};
use crate::view::html;

/// More losses than this are not labelled one by one on a narrow screen.
const LABELS_MAX: usize = 4;

/// The balance, and what happened to it.
pub(super) fn balance(picture: &Picture) -> Html {
    let losses = picture.losses();
    html! {
        <>
            { stretched(picture, &losses) }
            { for losses.iter().map(|loss| loss_label(picture, loss, losses.len() > LABELS_MAX)) }
            { cap_label(picture) }
            { grant_label(picture) }
            { arrivals(picture) }
            { runs_out(picture) }
        </>
    }
}

/// What has no text in it is drawn in a frame that is stretched to the width there is.
fn stretched(picture: &Picture, losses: &[Loss]) -> Html {
    let width = picture.score.width();
    html! {
        <svg viewBox={format!("0 0 {width} {HEIGHT}")} preserveAspectRatio="none" width="100%" height="100%">
            <path class="area" d={picture.area()} />
            for cap in picture.caps() {
                <path class="cap" d={line_of(picture, cap)} />
            }
            <path class="balance" d={picture.line()} />
            for loss in losses {
                <path class="loss" d={fall(picture, loss)} />
            }
            for (at, end) in picture.droughts() {
                <path class="drought" d={format!("M{} {HEIGHT}H{end}", picture.x(at))} />
            }
        </svg>
    }
}

fn line_of(picture: &Picture, cap: &Cap) -> String {
    let place = |day| picture.score.place_within(day);
    format!("M{} {}H{}", place(cap.from), picture.y(cap.at), place(cap.to))
}

fn fall(picture: &Picture, loss: &Loss) -> String {
    let x = picture.score.place(loss.on, 0);
    format!("M{x} {}V{}", picture.y(loss.from), picture.y(loss.to))
}

fn loss_label(picture: &Picture, loss: &Loss, many: bool) -> Html {
    html! {
        <text
            class={if many { "loss-label one-of-many" } else { "loss-label" }}
            x={picture.x_percent(Instant::midnight(loss.on))}
            y={picture.y_percent(loss.from)}
        >
            { format::minus(loss.from - loss.to) }
        </text>
    }
}

fn cap_label(picture: &Picture) -> Html {
    html! {
        for (index, cap) in picture.caps().enumerate() {
            <text
                class={if index == 0 { "cap-label" } else { "cap-label later" }}
                x={picture.x_percent(Instant::midnight(if index == 0 { cap.from } else { cap.to }))}
                y={picture.y_percent(cap.at)}
            >
                { format!("cap {}", format::amount(cap.at)) }
            </text>
        }
    }
}

/// What each renewal brings, said once, beside the first.
fn grant_label(picture: &Picture) -> Html {
    let Some(cycle) = picture.run.report.cycles.first() else { return Html::default() };
    let top = cycle.opening + cycle.granted;
    html! {
        <text class="grant-label" x="0" y={picture.y_percent(top)}>
            <tspan class="granted">{ format!("+{}", format::amount(cycle.granted)) }</tspan>
        </text>
    }
}

/// What was bought and what an upgrade brought is the reader's own doing.
fn arrivals(picture: &Picture) -> Html {
    html! {
        for (on, top, amount, what) in picture.arrivals() {
            <text class="arrival" y={picture.y_percent(top)}>
                <tspan class="pin-what" x={picture.x_percent(Instant::midnight(on))} dy="-19">
                    { format!("+{}", format::amount(amount)) }
                </tspan>
                <tspan x={picture.x_percent(Instant::midnight(on))} dy="14">{ what }</tspan>
            </text>
        }
    }
}

/// Only the first is labelled; later ones have the dot.
fn runs_out(picture: &Picture) -> Html {
    let droughts = picture.droughts();
    let dots = droughts.iter().map(|(at, _)| {
        html! { <circle class="out" cx={picture.x_percent(*at)} cy="100%" r="5" /> }
    });
    html! {
        <>
            if let Some(at) = picture.run.report.runs_out {
                { out_label(picture, at) }
            }
            { for dots }
        </>
    }
}

fn out_label(picture: &Picture, at: Instant) -> Html {
    let x = picture.x_percent(at);
    let (class, more) = if picture.is_late(at) {
        ("out-label late", "out-label more late")
    } else {
        ("out-label", "out-label more")
    };
    let totals = &picture.run.report.totals;
    let refused = totals.asked.0 - totals.served.0;
    html! {
        <>
            <line class="out-line" x1={x.clone()} x2={x.clone()} y1="4%" y2="100%" />
            <text {class} x={x.clone()} y="4%">
                { format!("Out on {}", format::short_weekday(at.date)) }
            </text>
            <text class={more} {x} y="4%">
                { format!("{} units refused in all", format::count(refused as f64)) }
            </text>
        </>
    }
}
