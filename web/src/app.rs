//! The state, and the page that shows it.

use creditcast_core::calendar::Date;
use yew::{Html, Properties, component, html, use_reducer};

use crate::pages::plan::Plan;
use crate::state::State;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The day on the reader's clock: the core has none.
    pub today: Date,
}

#[component]
pub(crate) fn App(props: &Props) -> Html {
    let today = props.today;
    let state = use_reducer(|| State::opening(today));
    let act = {
        let dispatcher = state.dispatcher();
        yew::Callback::from(move |action| dispatcher.dispatch(action))
    };
    html! { <Plan state={(*state).clone()} {today} {act} /> }
}
