//! Why a line of the ledger is what it is: a sentence, a sum with the rule and the vendor's words at each of
//! its lines, and the doubt about it with the switch that settles it.

use creditcast_core::amount::Amount;
use creditcast_core::rate_card::{RateCard, Rule};
use creditcast_core::report::{ApiAnswer, EntryKind, RefusedDay, State};
use yew::Html;

use super::table::ways;
use crate::components::answer::name;
use crate::components::brief::told;
use crate::components::notes::radio;
use crate::components::why::said;
use crate::doubt::Doubt;
use crate::form::Form;
use crate::format;
use crate::json;
use crate::ledger::lines::{Kind, Line};
use crate::ledger::said::{Charged, because};
use crate::ledger::{Book, InDoubt};
use crate::names::kind_of;
use crate::view::html;
use crate::words::share;

/// The explanation of a line.
pub(crate) fn explained(form: Form, book: &Book, line: &Line) -> Html {
    let reason = book.reason.as_deref();
    let place = reason.map_or(0, |reason| reason.place);
    let doubts = reason.map_or(&[][..], |reason| &reason.doubts).iter();
    html! {
        <section class="reason chosen-line" aria-labelledby="why">
            <div class="ledger-head">
                <h2 id="why">{ heading(book, line) }</h2>
                { ways(form, book, place) }
            </div>
            <p class="lede">{ sentence(book, line) }</p>
            { worked(book, line) }
            { for doubts.enumerate().filter_map(|(index, doubt)| in_doubt(form, book, line, index, doubt)) }
            { about(book, line) }
        </section>
    }
}

fn heading(book: &Book, line: &Line) -> String {
    match line.kind {
        Kind::Entry(EntryKind::Charge) => format!("Why {}", told(&book.run, -line.amount)),
        Kind::Entry(_) => format!("Why {}", book.signed(line.amount)),
        Kind::Refused(_) => "Why it was refused".to_owned(),
        Kind::Pause(_) => "Why nothing happens".to_owned(),
    }
}

/// What happened, in a sentence.
fn sentence(book: &Book, line: &Line) -> Html {
    let title = || html! { <b>{ book.step(line) }</b> };
    let when = format!("On {}", format::weekday_and_year(line.at.date));
    let with = with(book, line);
    match line.kind {
        Kind::Entry(EntryKind::Charge) => html! {
            <>{ format!("{when} at {} UTC, ", time(line)) }{ title() }{ format!(" took {}{with}.", listed(&book.details(line))) }{ free(book, line) }</>
        },
        Kind::Entry(EntryKind::Opening) => html! { <>{ when }{ " this was there already." }</> },
        Kind::Entry(EntryKind::Grant) => {
            html! { <>{ when }{ " these credits came" }{ paid_for(book, line) }{ "." }</> }
        }
        Kind::Entry(EntryKind::TopUp) => {
            html! { <>{ when }{ " this was bought" }{ bought_for(book, line) }{ "." }</> }
        }
        Kind::Entry(EntryKind::Expiry) => html! { <>{ when }{ " this was lost unused." }</> },
        Kind::Refused(day) => html! {
            <>{ format!("{when} at {} UTC, ", time(line)) }{ title() }{ format!(" asked for {}{with} in vain. {}", book.asked(line, &day), because(day.reason)) }</>
        },
        Kind::Pause(State::Frozen) => {
            html! { <>{ format!("{when} the subscription was frozen, {}. Nothing is granted, served or paid.", book.details(line)) }</> }
        }
        Kind::Pause(_) => {
            html! { <>{ format!("{when} the subscription ended. Nothing is granted, served or paid any more.") }</> }
        }
    }
}

/// ": Pro"
fn paid_for(book: &Book, line: &Line) -> String {
    let paid = book.granted_by(line);
    if paid.is_empty() { String::new() } else { format!(": {}", lower_from(paid)) }
}

/// "From Pro to Premium" within a sentence.
fn lower_from(title: &str) -> String {
    title.strip_prefix("From ").map_or_else(|| title.to_owned(), |rest| "from ".to_owned() + rest)
}

