//! What the team does, step by step, as sentences with fields.

use creditcast_core::calendar::Date;
use creditcast_core::document::Value;
use creditcast_core::rate_card::{Action, Of, RateCard};

use crate::draft::{Draft, escape};
use crate::fields::{choice_field, day_field, number_field, typed};
use crate::format;
use crate::names::{KINDS, kind_of, list_of, names};
use crate::sentence::{Choice, Control, Field, Part, Pick, Scale, Sentence};
use crate::words::{counted, lower_first, percent, plural, share, unit, upper_first};
use crate::workflows::new_name;

/// A step's values in the scenario.
pub(crate) struct Step<'a> {
    draft: &'a Draft,
    card: &'a RateCard,
    index: usize,
    action: Option<&'a Action>,
}

/// What a step can also say: the key, what it is called, and the value to begin with.
pub(crate) const DETAILS: [(&str, &str); 8] = [
    ("from", "first day"),
    ("until", "last day"),
    ("members", "people"),
    ("growthPerMonth", "growth"),
    ("matched", "share found"),
    ("table", "table"),
    ("workflow", "workflow"),
    ("whenLimited", "over a limit"),
];

impl<'a> Step<'a> {
    /// The step of an index.
    pub(crate) fn of(draft: &'a Draft, card: &'a RateCard, index: usize) -> Self {
        let id = draft.text(&format!("/usage/{index}/action")).unwrap_or_default();
        let action = card.action_or_need(id);
        Step { draft, card, index, action }
    }

