//! A column in two small pictures: the balance, and what is spent month by month.

use creditcast_core::amount::Amount;
use yew::Html;

use crate::components::brief::told;
use crate::format;
use crate::months::{Column, Score};
use crate::picture::{HEIGHT, Picture, percent, share};
use crate::run::Run;
use crate::view::html;

/// The balance, on a scale of its own, whose highest value is written out.
pub(super) fn balance(run: &Run) -> Html {
    if run.is_money() {
        return html! { <span class="zero">{ "paid as used" }</span> };
    }
    let score = Score::of(run);
    let picture = Picture::of(run, &score);
    let highest = crate::months::days(run).iter().map(|day| day.balance + day.spent).max();
    let highest = format::amount(highest.unwrap_or(Amount::ZERO));
    html! {
        <figure class="spark">
            <svg role="img" aria-label={format!("The balance, up to {highest} credits")}
                viewBox={format!("0 0 {} {HEIGHT}", score.width())} preserveAspectRatio="none">
                <path class="area" d={picture.area()} />
                <path class="balance" d={picture.line()} />
            </svg>
            <figcaption>{ format!("up to {highest} credits") }</figcaption>
        </figure>
    }
}

/// A bar for each month; red above it where credits ran out in it.
pub(super) fn spent(run: &Run) -> Html {
    let score = Score::of(run);
    let most = score.columns.iter().map(|column| column.spent).max().unwrap_or(Amount::ZERO);
    let dry = score.columns.iter().filter(|column| column.runs_out.is_some()).count();
    let label = match dry {
        0 => format!("At most {} in a {}", told(run, most), score.unit()),
        _ => format!(
            "At most {} in a {}; credits run out in {dry} of {}",
            told(run, most),
            score.unit(),
            score.columns.len()
        ),
    };
    html! {
        <svg class="spent-bars" role="img" aria-label={label}>
            for (index, column) in (0..).zip(&score.columns) {
                { bar(&score, index, column, most) }
            }
        </svg>
    }
}

fn bar(score: &Score, index: i64, column: &Column, most: Amount) -> Html {
    let height = share(column.spent.as_micros(), most.as_micros(), 90);
    let x = percent(8 * index + 1, 8 * score.count());
    let width = percent(6, 8 * score.count());
    html! {
        <>
            <rect class="s2" x={x.clone()} width={width.clone()} y={format!("{}%", 100 - height)} height={format!("{height}%")} />
            if column.runs_out.is_some() {
                <rect class="dry" {x} {width} y={format!("{}%", 94 - height)} height="4%" />
            }
        </>
    }
}
