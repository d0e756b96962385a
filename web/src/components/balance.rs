//! The balance in the chart: its line, what was lost, and when it ran out.

use yew::Html;

use crate::futures::band;
use crate::labels::labels;
use crate::picture::{Cap, HEIGHT, Loss, Picture, percent};
use crate::room::{Frame, Label};
use crate::view::html;

/// The balance, and what happened to it.
pub(super) fn balance(picture: &Picture, frame: Frame) -> Html {
    html! {
        <>
            { stretched(picture, &picture.losses()) }
            if let Some(at) = picture.run.report.runs_out {
                <line class="out-line" x1={picture.x_percent(at)} x2={picture.x_percent(at)} y1="4%" y2="100%" />
            }
            for label in labels(picture, frame) {
                { words(frame, &label) }
            }
            for (at, _) in picture.droughts() {
                <circle class="out" cx={picture.x_percent(at)} cy="100%" r="5" />
            }
        </>
    }
}

/// A label where it found room.
pub(crate) fn words(frame: Frame, label: &Label) -> Html {
    html! {
        { line(frame, label, label.look, label.dy, &label.says) }
        if !label.more.is_empty() {
            { line(frame, label, "", label.dy + frame.line, &label.more) }
        }
    }
}

fn line(frame: Frame, label: &Label, class: &'static str, dy: i64, says: &str) -> Html {
    html! {
        <text
            {class}
            text-anchor={label.side.anchor()}
            x={percent(label.point.0, frame.width)}
            y={percent(label.point.1, frame.height)}
            dx={label.side.gap().to_string()}
            dy={dy.to_string()}
        >
            { says }
        </text>
    }
}

/// What has no text in it is drawn in a frame that is stretched to the width there is.
fn stretched(picture: &Picture, losses: &[Loss]) -> Html {
    let width = picture.score.width();
    html! {
        <svg viewBox={format!("0 0 {width} {HEIGHT}")} preserveAspectRatio="none" width="100%" height="100%">
            if picture.futures.is_empty() {
                <path class="area" d={picture.area()} />
            } else {
                { futures(picture) }
            }
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

/// The band that the balance of 8 in 10 futures lies in.
#[inline(never)]
fn futures(picture: &Picture) -> Html {
    let band = band(picture);
    html! {
        <>
            <path class="area" d={band.area} />
            <path class="band-edge" d={band.edges} />
        </>
    }
}

fn line_of(picture: &Picture, cap: &Cap) -> String {
    format!("M{} {}H{}", picture.place(cap.from), picture.y(cap.at), picture.place(cap.to))
}

fn fall(picture: &Picture, loss: &Loss) -> String {
    let x = picture.score.place(loss.on, 0);
    format!("M{x} {}V{}", picture.y(loss.from), picture.y(loss.to))
}
