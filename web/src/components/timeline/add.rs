//! "Add a change": a menu of the kinds that the card knows.

use yew::Html;

use crate::changes::kinds::offered;
use crate::edit::Edit;
use crate::form::Form;
use crate::state::Action;
use crate::view::html;

/// The id of the button, and of its menu.
pub(super) const ADD: &str = "add-change";
const MENU: &str = "add-change-menu";

/// The button and its menu.
pub(crate) fn add(form: Form) -> Html {
    html! {
        <>
            <button type="button" class="head-action" id={ADD} popovertarget={MENU}>{ "+ Add a change" }</button>
            <div class="tip menu" id={MENU} popover="auto" role="group" aria-label="Kinds of changes">
                for kind in offered(&form.state.draft, &form.state.card) {
                    <button
                        type="button"
                        class="menu-item"
                        popovertarget={MENU}
                        popovertargetaction="hide"
                        onclick={form.click(Action::Edit(Edit::AddChange(kind.id)))}
                    >
                        <b>{ kind.name }</b>
                        { " " }
                        <span>{ kind.does }</span>
                    </button>
                }
            </div>
        </>
    }
}
