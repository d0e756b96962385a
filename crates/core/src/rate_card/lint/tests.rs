//! One tiny wrong card for each code.

use serde_json::{Value as Json, json};

use super::{Finding, Severity, lint, read_long_ago};
use crate::calendar::Date;
use crate::document::{At, Problems, Read, Value};
use crate::rate_card::RateCard;

/// The least that a card can be.
fn good() -> Json {
    let running = super::subscription::IDS.map(|id| rule(id, json!({})));
    let priced = [
        rule("email", json!({ "price": 1, "of": "point", "point": "email" })),
        rule("fee", json!({ "price": 1, "of": "result", "per": 25 })),
    ];
    json!({
        "id": "tiny", "revision": "2026-09-28", "vendor": "Tiny", "title": "Tiny",
        "wallet": "credits", "currency": "USD", "pricesAt": "https://example.org",
        "points": [{ "id": "email", "title": "E-mail" }],
        "plans": [plan("small", 10, "5.00"), plan("large", 100, "40.00")],
        "actions": [{
            "id": "find", "title": "Find", "surface": "api", "unit": "contact", "points": ["email"],
            "needs": ["need.email"], "charges": ["email", "fee"], "once": ["points"],
            "sources": ["page"],
        }],
        "rules": priced.iter().chain(&running).collect::<Vec<_>>(),
        "entitlements": [{
            "id": "find", "title": "finding", "actions": ["find"], "without": ["small"],
            "under": { "warn": "warn" }, "sources": ["page"],
        }],
        "answers": [{
            "refusal": "credits", "status": 402, "body": {}, "retry": false, "sources": ["page"],
        }],
        "policies": [
            policy("entitlements", &[option("warn", json!([])), option("refuse", json!([]))]),
            policy("fee", &[
                option("charged", json!([])),
                option("free", json!([{ "rules": ["fee"], "price": 0 }])),
            ]),
        ],
        "sources": [{
            "id": "page", "title": "Page", "read": "2026-09-28", "says": "It is so.",
            "trust": "vendor",
        }],
    })
}

fn rule(id: &str, charge: Json) -> Json {
    let mut rule = charge;
    rule["id"] = json!(id);
    rule["title"] = json!(id);
    rule["category"] = json!("workflow");
    rule["sources"] = json!(["page"]);
    rule
}

fn plan(id: &str, credits: u32, price: &str) -> Json {
    let sources = json!({ "price": ["page"], "credits": ["page"], "seats": ["page"], "limits": ["page"],
                "rollover": ["page"] });
    json!({
        "id": id, "title": id, "creditsPerMonth": credits, "price": { "monthly": price },
        "seats": { "included": 2, "max": 3 },
        "limits": [{ "count": 10, "per": "minute" }, { "count": 100, "per": "day" }],
        "sources": sources,
    })
}

fn policy(id: &str, options: &[Json; 2]) -> Json {
    json!({ "id": id, "title": id, "default": options[0]["id"], "options": options })
}

fn option(id: &str, sets: Json) -> Json {
    let mut option = json!({ "id": id, "title": id, "sources": ["page"] });
    option["sets"] = sets;
    option
}

fn read(card: &Json) -> RateCard {
    let value: Value = serde_json::from_str(&card.to_string()).expect("plain data");
    let mut problems = Problems::default();
    let card = RateCard::read(&value, At::Root, &mut problems);
    problems.or(card).expect("no problems").expect("a card")
}

/// Edits the good card, and compares all that is then found.
#[track_caller]
fn finds(
    severity: Severity,
    edit: impl Fn(&mut Json),
    path: &str,
    code: &'static str,
    message: &str,
) {
    let mut card = good();
    edit(&mut card);
    let finding = Finding { severity, path: path.to_owned(), code, message: message.to_owned() };
    assert_eq!(lint(&read(&card)), [finding]);
}

#[track_caller]
fn refuses(edit: impl Fn(&mut Json), path: &str, code: &'static str, message: &str) {
    finds(Severity::Error, edit, path, code, message);
}

#[track_caller]
fn warns(edit: impl Fn(&mut Json), path: &str, code: &'static str, message: &str) {
    finds(Severity::Warning, edit, path, code, message);
}

