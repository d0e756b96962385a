//! The few things that only a browser can do.

use std::iter;

use creditcast_core::calendar::Date;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DomRect, DragEvent, Element, Event, File, HtmlAnchorElement,
    HtmlElement, HtmlInputElement, HtmlTextAreaElement, IntersectionObserver,
    IntersectionObserverEntry, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition, Url,
    window,
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

/// What the address says after its `#`.
pub(crate) fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// The view that the address names, if it names one; an address without a name is the first one's.
pub(crate) fn view() -> Option<View> {
    let mut views = View::ALL.into_iter();
    match &*fragment() {
        "" => views.next(),
        name => views.find(|(_, id, _)| id == &name),
    }
    .map(|(view, ..)| view)
}

/// Lets the address name a view, without a step back to what it said before.
pub(crate) fn name_view(view: View) {
    let named = View::ALL.into_iter().find(|(known, ..)| *known == view);
    let history = window().and_then(|window| window.history().ok());
    if let (Some((_, id, _)), Some(history)) = (named, history) {
        // An address that stays as it was says less, and harms nothing.
        _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{id}")));
    }
}

/// The address of this page with another fragment.
pub(crate) fn address_with(fragment: &str) -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// Calls at an event of the window.
pub(crate) fn on(name: &'static str, call: impl Fn(&Event) + 'static) -> Option<EventListener> {
    Some(EventListener::new(window()?.as_ref(), name, call))
}

/// Browsers say that the pointer moves, too, when a page moves below one that rests.
pub(crate) fn is_made_up(event: &Event) -> bool {
    let rests = |mouse: &MouseEvent| mouse.movement_x() == 0 && mouse.movement_y() == 0;
    event.type_() == "pointermove" && event.dyn_ref().is_some_and(rests)
}

/// Calls with the id of what is about to open anywhere, if it is of this class.
pub(crate) fn on_opening(class: &'static str, call: Callback<String>) -> Option<EventListener> {
    let options = EventListenerOptions::run_in_capture_phase();
    let heard = move |event: &Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_of = |target: &Element| target.get_attribute("class").as_deref() == Some(class);
        let is_open = Reflect::get(event, &"newState".into()).is_ok_and(|state| state == "open");
        if let Some(target) = target.filter(|target| is_open && is_of(target)) {
            call.emit(target.id());
        }
    };
    Some(EventListener::new_with_options(window()?.as_ref(), "beforetoggle", options, heard))
}

/// Calls with the first file that is dropped anywhere on the page.
pub(crate) fn on_drop(call: Callback<File>) -> [Option<EventListener>; 2] {
    let options = EventListenerOptions::enable_prevent_default();
    let listen = |name, heard: Box<dyn Fn(&Event)>| {
        Some(EventListener::new_with_options(window()?.as_ref(), name, options, heard))
    };
    let allow = |event: &Event| event.prevent_default();
    let taken = move |event: &Event| {
        event.prevent_default();
        let dropped = event.unchecked_ref::<DragEvent>().data_transfer();
        if let Some(file) = dropped.and_then(|dropped| dropped.files()?.get(0)) {
            call.emit(file);
        }
    };
    [listen("dragover", Box::new(allow)), listen("drop", Box::new(taken))]
}

/// Is an element above what is in view?
pub(crate) fn is_above_view(id: &str) -> bool {
    element(id).is_some_and(|element| element.get_bounding_client_rect().bottom() < 0.0)
}

/// Is it pointed at, or has something in it the focus?
pub(crate) fn is_attended(id: &str) -> bool {
    element(id).is_some_and(|element| element.matches(":hover, :focus-within").unwrap_or(false))
}

/// Shows an element above everything else, or hides it.
pub(crate) fn set_popover(id: &str, is_shown: bool) {
    if let Some(element) = element(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // It may be as it is asked to be already.
        _ = if is_shown { element.show_popover() } else { element.hide_popover() };
    }
}

/// Puts a text where other programs can take it from. Could it be put there?
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    // Only a page that was fetched safely has a clipboard.
    let clipboard = window.navigator().clipboard();
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Prints the page.
pub(crate) fn print() {
    if let Some(window) = window() {
        // Where nothing can be printed the browser says so.
        _ = window.print();
    }
}

