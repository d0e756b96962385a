//! Questions about which plan to take, which nobody asks before there is an answer to the first one.

use creditcast_catalog::catalog;
use creditcast_core::document::Value;
use creditcast_core::progress::Progress;
use creditcast_core::{advice, comparison, forecast};
use wasm_bindgen::JsValue;

use super::Question;
use super::thread::said;

/// What came of a question; `null` if it is another one.
#[inline(never)]
pub(super) fn answer(question: Question, request: &Value) -> JsValue {
    match question {
        Question::Range => JsValue::NULL,
        Question::Compare => said(comparison::compare(request, catalog(), &Progress::unwatched())),
        Question::Forecast => said(forecast::forecast(request, catalog(), &Progress::unwatched())),
        Question::Advise => said(advice::advise(request, catalog(), &Progress::unwatched())),
    }
}
