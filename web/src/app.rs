//! The one component of the page: its state and its effects. What it shows is functions of the state.

use std::cell::Cell;
use std::mem;
use std::rc::Rc;

use creditcast_core::calendar::Date;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, File};
use yew::html::Scope;
use yew::{Callback, Component, Context, Html, Properties};

use crate::aside::{Asking, Question, Told, wanted};
use crate::browser::{self, InSight};
use crate::components::advice::ADVICE;
use crate::components::drawer::{CONTROL, DRAWER};
use crate::components::said::SAID;
use crate::components::why::{self, TIP};
use crate::draft::Draft;
use crate::form::Form;
use crate::import;
use crate::keeping;
use crate::later::Later;
use crate::pages::page::{ANSWER, page};
use crate::shortcuts;
use crate::start;
use crate::state::{Action, State, View};
use crate::status::{Happened, Kept, Notice, Said};

/// A screen reader is told the answer so long after the last keystroke.
const PAUSE_MS: u32 = 600;
/// The next open question is looked at so long after a keystroke, or after the one before.
const DOUBT_MS: u32 = 20;
/// What was done is said for so long, and for longer while it is pointed at.
const SAID_MS: u32 = 8_000;

/// What is said where a reader waits for what does not come.
const LOST: &str = "Part of this page could not be fetched. Is the connection down? Try once more.";

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
    /// The pause before the next open question is looked at.
    doubt: Option<Timeout>,
    /// The field whose control has been given the focus.
    focused: Option<Rc<str>>,
    /// What had the focus before something changed, and what is around it.
    around: Vec<Element>,
    /// How far the part of the program has come that comes later.
    later: Later,
    /// What a reader did before it was here.
    waiting: Vec<Message>,
    /// Waits for the place of advice to come into sight.
    sight: Option<InSight>,
    /// The draft that is kept, or need not be.
    kept: Rc<Draft>,
    /// The draft that there is a link to, and the pause before there is.
    linked: (Option<Rc<Draft>>, Option<Timeout>),
    /// What is said of what was done, and the pause before it goes.
    said: (Rc<str>, Option<Timeout>),
    /// What the window tells.
    _window: Vec<Option<EventListener>>,
}

pub(crate) enum Message {
    /// A reader did something.
    Act(Action),
    /// The address came to name something else.
    Moved,
    /// A file was dropped on the page.
    Dropped(File),
    /// An explanation is about to open.
    Asked(String),
    /// Typing has paused.
    Speak,
    /// Typing has rested for long enough to ask what takes time.
    Ask,
    /// There is time to look at the next open question.
    Doubt,
    /// What takes time has been answered.
    Told(Question, Told),
    /// What was done has been said for long enough.
    Hush,
    /// A reader is there, and will soon want what comes later.
    Near,
    /// It is here, or could not be had.
    Arrived(bool),
}

impl Message {
    /// Has a reader done it, or something failed? It may take any part of the program.
    fn wants_whole(&self) -> bool {
        match self {
            Message::Act(action) => !action.is_of_opening(),
            Message::Told(_, told) => matches!(told, Told::Problems(_)),
            Message::Asked(_) | Message::Moved | Message::Dropped(_) => true,
            _ => false,
        }
    }
}

