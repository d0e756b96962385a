//! The estimate: one printed page that a customer can be given. It is there only while the page is printed.

use creditcast_core::rate_card::Trust;
use yew::Html;

use super::answer::{answer, name};
use super::bill;
use super::brief::{steps_sum, told};
use super::chart::framed;
use super::masthead::mark;
use super::sums::sums;
use crate::doubt::Doubt;
use crate::form::Form;
use crate::format;
use crate::months::Score;
use crate::picture::Picture;
use crate::question::question;
use crate::room::Frame;
use crate::run::Run;
use crate::sentence::Part;
use crate::steps::Step;
use crate::view::html;
use crate::words::{number_word, one};
use crate::workflows::workflows;

/// More assumptions than these are in the link.
const ASSUMED_MAX: usize = 3;
/// So many letters of the brief fit beside the bill; a longer one is told by its sums alone.
const BRIEF_MAX: usize = 1_100;
/// So many lines of the bill fit; more are drawn together.
const BILL_MAX: usize = 9;
/// So much of the link is printed; in a file all of it can be followed.
const LINK_MAX: usize = 64;

/// What the chart is drawn in, as it is printed.
const PRINTED: Frame =
    Frame { width: 530, height: 176, letter: 6, line: 12, above: 12, has_scale: false };

/// The page.
pub(crate) fn estimate(form: Form, run: &Run) -> Html {
    let score = Score::of(run);
    let doubts: Vec<&Doubt> = form.state.changing().take(ASSUMED_MAX).collect();
    html! {
        <article class="estimate">
            <header>
                <span class="wordmark">{ mark() }{ "creditcast" }</span>
                <p>{ "Estimate" }<b>{ format::day(form.state.today) }</b></p>
            </header>
            { scenario(form) }
            { answer(run, &doubts) }
            { framed(form, &Picture::of(run, &score), PRINTED) }
            { sums(run, &score) }
            <div class="estimate-halves">
                { brief(form, run) }
                <div>
                    { paid(run) }
                    { assumed(form, run, &doubts) }
                </div>
            </div>
            { foot(form, run) }
        </article>
    }
}

/// "Northbeam, outbound 2027. By Lusha's help centre, what do 12 months of Pro … come to?"
fn scenario(form: Form) -> Html {
    let draft = &form.state.draft;
    html! {
        <p class="estimate-scenario">
            if let Some(title) = draft.text("/title") {
                <b>{ title }{ ". " }</b>
            }
            { spoken(question(draft, &form.state.card)) }
        </p>
    }
}

/// A sentence without its fields.
fn spoken(parts: Vec<Part>) -> String {
    let words = parts.into_iter().map(|part| match part {
        Part::Words(words) => words,
        Part::Field(field) => field.text,
    });
    words.collect()
}

fn brief(form: Form, run: &Run) -> Html {
    let draft = &form.state.draft;
    let groups: Vec<_> = workflows(draft)
        .into_iter()
        .map(|(name, steps)| {
            let running = steps.iter().map(|&index| Step::of(draft, &form.state.card, index));
            let said: Vec<_> =
                running.filter(|step| !step.is_off()).map(|step| spoken(step.sentence())).collect();
            (name.unwrap_or("Work").to_owned(), steps_sum(run, &steps), said)
        })
        .collect();
    let letters: usize = groups.iter().flat_map(|(.., said)| said).map(String::len).sum();
    let is_short = letters + groups.len() * 60 <= BRIEF_MAX;
    let months = run.scenario.horizon.months.0;
    let word = number_word(usize::try_from(months).unwrap_or(usize::MAX));
    let unit = if one(months as f64) { "month" } else { "months" };
    html! {
        <section class="estimate-brief">
            { head("What the team does", if run.is_money() { "cost" } else { "credits" }) }
            for (name, sum, said) in groups {
                <p class="estimate-line"><b>{ name }</b><b>{ told(run, sum) }</b></p>
                for sentence in said.into_iter().filter(|_| is_short) {
                    <p class="said">{ sentence }</p>
                }
            }
            { total(&format!("Spent in {word} {unit}"), told(run, run.report.totals.spent)) }
        </section>
    }
}

fn head(title: &str, unit: &str) -> Html {
    html! { <header><h2>{ title }</h2><span>{ unit }</span></header> }
}

fn total(what: &str, sum: String) -> Html {
    html! { <p class="estimate-line estimate-total"><b>{ what }</b><b>{ sum }</b></p> }
}

/// "Pro, monthly: 12 at $69.90 … 838.80"
fn paid(run: &Run) -> Html {
    let lines = bill::lines(run);
    let (shown, rest) =
        lines.split_at(if lines.len() > BILL_MAX { BILL_MAX - 1 } else { lines.len() });
    let rest_sum = rest.iter().map(|line| line.sum().amount.0).sum();
    let currency = &run.report.totals.cost.currency;
    html! {
        <section>
            { head("What is paid", currency) }
            for line in shown {
                <p class="estimate-line">
                    <span>
                        { &line.first.title }
                        if line.times > 1 {
                            { format!(", {} times {}", line.times, format::money(&line.first.amount)) }
                        }
                    </span>
                    <span>{ format::bare_money(&line.sum()) }</span>
                </p>
            }
            if !rest.is_empty() {
                <p class="estimate-line">
                    <span>{ format!("{} more lines, in the link", rest.len()) }</span>
                    <span>{ format::bare_money(&creditcast_core::amount::Money::new(rest_sum, currency)) }</span>
                </p>
            }
            { total("In all, without tax", format::money(&run.report.totals.cost)) }
        </section>
    }
}

fn assumed(form: Form, run: &Run, doubts: &[&Doubt]) -> Html {
    let more = form.state.changing().count() - doubts.len();
    html! {
        if !doubts.is_empty() {
            <section>
                { head("Assumed where the pages disagree", "") }
                for (index, doubt) in doubts.iter().enumerate() {
                    { assumption(run, index, doubt) }
                }
                if more > 0 {
                    <p class="note">{ format!("And {} more in the link.", number_word(more)) }</p>
                }
            </section>
        }
    }
}

fn assumption(run: &Run, index: usize, doubt: &Doubt) -> Option<Html> {
    let chosen = doubt.answers.iter().find(|answer| answer.id == doubt.chosen)?;
    let source = run.card().sources_of(&chosen.sources).next();
    let says = source.map(|source| {
        let (open, close) = if source.trust == Trust::Vendor { ("“", "”") } else { ("", "") };
        format!("{open}{}{close}, {}. ", source.says, source.title)
    });
    let others = doubt.alternatives(&run.report.totals.cost.currency);
    Some(html! {
        <div class="estimate-assumed">
            <span class="letter">{ name(index) }</span>
            <p><b>{ &chosen.title }{ ". " }</b>{ says }{ others }</p>
        </div>
    })
}

fn foot(form: Form, run: &Run) -> Html {
    let about = &run.report.about;
    let link = &form.state.status.link;
    let shown: String =
        link.split_once("://").map_or("", |(_, bare)| bare).chars().take(LINK_MAX).collect();
    let is_old = form.state.today >= about.stale_after;
    html! {
        <footer>
            <p>
                { about.notice }
                { " " }{ run.prices_read(&format::day(about.revision)) }
                if is_old {
                    { format!(" Check them at {} before you decide.", run.card().prices_at) }
                }
            </p>
            <p>
                if !link.is_empty() {
                    { "Open and change it: " }
                    <a href={&**link}>{ shown }{ "…" }</a>
                    <br />
                }
                { format!("Card {}. Computed by {} in the browser; nothing was sent.", about.card, about.engine) }
            </p>
        </footer>
    }
}
