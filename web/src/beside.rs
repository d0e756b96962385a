//! What a plan holds beside its steps, as sentences with fields: keys, users, lists, and the account.

use creditcast_core::document::Value;
use creditcast_core::rate_card::{RateCard, Wallet};

use crate::draft::{Draft, escape, object};
use crate::fields::{choice_field, number_field, price};
use crate::format;
use crate::names::{KINDS, kind_of, new_of};
use crate::sentence::{Control, Field, Part, Pick, Scale, Sentence};
use crate::words::{counted, lower_first, percent, share, upper_first};

/// A sentence, and the place of the list whose elements it is of, or of the value it is of.
pub(crate) struct Beside {
    pub of: &'static str,
    pub parts: Vec<Part>,
}

/// The sentences of a draft.
pub(crate) fn besides(draft: &Draft, card: &RateCard) -> Vec<Beside> {
    let spenders = [("/keys", "key"), ("/users", "user")];
    let named = spenders.map(|(of, who)| Beside { of, parts: spenders_of(draft, of, who) });
    let lists = Beside { of: "/lists", parts: lists(draft, card) };
    let account = ACCOUNT.map(|(of, _)| Beside { of, parts: account(draft, card, of) });
    let all = named.into_iter().chain([lists]).chain(account);
    all.filter(|beside| !beside.parts.is_empty()).collect()
}

/// What can be said of the account, and what it is called.
const ACCOUNT: [(&str, &str); 3] = [
    ("/subscription/openingBalance", "credits at the start"),
    ("/subscription/limits", "limits kept"),
    ("/subscription/autoTopUp", "buying by itself"),
];

/// What is not said yet: its name, and the list or the place and the value to begin with, and the field
/// that is asked for first.
pub(crate) fn unsaid(
    draft: &Draft,
    card: &RateCard,
) -> Vec<(&'static str, &'static str, Value, &'static str)> {
    let named = KINDS.iter().map(|(kind, list)| {
        let name = match *kind {
            "key" => "a key",
            "user" => "a user",
            _ => "a list of records",
        };
        (name, *list, new_of(draft, kind, None), "id")
    });
    let account = ACCOUNT.iter().filter(|(at, _)| {
        !draft.has(at) && (*at != "/subscription/limits" || !card.limit_sets.is_empty())
    });
    let account = account.map(|(at, name)| {
        let number = Value::Number;
        let (value, field) = match *at {
            "/subscription/openingBalance" => (number(100.0), ""),
            "/subscription/limits" => {
                (card.limit_sets.first().map_or("", |set| &set.id).into(), "")
            }
            _ => (object([("below", number(100.0)), ("to", number(500.0))]), "price"),
        };
        (*name, *at, value, field)
    });
    named.chain(account).collect()
}

/// "Key hubspot may spend 200 credits a month; key zapier has no cap."
fn spenders_of(draft: &Draft, of: &str, who: &str) -> Vec<Part> {
    let count = draft.count(of);
    let mut said = Sentence::default();
    for index in 0..count {
        let cap_at = format!("{of}/{index}/monthlyCap");
        let cap = draft.number(&cap_at);
        let scale = Scale::caps("no cap");
        let has = draft.has(&cap_at);
        let field = number_field(draft, cap_at, "Credits a month", scale, format::count);
        said = named(said, draft, (of, who), index, index == 0);
        said = if has {
            let unit = counted(cap.unwrap_or(2.0), "credit");
            said.say(" may spend ").field(field).say(format!(" {unit} a month"))
        } else {
            said.say(" has ").field(field)
        };
        said = said.say(if index + 1 < count { "; " } else { "." });
    }
    said.parts()
}

/// "Key hubspot", or "Key 1" where a name says itself what it is of.
fn named(
    said: Sentence,
    draft: &Draft,
    (of, who): (&str, &str),
    index: usize,
    begins: bool,
) -> Sentence {
    let field = name_field(draft, of, index);
    let kind = kind_of(who, &field.text);
    let first = |text: &str| if begins { upper_first(text) } else { text.to_owned() };
    if kind.is_empty() {
        let text = first(&field.text);
        return said.field(Field { text, ..field });
    }
    said.say(first(&kind)).field(field)
}

fn name_field(draft: &Draft, of: &str, index: usize) -> Field {
    let at = format!("{of}/{index}/id");
    let text = draft.text(&at).filter(|text| !text.is_empty()).unwrap_or("…").to_owned();
    Field { at: at.into(), label: "Name".to_owned(), text, control: Control::Text(Pick::Value) }
}

/// "List crm holds 5,000 records: e-mail address found for 80%, of which a tenth is paid for already."
fn lists(draft: &Draft, card: &RateCard) -> Vec<Part> {
    let mut said = Sentence::default();
    for index in 0..draft.count("/lists") {
        let at = |key: &str| format!("/lists/{index}/{key}");
        let size = number_field(draft, at("size"), "Records", Scale::counts(1.0), format::count);
        let unit = counted(draft.number(&at("size")).unwrap_or(2.0), "record");
        said = said.also(index > 0, |said| said.say(" "));
        said = named(said, draft, ("/lists", "list"), index, true);
        said = said.say(" holds ").field(size).say(format!(" {unit}"));
        for (place, point) in card.points.iter().enumerate() {
            let found_at = at(&format!("found/{}", escape(&point.id)));
            let paid_at = at(&format!("paid/{}", escape(&point.id)));
            let is_usual = place < 3 || draft.has(&found_at);
            if !is_usual {
                continue;
            }
            let title = lower_first(&point.title);
            let has = draft.has(&found_at);
            let label = format!("Share with {title}");
            let scale = Scale::shares().or("not found");
            let found = number_field(draft, found_at, label, scale, percent);
            said = said.say(if place == 0 { ": " } else { ", " });
            said = said.say(title.clone() + if has { " found for " } else { " " }).field(found);
            if has {
                let paid = number_field(
                    draft,
                    paid_at,
                    format!("Share with {title} paid for before"),
                    Scale::shares().or("none"),
                    share,
                );
                said = said.say(", ").field(paid).say(" of them paid for before");
            }
        }
        said = said.say(".");
    }
    said.parts()
}

fn account(draft: &Draft, card: &RateCard, of: &str) -> Vec<Part> {
    if !draft.has(of) {
        return Vec::new();
    }
    let unit = if card.wallet == Wallet::Money { &card.currency } else { "credits" };
    let said = Sentence::default();
    let amount = |key: &str, label| {
        number_field(draft, format!("{of}{key}"), label, Scale::counts(0.0), format::count)
    };
    match of {
        "/subscription/openingBalance" => said
            .field(amount("", "There at the start"))
            .say(format!(" {unit} are there at the start.")),
        "/subscription/limits" => {
            let sets = card.limit_sets.iter().map(|set| (&*set.id, &*set.id));
            let words: Vec<_> = [("", "the plan’s own")].into_iter().chain(sets).collect();
            let field = choice_field(draft, of.into(), "Limits kept", &words);
            said.say("Limits kept: ").field(field).say(".")
        }
        _ => {
            let at = format!("{of}/price");
            let text = if draft.has(&at) {
                price(draft, &at, &card.currency)
            } else {
                "a price".to_owned()
            };
            let control = Control::Number(Scale::prices());
            let each = Field { at: at.into(), label: "Price of one".to_owned(), text, control };
            said.say("When less than ")
                .field(amount("/below", "Buys below"))
                .say(format!(" {unit} are left, buy up to "))
                .field(amount("/to", "Buys up to"))
                .say(" at ")
                .field(each)
                .say(" each.")
        }
    }
    .parts()
}
