//! Pointing at the score: a hairline through all of it, and what the day under it came to.

use std::rc::Rc;

use creditcast_core::amount::Amount;
use creditcast_core::calendar::Date;
use creditcast_core::report::Day;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, PointerEvent};
use yew::html::Scope;
use yew::virtual_dom::VComp;
use yew::{Callback, Component, Context, Event, Html, Properties};

use super::brief::told;
use super::timeline::day_at;
use crate::changes::held::Step;
use crate::format;
use crate::months::{Score, days};
use crate::picture::percent;
use crate::run::Run;
use crate::view::html;
use crate::words::counted;

/// What follows a pointer over a score, or the keys; where the columns have a width of their own it is as wide as they
/// are. It draws itself anew, and nothing else of the page.
#[inline(never)]
pub(super) fn pointing(run: &Rc<Run>, score: &Score, width: Option<i64>) -> Html {
    let props = Props { run: Rc::clone(run), score: score.clone(), width };
    VComp::new::<Pointing>(Rc::new(props), None).into()
}

/// What is pointed at.
struct Pointing(Option<Date>);

#[derive(Properties)]
struct Props {
    run: Rc<Run>,
    score: Score,
    width: Option<i64>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.run, &other.run) && self.score == other.score && self.width == other.width
    }
}

enum Message {
    /// A pointer is over a day.
    At(Date),
    /// It is come to by keys.
    Begin,
    /// A key moves to another day.
    Step(Step),
    /// Nothing is pointed at any more.
    Away,
}

impl Component for Pointing {
    type Message = Message;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Pointing(None)
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        let props = context.props();
        let (start, end) = props.horizon();
        let before = self.0;
        self.0 = match message {
            Message::At(day) => Some(day),
            Message::Begin => before.or(Some(start)),
            Message::Step(step) => before.or(Some(start)).map(|day| step.from(day, start, end)),
            Message::Away => None,
        };
        self.0 != before
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        let day = self.0.and_then(|date| props.day(date));
        let width = props.width.map(|width| width.to_string());
        html! {
            <svg class="pointing" {width}>
                { surface(props, day, context.link()) }
                if let Some(day) = day {
                    { hairline(props, day) }
                }
            </svg>
        }
    }
}

impl Props {
    /// The first day, and the one after the last.
    fn horizon(&self) -> (Date, Date) {
        let start = self.run.scenario.subscription.start;
        (start, days(&self.run).last().map_or(start, |last| last.date.plus_days(1)))
    }

    fn day(&self, date: Date) -> Option<&Day> {
        days(&self.run).iter().find(|day| day.date == date)
    }

    /// "340 credits left", and "12 spent".
    fn figures(&self, day: &Day) -> Vec<String> {
        let run = &self.run;
        let credits = |left: Amount| counted(left.as_number(), "credit");
        let left = || format!("{} {} left", format::amount(day.balance), credits(day.balance));
        let spent = format!("{} spent", told(run, day.spent));
        (!run.is_money()).then(left).into_iter().chain([spent]).collect()
    }

    fn in_words(&self, day: &Day) -> String {
        format!("{}: {}", format::weekday_and_year(day.date), self.figures(day).join(", "))
    }
}

/// What a pointer moves over. For who has none it is a slider along the days.
fn surface(props: &Props, day: Option<&Day>, link: &Scope<Pointing>) -> Html {
    let (start, end) = props.horizon();
    let now = day.map_or(0, |day| day.date.days_since(start));
    html! {
        <rect
            class="pointed-at"
            width="100%"
            role="slider"
            tabindex="0"
            aria-label="Day by day"
            aria-readonly="true"
            aria-valuemin="0"
            aria-valuemax={(end.days_since(start) - 1).to_string()}
            aria-valuenow={now.to_string()}
            aria-valuetext={day.map(|day| props.in_words(day))}
            onpointermove={on_point(props, link)}
            onpointerdown={on_point(props, link)}
            onpointerout={on_leave(link)}
            onfocusin={link.callback(|_: Event| Message::Begin)}
            onfocusout={link.callback(|_: Event| Message::Away)}
            onkeydown={on_key(link)}
        />
    }
}

fn on_point(props: &Props, link: &Scope<Pointing>) -> Callback<Event> {
    let (score, link) = (props.score.clone(), link.clone());
    Callback::from(move |event: Event| {
        if let Some(day) = day_at(&event, &score) {
            link.send_message(Message::At(day));
        }
    })
}

/// A finger that is lifted has not gone anywhere else.
fn on_leave(link: &Scope<Pointing>) -> Callback<Event> {
    let link = link.clone();
    Callback::from(move |event: Event| {
        if event.unchecked_ref::<PointerEvent>().pointer_type() == "mouse" {
            link.send_message(Message::Away);
        }
    })
}

fn on_key(link: &Scope<Pointing>) -> Callback<Event> {
    let link = link.clone();
    Callback::from(move |event: Event| {
        let key = event.unchecked_ref::<KeyboardEvent>().key();
        let step = Step::of_key(&key).map(Message::Step);
        if let Some(message) = step.or_else(|| (key == "Escape").then_some(Message::Away)) {
            event.prevent_default();
            link.send_message(message);
        }
    })
}

/// A letter takes so many pixels on the average; words stand so far from the edge of the tip, and it from the hairline.
const LETTER: usize = 7;
const PADDING: usize = 10;
const GAP: i64 = 8;
const LINE: usize = 18;

fn hairline(props: &Props, day: &Day) -> Html {
    let at = props.score.place(day.date, 50);
    let x = percent(at, props.score.width());
    let title = format::short_weekday(day.date);
    let figures = props.figures(day);
    let letters = figures.iter().chain([&title]).map(|line| line.chars().count()).max();
    let width = letters.unwrap_or(0) * LETTER + 2 * PADDING;
    let aside =
        if props.score.is_late(at) { -i64::try_from(width).unwrap_or(0) - GAP } else { GAP };
    html! {
        <line class="hairline" x1={x.clone()} x2={x.clone()} y1="0" y2="100%" />
        <svg class="tip" {x} y="0">
            <g transform={format!("translate({aside} 0)")}>
                <rect {width} height={((figures.len() + 1) * LINE + PADDING).to_string()} rx="6" />
                <text class="tip-title" x={PADDING} y={LINE}>{ title }</text>
                for (index, figure) in figures.into_iter().enumerate() {
                    <text x={PADDING} y={(index + 2) * LINE}>{ figure }</text>
                }
            </g>
        </svg>
    }
}
