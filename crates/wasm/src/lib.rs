//! The engine for JavaScript: plain values in, plain values out. It converts, calls and converts; what it
//! throws is plain too, and the façade of the npm package makes errors of it.

use creditcast_catalog::catalog;
use creditcast_core::document::{At, Problem, Problems, Read, Value};
use creditcast_core::progress::Progress;
use creditcast_core::rate_card::{CardSummary, Shelf};
use creditcast_core::simulation::{self, Options};
use creditcast_core::{advice, comparison, diff, finish, forecast, quote, range};
use creditcast_js::{from_js, to_js};
use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A third of the size of the standard library's, and as fast.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The newest revision of every built-in card, without rules and sources.
#[wasm_bindgen]
pub fn cards() -> JsValue {
    let newest = catalog().ids().into_iter().filter_map(|id| catalog().find(id));
    to_js(&newest.map(CardSummary::from).collect::<Vec<_>>())
}

/// A built-in card in full.
///
/// # Errors
/// The problem of an id that no card has.
#[wasm_bindgen]
pub fn card(id: &JsValue) -> Result<JsValue, JsValue> {
    let mut problems = Problems::default();
    let reference = String::read(&from_js(id), At::Root, &mut problems).unwrap_or_default();
    let card = creditcast_core::scenario::CardRef::Id(reference);
    let found = card.find(catalog(), At::Root, &mut problems);
    answer(problems.or(found))
}

/// What one or more requests cost.
///
/// # Errors
/// Every problem of the request.
#[wasm_bindgen]
pub fn quote(request: &JsValue) -> Result<JsValue, JsValue> {
    answer(quote::quote(&from_js(request), catalog()))
}

/// When a job is done under rate limits.
///
/// # Errors
/// Every problem of the request.
#[wasm_bindgen]
pub fn finish(request: &JsValue) -> Result<JsValue, JsValue> {
    answer(finish::finish(&from_js(request), catalog()))
}

/// What several plans make of one use.
///
/// # Errors
/// Every problem of the request.
#[wasm_bindgen]
pub fn compare(request: &JsValue, watch: &JsValue) -> Result<JsValue, JsValue> {
    let tell = teller(watch);
    answer(comparison::compare(&from_js(request), catalog(), &Progress::watched_by(&tell)))
}

/// The least and the most that a scenario can come to.
///
/// # Errors
/// Every problem of the scenario.
#[wasm_bindgen]
pub fn range(scenario: &JsValue, watch: &JsValue) -> Result<JsValue, JsValue> {
    let tell = teller(watch);
    answer(range::range(&from_js(scenario), catalog(), &Progress::watched_by(&tell)))
}

/// What changes from one scenario to another, rule by rule.
///
/// # Errors
/// Every problem of both.
#[wasm_bindgen]
pub fn diff(before: &JsValue, after: &JsValue) -> Result<JsValue, JsValue> {
    answer(diff::diff(&from_js(before), &from_js(after), catalog()))
}

/// What comes of a scenario of which some numbers are not certain.
///
/// # Errors
/// Every problem of the request.
#[wasm_bindgen]
pub fn forecast(request: &JsValue, watch: &JsValue) -> Result<JsValue, JsValue> {
    let tell = teller(watch);
    answer(forecast::forecast(&from_js(request), catalog(), &Progress::watched_by(&tell)))
}

/// What would cost less for the same use, the best first.
///
/// # Errors
/// Every problem of the scenario.
#[wasm_bindgen]
pub fn advise(scenario: &JsValue, watch: &JsValue) -> Result<JsValue, JsValue> {
    let tell = teller(watch);
    answer(advice::advise(&from_js(scenario), catalog(), &Progress::watched_by(&tell)))
}

/// Every problem of what should be a scenario.
#[wasm_bindgen]
pub fn validate(scenario: &JsValue) -> JsValue {
    to_js(&simulation::validate(&from_js(scenario), catalog()))
}

/// A scenario, checked.
///
/// # Errors
/// Every problem of the scenario.
#[wasm_bindgen]
pub fn parse(scenario: &JsValue) -> Result<JsValue, JsValue> {
    answer(simulation::parse(&from_js(scenario), catalog()))
}

/// The report of a scenario.
///
/// # Errors
/// Every problem of the scenario or the options.
#[wasm_bindgen]
pub fn simulate(scenario: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let options = read_options(&from_js(options)).map_err(|problems| thrown(&problems))?;
    answer(simulation::report(&from_js(scenario), catalog(), options))
}

/// Calls a JavaScript function, if it is one, with how many steps are done, and of how many or `null`. What
/// it throws is its own affair: an answer does not hang on who watches.
fn teller(watch: &JsValue) -> impl Fn(u64, Option<u64>) {
    let watch = watch.dyn_ref::<Function>();
    move |done, of| {
        if let Some(watch) = watch {
            let of = of.map_or(JsValue::NULL, |of| JsValue::from_f64(of as f64));
            watch.call2(&JsValue::UNDEFINED, &JsValue::from_f64(done as f64), &of).ok();
        }
    }
}

fn read_options(options: &Value) -> Result<Options, Vec<Problem>> {
    let mut problems = Problems::default();
    let read = match options {
        Value::Null => Options::default(),
        given => Options::read(given, At::Root, &mut problems).unwrap_or_default(),
    };
    problems.or(read)
}

fn answer<T: Serialize>(result: Result<T, Vec<Problem>>) -> Result<JsValue, JsValue> {
    result.map(|value| to_js(&value)).map_err(|problems| thrown(&problems))
}

/// What the façade makes an error of.
#[derive(Serialize)]
struct Thrown<'a> {
    code: &'a str,
    problems: &'a [Problem],
}

fn thrown(problems: &[Problem]) -> JsValue {
    to_js(&Thrown { code: "invalid", problems })
}
