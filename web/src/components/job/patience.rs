//! What clients that back off do to themselves.

use creditcast_core::finish::lasts;
use yew::Html;

use crate::format;
use crate::job::Job;
use crate::job::clients::{Patience, under};
use crate::picture::percent;
use crate::view::html;

/// What a wait that doubles costs, for a job that limits hold back.
pub(crate) fn patience_costs(job: &Job) -> Html {
    let rows = &job.patience;
    let most = rows.iter().filter_map(|row| Some(row.outcome.as_ref().ok()?.1)).fold(0.0, f64::max);
    if job.finish.bound.is_none() || rows.is_empty() {
        return Html::default();
    }
    html! {
        <section class="finding" aria-labelledby="patience">
            <div class="finding-words">
                <h2 id="patience">{ heading(most) }</h2>
                <p>{ "A client that doubles its wait for ever knocks less often, and then sleeps through the moment at which the limit opens." }</p>
                { anomaly() }
            </div>
            <div class="finding-figures">{ table(job, rows, most) }</div>
        </section>
    }
}

fn heading(most: f64) -> String {
    if most > 0.0 {
        format!("Patience costs {}", lasts(most))
    } else {
        "Patience costs nothing here".to_owned()
    }
}

fn table(job: &Job, rows: &[Patience], most: f64) -> Html {
    let refused = rows.iter().filter_map(|row| Some(row.outcome.as_ref().ok()?.0.too_many.0)).max();
    html! {
        <table class="lines patience">
            <caption class="unseen">{ "What clients that back off do to themselves" }</caption>
            <thead>
                <tr>
                    <th scope="col">{ "After a 429 it waits" }</th>
                    <th scope="col" class="figure">{ "429s" }</th>
                    <td class="bar-column"></td>
                    <th scope="col" class="figure done-column">{ "Done" }</th>
                    <th scope="col" class="figure">{ "Late by" }</th>
                    <td class="bar-column"></td>
                </tr>
            </thead>
            <tbody>{ for rows.iter().map(|line| row(job, line, refused.unwrap_or(0), most)) }</tbody>
        </table>
    }
}

fn row(job: &Job, row: &Patience, refused: u64, most: f64) -> Html {
    let Ok((finish, late)) = &row.outcome else {
        return html! {
            <tr>
                <th scope="row">{ row.words }</th>
                <td colspan="5">{ row.outcome.as_ref().err().map_or("", |message| message) }</td>
            </tr>
        };
    };
    html! {
        <tr>
            <th scope="row">{ row.words }</th>
            <td class="figure main">{ format::count(finish.too_many.0 as f64) }</td>
            <td class="bar-column">{ bar("share-bar refused", finish.too_many.0 as f64, refused as f64) }</td>
            <td class="figure done-column">{ job.when_short(finish.seconds) }</td>
            <td class="figure main">{ lasts(*late) }</td>
            <td class="bar-column">{ bar("share-bar late", *late, most) }</td>
        </tr>
    }
}

fn bar(class: &'static str, part: f64, most: f64) -> Html {
    #[expect(clippy::cast_possible_truncation, reason = "a share of a thousand")]
    let share = if most > 0.0 { (part / most * 1_000.0) as i64 } else { 0 };
    html! { <svg {class} aria-hidden="true"><rect width={percent(share, 1_000)} height="100%" /></svg> }
}

/// Raising a limit can delay a client that backs off: seen in sixty requests.
fn anomaly() -> Option<Html> {
    let done = |count| Some(lasts(under(count)?.seconds));
    let (lower, higher) = (done(10)?, done(11)?);
    Some(html! {
        <p>
            { "Even a higher limit can make it later. Sixty requests of two seconds each, one after the other, with waits that double: under 10 a minute they take " }
            <b class="key">{ lower }</b>
            { ", under 11 a minute " }
            <b class="key">{ higher }</b>
            { ". The refusals then begin at other moments, and the waits that have doubled end later after a window has opened: less is gained than is slept through. A client that waits just as long as it must is never later under a higher limit." }
        </p>
    })
}
