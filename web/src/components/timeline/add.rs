//! "Add a change": a menu of the kinds that the card knows.

use yew::Html;

use crate::changes::kinds::offered;
use crate::components::menu::menu;
use crate::edit::Edit;
use crate::form::Form;
use crate::state::Action;

/// The id of the button.
pub(super) const ADD: &str = "add-change";

/// The button and its menu.
pub(crate) fn add(form: Form) -> Html {
    let kinds = offered(&form.state.draft, &form.state.card);
    let items = kinds.map(|kind| (kind.name, kind.does, Action::Edit(Edit::AddChange(kind.id))));
    menu(form, ADD, "+ Add a change", items)
}
