//! The lanes under the chart, on the same columns: the plan, and what is spent.

use creditcast_core::subscription::Billing;
use yew::Html;

use crate::format;
use crate::months::Score;
use crate::picture::{Picture, percent};
use crate::run::Run;
use crate::view::html;

/// The plan that is in force, and what is spent in each column.
pub(super) fn lanes(picture: &Picture) -> Html {
    let Picture { run, score, .. } = picture;
    let plan = run.card().plan(&run.scenario.subscription.plan);
    let title = plan.map_or("", |plan| &plan.title);
    let price = run.report.bill.first().map(|line| format::money(&line.amount));
    html! {
        <>
            <div class="lane">
                <span class="lane-name">{ "Plan" }</span>
                <p class="plan-bar"><b>{ title }</b>{ " " }{ price }{ each_cycle(run) }</p>
            </div>
            <div class="lane">
                <span class="lane-name">{ "Spent" }</span>
                <svg class="spent-bars" aria-hidden="true">{ spent_bars(score) }</svg>
            </div>
        </>
    }
}

fn each_cycle(run: &Run) -> &'static str {
    match run.scenario.subscription.billing.unwrap_or_default() {
        Billing::Annual => " a year",
        Billing::Monthly => " a month",
    }
}

/// A bar for each column, as high as its share of the largest.
fn spent_bars(score: &Score) -> Html {
    let most = score.columns.iter().map(|column| column.spent).max().unwrap_or_default();
    let most = most.as_micros().max(1);
    let place = |part: i64, of: i64| percent(part, of * score.count());
    html! {
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
