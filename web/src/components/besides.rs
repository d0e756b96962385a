//! What stands beside the steps: keys, users, lists, and what the account has.

use yew::Html;

use super::sentence::sentence;
use crate::beside::{besides as said, unsaid};
use crate::edit::Edit;
use crate::form::Form;
use crate::state::Action;
use crate::view::html;

/// The sentences, and what else can be said.
pub(super) fn besides(form: Form) -> Html {
    let (draft, card) = (&form.state.draft, &form.state.card);
    html! {
        <div class="besides">
            for beside in said(draft, card) {
                <div key={beside.of}>{ sentence(form, &beside.parts, || remove(form, beside.of)) }</div>
            }
            <p class="also">
                <span class="note">{ "Also say" }</span>
                for (name, at, value, key) in unsaid(draft, card) {
                    <button type="button" class="quiet" onclick={form.click(Action::Edit(Edit::Say(at, value, key)))}>
                        { name }
                    </button>
                }
            </p>
        </div>
    }
}

/// Takes away what the open field is of: the element of a list, or all of it.
fn remove(form: Form, of: &'static str) -> Html {
    let open = form.state.open.as_ref().map_or("", |open| &open.at);
    let index = open.strip_prefix(of).and_then(|rest| rest.split('/').nth(1)?.parse().ok());
    let action = match index {
        Some(index) => Action::Edit(Edit::Remove(of.into(), index)),
        None => Action::Clear(of.into()),
    };
    html! { <button type="button" class="quiet" onclick={form.click(action)}>{ "Remove" }</button> }
}