    /// What is done.
    pub(crate) fn action(&self) -> Option<&'a Action> {
        self.action
    }

    /// Is it left out of the run?
    pub(crate) fn is_off(&self) -> bool {
        let off = self.draft.get(&self.at("off"));
        off == Some(&Value::Bool(true))
    }

    /// The details that it does not say yet.
    pub(crate) fn unsaid(&self) -> Vec<(&'static str, &'static str)> {
        let is_unsaid =
            |(key, _): &(&str, &str)| !self.draft.has(&self.at(key)) && self.can_say(key);
        DETAILS.into_iter().filter(is_unsaid).collect()
    }

    fn can_say(&self, key: &str) -> bool {
        let is = |of: fn(&Action) -> bool| self.action.is_some_and(of);
        match key {
            "matched" => !self.asks_matched() && !self.has("list"),
            "table" => is(|action| action.once_per_table),
            "whenLimited" | "key" => is(|action| action.request),
            "list" => is(|action| action.record.is_some()),
            _ => true,
        }
    }

    /// What it calls nobody of yet, and could.
    pub(crate) fn uncalled(&self) -> impl Iterator<Item = &'static str> {
        let kinds = KINDS.iter().map(|(kind, _)| *kind);
        kinds.filter(|kind| !self.has(kind) && self.can_say(kind))
    }

    /// The value that a detail begins with when it is added.
    pub(crate) fn beginning(&self, key: &str) -> Value {
        let start =
            self.draft.text("/subscription/start").and_then(Date::parse).unwrap_or_default();
        match key {
            "from" => start.into(),
            "until" => start.plus_months(6).into(),
            "members" => Value::Number(2.0),
            "growthPerMonth" => Value::Number(0.02),
            "table" => "table 1".into(),
            "workflow" => new_name(self.draft).as_str().into(),
            "whenLimited" => "drop".into(),
            _ => Value::Number(0.9),
        }
    }

    /// What it counts.
    pub(crate) fn unit(&self) -> &'a str {
        self.action.map_or("unit", |action| unit(&action.unit))
    }

    /// "Enrich contacts by API: 60 contacts every month. E-mail found for 80%, phone for 35%, a
    /// tenth seen before; 25 to a request."
    pub(crate) fn sentence(&self) -> Vec<Part> {
        let unit = self.unit();
        let count = self.draft.number(&self.at("count")).unwrap_or(0.0);
        let said = Sentence::default()
            .field(self.action_field())
            .say(": ")
            .field(self.number_field(
                "count",
                &format!("How many {}", plural(unit)),
                Scale::counts(0.0),
            ))
            .say(format!(" {} ", counted(count, unit)))
            .field(self.every())
            .also(self.has("members"), |said| {
                let scale = Scale::up_to(0.0, 50.0).or("one");
                said.say(" for each of ")
                    .field(self.number_field("members", "People", scale))
                    .say(" people")
            })
            .also(self.has("from"), |said| said.say(" from ").field(self.day("from", "First day")))
            .also(self.has("until"), |said| said.say(" to ").field(self.day("until", "Last day")))
            .also(self.has("growthPerMonth"), |said| {
                let scale = Scale { least: -100.0, ..Scale::shares() }.or("none");
                let field = self.share_field("growthPerMonth", "Growth a month", scale, percent);
                said.say(", growing by ").field(field).say(" a month")
            })
            .say(".");
        let said = self.results(said);
        self.spenders(said).parts()
    }

    /// What comes back: the points found, what was seen before, how many go in a request.
    fn results(&self, said: Sentence) -> Sentence {
        let mut clauses: Vec<Vec<Part>> = Vec::new();
        if self.has("list") {
            clauses.push(self.list());
        } else {
            clauses.extend(self.points());
            clauses.extend(self.matched());
            clauses.extend(self.repeat());
        }
        clauses.extend(self.batch());
        join(said, clauses)
    }

    fn points(&self) -> Vec<Vec<Part>> {
        let is_need = self.draft.text(&self.at("action")).is_some_and(|id| id.starts_with("need."));
        let points = self.action.filter(|_| !is_need).map_or(&[][..], |action| &action.points);
        let clause = |(index, point): (usize, &String)| {
            let title = self.card.points.iter().find(|named| named.id == *point);
            let title = lower_first(title.map_or(point, |named| &named.title));
            let key = format!("points/{}", escape(point));
            let asked = self.draft.has(&self.at(&key));
            let verb = if asked && index == 0 {
                " found for "
            } else if asked {
                " for "
            } else {
                " "
            };
            let label = format!("Share with {title}");
            let field =
                self.share_field(&key, &label, Scale::shares().or("not asked for"), percent);
            vec![Part::Words(title + verb), Part::Field(field)]
        };
        points.iter().enumerate().map(clause).collect()
    }

    /// Does one of its rules count what comes back, beside the points?
    fn asks_matched(&self) -> bool {
        let counts = |rule: &String| {
            let charge = self.card.rule(rule).and_then(|rule| rule.charge.as_ref());
            charge.is_some_and(|charge| matches!(charge.of, Of::Matched | Of::Result))
        };
        self.action
            .is_some_and(|action| action.points.is_empty() && action.charges.iter().any(counts))
    }

    fn matched(&self) -> Option<Vec<Part>> {
        let says = self.has("matched") || self.asks_matched();
        says.then(|| {
            let scale = Scale::shares().or("all");
            let field =
                self.share_field("matched", "Share that comes back with anything", scale, share);
            vec![Part::Field(field), Part::Words(" with something found".to_owned())]
        })
    }

    fn repeat(&self) -> Option<Vec<Part>> {
        let once = self.action.is_some_and(|action| !action.once.is_empty());
        (once || self.has("repeat")).then(|| {
            let field =
                self.share_field("repeat", "Share seen before", Scale::shares().or("none"), share);
            vec![Part::Field(field), Part::Words(" seen before".to_owned())]
        })
    }

    fn batch(&self) -> Option<Vec<Part>> {
        let max = self.action.and_then(|action| action.batch.max);
        (max.is_some() || self.has("batch")).then(|| {
            let scale =
                Scale::up_to(1.0, max.map_or(100.0, |max| max.0 as f64)).or("the usual number");
            let field = self.number_field("batch", "To a request", scale);
            vec![Part::Field(field), Part::Words(" to a request".to_owned())]
        })
    }

    /// "With key zapier. What is over a limit waits."
    fn spenders(&self, said: Sentence) -> Sentence {
        let call = |said: Sentence, kind: &'static str, words: &str| {
            said.also(self.has(kind), |said| {
                let field = self.called(kind);
                said.say(words.to_owned() + &kind_of(kind, &field.text)).field(field).say(".")
            })
        };
        let said = call(call(said, "key", " With "), "user", " By ");
        let said = said.also(self.has("table"), |said| {
            let at = self.at("table");
            let text = self.draft.text(&at).unwrap_or("…").to_owned();
            let control = Control::Text(Pick::Value);
            said.say(" In ")
                .field(Field { at: at.into(), label: "Table".to_owned(), text, control })
                .say(".")
        });
        said.also(self.has("whenLimited"), |said| {
            let words = [("", "waits"), ("drop", "is dropped"), ("wait", "waits")];
            let words = &words
                [..if self.draft.text(&self.at("whenLimited")) == Some("wait") { 3 } else { 2 }];
            let field =
                choice_field(self.draft, self.at("whenLimited").into(), "Over a limit", words);
            said.say(" What is over a limit ").field(field).say(".")
        })
    }

    /// The key, user or list that it calls.
    fn called(&self, kind: &'static str) -> Field {
        let at = self.at(kind);
        let text = self.draft.text(&at).unwrap_or_default().to_owned();
        let known = names(self.draft, list_of(kind));
        let mut choices: Vec<_> = known.iter().map(|name| Choice::of(name, name)).collect();
        choices.push(Choice::of("", &format!("no {kind}")));
        let control = Control::Choice(Pick::Value, choices);
        Field { at: at.into(), label: upper_first(kind), text, control }
    }

    /// "Working through list crm, asking for every point".
    fn list(&self) -> Vec<Part> {
        let points = self.action.map_or(&[][..], |action| &action.points);
        let title = |id: &String| {
            let named = self.card.points.iter().find(|named| named.id == *id);
            lower_first(named.map_or(id, |named| &named.title))
        };
        let at = self.at("reveal");
        let asked = self.draft.text(&format!("{at}/0"));
        let is_one = |point: &&String| asked == Some(point.as_str());
        let text = points.iter().find(is_one).map_or_else(|| "every point".to_owned(), title);
        let mut choices = vec![Choice::of("", "every point")];
        choices.extend(points.iter().map(|point| Choice::of(point, &title(point))));
        let control = Control::Choice(Pick::Points, choices);
        let asks = Field { at: at.into(), label: "Points asked for".to_owned(), text, control };
        let words = |words: &str| Part::Words(words.to_owned());
        let list = self.called("list");
        let kind = kind_of("list", &list.text);
        vec![
            words(&("working through ".to_owned() + &kind)),
            Part::Field(list),
            words(", asking for "),
            Part::Field(asks),
        ]
    }

    fn action_field(&self) -> Field {
        let at = self.at("action");
        let text = match self.action {
            Some(action) => action.title.clone(),
            None => typed(self.draft, &at),
        };
        let control = Control::Work(self.index);
        Field { at: at.into(), label: "What is done".to_owned(), text, control }
    }

    fn every(&self) -> Field {
        const WORDS: [(&str, &str); 5] = [
            ("once", "once"),
            ("day", "every day"),
            ("weekday", "every weekday"),
            ("week", "every week"),
            ("month", "every month"),
        ];
        choice_field(self.draft, self.at("every").into(), "How often", &WORDS)
    }

    fn day(&self, key: &str, label: &str) -> Field {
        day_field(self.draft, &self.at(key), label)
    }

    fn number_field(&self, key: &str, label: &str, scale: Scale) -> Field {
        number_field(self.draft, self.at(key), label, scale, format::count)
    }

    fn share_field(&self, key: &str, label: &str, scale: Scale, words: fn(f64) -> String) -> Field {
        number_field(self.draft, self.at(key), label, scale, words)
    }

    fn has(&self, key: &str) -> bool {
        self.draft.has(&self.at(key))
    }

    fn at(&self, key: &str) -> String {
        format!("/usage/{}/{key}", self.index)
    }
}

/// Clauses as one sentence: a large letter first, commas between.
fn join(said: Sentence, clauses: Vec<Vec<Part>>) -> Sentence {
    if clauses.is_empty() {
        return said;
    }
    let mut said = said.say(" ");
    for (index, clause) in clauses.into_iter().enumerate() {
        if index > 0 {
            said = said.say(", ");
        }
        for (place, part) in clause.into_iter().enumerate() {
            said = match part {
                Part::Words(words) if index + place == 0 => said.say(upper_first(&words)),
                Part::Words(words) => said.say(words),
                Part::Field(field) if index + place == 0 => {
                    let text = upper_first(&field.text);
                    said.field(Field { text, ..field })
                }
                Part::Field(field) => said.field(field),
            };
        }
    }
    said.say(".")
}
