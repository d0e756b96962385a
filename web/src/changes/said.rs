//! A change as it is said: in a word on its rail, and as a sentence with fields.

use std::rc::Rc;

use creditcast_core::calendar::Date;
use creditcast_core::rate_card::RateCard;
use creditcast_core::report::Report;
use creditcast_core::subscription::State as Cycle;

use super::held::day_of;
use crate::draft::Draft;
use crate::fields::{choice_field, day_field, number, number_field, price, typed};
use crate::format;
use crate::names::kind_of;
use crate::question::{asks_terms, terms};
use crate::sentence::{Choice, Control, Field, Part, Pick, Scale, Sentence};
use crate::words::counted;

/// The list of changes.
pub(crate) const CHANGES: &str = "/subscription/changes";

/// The place of a value of the change of an index.
pub(crate) fn place(index: usize, key: &str) -> Rc<str> {
    format!("{CHANGES}/{index}/{key}").into()
}

/// A change of a draft.
pub(crate) struct Change<'a> {
    draft: &'a Draft,
    card: &'a RateCard,
    index: usize,
}

impl<'a> Change<'a> {
    /// The change of an index.
    pub(crate) fn of(draft: &'a Draft, card: &'a RateCard, index: usize) -> Self {
        Change { draft, card, index }
    }

