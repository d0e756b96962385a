//! What the team does: its steps by workflow, each with what it takes.

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::RateCard;
use yew::{Html, Properties, component, html};

use super::answer::charge_rules;
use super::step::Step;
use super::why::Why;
use crate::draft::Draft;
use crate::form::Form;
use crate::format;
use crate::run::Run;
use crate::shared::Shared;
use crate::state::Action;
use crate::words::{number_word, one};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub form: Form,
    pub card: Shared<RateCard>,
    pub run: Shared<Run>,
}

#[component]
pub(crate) fn Brief(props: &Props) -> Html {
    let Props { form, card, run } = props;
    let draft = &form.draft;
    html! {
        <section class="brief" aria-labelledby="brief">
            <h2 id="brief">{ "What the team does" }</h2>
            if draft.count("/usage") == 0 {
                <p class="lede">{ "Nothing yet. Add a step to say what the team does." }</p>
            }
            for (name, steps) in workflows(draft) {
                <div class="workflow" key={name.unwrap_or("").to_owned()}>
                    if let Some(name) = name {
                        <h3><span>{ name }</span><span>{ told(run, steps_sum(run, &steps)) }</span></h3>
                    }
                    for index in steps {
                        <Step key={index} form={form.clone()} card={card.clone()} run={run.clone()} {index} />
                    }
                </div>
            }
            { total(run) }
            <button type="button" class="add" onclick={form.on(|| Action::AddStep)}>{ "+ Add a step" }</button>
        </section>
    }
}

/// The steps by the workflow that they belong to, in the order of its first step.
fn workflows(draft: &Draft) -> Vec<(Option<&str>, Vec<usize>)> {
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for index in 0..draft.count("/usage") {
        let name = draft.text(&format!("/usage/{index}/workflow"));
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, steps)) => steps.push(index),
            None => groups.push((name, vec![index])),
        }
    }
    groups
}

fn steps_sum(run: &Run, steps: &[usize]) -> Amount {
    let rows = run.report.spending.iter().filter(|row| steps.contains(&row.activity));
    rows.map(|row| row.amount).sum()
}

/// An amount of the wallet: credits as they are, money with its sign.
pub(crate) fn told(run: &Run, amount: Amount) -> String {
    if run.is_money() {
        format::money_of(amount, &run.report.totals.cost.currency)
    } else {
        format::amount(amount)
    }
}

fn total(run: &Shared<Run>) -> Html {
    let months = run.scenario.horizon.months.0;
    let word = number_word(usize::try_from(months).unwrap_or(usize::MAX));
    let unit = if one(months as f64) { "month" } else { "months" };
    html! {
        <p class="total">
            <span>{ format!("Spent in {word} {unit}") }</span>
            <Why id="why-spent" run={run.clone()} rules={charge_rules(run)} class="sum">
                { told(run, run.report.totals.spent) }
            </Why>
        </p>
    }
}