fn push(list: &mut Json, element: Json) {
    list.as_array_mut().expect("a list").push(element);
}

#[test]
fn a_good_card_has_no_findings() {
    assert_eq!(lint(&read(&good())), []);
}

#[test]
fn an_id_that_cannot_be_pinned_is_refused() {
    refuses(
        |card| card["id"] = json!("tiny@home"),
        "/id",
        "idUnfit",
        "\"tiny@home\" is no id. Use letters, digits, `-`, `_` and `.`.",
    );
}

#[test]
fn an_id_that_names_two_things_is_refused() {
    refuses(
        |card| {
            let plan = card["plans"][0].clone();
            push(&mut card["plans"], plan);
        },
        "/plans/2",
        "idTwice",
        "There is another plan \"small\". Keep one of them.",
    );
    refuses(
        |card| push(&mut card["policies"][1]["options"], option("free", json!([]))),
        "/policies/1/options/2",
        "idTwice",
        "There is another answer \"free\". Keep one of them.",
    );
}

#[test]
fn a_name_of_nothing_is_refused() {
    #[track_caller]
    fn refuses_name(pointer: &str, what: &str) {
        refuses(
            |card| *card.pointer_mut(pointer).expect("a name") = json!("nothing"),
            pointer,
            "idUnknown",
            &format!("There is no {what} \"nothing\". Add it, or name another."),
        );
    }
    refuses_name("/plans/0/sources/price/0", "source");
    refuses_name("/actions/0/sources/0", "source");
    refuses_name("/rules/0/sources/0", "source");
    refuses_name("/answers/0/sources/0", "source");
    refuses_name("/policies/0/options/0/sources/0", "source");
    refuses_name("/entitlements/0/sources/0", "source");
    refuses_name("/entitlements/0/actions/0", "action");
    refuses_name("/entitlements/0/without/0", "plan");
    refuses_name("/policies/1/options/1/sets/0/rules/0", "rule");
    refuses(
        |card| push(&mut card["actions"][0]["charges"], json!("nothing")),
        "/actions/0/charges/2",
        "idUnknown",
        "There is no rule \"nothing\". Add it, or name another.",
    );
    refuses(
        |card| push(&mut card["actions"][0]["points"], json!("phone")),
        "/actions/0/points/1",
        "idUnknown",
        "There is no data point \"phone\". Add it, or name another.",
    );
    refuses(
        |card| card["rules"][1]["pool"] = json!("nothing"),
        "/rules/1/pool",
        "idUnknown",
        "There is no pool \"nothing\". Add it, or name another.",
    );
    refuses(
        |card| {
            card["limitSets"] = json!([{
                "id": "old", "title": "Old", "limits": [], "sources": ["nothing"],
            }]);
        },
        "/limitSets/0/sources/0",
        "idUnknown",
        "There is no source \"nothing\". Add it, or name another.",
    );
}

#[test]
fn what_nobody_names_is_odd() {
    warns(
        |card| push(&mut card["rules"], rule("left", json!({ "price": 1, "of": "unit" }))),
        "/rules/13",
        "unused",
        "Nothing names the rule \"left\". Name it, or remove it.",
    );
    warns(
        |card| push(&mut card["points"], json!({ "id": "phone", "title": "Phone" })),
        "/points/1",
        "unused",
        "Nothing names the data point \"phone\". Name it, or remove it.",
    );
    warns(
        |card| card["pools"] = json!([{ "id": "calls", "title": "Calls" }]),
        "/pools/0",
        "unused",
        "Nothing names the pool \"calls\". Name it, or remove it.",
    );
    warns(
        |card| {
            let mut source = card["sources"][0].clone();
            source["id"] = json!("other");
            push(&mut card["sources"], source);
        },
        "/sources/1",
        "unused",
        "Nothing names the source \"other\". Name it, or remove it.",
    );
}

#[test]
fn a_currency_is_three_capitals() {
    refuses(
        |card| card["currency"] = json!("usd"),
        "/currency",
        "currencyUnfit",
        "\"usd\" is no currency. Write three capitals, like USD.",
    );
}

