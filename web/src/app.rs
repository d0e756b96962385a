//! The one component of the page: its state and its effects. What it shows is functions of the state.

use std::rc::Rc;

use creditcast_core::calendar::Date;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use yew::{Callback, Component, Context, Html, Properties};

use crate::browser;
use crate::components::drawer::CONTROL;
use crate::form::Form;
use crate::pages::page::page;
use crate::state::{Action, State};

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
    /// The field whose control has been given the focus.
    focused: Option<Rc<str>>,
    /// Hears when the address names another view.
    _address: Option<EventListener>,
}

pub(crate) enum Message {
    /// A reader did something.
    Act(Action),
    /// Typing has paused.
    Speak,
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
            focused: None,
            _address: browser::on_address(
                context.link().callback(|view| Message::Act(Action::Show(view))),
            ),
        };
        if let Some(view) = browser::view() {
            app.state = app.state.after(Action::Show(view));
        }
        app.wait_to_speak(context);
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Act(action) => {
                self.state = self.state.clone().after(action);
                self.wait_to_speak(context);
            }
            Message::Speak => self.spoken.clone_from(&self.next.0),
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        page(Form { state: &self.state, act: &self.act }, &self.spoken)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let open = self.state.open.as_ref().map(|open| Rc::clone(&open.at));
        if open.is_some() && open != self.focused {
            browser::focus(CONTROL);
        }
        self.focused = open;
    }
}

impl App {
    fn wait_to_speak(&mut self, context: &Context<Self>) {
        let text = self.state.spoken();
        if text != self.next.0 {
            let link = context.link().clone();
            let pause = Timeout::new(PAUSE_MS, move || link.send_message(Message::Speak));
            self.next = (text, Some(pause));
        }
    }
}
