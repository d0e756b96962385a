//! The other end: a thread that holds nothing but this program, and answers.

use creditcast_catalog::catalog;
use creditcast_core::document::{Problem, Value};
use creditcast_core::progress::Progress;
use creditcast_core::range;
use creditcast_js::{from_js, to_js};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{Question, deciding};

/// What came of a question.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Said<T> {
    Answer(T),
    Problems(Vec<Problem>),
}

/// Answers a question; `null` if there is none of that name.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "the script of the thread calls it")]
pub fn answer(question: &str, request: &JsValue) -> JsValue {
    let request: Value = from_js(request);
    match Question::named(question) {
        Some(Question::Range) => said(range::range(&request, catalog(), &Progress::unwatched())),
        Some(question) => deciding::answer(question, &request),
        None => JsValue::NULL,
    }
}

/// What came of a question, for the other thread.
pub(super) fn said<T: Serialize>(answer: Result<T, Vec<Problem>>) -> JsValue {
    match answer {
        Ok(answer) => to_js(&Said::Answer(answer)),
        Err(problems) => to_js(&Said::<T>::Problems(problems)),
    }
}
