//! What a job is and how it is sent, as sentences with fields.

use creditcast_core::amount::{Amount, Money};
use creditcast_core::calendar::Instant;
use creditcast_core::finish::lasts;
use creditcast_core::rate_card::{Action, RateCard, Wallet};
use creditcast_core::rate_limit::{Algorithm, Limit};

use super::clients::CHOICES;
use super::document::asked;
use crate::draft::Draft;
use crate::fields::{number_field, typed};
use crate::format;
use crate::local::Local;
use crate::question::{card_field, plan};
use crate::sentence::{Choice, Control, Field, Part, Pick, Scale, Sentence};
use crate::state::State;
use crate::words::{counted, number_word, one, plain, plural, share, unit};

/// What the fields of a job say.
pub(crate) struct Asking<'a> {
    draft: &'a Draft,
    card: &'a RateCard,
    /// With what follows from the plan.
    asked: Draft,
}

impl<'a> Asking<'a> {
    /// What is asked on the page.
    pub(crate) fn of(state: &'a State) -> Self {
        let (draft, card) = (&*state.draft, &*state.card);
        Asking { draft, card, asked: asked(draft, card, state.complete().map(|run| &**run)) }
    }

    /// The action whose requests are sent.
    pub(crate) fn action(&self) -> Option<&'a Action> {
        self.card.action(self.asked.text("/limits/action")?)
    }

    /// The limits of the plan, and who says so.
    pub(crate) fn limits(&self) -> (&'a [Limit], &'a [String]) {
        let id = self.asked.text("/limits/plan").unwrap_or_default();
        let of_plan = || self.card.plan(id).map(|p| (&p.limits[..], p.sources_of("limits")));
        let set = self.card.limit_set(id).map(|set| (&set.limits[..], &set.sources[..]));
        set.or_else(of_plan).unwrap_or_default()
    }

    /// Every sentence.
    #[inline(never)]
    pub(crate) fn all(&self) -> Vec<Vec<Part>> {
        let mut all = self.brief();
        all.insert(0, self.question());
        all
    }

    /// "By Lusha's help centre, when are 10,000 contacts done with Enrich contacts by API, one to a
    /// request, on Pro with one key, if they start on Monday 7 December 2026, 00:00?"
    pub(crate) fn question(&self) -> Vec<Part> {
        let is_one = self.draft.number("job/work/records").is_some_and(one);
        Sentence::default()
            .say("By ")
            .field(card_field(self.card))
            .say(if is_one { ", when is " } else { ", when are " })
            .field(self.number(
                "work/records",
                "How many records",
                Scale::counts(0.0),
                format::count,
            ))
            .say(format!(
                " {} done with ",
                if is_one { self.unit().to_owned() } else { plural(self.unit()) }
            ))
            .field(self.action_field())
            .say(", ")
            .field(self.batch())
            .say(" to a request, on ")
            .field(plan(self.draft, self.card))
            .say(" with ")
            .field(self.number("keys", "Keys", Scale::up_to(1.0, 10.0).or("one key"), keys))
            .say(", starting on ")
            .field(self.start())
            .say("?")
            .parts()
    }

    /// How it is sent, and what it is charged.
    pub(crate) fn brief(&self) -> Vec<Vec<Part>> {
        let sentences =
            [Some(self.client()), self.waits(), Some(self.flight()), Some(self.errors())];
        sentences.into_iter().chain([self.used(), Some(self.charged())]).flatten().collect()
    }

    fn client(&self) -> Vec<Part> {
        let chosen = if self.backs_off() { CHOICES[1] } else { CHOICES[0] };
        let choices = CHOICES.iter().map(|(id, title)| Choice::of(id, title)).collect();
        let control = Control::Choice(Pick::Client, choices);
        let field = Field {
            at: "job/client".into(),
            label: "Client".to_owned(),
            text: chosen.1.to_owned(),
            control,
        };
        Sentence::default().say("They are sent by ").field(field).say(".").parts()
    }

    /// How a client that backs off waits.
    fn waits(&self) -> Option<Vec<Part>> {
        let number = |key: &str, label: &str, scale: Scale, words| {
            self.number(&format!("client/{key}"), label, scale, words)
        };
        let jitter = self.draft.text("job/client/jitter").unwrap_or("none");
        self.backs_off().then(|| {
            Sentence::default()
                .say("After a 429 it waits ")
                .field(number(
                    "baseMs",
                    "First wait in milliseconds",
                    Scale::up_to(1.0, 10_000.0),
                    wait,
                ))
                .say(", each further time ")
                .field(number("factor", "How many times as long", Scale::up_to(1.0, 4.0), times))
                .say(", ")
                .field(number(
                    "capMs",
                    "Longest wait in milliseconds",
                    Scale::up_to(1.0, 120_000.0).or("without end"),
                    at_most,
                ))
                .say(", with ")
                .field(jitter_field(jitter))
                .also(jitter != "none", |said| {
                    let seed = number("seed", "Seed", Scale::up_to(0.0, 100.0).or("0"), plain);
                    said.say(" from the seed ").field(seed)
                })
                .say(", and tries ")
                .field(number("tries", "Tries", Scale::up_to(1.0, 20.0).or("for ever"), tries))
                .say(".")
                .parts()
        })
    }

    fn flight(&self) -> Vec<Part> {
        let none = if self.backs_off() { "one" } else { "any number" };
        let scale = Scale::up_to(1.0, 100.0).or(none);
        let latency = Scale::up_to(0.0, 10_000.0).or("at once");
        let latency =
            self.number("latencyMs", "Time to an answer in milliseconds", latency, answered);
        Sentence::default()
            .say("Under way at once ")
            .say(if self.is_one_at_once() { "is " } else { "are " })
            .field(self.number("parallel", "Under way at once", scale, count_in_words))
            .say(", answered ")
            .field(latency)
            .say(".")
            .parts()
    }

    fn is_one_at_once(&self) -> bool {
        self.draft.number("job/parallel").map_or(self.backs_off(), one)
    }

    fn errors(&self) -> Vec<Part> {
        let scale = Scale { most: Some(50.0), ..Scale::shares() }.or("none");
        let field = self.number("serverErrors", "Share answered with a 500", scale, share);
        let said = Sentence::default().say("Of the requests ").field(field);
        said.say(" are answered with a 500 and sent again.").parts()
    }

    /// What of the windows of the clock is used at the start.
    fn used(&self) -> Option<Vec<Part>> {
        let is_clock = |limit: &&Limit| matches!(limit.algorithm, None | Some(Algorithm::Fixed));
        let clock: Vec<_> = self.limits().0.iter().filter(is_clock).collect();
        let field = |limit: &Limit| {
            let window = limit.per.id();
            let scale = Scale::up_to(0.0, limit.count.0 as f64).or("none");
            self.number(
                &format!("used/{window}"),
                &format!("Used of the {window}’s"),
                scale,
                format::count,
            )
        };
        let mut said = Sentence::default().say("When it starts, ");
        for (index, limit) in clock.iter().enumerate() {
            let before = match index {
                0 => "",
                _ if index + 1 == clock.len() => " and ",
                _ => ", ",
            };
            said =
                said.say(before).field(field(limit)).say(format!(" of the {}’s", limit.per.id()));
        }
        (!clock.is_empty()).then(|| said.say(" are used up.").parts())
    }

    fn charged(&self) -> Vec<Part> {
        let amount = |at: &str, label: &str, none| {
            let field = self.number(at, label, Scale::counts(0.0).or(none), plain);
            let text = self.asked.number(&format!("/{at}")).map(|number| self.told(number));
            let text = text.unwrap_or(field.text);
            Field { text, ..field }
        };
        Sentence::default()
            .say("Each is charged ")
            .field(amount("work/creditsPerRecord", "Charged for a record", "nothing"))
            .say(", of ")
            .field(amount("credits", "What there is to spend", "any amount"))
            .say(" that there is to spend.")
            .parts()
    }

    /// An amount of the wallet.
    fn told(&self, number: f64) -> String {
        let Some(amount) = Amount::from_number(number) else { return plain(number) };
        if self.card.wallet == Wallet::Money {
            return format::money(&Money::new(amount, &self.card.currency));
        }
        format!("{} {}", format::amount(amount), counted(number, "credit"))
    }

    fn unit(&self) -> &'a str {
        self.action().map_or("record", |action| unit(&action.unit))
    }

    fn backs_off(&self) -> bool {
        self.draft.has("job/client/baseMs") || self.draft.has("job/client/factor")
    }

    fn action_field(&self) -> Field {
        Field {
            at: "job/limits/action".into(),
            label: "Request".to_owned(),
            text: self.action().map_or_else(|| "…".to_owned(), |action| action.title.clone()),
            control: Control::Request,
        }
    }

    fn batch(&self) -> Field {
        let max = self.action().and_then(|action| action.batch.max);
        let scale = Scale::up_to(1.0, max.map_or(100.0, |max| max.0 as f64)).or("the usual number");
        self.number("work/batch", "To a request", scale, count_in_words)
    }

    fn start(&self) -> Field {
        let at = "job/start";
        let instant = self.draft.text(at).and_then(Instant::parse).map(Instant::as_millis);
        let said = |instant| {
            let local = Local::of(instant);
            format!(
                "{} {}, {}",
                format::weekday(local.date),
                format::year(local.date),
                local.time(false)
            )
        };
        let text = instant.map_or_else(|| typed(self.draft, at), said);
        Field { at: at.into(), label: "Start".to_owned(), text, control: Control::Moment }
    }

    fn number(&self, key: &str, label: &str, scale: Scale, words: fn(f64) -> String) -> Field {
        number_field(self.draft, format!("job/{key}"), label, scale, words)
    }
}