#[test]
fn a_ceiling_below_the_seats_included_is_refused() {
    refuses(
        |card| card["plans"][0]["seats"]["max"] = json!(1),
        "/plans/0/seats/max",
        "seatsOverMax",
        "2 users are included, but 1 is the most. Raise it.",
    );
}

#[test]
fn a_year_that_is_dearer_by_the_month_is_odd() {
    warns(
        |card| card["plans"][0]["price"]["annual"] = json!("60.00"),
        "/plans/0/price/annual",
        "annualDearer",
        "A month of the year costs 60.00, more than 5.00 billed monthly. Is it the year's price?",
    );
    warns(
        |card| {
            card["plans"][0]["seats"]["extra"] = json!({ "monthly": "1.00", "annual": "1.01" });
        },
        "/plans/0/seats/extra/annual",
        "annualDearer",
        "A month of the year costs 1.01, more than 1.00 billed monthly. Is it the year's price?",
    );
}

#[test]
fn a_limit_that_a_longer_window_hides_is_odd() {
    warns(
        |card| card["plans"][0]["limits"][1]["count"] = json!(9),
        "/plans/0/limits/0/count",
        "limitIdle",
        "10 is never reached: a longer window allows 9. Are they exchanged?",
    );
}

#[test]
fn a_plan_that_costs_more_and_brings_less_is_odd() {
    warns(
        |card| card["plans"][0]["price"]["monthly"] = json!("41.00"),
        "/plans/0",
        "planWorse",
        "This costs more than large and brings less. Is that so?",
    );
}

#[test]
fn a_rule_of_a_point_names_it_and_no_other_does() {
    refuses(
        |card| card["rules"][0]["point"] = Json::Null,
        "/rules/0/of",
        "pointMissing",
        "This counts a data point and names none. Add `point`.",
    );
    refuses(
        |card| card["rules"][1]["point"] = json!("email"),
        "/rules/1/point",
        "pointNeedless",
        "This names a data point and counts something else. Remove `point`.",
    );
    refuses(
        |card| card["policies"][1]["options"][1]["sets"][0]["of"] = json!("point"),
        "/policies/1/options/1/sets/0/of",
        "pointMissing",
        "For \"fee\": This counts a data point and names none. Add `point`.",
    );
}

#[test]
fn only_units_are_counted_over_a_cycle() {
    refuses(
        |card| card["rules"][1]["within"] = json!("cycle"),
        "/rules/1/within",
        "cycleOfUnits",
        "Only units are counted over a cycle. Count `unit`, or each request by itself.",
    );
}

#[test]
fn an_action_is_charged_by_rules_with_a_price() {
    refuses(
        |card| push(&mut card["actions"][0]["charges"], json!("subscription.topUp")),
        "/actions/0/charges/2",
        "chargeMissing",
        "\"subscription.topUp\" has no price. Give it one, if only 0, or remove it here.",
    );
    warns(
        |card| {
            let mut free = card["actions"][0].clone();
            (free["id"], free["needs"], free["charges"]) = (json!("look"), json!([]), json!([]));
            push(&mut card["actions"], free);
        },
        "/actions/1/charges",
        "chargesEmpty",
        "Nothing says what this costs. Add a rule, with the price 0 if it is free.",
    );
}

#[test]
fn an_action_is_charged_for_points_that_it_lists() {
    refuses(
        |card| card["actions"][0]["points"] = json!([]),
        "/actions/0/charges/0",
        "pointNotListed",
        "\"email\" charges \"email\", which is none of `points`. Add it there.",
    );
}

#[test]
fn points_that_are_paid_for_once_are_charged_together_in_one_set() {
    refuses(
        |card| {
            push(&mut card["points"], json!({ "id": "phone", "title": "Phone" }));
            push(&mut card["actions"][0]["points"], json!("phone"));
            push(&mut card["actions"][0]["charges"], json!("phone"));
            let charge = json!({ "price": 5, "of": "point", "point": "phone", "together": "late" });
            push(&mut card["rules"], rule("phone", charge));
            let together = json!([{ "rules": ["email"], "together": "early" }]);
            card["policies"][1]["options"][1]["sets"] = together;
        },
        "/actions/0/charges",
        "togetherTwice",
        "Points that are paid for once are charged together in one set. Split the action, or use \
         the same word.",
    );
}

