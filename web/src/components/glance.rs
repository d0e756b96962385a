//! The answer at a glance, once the answer itself has left the view.

use yew::Html;

use super::answer::verdict;
use super::problems::needs;
use crate::form::Form;
use crate::format;
use crate::months::Score;
use crate::picture::{HEIGHT, Picture};
use crate::run::Run;
use crate::state::{State, View};
use crate::view::html;
use crate::words::{counted, upper_first};

/// Verdict, cost, date, and the line of the balance. A screen reader has the answer itself.
pub(crate) fn glance(form: Form) -> Html {
    let state = form.state;
    let is_away = state.status.is_answer_away && state.view == View::Plan;
    if !is_away {
        return Html::default();
    }
    let Some(run) = state.complete() else { return wrong(state) };
    html! {
        <div class="glance" aria-hidden="true">
            <p>
                <span class="glance-verdict">{ verdict(run) }</span>
                <span>
                    <b>{ format::money(&run.report.totals.cost) }</b>
                    <span class="glance-span">{ span(run) }</span>
                </span>
                if let Some(at) = run.report.runs_out {
                    <span class="lost">{ format!("out on {}", format::short_weekday(at.date)) }</span>
                }
                { line(run) }
            </p>
        </div>
    }
}

/// What is wrong stands where the answer would.
fn wrong(state: &State) -> Html {
    html! {
        <div class="glance" aria-hidden="true">
            <p><span class="glance-verdict lost">{ upper_first(&needs(state)) }</span></p>
        </div>
    }
}

/// " for 12 months"
fn span(run: &Run) -> String {
    let months = run.scenario.horizon.months.0 as f64;
    format!(" for {} {}", format::count(months), counted(months, "month"))
}

fn line(run: &Run) -> Option<Html> {
    let score = Score::of(run);
    let picture = (!run.is_money()).then(|| Picture::of(run, &score))?;
    Some(html! {
        <svg viewBox={format!("0 0 {} {HEIGHT}", score.width())} preserveAspectRatio="none">
            <path class="area" d={picture.area()} />
            <path class="balance" d={picture.line()} />
        </svg>
    })
}
