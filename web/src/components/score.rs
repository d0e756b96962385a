//! What becomes of the balance: picture, spending and sums on one axis of months.

use yew::Html;

use super::chart::chart;
use super::month_list::month_list;
use super::sums::sums;
use super::timeline;
use crate::form::Form;
use crate::months::Score;
use crate::run::Run;
use crate::view::html;

/// The score of a run.
pub(crate) fn score(form: Form, run: &Run) -> Html {
    let score = Score::of(run);
    let title =
        if run.is_money() { "What it costs over time" } else { "What becomes of the balance" };
    html! {
        <section class="score" aria-labelledby="score">
            <div class="head">
                <h2 id="score">{ title }</h2>
                { timeline::add(form) }
            </div>
            <div class="scroller">
                { chart(form, run, &score) }
                { sums(run, &score) }
            </div>
            { month_list(run, &score) }
        </section>
    }
}
