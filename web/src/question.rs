//! The question that the page answers, as a sentence with fields.

use creditcast_catalog::catalog;
use creditcast_core::amount::{Amount, Money};
use creditcast_core::rate_card::{Plan, RateCard, Wallet};

use crate::draft::Draft;
use crate::fields::{day_field, number};
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
    asked.also(has_terms(draft, card), |asked| terms(asked, draft, card)).parts()
}

/// The field of the card.
pub(crate) fn card_field(chosen: &RateCard) -> Field {
    let mut choices: Vec<_> = catalog().cards().map(card_choice).collect();
    if !choices.iter().any(|choice| choice.id == chosen.id) {
        choices.push(card_choice(chosen));
    }
    Field {
        at: "/card".into(),
        label: "Rate card".to_owned(),
        text: chosen.title.clone(),
        control: Control::Choice(Pick::Card, choices),
    }
}

fn card_choice(card: &RateCard) -> Choice {
    let read = format!("read {}", format::short_day(card.revision));
    Choice::of(&card.id, &card.title).saying(read)
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
    let choices = card.plans.iter().map(|plan| plan_choice(plan, &card.vendor)).collect();
    Field {
        at: "/subscription/plan".into(),
        label: "Plan".to_owned(),
        text: text.to_owned(),
        control: Control::Choice(Pick::Plan, choices),
    }
}

/// What a plan brings and costs in a month, as the vendor publishes it.
fn plan_choice(plan: &Plan, vendor: &str) -> Choice {
    let credits = plan.credits_per_month.map(|credits| format::amount(credits) + " credits");
    let price = plan.price.monthly.as_ref().map(|price| format::money(price) + " a month");
    let remark = match (credits, price) {
        (Some(credits), Some(price)) => format!("{credits}, {price}"),
        _ if plan.by_quote => "by quote".to_owned(),
        _ => format!("{vendor} publishes no terms"),
    };
    Choice::of(&plan.id, &plan.title).saying(remark)
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
    let is_annual = draft.text("/subscription/billing") == Some("annual");
    let choices = vec![
        Choice::of("monthly", "monthly").saying("every month".to_owned()),
        Choice::of("annual", "for the year").saying("at its start".to_owned()),
    ];
    Field {
        at: "/subscription/billing".into(),
        label: "Paid".to_owned(),
        text: if is_annual { "for the year" } else { "monthly" }.to_owned(),
        control: Control::Choice(Pick::Value, choices),
    }
}

fn start(draft: &Draft) -> Field {
    day_field(draft, "/subscription/start", "First day")
}

/// Terms are asked for where the vendor publishes none, and shown where some were given.
fn has_terms(draft: &Draft, card: &RateCard) -> bool {
    let plan = draft.text("/subscription/plan").and_then(|id| card.plan(id));
    let unpublished =
        plan.is_some_and(|plan| plan.credits_per_month.is_none() || plan.price.monthly.is_none());
    (unpublished && card.wallet == Wallet::Credits) || draft.has("/subscription/terms")
}

/// "Agreed: 100,000 credits for $18,000.00 a year."
fn terms(asked: Sentence, draft: &Draft, card: &RateCard) -> Sentence {
    let per = draft.text("/subscription/terms/per");
    let is_annual =
        per.map_or(draft.text("/subscription/billing") == Some("annual"), |per| per == "year");
    let per = Field {
        at: "/subscription/terms/per".into(),
        label: "Terms are for a".to_owned(),
        text: if is_annual { "year" } else { "month" }.to_owned(),
        control: Control::Choice(
            Pick::Value,
            vec![Choice::of("month", "month"), Choice::of("year", "year")],
        ),
    };
    let users = draft.has("/subscription/terms/seatsIncluded") || draft.has("/subscription/seats");
    asked
        .say(" Agreed: ")
        .field(term(draft, card, "credits", "Agreed credits"))
        .say(" for ")
        .field(term(draft, card, "price", "Agreed price"))
        .say(" a ")
        .field(per)
        .also(users, |asked| {
            asked
                .say(", with ")
                .field(term(draft, card, "seatsIncluded", "Users included"))
                .say(" and each further one for ")
                .field(term(draft, card, "seatPrice", "Price of a further user"))
        })
        .say(".")
}

fn term(draft: &Draft, card: &RateCard, key: &str, label: &str) -> Field {
    let at = format!("/subscription/terms/{key}");
    let is_price = key.ends_with("rice");
    let text = match key {
        _ if !draft.has(&at) => "…".to_owned(),
        _ if is_price => price(draft, &at, &card.currency),
        "credits" => number(draft, &at, "credit"),
        _ => number(draft, &at, "user"),
    };
    let least = if key == "seatsIncluded" { 1.0 } else { 0.0 };
    let control = Control::Number(Scale::counts(least).or("not agreed"));
    Field { at: at.into(), label: label.to_owned(), text, control }
}

fn price(draft: &Draft, at: &str, currency: &str) -> String {
    let number = draft.number(at).and_then(Amount::from_number);
    let amount = number.or_else(|| Amount::from_decimal(draft.text(at)?));
    let typed = || draft.text(at).unwrap_or("…").to_owned();
    amount.map_or_else(typed, |amount| format::money(&Money::new(amount, currency)))
}
