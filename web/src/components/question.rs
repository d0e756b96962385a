//! The question, with its fields.

use creditcast_core::rate_card::RateCard;
use yew::{Html, Properties, component, html};

use super::sentence::Sentence;
use crate::form::Form;
use crate::question::question;
use crate::shared::Shared;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub form: Form,
    pub card: Shared<RateCard>,
}

#[component]
pub(crate) fn Question(props: &Props) -> Html {
    let parts = question(&props.form.draft, &props.card);
    html! {
        <div class="question">
            <Sentence class="said" form={props.form.clone()} {parts} />
        </div>
    }
}