/// The theme that the reader chose: `light` or `dark`, or nothing for what the system has.
pub(crate) fn theme() -> Option<String> {
    root()?.get_attribute(THEME)
}

/// Lets the page look so from now on.
pub(crate) fn set_theme(theme: Option<&str>) {
    let Some(root) = root() else { return };
    // The attribute's name is a good one.
    _ = match theme {
        Some(theme) => root.set_attribute(THEME, theme),
        None => root.remove_attribute(THEME),
    };
}

const THEME: &str = "data-theme";

fn root() -> Option<web_sys::Element> {
    window()?.document()?.document_element()
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

/// Moves the focus to an element once all is drawn.
pub(crate) fn focus_drawn(id: &'static str) {
    Timeout::new(0, move || focus(id)).forget();
}

/// What has the focus and all that is around it, from the inside out, up to the page.
#[inline(never)]
pub(crate) fn around_focus() -> Vec<Element> {
    let all = iter::successors(focused(), |element| element.parent_element());
    all.take_while(|element| element.id() != PAGE).collect()
}

/// Where what had the focus has gone, gives it to the first that can have it in what is left of what was around.
#[inline(never)]
pub(crate) fn keep_focus(around: &[Element]) {
    for element in around.iter().filter(|element| element.is_connected()) {
        if focused().is_some() {
            return;
        }
        if let Ok(Some(first)) = element.query_selector(FOCUSABLE) {
            if first.matches("h2").unwrap_or(false) {
                // The attribute's name is a good one.
                _ = first.set_attribute("tabindex", "-1");
            }
            _ = first.unchecked_ref::<HtmlElement>().focus();
        }
    }
}

/// The id of all that the program draws.
const PAGE: &str = "page";
/// What can have the focus, or be given it.
const FOCUSABLE: &str = "h2, button, a, input, textarea, summary, [tabindex]";

/// What has the focus, if anything has.
fn focused() -> Option<Element> {
    let active = window()?.document()?.active_element()?;
    (!active.matches("body").unwrap_or(false)).then_some(active)
}

/// What stands in a field for longer texts.
pub(crate) fn text_of(id: &str) -> String {
    let field = element(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

/// What stands in a field for a line.
pub(crate) fn line_of(id: &str) -> String {
    let field = element(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
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

/// Scrolls no further than it takes to have an element in view, once all is drawn.
pub(crate) fn reveal(id: String) {
    let scroll = move || {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        if let Some(element) = element(&id) {
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    };
    Timeout::new(0, scroll).forget();
}

/// Moves the focus to the start of a line, counted from 0, of a field whose lines are so many pixels high,
/// and scrolls what holds the field there.
pub(crate) fn focus_line(id: &str, line: usize, height: usize) {
    let field = element(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(field) = field else { return };
    let before: usize =
        field.value().split('\n').take(line).map(|line| line.encode_utf16().count() + 1).sum();
    let start = u32::try_from(before).ok();
    _ = field.focus();
    _ = field.set_selection_range(start.unwrap_or(0), start.unwrap_or(0));
    if let Some(around) = field.parent_element() {
        around.set_scroll_left(0);
        around.set_scroll_top(i32::try_from(line.saturating_sub(3) * height).unwrap_or(0));
    }
}

/// Saves a text as a file of that name and kind.
pub(crate) fn download(name: &str, kind: &str, text: &str) {
    // A browser that cannot make a file shows so by making none.
    _ = try_download(name, kind, text);
}

fn try_download(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let address = address_of(kind, text)?;
    save(name, &address)?;
    // The browser reads the address after this returns.
    Timeout::new(SAVED_AFTER_MS, move || _ = Url::revoke_object_url(&address)).forget();
    Ok(())
}

/// An address, in this page alone, of a text.
pub(crate) fn address_of(kind: &str, text: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&JsValue::from(text));
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &options)?)
}

/// Saves what is at an address as a file of that name.
pub(crate) fn save(name: &str, address: &str) -> Result<(), JsValue> {
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}
