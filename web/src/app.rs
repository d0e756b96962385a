//! The one component of the page: its state and its effects. What it shows is functions of the state.

use creditcast_core::calendar::Date;
use yew::{Callback, Html, Properties, component, use_effect_with, use_reducer};

use crate::browser;
use crate::components::drawer::CONTROL;
use crate::form::Form;
use crate::hooks::use_spoken;
use crate::pages::plan::plan;
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
    let open = state.open.as_ref().map(|open| open.at.clone());
    use_effect_with(open, |open| {
        if open.is_some() {
            browser::focus(CONTROL);
        }
    });
    let spoken = use_spoken(state.spoken());
    let dispatcher = state.dispatcher();
    let act = Callback::from(move |action| dispatcher.dispatch(action));
    plan(Form { state: &state, act: &act }, &spoken)
}
