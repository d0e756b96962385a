//! The lines of a ledger, grouped by day.

use creditcast_core::amount::Amount;
use creditcast_core::report::EntryKind;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::{Callback, Event, Html, TargetCast};

use crate::browser;
use crate::components::brief::told;
use crate::components::sentence::sentence;
use crate::form::Form;
use crate::format;
use crate::ledger::lines::{Kind, Line};
use crate::ledger::{Book, Look, PAGE, filter};
use crate::pages::page::ANSWER;
use crate::state::Action;
use crate::view::html;
use crate::words::counted;

/// The lines that are shown, under the sentence that says which.
pub(crate) fn table(form: Form, book: &Book) -> Html {
    let count = book.shown.len();
    let more = count.saturating_sub(book.room).min(PAGE);
    // What is wrong with a plan is the answer before its last lines are.
    let id = if form.state.problems.is_empty() { ANSWER } else { "lines" };
    html! {
        <section class="shown lines-shown" aria-labelledby={id}>
            <div class="ledger-head">
                <h1 {id} tabindex="-1">{ format!("{} {}", format::count(count as f64), counted(count as f64, "line")) }</h1>
                <span class="exports">
                    { export(form, "CSV", "text/csv", Book::csv) }
                    { export(form, "JSON", "application/json", Book::json) }
                </span>
            </div>
            <div class="question">
                { sentence(form, &filter::sentence(&form.state.draft, &book.run, &book.filter), Html::default) }
            </div>
            if count == 0 {
                <p class="lede">{ "No line is like that in these days." }</p>
            } else {
                { lines(form, book) }
            }
            if more > 0 {
                <p class="more-lines">
                    <button type="button" class="button" onclick={form.click(Action::Look(Look::More))}>
                        { format!("Show {more} more") }
                    </button>
                    <span class="note">{ format!("{} of {} are shown.", format::count(book.room as f64), format::count(count as f64)) }</span>
                </p>
            }
        </section>
    }
}

fn export(form: Form, name: &str, kind: &'static str, text: fn(&Book) -> String) -> Html {
    let book = form.state.book.clone();
    let file = "ledger.".to_owned() + &name.to_ascii_lowercase();
    let onclick = Callback::from(move |_| {
        if let Some(book) = &book {
            browser::download(&file, kind, &text(book));
        }
    });
    html! { <button type="button" class="add" aria-label={format!("Export these lines as {name}")} {onclick}>{ name }</button> }
}

fn lines(form: Form, book: &Book) -> Html {
    let has_keys = book.lines().any(|line| key(book, line).is_some());
    let wallet = if book.run.is_money() { "Amount" } else { "Credits" };
    html! {
        <table class={if has_keys { "lines ledger-lines keyed" } else { "lines ledger-lines" }} onkeydown={on_key(form, book)}>
            <caption class="unseen">{ "The ledger, with the balance after each line. Up and down arrows choose a line." }</caption>
            <thead>
                <tr>
                    <th scope="col">{ "Day" }</th>
                    <th scope="col">{ "Entry" }</th>
                    if has_keys {
                        <th scope="col" class="key-column">{ "Key" }</th>
                    }
                    <th scope="col" class="figure">{ wallet }</th>
                    <th scope="col" class="figure">{ "Balance" }</th>
                </tr>
            </thead>
            <tbody>
                { carried(book, has_keys) }
                { for rows(form, book, has_keys) }
            </tbody>
        </table>
    }
}

/// The balance that the first day begins with, where lines come before it.
fn carried(book: &Book, has_keys: bool) -> Option<Html> {
    let first = book.run.scenario.subscription.start;
    (book.filter.is_whole() && book.filter.from > first).then(|| {
        html! {
            <tr key="carried" class="new-day">
                <td class="when"></td>
                <th scope="row" class="entry-cell">{ format!("Carried to {}", format::day(book.filter.from)) }</th>
                if has_keys {
                    <td class="key-column"></td>
                }
                <td></td>
                <td class="figure main">{ told(&book.run, book.carried()) }</td>
            </tr>
        }
    })
}

fn rows(form: Form, book: &Book, has_keys: bool) -> Vec<Html> {
    let mut before = None;
    let lines = book.lines().take(book.room).enumerate();
    lines
        .map(|(place, line)| {
            let is_new = before.replace(line.at.date) != Some(line.at.date);
            row(form, book, (place, line), is_new, has_keys)
        })
        .collect()
}

