//! What stands below the desk. While a count is typed into a scenario that takes long, it is drawn a moment after
//! the figures that a reader looks at, so that the next key does not wait for it.

use std::rc::Rc;

use yew::virtual_dom::VComp;
use yew::{Callback, Component, Context, Html, Properties};

use super::advice::advice;
use super::bill::bill;
use super::disagree::disagree;
use super::excerpt::excerpt;
use super::forecast::forecast;
use super::spending::spending;
use crate::form::Form;
use crate::state::{Action, State};
use crate::view::html;

/// Everything below the desk.
pub(crate) fn below(form: Form) -> Html {
    let props = Rc::new(Props { state: form.state.clone(), act: form.act.clone() });
    VComp::new::<Below>(props, None).into()
}

struct Below;

#[derive(Properties)]
struct Props {
    state: State,
    act: Callback<Action>,
}

impl PartialEq for Props {
    /// Whether two states look alike is seen when they are drawn.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

impl Component for Below {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Below
    }

    fn changed(&mut self, context: &Context<Self>, _: &Props) -> bool {
        !context.props().state.is_ahead()
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Props { state, act } = context.props();
        let form = Form { state, act };
        html! {
            <>
                if let Some(run) = &state.run {
                    { spending(form, run) }
                    { disagree(form, run) }
                    { forecast(form) }
                    { advice(form, run) }
                    { bill(run) }
                    { excerpt(run) }
                }
            </>
        }
    }
}