#[test]
fn what_is_charged_together_has_no_term_in_months() {
    let says = "What is charged together has no term in months. Leave `onceMonths` out.";
    let path = "/actions/0/onceMonths";
    let term = |card: &mut Json| card["actions"][0]["onceMonths"] = json!(12);
    let refuses = |edit: &dyn Fn(&mut Json)| {
        let edit = |card: &mut Json| {
            term(card);
            edit(card);
        };
        refuses(edit, path, "onceTerm", says);
    };
    refuses(&|card| card["rules"][0]["together"] = json!("all"));
    refuses(&|card| card["actions"][0]["once"] = json!(["record"]));
    refuses(&|card| {
        let once = json!([{ "actions": ["find"], "once": ["record"] }]);
        card["policies"][1]["options"][1]["sets"] = once;
    });
}

#[test]
fn an_action_has_so_many_points_and_no_more() {
    refuses(
        |card| (0..6).for_each(|_| push(&mut card["actions"][0]["charges"], json!("email"))),
        "/actions/0/charges",
        "pointsTooMany",
        "7 rules count data points; 6 can. Split the action.",
    );
}

#[test]
fn a_request_is_no_larger_than_the_largest() {
    refuses(
        |card| card["actions"][0]["batch"] = json!({ "default": 26, "max": 25 }),
        "/actions/0/batch/default",
        "batchOverMax",
        "A request of 26 is over the most, 25. Lower it.",
    );
}

#[test]
fn a_term_of_nothing_is_odd() {
    warns(
        |card| {
            card["actions"][0]["once"] = json!([]);
            card["actions"][0]["onceMonths"] = json!(12);
        },
        "/actions/0",
        "onceEmpty",
        "This says for how long something is free when repeated, but not what. Add `once`.",
    );
}

#[test]
fn a_need_is_served_once_and_clearly() {
    refuses(
        |card| card["actions"][0]["needs"] = json!(["email"]),
        "/actions/0/needs/0",
        "needUnfit",
        "\"email\" is no need. Write it like \"need.email\".",
    );
    refuses(
        |card| {
            let mut other = card["actions"][0].clone();
            other["id"] = json!("other");
            push(&mut card["actions"], other);
        },
        "/actions/1/needs/0",
        "needTwice",
        "\"find\" serves \"need.email\" already. Let one action serve it.",
    );
    refuses(
        |card| {
            push(&mut card["points"], json!({ "id": "phone", "title": "Phone" }));
            card["actions"][0]["points"] = json!(["email", "phone"]);
            card["actions"][0]["needs"] = json!(["need.signal"]);
        },
        "/actions/0/needs/0",
        "needUnclear",
        "\"need.signal\" could ask for any of several data points. Name one like it.",
    );
}

#[test]
fn a_rule_that_the_simulation_names_is_there() {
    refuses(
        |card| {
            card["rules"]
                .as_array_mut()
                .expect("rules")
                .retain(|r| r["id"] != "subscription.grant");
        },
        "/rules",
        "ruleMissing",
        "The rule \"subscription.grant\" is missing: ledgers and bills name it. Add it, with a source.",
    );
    let mut card = good();
    let spared = ["subscription.rollover", "subscription.use", "subscription.freeze"];
    let is_spared = |rule: &Json| spared.iter().any(|id| rule["id"] == *id);
    card["rules"].as_array_mut().expect("rules").retain(|rule| !is_spared(rule));
    assert_eq!(lint(&read(&card)), [], "what cannot come to pass needs no rule");
}