    fn kind(&self) -> &'a str {
        self.draft.text(&self.at("kind")).unwrap_or_default()
    }

    fn at(&self, key: &str) -> Rc<str> {
        place(self.index, key)
    }

    /// "Upgrade to Premium".
    pub(crate) fn name(&self) -> String {
        let cap = |of: &str| {
            let id = self.draft.text(&self.at(of)).unwrap_or("…");
            let has_cap = self.draft.has(&self.at("monthlyCap"));
            let cap = if has_cap { self.counted("monthlyCap") } else { "no cap".to_owned() };
            format!("Cap of {id}: {cap}")
        };
        match self.kind() {
            "upgrade" => "Upgrade to ".to_owned() + &self.plan_title(),
            "downgrade" => "Downgrade to ".to_owned() + &self.plan_title(),
            "seats" => number(self.draft, &self.at("seats"), "user"),
            "topUp" => "Top up ".to_owned() + &self.counted("amount"),
            "freeze" => "Freeze ".to_owned() + &number(self.draft, &self.at("months"), "month"),
            "cancel" => "Cancel".to_owned(),
            "keyCap" => cap("key"),
            "userCap" => cap("user"),
            other => other.to_owned(),
        }
    }

    /// "6 Jul, $220.00": its day, and what there is to know beside it.
    pub(crate) fn detail(&self, report: Option<&Report>) -> String {
        let day = self.draft.text(&self.at("on")).unwrap_or("…");
        let date = day_of(self.draft, self.index);
        let day = date.map_or_else(|| day.to_owned(), format::brief_day);
        let more = match self.kind() {
            "topUp" if self.draft.has(&self.at("price")) => Some(format!(
                "{day}, {}",
                price(self.draft, &self.at("price"), &self.card.currency)
            )),
            "freeze" => Some(match renewal(report, date, Cycle::Frozen) {
                Some(start) if Some(start) != date => {
                    format!("{day}, from {}", format::brief_day(start))
                }
                _ => format!("from {day}"),
            }),
            "downgrade" => renewal(report, date, Cycle::Active)
                .map(|next| format!("{day}, from {}", format::brief_day(next))),
            "cancel" => renewal(report, date, Cycle::Ended)
                .map(|end| format!("{day}, ends {}", format::brief_day(end))),
            _ => None,
        };
        more.unwrap_or(day)
    }

    fn plan_title(&self) -> String {
        let id = self.draft.text(&self.at("plan")).unwrap_or("…");
        self.card.plan(id).map_or(id, |plan| &plan.title).to_owned()
    }

    fn counted(&self, key: &str) -> String {
        let at = self.at(key);
        self.draft.number(&at).map_or_else(|| typed(self.draft, &at), format::count)
    }

    /// "Freeze for 1 month from 1 August 2027."
    pub(crate) fn sentence(&self) -> Vec<Part> {
        let said = Sentence::default();
        let said = match self.kind() {
            kind @ ("upgrade" | "downgrade") => return self.plan_sentence(kind == "upgrade"),
            "seats" => said.say("Have ").field(self.number("seats", "Users in all", "user", 1.0)),
            "topUp" => said
                .say("Buy ")
                .field(self.number("amount", "Credits bought", "credit", 1.0))
                .say(" for ")
                .field(self.price()),
            "freeze" => {
                let field = self.number("months", "Months frozen", "month", 1.0);
                let control = Control::Number(Scale::up_to(1.0, 2.0));
                said.say("Freeze for ").field(Field { control, ..field })
            }
            "keyCap" => self.cap(said, "key", "Key"),
            "userCap" => self.cap(said, "user", "User"),
            _ => said.say("Cancel"),
        };
        let from = if matches!(self.kind(), "topUp" | "cancel") { " on " } else { " from " };
        said.say(from).field(self.day()).say(".").parts()
    }

    /// "Upgrade to Premium, paid as before, on 2 March 2027."
    fn plan_sentence(&self, is_upgrade: bool) -> Vec<Part> {
        let at = format!("{CHANGES}/{}", self.index);
        let billing = choice_field(
            self.draft,
            self.at("billing"),
            "Paid",
            &[("", "as before"), ("monthly", "monthly"), ("annual", "for the year")],
        );
        let title = self.plan_title();
        let plan = Field {
            at: self.at("plan"),
            label: "Plan taken".to_owned(),
            text: title,
            control: Control::Plan(Pick::Value),
        };
        let verb = if is_upgrade { "Upgrade to " } else { "Downgrade to " };
        let said = Sentence::default().say(verb).field(plan).say(", paid ").field(billing);
        let when = if is_upgrade { ", on " } else { ", at the first renewal from " };
        let said = said.say(when).field(self.day()).say(".");
        let asks = asks_terms(self.draft, self.card, &at);
        said.also(asks, |said| terms(said, self.draft, self.card, &at)).parts()
    }

    fn cap(&self, said: Sentence, of: &'static str, label: &str) -> Sentence {
        let ids = (0..).map_while(|index| self.draft.text(&format!("/{of}s/{index}/id")));
        let choices = ids.map(|id| Choice::of(id, id)).collect();
        let text = self.draft.text(&self.at(of)).unwrap_or("…").to_owned();
        let control = Control::Choice(Pick::Value, choices);
        let kind = kind_of(of, &text);
        let who = Field { at: self.at(of), label: label.to_owned(), text, control };
        let cap = number_field(
            self.draft,
            self.at("monthlyCap").to_string(),
            "Credits a month",
            Scale::caps("any number of"),
            format::count,
        );
        let unit = self.draft.number(&self.at("monthlyCap")).unwrap_or(2.0);
        said.say("Let ".to_owned() + &kind)
            .field(who)
            .say(" spend ")
            .field(cap)
            .say(format!(" {} a month", counted(unit, "credit")))
    }

    fn number(&self, key: &str, label: &str, unit: &str, least: f64) -> Field {
        let text = number(self.draft, &self.at(key), unit);
        let control = Control::Number(Scale::counts(least));
        Field { at: self.at(key), label: label.to_owned(), text, control }
    }

    fn price(&self) -> Field {
        let at = self.at("price");
        let text = if self.draft.has(&at) {
            price(self.draft, &at, &self.card.currency)
        } else {
            "a price".to_owned()
        };
        let control = Control::Number(Scale::prices());
        Field { at, label: "Price of all of it".to_owned(), text, control }
    }

    fn day(&self) -> Field {
        day_field(self.draft, &self.at("on"), "Day of the change")
    }
}

/// The first cycle of a kind that begins on a day or after it.
fn renewal(report: Option<&Report>, day: Option<Date>, state: Cycle) -> Option<Date> {
    let cycles = report?.cycles.iter().filter(|cycle| cycle.state == state);
    cycles.map(|cycle| cycle.start).find(|start| Some(*start) >= day)
}
