//! The few things that only a browser can do.

use creditcast_core::calendar::Date;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, DomRect, Element, Event, HtmlAnchorElement, HtmlElement,
    HtmlTextAreaElement, IntersectionObserver, IntersectionObserverEntry, Url, window,
};
use yew::Callback;

use crate::local;
use crate::state::View;

/// By then a browser has read what it saves.
const SAVED_AFTER_MS: u32 = 10_000;

/// The day on the reader's own clock.
pub(crate) fn today() -> Date {
    local::day(&js_sys::Date::new_0())
}

/// The view that the address names, if it names one; an address without a name is the first one's.
pub(crate) fn view() -> Option<View> {
    let fragment = window()?.location().hash().ok()?;
    let mut views = View::ALL.into_iter();
    match fragment.trim_start_matches('#') {
        "" => views.next(),
        name => views.find(|(_, id, _)| *id == name),
    }
    .map(|(view, ..)| view)
}

/// Calls when the address comes to name a view.
pub(crate) fn on_address(call: Callback<View>) -> Option<EventListener> {
    let heard = move |_: &Event| {
        if let Some(view) = view() {
            call.emit(view);
        }
    };
    Some(EventListener::new(window()?.as_ref(), "hashchange", heard))
}

/// What a second thread needs to become this program: its script and its module, and where the part is that
/// comes later.
pub(crate) fn program() -> JsValue {
    let script = attribute("link[rel=modulepreload]", "href");
    object([
        ("script", script.map_or(JsValue::NULL, JsValue::from)),
        ("module", wasm_bindgen::module()),
        ("later", later().map_or(JsValue::NULL, JsValue::from)),
    ])
}

/// An object of JavaScript.
pub(crate) fn object<const N: usize>(fields: [(&str, JsValue); N]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in fields {
        // An object that was just made takes what it is given.
        _ = Reflect::set(&object, &JsValue::from(key), &value);
    }
    object.into()
}

/// Where the part of this program is that comes later, if it was parted.
pub(crate) fn later() -> Option<String> {
    attribute("meta[name=later]", "content")
}

fn attribute(selector: &str, name: &str) -> Option<String> {
    window()?.document()?.query_selector(selector).ok()??.get_attribute(name)
}

/// Waits for an element to come into sight.
pub(crate) struct InSight {
    observer: IntersectionObserver,
    _heard: Closure<dyn FnMut(Array)>,
}

impl Drop for InSight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls when an element comes into sight.
pub(crate) fn on_sight(id: &str, call: Callback<()>) -> Option<InSight> {
    let element = element(id)?;
    let heard = Closure::new(move |entries: Array| {
        let mut entries = entries.iter().map(IntersectionObserverEntry::from);
        if entries.any(|entry| entry.is_intersecting()) {
            call.emit(());
        }
    });
    let observer = IntersectionObserver::new(heard.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some(InSight { observer, _heard: heard })
}

/// Moves the focus to an element, which scrolls it into view.
pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        // An element that cannot be focused is no reason to stop. What is drawn can be, too.
        _ = element.unchecked_ref::<HtmlElement>().focus();
    }
}

/// What stands in a field for longer texts.
pub(crate) fn text_of(id: &str) -> String {
    let field = element(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

/// An element by its id.
pub(crate) fn element(id: &str) -> Option<Element> {
    window()?.document()?.get_element_by_id(id)
}

/// The frame of an element in the window.
pub(crate) fn frame_of(id: &str) -> Option<DomRect> {
    Some(element(id)?.get_bounding_client_rect())
}

/// What is seen at a point of the window.
pub(crate) fn below(x: i32, y: i32) -> Option<Element> {
    #[expect(clippy::cast_precision_loss, reason = "a window is a few thousand pixels wide")]
    let (x, y) = (x as f32, y as f32);
    window()?.document()?.element_from_point(x, y)
}

/// Gives an attribute to this element alone.
pub(crate) fn mark(name: &str, element: Option<&Element>) {
    let document = window().and_then(|window| window.document());
    let marked =
        document.and_then(|document| document.query_selector(&format!("[{name}]")).ok()?);
    // A name of ours is a name.
    if let Some(marked) = marked {
        _ = marked.remove_attribute(name);
    }
    if let Some(element) = element {
        _ = element.set_attribute(name, "");
    }
}

/// How wide the window is.
pub(crate) fn width() -> f64 {
    let width = window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.unwrap_or(1_440.0)
}

/// Saves a text as a file of that name.
pub(crate) fn download(name: &str, text: &str) {
    // A browser that cannot make a file shows so by making none.
    _ = try_download(name, text);
}

fn try_download(name: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = js_sys::Array::of1(&JsValue::from(text));
    let address =
        Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &kind)?)?;
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser reads the address after this returns.
    Timeout::new(SAVED_AFTER_MS, move || _ = Url::revoke_object_url(&address)).forget();
    Ok(())
}
