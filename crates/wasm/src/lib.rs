//! The engine for JavaScript: plain values in, plain values out. It converts, calls and converts; what it
//! throws is plain too, and the façade of the npm package makes errors of it.

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
