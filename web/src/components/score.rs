//! What becomes of the balance: picture, spending and sums on one axis of months.

use yew::{Html, Properties, component, html};

use super::chart::Chart;
use super::month_list::MonthList;
use super::sums::Sums;
use crate::months::Score as Columns;
use crate::run::Run;
use crate::shared::Shared;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub run: Shared<Run>,
}

#[component]
pub(crate) fn Score(props: &Props) -> Html {
    let run = &props.run;
    let columns = Shared::new(Columns::of(run));
    let title = if run.is_money() { "What it costs over time" } else { "What becomes of the balance" };
    html! {
        <section class="score" aria-labelledby="score">
            <h2 id="score">{ title }</h2>
            <div class="scroller" tabindex="0" role="group" aria-labelledby="score">
                <Chart run={run.clone()} score={columns.clone()} />
                <Sums run={run.clone()} score={columns.clone()} />
            </div>
            <MonthList run={run.clone()} score={columns} />
        </section>
    }
}
