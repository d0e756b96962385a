//! The text of a card, with what is to be said about its lines beside them.

use creditcast_core::document::Problem;
use creditcast_core::rate_card::Severity;
use web_sys::HtmlTextAreaElement;
use yew::{Callback, Event, Html, TargetCast};

use crate::browser;
use crate::card::{Edit, Mark, Sheet};
use crate::form::Form;
use crate::state::Action;
use crate::view::html;
use crate::words;

/// The field of the text.
pub(super) const FIELD: &str = "card-text";
/// The list of what is to be said about it.
const MARKS: &str = "card-marks";
/// The height of a line in pixels, as the style has it.
const LINE: usize = 20;
/// So many marks are told; to mend these is a beginning.
const MARKS_MAX: usize = 50;

/// The editor of a card.
pub(crate) fn editor(form: Form, sheet: &Sheet) -> Html {
    html! {
        <section class="finding card-editor" aria-labelledby="own-card">
            <div class="finding-words">
                <h2 id="own-card">{ "Your own card" }</h2>
                <p>{ sheet.verdict() }</p>
                { fit(form, sheet) }
                <ol class="marks" id={MARKS}>{ for sheet.marks.iter().take(MARKS_MAX).map(mark) }</ol>
                <p class="buttons">
                    <button type="button" class="button" onclick={form.click(Action::EditCard(Edit::End))}>{ "Close the editor" }</button>
                </p>
                <p class="note">
                    { "The fields are explained in the project’s page on rate cards. What you change takes effect as soon as the card is right." }
                </p>
            </div>
            <div class="finding-figures">{ text(form, sheet) }</div>
        </section>
    }
}

/// The way to a plan that can be run by the card.
fn fit(form: Form, sheet: &Sheet) -> Html {
    if sheet.misfits.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <ul class="misfits">{ for sheet.misfits.iter().map(|problem: &Problem| html! { <li>{ words::problem(problem) }</li> }) }</ul>
            <p class="buttons">
                <button type="button" class="button" onclick={form.click(Action::EditCard(Edit::Fit))}>{ "Fit the plan to this card" }</button>
            </p>
        </>
    }
}

fn mark(mark: &Mark) -> Html {
    let line = mark.line;
    let go = Callback::from(move |_: Event| browser::focus_line(FIELD, line, LINE));
    let (class, kind) = kind(mark);
    html! {
        <li {class}>
            <button type="button" class="link" onclick={go}>{ format!("Line {}", line + 1) }</button>
            <b>{ kind }</b>
            { " " }
            { &mark.message }
        </li>
    }
}

fn kind(mark: &Mark) -> (&'static str, &'static str) {
    match mark.severity {
        Severity::Error => ("error", "Error."),
        Severity::Warning => ("warning", "Warning."),
    }
}

/// The text between the numbers of its lines and what is said about them. All of it scrolls together.
fn text(form: Form, sheet: &Sheet) -> Html {
    let count = sheet.text.split('\n').count();
    let longest = sheet.text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let height = (count * LINE).to_string();
    let numbers: String =
        (1..=count).flat_map(|line| [line.to_string(), "\n".to_owned()]).collect();
    let marks = &sheet.marks[..sheet.marks.len().min(MARKS_MAX)];
    let is_wrong = sheet.marks.iter().any(|mark| mark.severity == Severity::Error);
    let act = form.act.clone();
    let oninput = Callback::from(move |event: Event| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        act.emit(Action::EditCard(Edit::Write(text.into())));
    });
    html! {
        <div class="card-text">
            <pre class="numbers" aria-hidden="true">{ numbers }</pre>
            <svg class="at-lines" height={height} aria-hidden="true">
                { for (0..marks.len()).filter_map(|index| at_line(sheet, marks, index)) }
            </svg>
            <label class="unseen" for={FIELD}>{ "Rate card as JSON" }</label>
            <textarea
                id={FIELD}
                rows={count}
                cols={longest + 2}
                wrap="off"
                spellcheck="false"
                autocomplete="off"
                aria-invalid={is_wrong.then_some("true")}
                aria-describedby={MARKS}
                value={&*sheet.text}
                {oninput}
            />
        </div>
    }
}

/// A line at fault is marked over its whole length; at its end stands the first thing to say about it.
fn at_line(sheet: &Sheet, marks: &[Mark], index: usize) -> Option<Html> {
    let mark = &marks[index];
    let is_its = |other: &&Mark| other.line == mark.line;
    if marks[..index].iter().any(|other| is_its(&other)) {
        return None;
    }
    let more = marks[index + 1..].iter().filter(is_its).count();
    let said =
        if more > 0 { format!("{} And {more} more.", mark.message) } else { mark.message.clone() };
    let length = sheet.text.split('\n').nth(mark.line).map_or(0, |line| line.chars().count());
    Some(html! {
        <g class={kind(mark).0}>
            <rect y={(mark.line * LINE).to_string()} width="100%" height={LINE.to_string()} />
            <text x={format!("{}ch", length + 4)} y={(mark.line * LINE + 14).to_string()}>{ said }</text>
        </g>
    })
}
