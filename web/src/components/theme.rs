//! Light, dark, or as the system has it.

use yew::{Callback, Html};

use super::masthead::drawn;
use crate::browser;
use crate::keeping;
use crate::view::html;

const THEMES: &str = "themes";
/// Under which the choice is kept, and which `start.js` looks for before anything is painted.
const KEPT: &str = "theme";
const CHOICES: [(Option<&str>, &str); 3] =
    [(Some("light"), "Light"), (Some("dark"), "Dark"), (None, "As the system")];

/// The control of the theme.
pub(super) fn theme() -> Html {
    let chosen = browser::theme();
    html! {
        <>
            <button type="button" class="icon" aria-label="Theme" popovertarget={THEMES}>
                { drawn("M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12M8 4.5h3M8 7h5M8 9.5h4.5M8 12h2") }
            </button>
            <fieldset id={THEMES} class="tip themes" popover="auto">
                <legend class="unseen">{ "Theme" }</legend>
                for (theme, title) in CHOICES {
                    <label class="radio">
                        <input type="radio" name={THEMES} checked={chosen.as_deref() == theme} onclick={choose(theme)} />
                        <span>{ title }</span>
                    </label>
                }
            </fieldset>
        </>
    }
}

fn choose(theme: Option<&'static str>) -> Callback<yew::Event> {
    Callback::from(move |_| {
        browser::set_theme(theme);
        match theme {
            // A choice that cannot be kept still holds for this visit.
            Some(theme) => _ = keeping::put(KEPT, theme),
            None => keeping::remove(KEPT),
        }
    })
}
