//! What becomes of the balance: picture, spending and sums on one axis of months.

use yew::Html;

use super::chart::chart;
use super::month_list::month_list;
use super::sums::sums;
use crate::months::Score;
use crate::run::Run;
use crate::view::html;

/// The score of a run.
pub(crate) fn score(run: &Run) -> Html {
    let score = Score::of(run);
    let title =
        if run.is_money() { "What it costs over time" } else { "What becomes of the balance" };
    html! {
        <section class="score" aria-labelledby="score">
            <h2 id="score">{ title }</h2>
            <div class="scroller">
                { chart(run, &score) }
                { sums(run, &score) }
            </div>
            { month_list(run, &score) }
        </section>
    }
}
