//! What a screen reader is told once typing has paused.

use gloo_timers::callback::Timeout;
use yew::{AttrValue, hook, use_effect_with, use_state};

/// So long after the last keystroke.
const PAUSE_MS: u32 = 600;

/// The text as it was when it last stood still.
#[hook]
pub(crate) fn use_spoken(text: AttrValue) -> AttrValue {
    let spoken = use_state(AttrValue::default);
    let setter = spoken.setter();
    use_effect_with(text, move |text| {
        let text = text.clone();
        let timeout = Timeout::new(PAUSE_MS, move || setter.set(text));
        move || drop(timeout)
    });
    (*spoken).clone()
}
