//! The question that the page answers, as a sentence with fields.

use creditcast_core::rate_card::{RateCard, Wallet};

use crate::draft::Draft;
use crate::fields::{choice_field, day_field, number, price};
use crate::format;
use crate::sentence::{Choice, Control, Field, Part, Pick, Scale, Sentence};
use crate::words::{counted, one};

/// "By Lusha's help centre, what do 12 months of Pro for 2 users, paid monthly from 1 December
/// 2026, come to?"
pub(crate) fn question(draft: &Draft, card: &RateCard) -> Vec<Part> {
    let months = months(draft);
    let what = if draft.number("/horizon/months").is_some_and(one) { "does" } else { "do" };
    let asked =
        Sentence::default().say("By ").field(card_field(card)).say(format!(", what {what} "));
    let asked = asked.field(months).say(" of ");
    let asked = if card.wallet == Wallet::Money {
        asked.say("use from ").field(start(draft)).say(", paid as one goes, come to?")
    } else {
        asked
            .field(plan(draft, card))
            .say(" for ")
            .field(seats(draft, card))
            .say(", paid ")
            .field(billing(draft))
            .say(" from ")
            .field(start(draft))
            .say(", come to?")
    };
    let asks = asks_terms(draft, card, "/subscription");
    asked.also(asks, |asked| terms(asked, draft, card, "/subscription")).parts()
}

/// The field of the card.
pub(crate) fn card_field(chosen: &RateCard) -> Field {
    Field {
        at: "/card".into(),
        label: "Rate card".to_owned(),
        text: chosen.title.clone(),
        control: Control::Card,
    }
}

fn months(draft: &Draft) -> Field {
    Field {
        at: "/horizon/months".into(),
        label: "Months".to_owned(),
        text: number(draft, "/horizon/months", "month"),
        control: Control::Number(Scale::up_to(1.0, 36.0)),
    }
}

/// The field of the plan.
pub(crate) fn plan(draft: &Draft, card: &RateCard) -> Field {
    let chosen = draft.text("/subscription/plan").unwrap_or_default();
    let text = card.plan(chosen).map_or(chosen, |plan| &plan.title);
    Field {
        at: "/subscription/plan".into(),
        label: "Plan".to_owned(),
        text: text.to_owned(),
        control: Control::Plan(Pick::Plan),
    }
}

fn seats(draft: &Draft, card: &RateCard) -> Field {
    let plan = draft.text("/subscription/plan").and_then(|id| card.plan(id));
    let included = draft.number("/subscription/terms/seatsIncluded");
    let included = included.or(plan.map(|plan| plan.seats.included.0 as f64)).unwrap_or(1.0);
    let at = "/subscription/seats";
    let text = if draft.has(at) {
        number(draft, at, "user")
    } else {
        format!("{} {}", format::count(included), counted(included, "user"))
    };
    let most = plan.and_then(|plan| plan.seats.max).map_or(25.0, |max| max.0 as f64);
    let control = Control::Number(Scale::up_to(1.0, most.max(included)).or("as many as included"));
    Field { at: at.into(), label: "Users".to_owned(), text, control }
}

fn billing(draft: &Draft) -> Field {
    let at = "/subscription/billing".into();
    let field =
        choice_field(draft, at, "Paid", &[("monthly", "monthly"), ("annual", "for the year")]);
    let choices = vec![
        Choice::of("monthly", "monthly").saying("every month".to_owned()),
        Choice::of("annual", "for the year").saying("at its start".to_owned()),
    ];
    Field { control: Control::Choice(Pick::Value, choices), ..field }
}

fn start(draft: &Draft) -> Field {
    day_field(draft, "/subscription/start", "First day")
}

/// Terms are asked for where the vendor publishes none, and shown where some were given; `of` is the
/// place of what takes the plan.
pub(crate) fn asks_terms(draft: &Draft, card: &RateCard, of: &str) -> bool {
    let plan = draft.text(&format!("{of}/plan")).and_then(|id| card.plan(id));
    let unpublished =
        plan.is_some_and(|plan| plan.credits_per_month.is_none() || plan.price.monthly.is_none());
    (unpublished && card.wallet == Wallet::Credits) || draft.has(&format!("{of}/terms"))
}

/// "Agreed: 100,000 credits for $18,000.00 a year."
pub(crate) fn terms(asked: Sentence, draft: &Draft, card: &RateCard, of: &str) -> Sentence {
    let term = |key, label| term(draft, card, format!("{of}/terms/{key}"), label);
    let at = format!("{of}/terms/per");
    let billing = draft.text(&format!("{of}/billing")).or(draft.text("/subscription/billing"));
    let is_annual = draft.text(&at).map_or(billing == Some("annual"), |per| per == "year");
    let per = Field {
        at: at.into(),
        label: "Terms are for a".to_owned(),
        text: if is_annual { "year" } else { "month" }.to_owned(),
        control: Control::Choice(
            Pick::Value,
            vec![Choice::of("month", "month"), Choice::of("year", "year")],
        ),
    };
    let users = draft.has(&format!("{of}/terms/seatsIncluded")) || draft.has("/subscription/seats");
    asked
        .say(" Agreed: ")
        .field(term("credits", "Agreed credits"))
        .say(" for ")
        .field(term("price", "Agreed price"))
        .say(" a ")
        .field(per)
        .also(users, |asked| {
            asked
                .say(", with ")
                .field(term("seatsIncluded", "Users included"))
                .say(" and each further one for ")
                .field(term("seatPrice", "Price of a further user"))
        })
        .say(".")
}

fn term(draft: &Draft, card: &RateCard, at: String, label: &str) -> Field {
    let text = match &at {
        _ if !draft.has(&at) => "…".to_owned(),
        at if at.ends_with("rice") => price(draft, at, &card.currency),
        at if at.ends_with("credits") => number(draft, at, "credit"),
        at => number(draft, at, "user"),
    };
    let scale = match &at {
        at if at.ends_with("rice") => Scale::prices(),
        at => Scale::counts(if at.ends_with("seatsIncluded") { 1.0 } else { 0.0 }),
    };
    let control = Control::Number(scale.or("not agreed"));
    Field { at: at.into(), label: label.to_owned(), text, control }
}
