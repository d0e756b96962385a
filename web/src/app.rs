//! The one component of the page: its state and its effects. What it shows is functions of the state.

use std::rc::Rc;

use creditcast_core::calendar::Date;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Component, Context, Html, Properties};

use crate::aside::{Asking, Question, Told, wanted};
use crate::browser::{self, InSight};
use crate::components::advice::ADVICE;
use crate::components::drawer::CONTROL;
use crate::form::Form;
use crate::later::{self, Later};
use crate::pages::page::page;
use crate::state::{Action, State, View};

/// A screen reader is told the answer so long after the last keystroke.
const PAUSE_MS: u32 = 600;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The day on the reader's clock: the core has none.
    pub today: Date,
}

pub(crate) struct App {
    state: State,
    act: Callback<Action>,
    /// What a screen reader is told.
    spoken: String,
    /// What it is told next, and the pause before that.
    next: (String, Option<Timeout>),
    /// What is worked out aside.
    asking: Asking,
    /// The field whose control has been given the focus.
    focused: Option<Rc<str>>,
    /// Waits for the place of advice to come into sight.
    sight: Option<InSight>,
    /// Hears when the address names another view.
    _address: Option<EventListener>,
}

pub(crate) enum Message {
    /// A reader did something.
    Act(Action),
    /// Typing has paused.
    Speak,
    /// Typing has rested for long enough to ask what takes time.
    Ask,
    /// What takes time has been answered.
    Told(Question, Told),
}

impl Component for App {
    type Message = Message;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        let mut app = App {
            state: State::opening(context.props().today),
            act: context.link().callback(Message::Act),
            spoken: String::new(),
            next: Default::default(),
            asking: Asking::new(
                context.link().callback(|(question, told)| Message::Told(question, told)),
            ),
            focused: None,
            sight: None,
            _address: browser::on_address(
                context.link().callback(|view| Message::Act(Action::Show(view))),
            ),
        };
        if let Some(view) = browser::view() {
            app.state = app.state.after(Action::Show(view));
        }
        app.follow(context);
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Act(action) => self.take(action, context),
            Message::Speak => self.spoken.clone_from(&self.next.0),
            Message::Ask => self.asking.ask(),
            Message::Told(question, told) => {
                if let Some(asked) = self.asking.answered(question) {
                    self.take(Action::Tell(asked, told), context);
                }
            }
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        page(Form { state: &self.state, act: &self.act }, &self.spoken)
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let waits = self.state.view == View::Plan && !self.state.is_advised;
        if waits && self.sight.is_none() {
            self.sight = browser::on_sight(
                ADVICE,
                context.link().callback(|()| Message::Act(Action::Advise)),
            );
        } else if !waits {
            self.sight = None;
        }
        let open = self.state.open.as_ref().map(|open| Rc::clone(&open.at));
        if open.is_some() && open != self.focused {
            browser::focus(CONTROL);
        }
        self.focused = open;
    }
}

impl App {
    fn take(&mut self, action: Action, context: &Context<Self>) {
        self.state = self.state.clone().after(action);
        self.follow(context);
    }

    /// What the state asks of the world.
    fn follow(&mut self, context: &Context<Self>) {
        self.wait_to_speak(context);
        self.asking.want(wanted(&self.state), context.link().callback(|()| Message::Ask));
        if self.state.needs_later() {
            self.fetch();
        }
    }

    fn fetch(&mut self) {
        self.state.later = Later::Coming;
        let act = self.act.clone();
        spawn_local(async move { act.emit(Action::Fetched(later::fetch().await.is_ok())) });
    }

    fn wait_to_speak(&mut self, context: &Context<Self>) {
        let text = self.state.spoken();
        if text != self.next.0 {
            let link = context.link().clone();
            let pause = Timeout::new(PAUSE_MS, move || link.send_message(Message::Speak));
            self.next = (text, Some(pause));
        }
    }
}