fn row(
    form: Form,
    book: &Book,
    (place, line): (usize, &Line),
    is_new: bool,
    has_keys: bool,
) -> Html {
    let is_chosen = book.reason.as_ref().is_some_and(|reason| reason.place == place);
    let class =
        [class(line), if is_new { " new-day" } else { "" }, if is_chosen { " chosen" } else { "" }];
    html! {
        <tr key={book.shown[place]} class={class.concat()} onclick={choose(form, place, is_chosen)}>
            <td class={if is_new { "when" } else { "when again" }}>
                <span class={(!is_new).then_some("unseen")}>{ format::short_weekday(line.at.date) }</span>
            </td>
            <th scope="row" class="entry-cell">
                <button type="button" class="entry" id={line_id(place)} aria-pressed={if is_chosen { "true" } else { "false" }}>{ book.title(line) }</button>
                <span class="details-said">{ " " }{ book.details(line) }</span>
                { answer(book, line) }
            </th>
            if has_keys {
                <td class="key-column">{ key(book, line) }</td>
            }
            <td class="figure amount">{ book.signed(line.amount) }</td>
            <td class={if runs_dry(line) { "figure main dry" } else { "figure main" }}>{ told(&book.run, line.balance) }</td>
        </tr>
    }
}

/// What the vendor's API answers to what it refuses.
fn answer(book: &Book, line: &Line) -> Option<Html> {
    let answer = book.answer(line)?;
    Some(
        html! { <code class="answered">{ format!("{} {}", answer.status, crate::json::canonical(&answer.body)) }</code> },
    )
}

fn key(book: &Book, line: &Line) -> Option<String> {
    book.activity(line)?.key.clone()
}

/// Has nothing been left by a charge?
fn runs_dry(line: &Line) -> bool {
    line.balance == Amount::ZERO && line.amount < Amount::ZERO
}

fn class(line: &Line) -> &'static str {
    match line.kind {
        Kind::Entry(EntryKind::Grant | EntryKind::Opening) => "came",
        Kind::Entry(EntryKind::TopUp) => "bought",
        Kind::Entry(EntryKind::Charge) => "charge",
        Kind::Entry(EntryKind::Expiry) => "expiry",
        Kind::Refused(_) => "refused",
        Kind::Pause(_) => "pause",
    }
}

/// The id of the button of a line.
fn line_id(place: usize) -> String {
    format!("line-{place}")
}

/// The place of the line whose button has an id.
fn place_of(id: &str) -> Option<usize> {
    id.strip_prefix("line-")?.parse().ok()
}

/// Up and down choose the line before and after that which has the focus, Escape none.
fn on_key(form: Form, book: &Book) -> Callback<Event> {
    let act = form.act.clone();
    let chosen = book.reason.as_ref().map(|reason| reason.place);
    let last = book.shown.len().min(book.room) - 1;
    Callback::from(move |event: Event| {
        // Keys can come faster than what they do is drawn.
        let focused =
            event.target_dyn_into::<HtmlElement>().and_then(|element| place_of(&element.id()));
        let place = match &*event.unchecked_ref::<KeyboardEvent>().key() {
            "ArrowDown" => focused.map(|place| last.min(place + 1)),
            "ArrowUp" => focused.map(|place| place.saturating_sub(1)),
            "Escape" if chosen.is_some() => None,
            _ => return,
        };
        event.prevent_default();
        act.emit(Action::Look(Look::At(place)));
        if let Some(place) = place {
            browser::focus(&line_id(place));
            browser::reveal(line_id(place));
        }
    })
}

/// A click chooses a line, or lets go of it.
fn choose(form: Form, place: usize, is_chosen: bool) -> Callback<Event> {
    let act = form.act.clone();
    Callback::from(move |_| {
        act.emit(Action::Look(Look::At((!is_chosen).then_some(place))));
        browser::reveal(line_id(place));
    })
}

/// The lines before and after the one that is explained, and none.
pub(crate) fn ways(form: Form, book: &Book, place: usize) -> Html {
    let go = |to: Option<usize>| form.click(Action::Look(Look::At(to)));
    html! {
        <span class="ways-on">
            <button type="button" class="icon" aria-label="The line before" disabled={place == 0} onclick={go(place.checked_sub(1))}>{ icon("M8 13V3M4 7l4-4 4 4") }</button>
            <button type="button" class="icon" aria-label="The next line" disabled={place + 1 >= book.shown.len()} onclick={go(Some(place + 1))}>{ icon("M8 3v10M4 9l4 4 4-4") }</button>
            <button type="button" class="icon" aria-label="No line" onclick={go(None)}>{ icon("M4 4l8 8M12 4l-8 8") }</button>
        </span>
    }
}

fn icon(path: &'static str) -> Html {
    html! { <svg viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg> }
}