fn bought_for(book: &Book, line: &Line) -> String {
    let price = book.details(line);
    if price.is_empty() { price } else { format!(" for {price}") }
}

/// The last of a list joined by a word.
fn listed(parts: &str) -> String {
    parts
        .rsplit_once(", ")
        .map_or_else(|| parts.to_owned(), |(most, last)| format!("{most} and {last}"))
}

/// " with key zapier, by user Anna"
fn with(book: &Book, line: &Line) -> String {
    let Some(activity) = book.activity(line) else { return String::new() };
    let key = activity.key.iter().map(|key| format!(" with {}{key}", kind_of("key", key)));
    let user = activity.user.iter().map(|user| format!(" by {}{user}", kind_of("user", user)));
    key.chain(user).collect()
}

/// What was free, as it had been paid for before.
fn free(book: &Book, line: &Line) -> Option<String> {
    let repeat = book.activity(line)?.repeat?.ten_thousandths();
    let is_free = repeat > 0 && !book.action(line)?.once.is_empty();
    let part = share(repeat as f64 / 10_000.0);
    is_free.then(|| {
        format!(" Of what it asks for, {part} had been paid for before, so that its data is free.")
    })
}

fn time(line: &Line) -> String {
    let minutes = line.at.time / 60_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The sum of a line.
fn worked(book: &Book, line: &Line) -> Html {
    match line.kind {
        Kind::Entry(EntryKind::Charge) => html! {
            <dl class="worked">
                { for book.charged(line).iter().map(|charged| rule_line(book, charged)) }
                { total("Charged", told(&book.run, -line.amount)) }
            </dl>
        },
        Kind::Entry(_) => html! {
            <dl class="worked">
                <div class="worked-line"><dt>{ "Before" }</dt><dd>{ told(&book.run, line.balance + -line.amount) }</dd></div>
                { book.rule(line).map(|rule| moved(book, line, rule)) }
                { total("Balance", told(&book.run, line.balance)) }
            </dl>
        },
        Kind::Refused(day) => refused(book, line, &day),
        Kind::Pause(_) => pause(book),
    }
}

fn total(name: &str, amount: String) -> Html {
    html! { <div class="worked-total"><dt>{ name }</dt><dd><span class="sum">{ amount }</span></dd></div> }
}

/// What one rule charged: so many at so much, and who says so.
fn rule_line(book: &Book, charged: &Charged) -> Html {
    let Charged { rule, units, amount, .. } = charged;
    let each =
        i64::try_from(*units).ok().filter(|units| *units > 0 && amount.as_micros() % units == 0);
    let each = each.map(|units| {
        format!(", {} each", told(&book.run, Amount::micros(amount.as_micros() / units)))
    });
    html! {
        <div class="worked-line">
            <dt>
                { &rule.title }
                <span class="times">{ format!(" × {}", format::count(*units as f64)) }{ each }</span>
            </dt>
            <dd>{ told(&book.run, *amount) }</dd>
            <dd class="by">{ by_rule(book.run.card(), rule) }</dd>
        </div>
    }
}

fn moved(book: &Book, line: &Line, rule: &Rule) -> Html {
    html! {
        <div class="worked-line">
            <dt>{ &rule.title }</dt>
            <dd>{ book.signed(line.amount) }</dd>
            <dd class="by">{ by_rule(book.run.card(), rule) }</dd>
        </div>
    }
}

fn by_rule(card: &RateCard, rule: &Rule) -> Html {
    said(card, &format!("line-{}", rule.id), &rule.sources)
}

/// What the vendor's API answers, where it is asked.
fn refused(book: &Book, line: &Line, day: &RefusedDay) -> Html {
    let Some(answer) = book.answer(line) else { return Html::default() };
    let card = book.run.card();
    let sources = card.answers.iter().find(|answer| answer.refusal == day.reason.id());
    html! {
        <div class="answers-so">
            <h3>{ format!("The API answers {}", answer.status) }</h3>
            <pre tabindex="0" aria-label="What the API answers"><code>{ json::pretty(&answer.body) }</code></pre>
            <p>{ again(answer) }</p>
            { sources.map(|answer| said(card, "api-answer", &answer.sources)) }
        </div>
    }
}

fn again(answer: &ApiAnswer) -> &'static str {
    if answer.retry {
        "Sending the request again can help."
    } else {
        "Sending the request again does not help."
    }
}