impl Component for App {
    type Message = Message;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        let act = context.link().callback(Message::Act);
        let state = resumed(State::opening(context.props().today));
        let mut app = App {
            kept: Rc::clone(&state.draft),
            state,
            spoken: String::new(),
            next: Default::default(),
            asking: Asking::new(
                context.link().callback(|(question, told)| Message::Told(question, told)),
            ),
            doubt: None,
            focused: None,
            around: Vec::new(),
            sight: None,
            linked: Default::default(),
            said: Default::default(),
            later: Later::opening(),
            waiting: Vec::new(),
            _window: listeners(&act, context.link()),
            act,
        };
        app.go_to_address();
        announce(&app.act);
        app.follow(context);
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        if self.later != Later::Here && message.wants_whole() {
            self.waiting.push(message);
            self.fetch(context);
            return false;
        }
        if self.later == Later::Here {
            self.around = browser::around_focus();
        }
        match message {
            Message::Act(action) => return self.act(context, action),
            Message::Asked(id) => why::ask(id),
            Message::Moved => address_changed(&self.act),
            Message::Dropped(file) => spawn_local(import::file(file, self.act.clone())),
            Message::Speak => self.spoken.clone_from(&self.next.0),
            Message::Hush if browser::is_attended(SAID) => self.wait_to_hush(context),
            Message::Hush => {
                self.take(Action::Happened(Happened::Said(Said::default())), context);
            }
            Message::Ask => {
                self.asking.ask();
                return false;
            }
            Message::Doubt => {
                let is_seen = self.state.doubt();
                self.wait_to_doubt(context);
                return is_seen;
            }
            Message::Near => {
                self.fetch(context);
                return false;
            }
            Message::Arrived(is_here) => self.arrived(is_here, context),
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
            browser::reveal(DRAWER.to_owned());
        }
        self.focused = open;
        let around = mem::take(&mut self.around);
        if !around.is_empty() {
            browser::keep_focus(&around);
        }
        self.keep();
        self.wait_to_link();
        self.say(context);
    }
}

/// The state with the draft that was kept in this browser.
fn resumed(state: State) -> State {
    match keeping::kept(&state.draft) {
        Ok(None) => state,
        Ok(Some(draft)) => {
            let complete = keeping::complete(&state.draft);
            state.resuming(draft, complete)
        }
        Err(why) => {
            state.after(Action::Happened(Happened::Notice(Some(Notice::Unopened(why.into())))))
        }
    }
}

/// The first signs of a reader.
const SIGNS: [&str; 3] = ["pointermove", "pointerdown", "keydown"];

fn listeners(act: &Callback<Action>, link: &Scope<App>) -> Vec<Option<EventListener>> {
    let on = |name, call: fn(&Callback<Action>)| {
        let act = act.clone();
        browser::on(name, move |_| call(&act))
    };
    let is_away = Cell::new(false);
    let (scrolled, moved) = (act.clone(), link.clone());
    let mut all = vec![
        on("newer", announce),
        on("beforeprint", |act| act.emit(Action::Happened(Happened::Printing(true)))),
        on("afterprint", |act| act.emit(Action::Happened(Happened::Printing(false)))),
        browser::on("hashchange", move |_| moved.send_message(Message::Moved)),
        browser::on("scroll", move |_| {
            let now = browser::is_above_view(ANSWER);
            if is_away.replace(now) != now {
                scrolled.emit(Action::Happened(Happened::AnswerAway(now)));
            }
        }),
    ];
    let is_near = Rc::new(Cell::new(false));
    all.extend(SIGNS.map(|sign| {
        let (link, is_near) = (link.clone(), Rc::clone(&is_near));
        browser::on(sign, move |event| {
            if !browser::is_made_up(event) && !is_near.replace(true) {
                link.send_message(Message::Near);
            }
        })
    }));
    all.extend(browser::on_drop(link.callback(Message::Dropped)));
    all.push(browser::on_opening(TIP, link.callback(Message::Asked)));
    all.push(shortcuts::listener(act));
    all
}

/// Tells of another release that waits, if one does.
fn announce(act: &Callback<Action>) {
    if let Some(prices) = start::newer() {
        act.emit(Action::Happened(Happened::Newer(prices)));
    }
}