#[test]
fn a_word_that_nothing_knows_is_refused() {
    refuses(
        |card| card["policies"][1]["default"] = json!("cheap"),
        "/policies/1/default",
        "answerUnknown",
        "\"cheap\" is none of charged, free. Choose one.",
    );
    refuses(
        |card| push(&mut card["policies"][0]["options"], option("forbid", json!([]))),
        "/policies/0/options/2/id",
        "answerUnknown",
        "\"forbid\" is none of warn, refuse, enrichOnlyBelowScale. Choose one.",
    );
    refuses(
        |card| card["entitlements"][0]["under"] = json!({ "enrichOnlyBelowScale": "refuse" }),
        "/entitlements/0/under/enrichOnlyBelowScale",
        "answerUnknown",
        "\"enrichOnlyBelowScale\" is none of warn, refuse. Choose one.",
    );
    refuses(
        |card| {
            card["policies"].as_array_mut().expect("switches").remove(0);
            card["entitlements"][0]["under"] = json!({ "refuse": "refuse" });
        },
        "/entitlements/0/under/refuse",
        "answerUnknown",
        "\"refuse\" is none of warn. Choose one.",
    );
    refuses(
        |card| card["answers"][0]["refusal"] = json!("money"),
        "/answers/0/refusal",
        "refusalUnknown",
        "\"money\" is none of ended, frozen, entitlement, rateLimit, keyCap, userCap, credits. \
         Choose one.",
    );
}

#[test]
fn an_edit_says_what_it_changes_and_where() {
    let sets = "/policies/1/options/1/sets/0";
    refuses(
        |card| *card.pointer_mut(sets).expect("an edit") = json!({ "rules": ["fee"] }),
        &format!("{sets}/rules"),
        "editIncomplete",
        "Name the rules in `rules`, and give what changes in them beside it.",
    );
    refuses(
        |card| *card.pointer_mut(sets).expect("an edit") = json!({ "once": ["unit"] }),
        &format!("{sets}/actions"),
        "editIncomplete",
        "Name the actions in `actions`, and give their `once` beside it.",
    );
}

#[test]
fn a_switch_that_changes_nothing_is_odd() {
    warns(
        |card| card["policies"][1]["options"][1]["sets"] = json!([]),
        "/policies/1",
        "policyIdle",
        "No answer changes anything. Add what it `sets`, or remove the switch.",
    );
}

#[test]
fn a_fact_without_a_source_is_refused() {
    #[track_caller]
    fn refuses_silence(pointer: &str) {
        refuses(
            |card| *card.pointer_mut(pointer).expect("sources") = json!([]),
            pointer,
            "sourcesMissing",
            "Nobody says this. Name a source.",
        );
    }
    for fact in super::sources::FACTS {
        refuses_silence(&format!("/plans/0/sources/{fact}"));
    }
    refuses_silence("/actions/0/sources");
    refuses_silence("/rules/0/sources");
    refuses_silence("/entitlements/0/sources");
    refuses_silence("/answers/0/sources");
    refuses_silence("/policies/1/options/0/sources");
    refuses(
        |card| {
            card["limitSets"] =
                json!([{ "id": "old", "title": "Old", "limits": [], "sources": [] }]);
        },
        "/limitSets/0/sources",
        "sourcesMissing",
        "Nobody says this. Name a source.",
    );
}

#[test]
fn a_source_of_no_fact_is_refused() {
    refuses(
        |card| card["plans"][0]["sources"]["prices"] = json!(["page"]),
        "/plans/0/sources/prices",
        "factUnknown",
        "\"prices\" is no fact of a plan. Choose of price, credits, seats, limits, rollover.",
    );
}

#[test]
fn a_quotation_is_short() {
    refuses(
        |card| card["sources"][0]["says"] = json!("so ".repeat(26)),
        "/sources/0/says",
        "saysTooLong",
        "These are 26 words; a quotation has at most 25. Cut it.",
    );
}

#[test]
fn a_source_that_is_younger_than_its_card_is_odd() {
    warns(
        |card| card["sources"][0]["read"] = json!("2026-09-29"),
        "/sources/0/read",
        "readAfterRevision",
        "This was read after 2026-09-28, the card's revision. Date the card later, or leave it out.",
    );
}

#[test]
fn errors_come_first() {
    let mut card = good();
    push(&mut card["points"], json!({ "id": "phone", "title": "Phone" }));
    card["sources"][0]["says"] = json!("so ".repeat(26));
    let severities: Vec<_> = lint(&read(&card)).iter().map(|finding| finding.severity).collect();
    assert_eq!(severities, [Severity::Error, Severity::Warning]);
}

#[test]
fn a_source_is_old_from_the_ninety_first_day() {
    let card = read(&good());
    let read = |day: &str| read_long_ago(&card, Date::parse(day).expect("a day")).len();
    assert_eq!((read("2026-12-27"), read("2026-12-28")), (0, 1));
}
