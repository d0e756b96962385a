//! This end: what has been asked and is not answered yet.

use std::cell::Cell;
use std::rc::Rc;

use creditcast_js::{from_js, to_js};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions};
use yew::Callback;

use super::{Asked, Question, Told};
use crate::browser::{self, object};
use crate::draft::Draft;
use crate::start;
use crate::words::out_of_order;

/// Nothing is asked before typing has rested for so long.
const REST_MS: u32 = 250;

/// What is said where a thread has failed.
const FAILED: &str = "This could not be worked out in this browser.";

/// Whom answers are told to.
type Teller = Callback<(Question, Told)>;

/// What is to be answered, and the thread that does it.
pub(crate) struct Asking {
    told: Teller,
    open: Vec<Asked>,
    rest: Option<Timeout>,
    thread: Option<Thread>,
}

impl Asking {
    /// Nothing asked yet; answers are told to `told`.
    pub(crate) fn new(told: Teller) -> Self {
        Asking { told, open: Vec::new(), rest: None, thread: None }
    }

    /// From now on this is to be answered, and nothing else; `rested` is called when it is time to ask.
    pub(crate) fn want(&mut self, wanted: Vec<Asked>, rested: Callback<()>) {
        if wanted == self.open {
            return;
        }
        if self.open.iter().any(|asked| !wanted.contains(asked)) {
            self.thread = None;
        }
        self.open = wanted;
        self.rest = Some(Timeout::new(REST_MS, move || rested.emit(())));
    }

    /// Asks what the thread has not been asked yet; one that has failed is followed by another.
    pub(crate) fn ask(&mut self) {
        if self.thread.as_ref().is_none_or(|thread| thread.has_failed.get()) {
            self.thread = Thread::start(&self.told).ok();
        }
        match &mut self.thread {
            Some(thread) => self.open.iter().for_each(|asked| thread.ask(asked)),
            None => fail(&self.told),
        }
    }

    /// The request that an answer is to, which is open no longer.
    pub(crate) fn answered(&mut self, question: Question) -> Option<Asked> {
        let index = self.open.iter().position(|asked| asked.question == question)?;
        let asked = self.open.remove(index);
        if let Some(thread) = &mut self.thread {
            thread.asked.retain(|known| *known != asked);
        }
        Some(asked)
    }
}

struct Thread {
    worker: Worker,
    /// What it has not answered yet.
    asked: Vec<Asked>,
    has_failed: Rc<Cell<bool>>,
    _heard: [EventListener; 2],
}

impl Thread {
    /// A thread that has been told what it needs to become this program.
    fn start(told: &Teller) -> Result<Self, JsValue> {
        let worker = Worker::new_with_options("./worker.js", &module())?;
        worker.post_message(&browser::program())?;
        let has_failed = Rc::default();
        let heard = listen(&worker, told, &has_failed);
        Ok(Thread { worker, asked: Vec::new(), has_failed, _heard: heard })
    }

    fn ask(&mut self, asked: &Asked) {
        if !self.asked.contains(asked) {
            self.asked.push(asked.clone());
            // What cannot be sent stays unanswered, and the last answer stays.
            _ = self.worker.post_message(&message(asked));
        }
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// The script of a thread imports that of the page.
fn module() -> WorkerOptions {
    object([("type", JsValue::from("module"))]).unchecked_into()
}

/// What a thread tells, and that it is lost.
fn listen(worker: &Worker, told: &Teller, has_failed: &Rc<Cell<bool>>) -> [EventListener; 2] {
    let on = |name, heard: fn(&Event, &Teller, &Cell<bool>)| {
        let (told, has_failed) = (told.clone(), Rc::clone(has_failed));
        EventListener::new(worker, name, move |event: &Event| heard(event, &told, &has_failed))
    };
    [on("message", answered), on("error", lost)]
}

fn answered(event: &Event, told: &Teller, has_failed: &Cell<bool>) {
    let said = Draft::from(from_js(&event.unchecked_ref::<MessageEvent>().data()));
    has_failed.set(said.has("/failed"));
    if let Some(answer) = told_by(&said) {
        told.emit(answer);
    }
}

/// A thread whose script does not come answers nothing.
fn lost(_: &Event, told: &Teller, has_failed: &Cell<bool>) {
    has_failed.set(true);
    fail(told);
}

/// Whatever is asked cannot be answered.
fn fail(told: &Teller) {
    for (question, _) in Question::ALL {
        told.emit((question, Told::Problems([FAILED.to_owned()].into())));
    }
}

fn message(asked: &Asked) -> JsValue {
    object([
        ("question", JsValue::from(asked.question.name())),
        ("request", to_js(&*asked.request)),
        ("isWhole", JsValue::from(start::is_whole())),
    ])
}

fn told_by(said: &Draft) -> Option<(Question, Told)> {
    let question = Question::named(said.text("/question")?)?;
    let told = match said.get("/answer") {
        Some(answer) => Told::Answer(Rc::new(Draft::from(answer.clone()))),
        None => Told::Problems(problems(said)),
    };
    Some((question, told))
}

fn problems(said: &Draft) -> Rc<[String]> {
    let text = |index, key| said.text(&format!("/problems/{index}/{key}"));
    let message = |index| match text(index, "code") {
        Some("outOfOrder") => text(index, "path").map(out_of_order),
        _ => text(index, "message"),
    };
    let said: Vec<_> =
        (0..said.count("/problems")).filter_map(message).map(str::to_owned).collect();
    if said.is_empty() { [FAILED.to_owned()].into() } else { said.into() }
}