/// The address came to name a view, or a link was put there.
fn address_changed(act: &Callback<Action>) {
    let fragment = browser::fragment();
    if let Some(held) = start::held(&fragment) {
        import::link(held.to_owned(), act.clone());
    } else if let Some(view) = browser::view() {
        act.emit(Action::Show(view));
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
        self.wait_to_doubt(context);
        self.asking.want(wanted(&self.state), context.link().callback(|()| Message::Ask));
    }

    /// Asks for the part of the program that comes later, unless that was done.
    fn fetch(&mut self, context: &Context<Self>) {
        if self.later == Later::Away {
            self.later = Later::Coming;
            let link = context.link().clone();
            spawn_local(async move {
                let is_here = start::complete().await.is_ok();
                link.send_message(Message::Arrived(is_here));
            });
        }
    }

    /// Does what a reader has done since it was asked for; if it does not come, whoever does more asks once more.
    fn arrived(&mut self, is_here: bool, context: &Context<Self>) {
        self.later = if is_here { Later::Here } else { Later::Away };
        let waiting = mem::take(&mut self.waiting);
        if is_here {
            for message in waiting {
                self.update(context, message);
            }
        } else if !waiting.is_empty() {
            self.take(Action::Happened(Happened::Said(Said::just(LOST))), context);
        }
    }

    /// Does what a reader wants. Is there anything to show for it?
    fn act(&mut self, context: &Context<Self>, action: Action) -> bool {
        let is_opened = matches!(action, Action::Take(..));
        let is_forgotten = matches!(action, Action::Forget);
        // A link is there for when it is wanted.
        let is_seen = !matches!(action, Action::Happened(Happened::Link(_)))
            || self.state.status.is_sheet_open;
        self.take(action, context);
        if is_forgotten {
            self.kept = Rc::clone(&self.state.draft);
        }
        if is_opened {
            browser::name_view(self.state.view);
        }
        is_seen
    }

    fn go_to_address(&mut self) {
        let fragment = browser::fragment();
        if let Some(held) = start::held(&fragment) {
            import::link(held.to_owned(), self.act.clone());
        } else if let Some(view) = browser::view() {
            self.state = self.state.clone().after(Action::Show(view));
        }
    }

    /// A question at a time, so that what is typed meanwhile does not wait for all of them.
    fn wait_to_doubt(&mut self, context: &Context<Self>) {
        let link = context.link().clone();
        let pause = || Timeout::new(DOUBT_MS, move || link.send_message(Message::Doubt));
        self.doubt = self.state.doubting.is_some().then(pause);
    }

    fn wait_to_speak(&mut self, context: &Context<Self>) {
        let text = self.state.spoken();
        if text != self.next.0 {
            let link = context.link().clone();
            let pause = Timeout::new(PAUSE_MS, move || link.send_message(Message::Speak));
            self.next = (text, Some(pause));
        }
    }

    /// Keeps the draft once it has been shown: one that cannot be shown must not come back.
    fn keep(&mut self) {
        if Rc::ptr_eq(&self.kept, &self.state.draft) {
            return;
        }
        self.kept = Rc::clone(&self.state.draft);
        let is_kept = keeping::keep(&self.kept, self.state.complete_before());
        let kept = if is_kept { Kept::Here } else { Kept::Nowhere };
        if kept != self.state.status.kept {
            self.act.emit(Action::Happened(Happened::Kept(kept)));
        }
    }

    /// Makes the link in advance: some browsers let a page copy only at once when it is asked to.
    fn wait_to_link(&mut self) {
        let is_linked = |draft: &Rc<Draft>| Rc::ptr_eq(draft, &self.state.draft);
        if self.linked.0.as_ref().is_some_and(is_linked) {
            return;
        }
        let (draft, act) = (Rc::clone(&self.state.draft), self.act.clone());
        self.linked.0 = Some(Rc::clone(&draft));
        self.linked.1 = Some(Timeout::new(PAUSE_MS, move || {
            spawn_local(async move {
                if let Some(fragment) = start::linked(&keeping::text_of(&draft)).await {
                    act.emit(Action::Happened(Happened::Link(
                        browser::address_with(&fragment).into(),
                    )));
                }
            });
        }));
    }

    /// Shows what is newly said above everything, for a while.
    fn say(&mut self, context: &Context<Self>) {
        let text = &self.state.status.said.text;
        if Rc::ptr_eq(text, &self.said.0) || *text == self.said.0 {
            return;
        }
        self.said.0 = Rc::clone(text);
        browser::set_popover(SAID, !text.is_empty());
        self.wait_to_hush(context);
    }

    fn wait_to_hush(&mut self, context: &Context<Self>) {
        let link = context.link().clone();
        self.said.1 = Some(Timeout::new(SAID_MS, move || link.send_message(Message::Hush)));
    }
}
