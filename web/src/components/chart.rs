//! The picture of the balance, or of what is spent where there is none.

use creditcast_core::amount::Amount;
use creditcast_core::calendar::Instant;
use yew::{Html, html};

use super::brief::told;
use crate::format;
use crate::months::Score;
use crate::picture::{HEIGHT, Loss, Picture, percent};
use crate::run::Run;
use crate::words::plural;

/// More losses than this are not labelled one by one on a narrow screen.
const LABELS_MAX: usize = 4;

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
        return format!("What each of {count} {} costs. The sums are in the table below.", plural(score.unit()));
    }
    let end = run.report.runs_out.map_or_else(
        || "never runs out".to_owned(),
        |at| format!("runs out on {}", format::weekday(at.date)),
    );
    let left = format::amount(run.report.totals.remaining);
    format!("The balance over {count} {} {end} and ends at {left}. The sums are in the table below.", plural(score.unit()))
}

fn grid(picture: &Picture) -> Html {
    let columns = picture.score.columns.len() as i64;
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
    let place = |index: usize| percent(2 * index as i64 + 1, 2 * score.columns.len() as i64);
    html! {
        for (index, column) in score.columns.iter().enumerate() {
            <text x={place(index)} y="16">
                <tspan class="long">{ &column.name }</tspan>
                <tspan class="initial">{ column.name.chars().next().map(String::from) }</tspan>
            </text>
            if let Some(year) = &column.year {
                <text class="year" x={place(index)} y="32">{ year }</text>
            }
        }
    }
}

fn balance(picture: &Picture) -> Html {
    let losses = picture.losses();
    html! {
        <>
            { stretched(picture, &losses) }
            { for losses.iter().map(|loss| loss_label(picture, loss, losses.len() > LABELS_MAX)) }
            { cap_label(picture) }
            { grant_label(picture) }
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
            if let Some(cap) = picture.cap() {
                <path class="cap" d={format!("M0 {y}H{width}", y = picture.y(cap))} />
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
        if let Some(cap) = picture.cap() {
            <text class="cap-label" x="0" y={picture.y_percent(cap)}>{ format!("cap {}", format::amount(cap)) }</text>
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
    let (class, more) = match picture.is_late(at) {
        true => ("out-label late", "out-label more late"),
        false => ("out-label", "out-label more"),
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
                { format!("{} refused in all", format::count(refused as f64)) }
            </text>
        </>
    }
}

/// The plan that is in force, and what is spent in each column.
fn lanes(picture: &Picture) -> Html {
    let Picture { run, score, .. } = picture;
    let plan = run.card().plan(&run.scenario.subscription.plan);
    let title = plan.map_or("", |plan| &plan.title);
    let price = run.report.bill.first().map(|line| format::money(&line.amount));
    let each = if run.report.cycles.len() > 1 || score.months_each == 1 { each_cycle(run) } else { "" };
    html! {
        <>
            <div class="lane">
                <span class="lane-name">{ "Plan" }</span>
                <p class="plan-bar"><b>{ title }</b>{ " " }{ for price }{ each }</p>
            </div>
            <div class="lane">
                <span class="lane-name">{ "Spent" }</span>
                <svg class="spent-bars" aria-hidden="true">{ spent_bars(score) }</svg>
            </div>
        </>
    }
}

fn each_cycle(run: &Run) -> &'static str {
    match run.scenario.subscription.billing {
        Some(creditcast_core::subscription::Billing::Annual) => " a year",
        _ => " a month",
    }
}

fn spent_bars(score: &Score) -> Html {
    let most = score.columns.iter().map(|column| column.spent).max().unwrap_or_default();
    columns(score, most, |column| column.spent)
}

fn bars(picture: &Picture) -> Html {
    let whole = picture.run;
    let score = picture.score;
    let place = |index: usize| percent(2 * index as i64 + 1, 2 * score.columns.len() as i64);
    html! {
        <>
            for (index, column) in score.columns.iter().enumerate() {
                <rect
                    class="s2"
                    x={percent(4 * index as i64 + 1, 4 * score.columns.len() as i64)}
                    width={percent(1, 2 * score.columns.len() as i64)}
                    y={picture.y_percent(column.paid)}
                    height={percent(HEIGHT - picture.y(column.paid), HEIGHT)}
                />
                if column.paid > Amount::ZERO {
                    <text class="bar-label" x={place(index)} y={picture.y_percent(column.paid)}>
                        { told(whole, column.paid) }
                    </text>
                }
            }
        </>
    }
}

/// A bar for each column, as high as its share of the highest.
fn columns(score: &Score, most: Amount, of: fn(&crate::months::Column) -> Amount) -> Html {
    let count = score.columns.len() as i64;
    let most = most.as_micros().max(1);
    html! {
        for (index, column) in score.columns.iter().enumerate() {
            <rect
                class="s1"
                x={percent(4 * index as i64 + 1, 4 * count)}
                width={percent(1, 2 * count)}
                y={percent(most - of(column).as_micros(), most)}
                height={percent(of(column).as_micros(), most)}
            />
        }
    }
}
