//! What a reader takes, as JSON Schema: for editors, and for programs that check before they call.
//!
//! Every reader describes itself, so that a schema is what is read and no second list of it. Nothing that
//! is shipped asks for a description, and so none of it is in the module.

use super::{ReadFields, Value};

/// A part of a schema: keywords and their values.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema(Vec<(String, Value)>);

impl Schema {
    /// Anything at all.
    pub fn any() -> Self {
        Schema(Vec::new())
    }

    /// No value: of a key that may not be there.
    pub(crate) fn nothing() -> Self {
        Schema::any().with("not", Schema::any())
    }

    /// A value of a type of JSON.
    pub fn of_type(word: &str) -> Self {
        Schema::any().with("type", word)
    }

    /// A number of a type within bounds.
    pub fn within(word: &str, min: f64, max: f64) -> Self {
        Schema::of_type(word).with("minimum", min).with("maximum", max)
    }

    /// This word and no other.
    pub fn word(word: &str) -> Self {
        Schema::any().with("const", word)
    }

    /// One of a few words that speak for themselves.
    pub(crate) fn one_of<const COUNT: usize>(words: [&str; COUNT]) -> Self {
        Schema::any().with("enum", words)
    }

    /// One of a few words, each with what it means.
    pub(crate) fn words(says: &str, words: &[(&str, &str)]) -> Self {
        let word = |(word, says): &(&str, &str)| Schema::word(word).with("description", *says);
        Schema::any_of(words.iter().map(word)).saying(says)
    }

    /// What one of these takes.
    pub fn any_of(schemas: impl IntoIterator<Item = Schema>) -> Self {
        let all = schemas.into_iter().flat_map(Schema::alternatives).map(Value::from).collect();
        Schema::any().with("anyOf", Value::List(all))
    }

    /// What it is one of, if that is all that it says.
    fn alternatives(self) -> Vec<Schema> {
        match &self.0[..] {
            [(keyword, Value::List(all))] if keyword == "anyOf" => {
                let keywords = |value: &Value| match value {
                    Value::Map(entries) => Schema(entries.clone()),
                    _ => Schema::any(),
                };
                all.iter().map(keywords).collect()
            }
            _ => vec![self],
        }
    }

    /// Says of one key what its value is.
    pub(crate) fn property(self, key: &str, schema: Schema) -> Self {
        self.with("properties", Schema::any().with(key, schema))
    }

    /// A keyword, in place of its value so far.
    #[must_use]
    pub fn with(mut self, keyword: &str, value: impl Into<Value>) -> Self {
        self.0.retain(|(known, _)| known != keyword);
        self.0.push((keyword.to_owned(), value.into()));
        self
    }

    /// The same with other words for what it is, which come first.
    #[must_use]
    pub fn saying(self, says: &str) -> Self {
        let rest = self.0.into_iter().filter(|(keyword, _)| keyword != "description");
        let says = ("description".to_owned(), Value::from(says));
        Schema([says].into_iter().chain(rest).collect())
    }

    /// The keywords of both.
    #[must_use]
    pub fn and(self, other: Schema) -> Self {
        other.0.into_iter().fold(self, |all, (keyword, value)| all.with(&keyword, value))
    }

    /// With what its type does not say.
    #[must_use]
    pub(crate) fn refined(self, refine: fn(Schema) -> Schema) -> Self {
        refine(self)
    }

    /// This or `null`.
    #[must_use]
    pub(crate) fn or_null(self) -> Self {
        Schema::any_of([self, Schema::of_type("null")])
    }
}

impl From<Schema> for Value {
    fn from(schema: Schema) -> Self {
        Value::Map(schema.0)
    }
}

/// The types that a schema names, each described once.
#[derive(Debug, Default)]
pub struct Schemas(Vec<Definition>);

#[derive(Debug)]
struct Definition {
    name: &'static str,
    /// The path of the type, since two types may have one name.
    of: &'static str,
    schema: Schema,
}

impl Schemas {
    /// A reference to a type, which is described where nothing has named it yet.
    pub(crate) fn define<T>(
        &mut self,
        name: &'static str,
        describe: impl FnOnce(&mut Schemas) -> Schema,
    ) -> Schema {
        let of = std::any::type_name::<T>();
        if let Some(known) = self.0.iter().find(|known| known.name == name) {
            assert_eq!(known.of, of, "two types of a document have one name");
        } else {
            let index = self.0.len();
            self.0.push(Definition { name, of, schema: Schema::any() });
            self.0[index].schema = describe(self);
        }
        Schema::any().with("$ref", &*format!("#/$defs/{name}"))
    }

    /// The names and their schemas, in the order in which they were named.
    pub fn into_value(self) -> Value {
        let entry = |known: Definition| (known.name.to_owned(), known.schema.into());
        Value::Map(self.0.into_iter().map(entry).collect())
    }
}

/// An object under description: its keys, and the sets of further keys of which it has one.
#[derive(Debug)]
pub struct Object<'s> {
    schemas: &'s mut Schemas,
    keys: Vec<Key>,
    forms: Vec<(String, Vec<Key>)>,
}

#[derive(Clone, Debug)]
struct Key {
    name: &'static str,
    schema: Schema,
    is_required: bool,
}

impl<'s> Object<'s> {
    /// The schema of an object of a type.
    pub(crate) fn describe<T: ReadFields>(says: &str, schemas: &'s mut Schemas) -> Schema {
        let mut object = Object { schemas, keys: Vec::new(), forms: Vec::new() };
        T::describe_fields(&mut object);
        let Object { keys, forms, .. } = object;
        if forms.is_empty() {
            return of_keys(keys).saying(says);
        }
        let form = |(says, own): (String, Vec<Key>)| {
            of_keys(keys.iter().cloned().chain(own).collect()).saying(&says)
        };
        Schema::any_of(forms.into_iter().map(form)).saying(says)
    }

    /// Where the types of its keys are described.
    pub(crate) fn schemas(&mut self) -> &mut Schemas {
        self.schemas
    }

    /// Adds a key.
    pub(crate) fn add(
        &mut self,
        name: &'static str,
        says: &str,
        schema: Schema,
        is_required: bool,
    ) {
        self.keys.push(Key { name, schema: schema.saying(says), is_required });
    }

    /// Adds a set of keys that it has if the word of another key is this one.
    pub(crate) fn form(
        &mut self,
        tag: &'static str,
        word: &str,
        says: &str,
        add: impl FnOnce(&mut Object),
    ) {
        let start = self.keys.len();
        self.add(tag, says, Schema::word(word), true);
        add(self);
        let own = self.keys.split_off(start);
        self.forms.push((says.to_owned(), own));
    }

    /// Adds a set of keys that are there if one of them is.
    pub(crate) fn maybe(&mut self, key: &str, says: &str, add: impl FnOnce(&mut Object)) {
        let start = self.keys.len();
        add(self);
        let own = self.keys.split_off(start);
        let without = (format!("Without `{key}`."), Vec::new());
        self.forms.extend([without, (format!("With `{key}`. {says}"), own)]);
    }
}

fn of_keys(keys: Vec<Key>) -> Schema {
    let required = keys.iter().filter(|key| key.is_required);
    let required = required.map(|key| Value::from(key.name)).collect();
    let properties = keys.into_iter().map(|key| (key.name.to_owned(), key.schema.into())).collect();
    Schema::of_type("object")
        .with("properties", Value::Map(properties))
        .with("required", Value::List(required))
        .with("additionalProperties", false)
}