fn pause(book: &Book) -> Html {
    let card = book.run.card();
    let rule = card.rule("subscription.freeze");
    html! { <div class="answers-so">{ rule.map(|rule| by_rule(card, rule)) }</div> }
}

/// What the line would be if another of the vendor's pages is right, and the switch that says so.
fn in_doubt(
    form: Form,
    book: &Book,
    line: &Line,
    index: usize,
    in_doubt: &InDoubt,
) -> Option<Html> {
    let doubt = form.state.doubts.iter().find(|doubt| doubt.policy == in_doubt.policy)?;
    let own = if line.is_charge() { -line.amount } else { line.amount };
    let others =
        in_doubt.amounts.iter().map(|amount| if line.is_charge() { -*amount } else { *amount });
    let mut said = vec![told(&book.run, own)];
    for other in others.map(|other| told(&book.run, other)) {
        if !said.contains(&other) {
            said.push(other);
        }
    }
    Some(html! {
        <div key={&*doubt.policy} class="margin-note">
            <fieldset class="pages">
                <legend>
                    <span class="letter" aria-hidden="true">{ name(index) }</span>
                    <b>{ said.join(", or ") + "." }</b>
                    { " " }
                    { &doubt.title }
                </legend>
                { for doubt.answers.iter().map(|answer| page(form, book, doubt, answer)) }
            </fieldset>
            if doubt.chosen != doubt.default {
                <p class="note">{ "This is not the default." }</p>
            }
            <p class="note">{ over_all(book, doubt) }</p>
        </div>
    })
}

fn page(form: Form, book: &Book, doubt: &Doubt, answer: &crate::doubt::Answer) -> Html {
    let group = "line-of-".to_owned() + &doubt.policy;
    let is_chosen = answer.id == doubt.chosen;
    html! {
        <div class={if is_chosen { "page-says chosen" } else { "page-says" }}>
            <label>{ radio(form, doubt, answer, &group) }<span>{ &answer.title }</span></label>
            { said(book.run.card(), &format!("page-{}-{}", doubt.policy, answer.id), &answer.sources) }
        </div>
    }
}

/// What the other answers come to over the whole plan.
fn over_all(book: &Book, doubt: &Doubt) -> String {
    let others = doubt.answers.iter().filter(|answer| answer.id != doubt.chosen);
    let said = others.filter_map(|answer| {
        let result = answer.result.as_ref()?;
        let end = result.runs_out.map_or_else(
            || "never out".to_owned(),
            |at| format!("out on {}", format::short_weekday(at.date)),
        );
        Some(format!(
            "“{}” comes to {} in all, {end}.",
            answer.title,
            told(&book.run, result.spent)
        ))
    });
    said.collect::<Vec<_>>().join(" ")
}

/// The rules and the cycle of a line.
fn about(book: &Book, line: &Line) -> Html {
    let rules = book.rule_ids(line);
    let cycle = book.run.report.cycles.get(line.cycle as usize);
    html! {
        <dl class="about-line">
            if !rules.is_empty() {
                <div><dt>{ "Rule" }</dt><dd>{ rules.join(", ") }</dd></div>
            }
            if let Some(cycle) = cycle {
                <div><dt>{ "Cycle" }</dt><dd>{ format!("{}, {} to {}", cycle.index + 1, format::short_day(cycle.start), format::short_day(cycle.end)) }</dd></div>
            }
            <div><dt>{ "Card" }</dt><dd>{ &book.run.report.about.card }</dd></div>
        </dl>
    }
}
