//! What is not certain, and how likely credits run out because of it.

use creditcast_core::amount::Amount;
use yew::Html;

use super::sentence::sentence;
use super::told;
use crate::aside::{Question, Told};
use crate::edit::Edit;
use crate::form::Form;
use crate::format;
use crate::futures::{Futures, cycles};
use crate::picture::{percent, share};
use crate::spread::{self, PATHS, SPREAD, beginning, certain};
use crate::state::Action;
use crate::steps::Step;
use crate::view::html;
use crate::words::{lower_first, percent as as_percent};

/// The heights of the picture, in its own measure.
const HEIGHT: i64 = 1_000;

/// What is not certain, and what comes of it.
pub(crate) fn forecast(form: Form) -> Html {
    let draft = &form.state.draft;
    let spread = draft.count(SPREAD);
    html! {
        <section class="finding" aria-labelledby="forecast">
            <div class="finding-words">
                <h2 id="forecast">{ "If the work varies" }</h2>
                <p>{ format!("Say between what a step lies. {} futures are drawn and each is worked out.", format::count(PATHS)) }</p>
            </div>
            <div class="finding-figures">
                <ul class="uncertain">{ for (0..spread).map(|index| uncertain(form, index)) }</ul>
                <p class="uncertain-more">{ for certain(draft).into_iter().map(|step| add(form, step)) }</p>
                if spread > 0 {
                    { told(form) }
                }
            </div>
        </section>
    }
}

fn name(form: Form, step: usize) -> String {
    let action = Step::of(&form.state.draft, &form.state.card, step).action();
    action.map_or_else(String::new, |action| action.title.clone())
}

fn uncertain(form: Form, index: usize) -> Html {
    let (draft, card) = (&form.state.draft, &form.state.card);
    let step = spread::step_of(draft, index).unwrap_or(0);
    let remove = form.click(Action::Edit(Edit::Remove(SPREAD.into(), index)));
    let said = spread::sentence(draft, &Step::of(draft, card, step), index);
    html! {
        <li>
            <h3>{ name(form, step) }</h3>
            { sentence(form, &said, || html! { <button type="button" class="quiet" onclick={remove}>{ "It is certain" }</button> }) }
        </li>
    }
}

fn add(form: Form, step: usize) -> Html {
    let insert = Edit::Insert(SPREAD, beginning(&form.state.draft, step), "low");
    html! {
        <button type="button" class="link" onclick={form.click(Action::Edit(insert))}>
            { format!("+ How often to {} is not certain", lower_first(&name(form, step))) }
        </button>
    }
}

fn told(form: Form) -> Html {
    match form.state.answers.last(Question::Forecast) {
        None => html! { <p class="note">{ "Working it out" }</p> },
        Some(Told::Problems(problems)) => {
            html! { <p class="wrong-note">{ problems.join(" ") }</p> }
        }
        Some(Told::Answer(forecast)) => {
            let cycles = cycles(forecast);
            let answer = forecast.text("/answer").unwrap_or_default();
            html! {
                <>
                    <p class="consequence">{ told::told(answer, &form.state.card.currency) }</p>
                    { picture(&cycles) }
                    { table(&cycles) }
                </>
            }
        }
    }
}

/// For each cycle a bar from what a tenth of the futures do not exceed to what nine tenths do not.
fn picture(cycles: &[Futures]) -> Html {
    let most = cycles.iter().map(|cycle| cycle.spent[2].as_micros()).max().unwrap_or(1);
    let count = i64::try_from(cycles.len()).unwrap_or(1);
    let high = |value: Amount| HEIGHT - share(value.as_micros(), most, HEIGHT);
    html! {
        <svg class="fan" aria-hidden="true">
            for (index, cycle) in (0..).zip(cycles) {
                <rect
                    x={percent(8 * index + 2, 8 * count)} width={percent(4, 8 * count)}
                    y={percent(high(cycle.spent[2]), HEIGHT)}
                    height={percent(high(cycle.spent[0]) - high(cycle.spent[2]), HEIGHT)}
                />
                <line
                    x1={percent(8 * index + 1, 8 * count)} x2={percent(8 * index + 7, 8 * count)}
                    y1={percent(high(cycle.spent[1]), HEIGHT)} y2={percent(high(cycle.spent[1]), HEIGHT)}
                />
            }
        </svg>
    }
}

fn table(cycles: &[Futures]) -> Html {
    html! {
        <div class="scroller" role="region" aria-label="What each cycle may take" tabindex="0">
            <table class="plain">
                <caption class="unseen">{ "What each cycle may take" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Cycle from" }</th>
                        <th scope="col">{ "A tenth take at most" }</th>
                        <th scope="col">{ "Half" }</th>
                        <th scope="col">{ "Nine tenths" }</th>
                        <th scope="col">{ "Out by its end" }</th>
                    </tr>
                </thead>
                <tbody>{ for cycles.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

fn row(cycle: &Futures) -> Html {
    let class = if cycle.chance > 0.0 { "lost" } else { "zero" };
    html! {
        <tr>
            <th scope="row">{ format::short_day(cycle.start) }</th>
            for value in cycle.spent {
                <td>{ format::amount(value) }</td>
            }
            <td {class}>{ as_percent(cycle.chance) }</td>
        </tr>
    }
}
