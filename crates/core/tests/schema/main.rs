//! The schema for editors says what the readers say: about every scenario of `tests/`, and about documents
//! made of the schema itself, with every key, word and bound that it knows.

mod asked;
mod samples;

use std::collections::BTreeMap;

use asked::{Asked, every_case};
use creditcast_core::document::Problem;
use jsonschema::Validator;
use samples::Samples;
use serde_json::{Value as Json, json};

/// The whole schema.
fn schema() -> Json {
    let text = include_str!("../../../../docs/scenario.schema.json");
    let schema = serde_json::from_str(text).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).expect("the schema is one");
    schema
}

/// The part of it that describes what a function is asked.
fn validator(of: &str) -> Validator {
    let mut schema = schema();
    schema["$ref"] = json!(format!("#/$defs/{of}"));
    jsonschema::options().should_validate_formats(false).build(&schema).expect("a schema")
}

/// Can a schema tell this? What two values say together it cannot.
fn is_told(problem: &Problem) -> bool {
    match problem.code {
        "missing" | "unknownKey" | "unknownChoice" | "wrongType" | "notWhole" | "negative"
        | "tooMany" | "tooLong" => true,
        "outOfRange" => problem.params.contains_key("min"),
        _ => false,
    }
}

#[test]
fn what_every_scenario_file_asks_is_judged_as_by_the_readers() {
    let (mut valid, mut refused) = (0, 0);
    let validators: BTreeMap<_, _> = asked::ALL.map(|of| (of, validator(of))).into();
    for Asked { of, document, case } in every_case() {
        let validator = &validators[of];
        let problems = asked::problems(of, &document);
        let faults: Vec<_> = validator.iter_errors(&document).map(|f| f.to_string()).collect();
        if problems.is_empty() {
            assert_eq!(faults, Vec::<String>::new(), "{case}");
            valid += 1;
        } else if problems.iter().any(is_told) {
            assert_ne!(faults, Vec::<String>::new(), "{case}: {problems:?}");
            refused += 1;
        }
    }
    assert!(valid > 200 && refused > 20, "{valid} are valid and {refused} refused");
}

#[test]
fn every_key_word_and_bound_of_the_schema_is_one_of_the_readers() {
    let schema = schema();
    for of in asked::ALL {
        let samples = Samples::of(&schema, of);
        assert!(samples.valid.len() > 10, "{of}");
        for document in &samples.valid {
            let problems = asked::problems(of, document);
            let told: Vec<_> = problems.iter().filter(|problem| is_told(problem)).collect();
            assert!(told.is_empty(), "{of}: {told:?} in {document}");
        }
        for (place, document) in &samples.refused {
            let problems = asked::problems(of, document);
            assert!(!problems.is_empty(), "{of}: the reader takes {place} in {document}");
        }
    }
}

#[test]
fn a_scenario_may_name_its_schema() {
    let document = json!({
        "$schema": "./node_modules/creditcast/schema.json",
        "card": "lusha-help-centre",
        "subscription": { "plan": "pro", "start": "2026-01-01" },
        "usage": [],
        "horizon": { "months": 1 },
    });
    assert_eq!(asked::problems("Scenario", &document), []);
    assert!(validator("Scenario").is_valid(&document));
}

#[test]
fn every_key_says_what_it_is_for() {
    fn silent(place: &str, schema: &Json, found: &mut Vec<String>) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let said = property["description"].as_str().unwrap_or_default();
            if !said.ends_with(['.', '?']) {
                found.push(format!("{place}/{key}: {said}"));
            }
        }
        for form in schema["anyOf"].as_array().into_iter().flatten() {
            silent(place, form, found);
        }
    }
    let mut found = Vec::new();
    for (name, definition) in schema()["$defs"].as_object().expect("definitions") {
        silent(name, definition, &mut found);
    }
    assert_eq!(found, Vec::<String>::new());
}
