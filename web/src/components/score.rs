//! What becomes of the balance: picture, spending and sums on one axis of months.

use std::rc::Rc;

use yew::Html;

use super::chart::{chart, frame};
use super::month_list::month_list;
use super::pointing::pointing;
use super::sums::sums;
use super::timeline;
use crate::cut::Cut;
use crate::form::Form;
use crate::months::Score;
use crate::run::Run;
use crate::start::is_whole;
use crate::state::Action;
use crate::view::html;
use crate::words::plural;

/// The score of a run.
pub(crate) fn score(form: Form, run: &Rc<Run>) -> Html {
    let score = if form.state.cut.is_by_months { Score::by_months(run) } else { Score::of(run) };
    let title =
        if run.is_money() { "What it costs over time" } else { "What becomes of the balance" };
    html! {
        <>
            <section class="score" aria-labelledby="score">
                <div class="head">
                    <h2 id="score">{ title }</h2>
                    <div class="head-actions">
                        { finer(form, run) }
                        { timeline::add(form) }
                    </div>
                </div>
                <div class={if score.is_long() { "scroller long" } else { "scroller" }}>
                    { chart(form, run, &score) }
                    { sums(run, &score) }
                    if is_whole() {
                        { pointing(run, &score, score.is_long().then(|| frame(&score).width)) }
                    }
                </div>
            </section>
            { month_list(run, &score) }
        </>
    }
}

/// What shows months where there are so many that they are drawn together, and back.
fn finer(form: Form, run: &Run) -> Option<Html> {
    let longer = Score::longer_unit(run)?;
    let cut = form.state.cut;
    let is_by_months = !cut.is_by_months;
    let text = format!("Show {}", plural(if is_by_months { "month" } else { longer }));
    let turn = form.click(Action::Cut(Cut { is_by_months, ..cut }));
    Some(html! { <button type="button" class="head-action" onclick={turn}>{ text }</button> })
}
