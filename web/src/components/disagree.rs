//! Where the pages disagree: each question with its answers side by side, and what each comes to.

use yew::Html;

use super::notes::radio;
use super::why::said;
use crate::aside::{Question, Told};
use crate::doubt::{Answer, Changes, Doubt, Outcome};
use crate::form::Form;
use crate::format;
use crate::run::Run;
use crate::start;
use crate::view::html;
use crate::words::{number_word, upper_first};

/// The open questions of a run.
pub(crate) fn disagree(form: Form, run: &Run) -> Html {
    let (open, idle): (Vec<_>, Vec<_>) =
        form.state.doubts.iter().partition(|doubt| doubt.changes().is_some());
    if form.state.doubts.is_empty() {
        return Html::default();
    }
    html! {
        <section class="finding" aria-labelledby="disagree">
            <div class="finding-words">
                <h2 id="disagree">{ "Where the pages disagree" }</h2>
                <p>{ words(open.len()) }</p>
                { between(form) }
            </div>
            <div class="finding-figures">
                { for open.into_iter().map(|doubt| question(form, run, doubt)) }
                if !idle.is_empty() {
                    <details class="idle">
                        <summary>{ idle_words(idle.len()) }</summary>
                        // Nobody sees these as a page opens.
                        if start::is_whole() {
                            { for idle.into_iter().map(|doubt| question(form, run, doubt)) }
                        }
                    </details>
                }
            </div>
        </section>
    }
}

/// "Between 6,140 and 7,020 credits, and between USD 838.80 and USD 1,038.80."
fn between(form: Form) -> Option<Html> {
    let Told::Answer(range) = form.state.answers.last(Question::Range)? else { return None };
    let answer = range.text("/answer")?.to_owned();
    Some(html! { <p>{ answer }</p> })
}

fn words(count: usize) -> String {
    match count {
        0 => "The vendor’s pages leave questions open, but none of them changes a figure of this plan.".to_owned(),
        1 => "One open question changes the figures of this plan. Choose an answer, and everything is worked out again.".to_owned(),
        _ => format!("{} open questions change the figures of this plan. Choose an answer, and everything is worked out again.", upper_first(&number_word(count))),
    }
}

/// How many questions change nothing.
pub(crate) fn idle_words(count: usize) -> String {
    let (questions, change) =
        if count == 1 { ("question", "changes") } else { ("questions", "change") };
    format!("{} open {questions} {change} no figure of this plan", upper_first(&number_word(count)))
}

/// A question with its answers side by side.
pub(crate) fn question(form: Form, run: &Run, doubt: &Doubt) -> Html {
    html! {
        <fieldset key={&*doubt.policy} class="facing" id={format!("doubt-{}", doubt.policy)}>
            <legend>{ &doubt.title }</legend>
            <div class="answers">
                { for doubt.answers.iter().map(|answer| facing(form, run, doubt, answer)) }
            </div>
        </fieldset>
    }
}

fn facing(form: Form, run: &Run, doubt: &Doubt, answer: &Answer) -> Html {
    let is_chosen = answer.id == doubt.chosen;
    let group = "doubt-".to_owned() + &doubt.policy;
    html! {
        <div class={if is_chosen { "answer-column chosen" } else { "answer-column" }}>
            <label>{ radio(form, doubt, answer, &group) }<span>{ &answer.title }</span></label>
            { said(run.card(), &format!("{}-{}", doubt.policy, answer.id), &answer.sources) }
            if answer.id == doubt.default {
                <span class="cited">{ "The default" }</span>
            }
            { answer.result.map(|result| comes_to(run, doubt, result)) }
        </div>
    }
}

/// "26,299 credits, $838.80, out on 25 Jun"
fn comes_to(run: &Run, doubt: &Doubt, result: Outcome) -> Html {
    let cost = format::money_of(result.cost, &run.report.totals.cost.currency);
    html! {
        <p class="comes-to">
            if !run.is_money() {
                <b>{ format::amount(result.spent) }</b>{ " credits, " }
            }
            { cost }
            { ", " }
            if doubt.changes() == Some(Changes::Expiry) {
                { format!("{} credits expire, ", format::amount(result.expired)) }
            }
            if let Some(at) = result.runs_out {
                <span class="lost">{ format!("out on {}", format::short_weekday(at.date)) }</span>
            } else {
                <span class="have">{ "never out" }</span>
            }
        </p>
    }
}
