//! The part of this program that is fetched when something other than a plan is looked at.
//!
//! The release build parts the module in two (`crates/xtask/js/split.mjs`). What is told by `LATER` there must not
//! be called before it is here.

use js_sys::{Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, window};

use crate::browser::{self, object};

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Later {
    /// Nobody has asked for it.
    #[default]
    Away,
    /// It was asked for.
    Coming,
    /// It is here.
    Here,
    /// It could not be fetched.
    Lost,
}

impl Later {
    /// As a page opens: a program that was not parted is all here.
    pub(crate) fn opening() -> Self {
        if browser::later().is_some() { Later::Away } else { Later::Here }
    }
}

/// Fetches it, and adds it to this program.
///
/// # Errors
/// What the browser says where it cannot be fetched.
pub(crate) async fn fetch() -> Result<(), JsValue> {
    let address = browser::later().ok_or(JsValue::NULL)?;
    let fetched = window().ok_or(JsValue::NULL)?.fetch_with_str(&address);
    let response: Response = JsFuture::from(fetched).await?.unchecked_into();
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    let bytes = Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?);
    let imports = object([("", wasm_bindgen::exports())]).unchecked_into();
    JsFuture::from(WebAssembly::instantiate_buffer(&bytes.to_vec(), &imports)).await?;
    Ok(())
}
