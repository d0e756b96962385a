//! Documents made of a schema: with all of its keys, words and bounds, and just beyond them.

use serde_json::{Map, Value as Json, json};

/// Texts of the forms that the schema asks for.
const TEXTS: [&str; 5] = ["2026-03-01", "2026-03-01T09:00:00Z", "1.50", "USD", "need.email"];

/// Documents that the schema takes, and those that it does not, each with what is wrong.
pub(crate) struct Samples {
    pub(crate) valid: Vec<Json>,
    pub(crate) refused: Vec<(String, Json)>,
}

impl Samples {
    /// Of one of its definitions.
    pub(crate) fn of(schema: &Json, name: &str) -> Self {
        let root = &schema["$defs"][name];
        Made { schema }.of(root, name, 0)
    }
}

/// Makes samples of the parts of a schema.
struct Made<'s> {
    schema: &'s Json,
}

impl Made<'_> {
    fn of(&self, part: &Json, place: &str, depth: usize) -> Samples {
        if let Some(reference) = part["$ref"].as_str() {
            let named = self.schema.pointer(&reference[1..]).expect("a definition");
            return self.of(named, place, depth);
        }
        if let Some(forms) = part["anyOf"].as_array() {
            return self.any_of(forms, place, depth);
        }
        let (valid, refused) = match part["type"].as_str() {
            _ if part.get("const").is_some() => {
                (vec![part["const"].clone()], vec![json!("nothing")])
            }
            _ if part.get("enum").is_some() => {
                (part["enum"].as_array().expect("words").clone(), vec![json!("nothing")])
            }
            Some("object") => return self.object(part, place, depth),
            Some("array") => return self.array(part, place, depth),
            Some("string") => (vec![text(part)], vec![json!(1.0625)]),
            Some("boolean") => (vec![json!(true), json!(false)], vec![json!("yes")]),
            Some("null") => (vec![Json::Null], vec![]),
            Some("number" | "integer") => number(part),
            _ => (vec![json!({ "anything": [1] })], vec![]),
        };
        let refused = refused.into_iter().map(|value| (place.to_owned(), value)).collect();
        Samples { valid, refused }
    }

    /// What is refused by one form may be taken by another, so that only what every form refuses counts.
    fn any_of(&self, forms: &[Json], place: &str, depth: usize) -> Samples {
        let made: Vec<_> = forms.iter().map(|form| self.of(form, place, depth)).collect();
        let asked = json!({ "anyOf": forms, "$defs": self.schema["$defs"] });
        let validator = jsonschema::validator_for(&asked).expect("a schema");
        let mut all = Samples { valid: Vec::new(), refused: Vec::new() };
        for samples in made {
            all.valid.extend(samples.valid);
            let refused = samples.refused.into_iter();
            all.refused.extend(refused.filter(|(_, value)| !validator.is_valid(value)));
        }
        all
    }

    fn array(&self, part: &Json, place: &str, depth: usize) -> Samples {
        let elements = self.of(&part["items"], place, depth);
        let lists = elements.valid.into_iter().map(|element| json!([element]));
        let most = usize::try_from(part["maxItems"].as_u64().expect("a bound")).expect("a bound");
        let longer = (format!("{place}: one too many"), json!(vec![json!(1); most + 1]));
        let no_list = (format!("{place}: no list"), json!(true));
        let wrong = elements.refused.into_iter().map(|(place, element)| (place, json!([element])));
        Samples { valid: lists.collect(), refused: wrong.chain([longer, no_list]).collect() }
    }

    /// With all its keys at once, and with each value of each of them in turn.
    fn object(&self, part: &Json, place: &str, depth: usize) -> Samples {
        let Some(properties) = part["properties"].as_object() else {
            return self.keyed(part, place, depth);
        };
        let of_key = |(key, property): (&String, &Json)| {
            (key.clone(), self.of(property, &format!("{place}/{key}"), depth + 1))
        };
        let parts: Vec<(String, Samples)> = properties.iter().map(of_key).collect();
        let first = |(key, samples): &(String, Samples)| (key.clone(), samples.valid[0].clone());
        let whole: Map<String, Json> = parts.iter().map(first).collect();
        let with = |key: &str, value: &Json| {
            let mut other = whole.clone();
            other.insert(key.to_owned(), value.clone());
            Json::Object(other)
        };
        let mut all = Samples { valid: vec![Json::Object(whole.clone())], refused: Vec::new() };
        for (key, samples) in &parts {
            all.valid.extend(samples.valid[1..].iter().map(|value| with(key, value)));
            let refused = samples.refused.iter();
            all.refused.extend(refused.map(|(place, value)| (place.clone(), with(key, value))));
        }
        for key in part["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            let mut other = whole.clone();
            other.remove(key);
            all.refused.push((format!("{place}: without {key}"), Json::Object(other)));
        }
        all.refused.push((format!("{place}: a key too many"), with("nobodyKnowsThis", &json!(1))));
        all
    }

    /// An object whose keys are data.
    fn keyed(&self, part: &Json, place: &str, depth: usize) -> Samples {
        let keys = &part["propertyNames"];
        let known =
            if keys.is_null() { vec![json!("any")] } else { self.of(keys, place, depth).valid };
        let values = self.of(&part["additionalProperties"], place, depth + 1);
        let under = |key: &Json, value: &Json| json!({ key.as_str().expect("a key"): value });
        let first = &known[0];
        let by_value = values.valid.iter().map(|value| under(first, value));
        let by_key = known.iter().map(|key| under(key, &values.valid[0]));
        let valid = by_value.chain(by_key).collect();
        let wrong =
            values.refused.iter().map(|(place, value)| (place.clone(), under(first, value)));
        let mut refused: Vec<_> = wrong.collect();
        if !keys.is_null() {
            refused
                .push((format!("{place}: another key"), under(&json!("other"), &values.valid[0])));
        }
        Samples { valid, refused }
    }
}

/// A text as its pattern wants it.
fn text(part: &Json) -> Json {
    let pattern = jsonschema::validator_for(part).expect("a schema");
    let mut texts = TEXTS.iter().map(|text| json!(text));
    texts.find(|text| pattern.is_valid(text)).expect("a text of this form")
}

/// The bounds and what lies beyond them.
fn number(part: &Json) -> (Vec<Json>, Vec<Json>) {
    let [min, max] = ["minimum", "maximum"].map(|bound| part[bound].as_f64().expect("a bound"));
    let half = (part["type"] == "integer").then(|| json!(min + 0.5));
    let beyond = [json!(min - 1.0), json!(max + 1.0), json!("many")];
    (vec![json!(min), json!(max)], beyond.into_iter().chain(half).collect())
}
