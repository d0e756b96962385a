//! A button that opens a list of things to do.

use yew::Html;

use crate::form::Form;
use crate::state::Action;
use crate::view::html;

/// One of them: its name, what there is to know, what it does.
pub(crate) type Item = (&'static str, &'static str, Action);

/// The button of an id, and its list.
pub(crate) fn menu(form: Form, id: &str, name: &str, items: impl Iterator<Item = Item>) -> Html {
    let list = format!("{id}-menu");
    html! {
        <>
            <button type="button" class="head-action" id={id} popovertarget={list.clone()}>{ name }</button>
            <div class="tip menu" id={list.clone()} popover="auto" role="group" aria-label={name}>
                for (name, remark, action) in items {
                    <button
                        type="button"
                        class="menu-item"
                        popovertarget={list.clone()}
                        popovertargetaction="hide"
                        onclick={form.click(action)}
                    >
                        <b>{ name }</b>
                        { " " }
                        <span>{ remark }</span>
                    </button>
                }
            </div>
        </>
    }
}