/// "300 a minute, 1,800 an hour, 18,000 a day".
pub(crate) fn limits_in_words(limits: &[Limit]) -> String {
    let said = |limit: &Limit| {
        let window = limit.per.id();
        let article = if window == "hour" { "an" } else { "a" };
        let burst = limit
            .burst
            .map_or(String::new(), |burst| format!(", {} at once", format::count(burst.0 as f64)));
        format!("{} {article} {window}{burst}", format::count(limit.count.0 as f64))
    };
    let said: Vec<_> = limits.iter().map(said).collect();
    if said.is_empty() { "no limit".to_owned() } else { said.join(", ") }
}

fn jitter_field(chosen: &str) -> Field {
    const WORDS: [(&str, &str); 3] =
        [("none", "no jitter"), ("equal", "half of it jitter"), ("full", "full jitter")];
    let text = WORDS.iter().find(|(id, _)| *id == chosen).map_or(chosen, |(_, words)| words);
    let choices = WORDS.iter().map(|(id, words)| Choice::of(id, words)).collect();
    let control = Control::Choice(Pick::Value, choices);
    Field {
        at: "job/client/jitter".into(),
        label: "Jitter".to_owned(),
        text: text.to_owned(),
        control,
    }
}

fn keys(count: f64) -> String {
    format!("{} {}", count_in_words(count), counted(count, "key"))
}

fn count_in_words(count: f64) -> String {
    if one(count) { number_word(1) } else { format::count(count) }
}

fn wait(millis: f64) -> String {
    lasts(millis / 1_000.0)
}

fn at_most(millis: f64) -> String {
    "at most ".to_owned() + &wait(millis)
}

fn answered(millis: f64) -> String {
    if millis > 0.0 { format!("after {}", wait(millis)) } else { "at once".to_owned() }
}

fn times(factor: f64) -> String {
    match plain(factor).as_str() {
        "1" => "as long".to_owned(),
        "2" => "twice as long".to_owned(),
        factor => format!("{factor} times as long"),
    }
}

fn tries(count: f64) -> String {
    format!("{} {}", format::count(count), counted(count, "time"))
}
