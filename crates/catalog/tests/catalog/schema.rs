//! The schema that `docs/` offers to editors, held against every card.

use creditcast_catalog::catalog;
use jsonschema::Validator;
use serde_json::{Value as Json, json};

use crate::files::card_files;

fn schema() -> Validator {
    let text = include_str!("../../../../docs/rate-card.schema.json");
    let schema: Json = serde_json::from_str(text).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).expect("the schema is one");
    jsonschema::validator_for(&schema).expect("the schema is one")
}

fn faults(schema: &Validator, card: &Json) -> Vec<String> {
    schema.iter_errors(card).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

#[test]
fn every_file_is_as_the_schema_says() {
    let schema = schema();
    for file in card_files() {
        let card: Json = toml::from_str(&file.text).expect("a card is TOML");
        assert_eq!(faults(&schema, &card), Vec::<String>::new(), "{}", file.name);
    }
}

/// What `card(id)` hands out, to be changed and passed back in.
#[test]
fn every_card_that_is_handed_out_is_as_the_schema_says() {
    let schema = schema();
    for card in catalog().revisions() {
        let json = serde_json::to_value(card).expect("a card is JSON");
        assert_eq!(faults(&schema, &json), Vec::<String>::new(), "{}", card.pinned_id());
    }
}

/// The cards of one's own that a scenario file tries, but for those that are refused.
#[test]
fn every_card_of_ones_own_is_as_the_schema_says() {
    let schema = schema();
    let text = include_str!("../../../../tests/scenarios/own-card.json");
    let file: Json = serde_json::from_str(text).expect("a scenario file is JSON");
    let cases = file["cases"].as_array().expect("cases");
    let is_run = |case: &&Json| !case["worked"].to_string().contains("problems");
    for case in cases.iter().filter(is_run) {
        let mut input = file["input"].clone();
        for (pointer, value) in case["with"].as_object().into_iter().flatten() {
            let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
            input.pointer_mut(parent).expect("a place")[key] = value.clone();
        }
        assert_eq!(faults(&schema, &input["card"]), Vec::<String>::new(), "{}", case["case"]);
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    #[track_caller]
    fn refuses(schema: &Validator, pointer: &str, value: Json) {
        let card = catalog().cards().next().expect("a card");
        let mut json = serde_json::to_value(card).expect("a card is JSON");
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        json.pointer_mut(parent).expect("an object")[key] = value;
        assert_ne!(faults(schema, &json), Vec::<String>::new(), "{pointer}");
    }
    let schema = schema();
    refuses(&schema, "/extra", json!(1));
    refuses(&schema, "/revision", json!("yesterday"));
    refuses(&schema, "/currency", json!("usd"));
    refuses(&schema, "/plans/0/extra", json!(1));
    refuses(&schema, "/plans/0/sources/prices", json!(["prices.free"]));
    refuses(&schema, "/plans/0/limits/0/count", json!(0));
    refuses(&schema, "/plans/1/price/monthly", json!("49.901"));
    refuses(&schema, "/plans/1/creditsLiveCycles", json!(0));
    refuses(&schema, "/plans/1/bonuses", json!([{ "credits": 50, "lives": 1 }]));
    refuses(&schema, "/actions/0/once", json!(["twice"]));
    refuses(&schema, "/actions/0/sources", json!([]));
    refuses(&schema, "/rules/0/price", json!(-1));
    refuses(&schema, "/rules/0/of", json!("unit"));
    refuses(&schema, "/policies/0/options/1/sets/0/once", json!(["unit"]));
    refuses(&schema, "/sources/0/trust", json!("rumour"));
}
