//! What the script of the page does for the engine, and also when there is none (`start.js`).

use js_sys::RangeError;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = creditcast, catch, js_name = packed)]
    async fn pack(text: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = creditcast, catch, js_name = unpacked)]
    async fn unpack(packed: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = creditcast, catch, js_name = forget)]
    async fn forget_copy() -> Result<(), JsValue>;

    /// Keeps the draft for the next visit, or for the page of an error at least. Can it be kept?
    #[wasm_bindgen(js_namespace = creditcast)]
    pub(crate) fn keep(draft: &str) -> bool;

    /// Whether the release that waits has other prices; nothing if none waits.
    #[wasm_bindgen(js_namespace = creditcast)]
    pub(crate) fn newer() -> Option<bool>;

    /// Lets the release that waits take the place of this one.
    #[wasm_bindgen(js_namespace = creditcast)]
    pub(crate) fn renew();

    /// Is all of the program here?
    #[wasm_bindgen(js_namespace = creditcast, js_name = isWhole)]
    pub(crate) fn is_whole() -> bool;

    /// Must all of it be here before the page begins?
    #[wasm_bindgen(js_namespace = creditcast, js_name = wantsWhole)]
    pub(crate) fn wants_whole() -> bool;

    #[wasm_bindgen(js_namespace = creditcast, catch, js_name = complete)]
    async fn add(exports: &JsValue) -> Result<(), JsValue>;
}

/// What a link's fragment begins with: the form of what follows.
const FORM: &str = "1.";

/// The fragment of a link that holds a text; nothing where the browser cannot make one.
pub(crate) async fn linked(text: &str) -> Option<String> {
    Some(FORM.to_owned() + &pack(text).await.ok()?.as_string()?)
}

/// What a fragment holds, if it is one of a link.
pub(crate) fn held(fragment: &str) -> Option<&str> {
    fragment.strip_prefix(FORM)
}

/// The text that a link holds.
///
/// # Errors
/// In words why it cannot be had.
pub(crate) async fn opened(held: &str) -> Result<String, &'static str> {
    match unpack(held).await {
        Ok(text) => Ok(text.as_string().unwrap_or_default()),
        Err(error) if error.has_type::<RangeError>() => {
            Err("This link holds more than a comparison can.")
        }
        Err(_) => Err("This link is damaged or was cut short."),
    }
}

/// Fetches the part of this program that comes later, and adds it.
///
/// # Errors
/// What the browser says where it does not come.
pub(crate) async fn complete() -> Result<(), JsValue> {
    add(&wasm_bindgen::exports()).await
}

/// Forgets the copy of the page that works offline.
pub(crate) async fn forget() {
    // A browser without such a copy has none to forget.
    _ = forget_copy().await;
}
