//! What a screen reader is told once typing has paused.

use gloo_timers::callback::Timeout;
use yew::{hook, use_effect_with, use_state};

/// So long after the last keystroke.
const PAUSE_MS: u32 = 600;

/// The text as it was when it last stood still.
#[hook]
pub(crate) fn use_spoken(text: String) -> String {
    let spoken = use_state(String::new);
    let setter = spoken.setter();
    use_effect_with(text, move |text| {
        let text = text.clone();
        let timeout = Timeout::new(PAUSE_MS, move || setter.set(text));
        move || drop(timeout)
    });
    (*spoken).clone()
}
