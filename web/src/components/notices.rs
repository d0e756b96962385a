//! What lasts, above everything else: what could not be kept, opened or copied, and what is newer.

use creditcast_catalog::catalog;
use creditcast_core::rate_card::{RateCard, Shelf};
use yew::{Callback, Html};

use super::sheet::copy_link;
use crate::form::Form;
use crate::format;
use crate::start;
use crate::state::Action;
use crate::status::{Happened, Kept, Notice};
use crate::view::html;

/// The notices that there are.
pub(crate) fn notices(form: Form) -> Html {
    let status = &form.state.status;
    html! {
        if status.kept == Kept::Nowhere {
            { lasting("This browser does not let pages save. Copy the link to keep your work.", "Copy", copy_link(form)) }
        }
        if let Some(has_prices) = status.newer {
            { newer(has_prices) }
        }
        if let Some(card) = newer_card(&form.state.card) {
            { newer_prices(form, card) }
        }
        if let Some(notice) = &status.notice {
            { put_away(form, notice) }
        }
    }
}

fn lasting(text: &str, does: &str, onclick: Callback<yew::Event>) -> Html {
    html! {
        <div class="notice" role="alert">
            <p>{ text }</p>
            <button type="button" class="link" {onclick}>{ does }</button>
        </div>
    }
}

fn newer(has_prices: bool) -> Html {
    let text = if has_prices {
        "New prices are here. Your plan stays as it is."
    } else {
        "A newer creditcast is here. Your plan stays as it is."
    };
    lasting(text, "Reload", Callback::from(|_| start::renew()))
}

/// The newest revision of a card, if it is another.
fn newer_card(card: &RateCard) -> Option<&'static RateCard> {
    catalog().find(&card.id).filter(|newest| newest.revision > card.revision)
}

/// An old link shows the old figures, and says so.
fn newer_prices(form: Form, newest: &RateCard) -> Html {
    let (then, now) = (form.state.card.revision, newest.revision);
    let text = format!(
        "These are the prices of {}. Newer ones were read on {}.",
        format::day(then),
        format::day(now)
    );
    lasting(&text, "Use them", form.click(Action::Set("/card".into(), newest.id.as_str().into())))
}

fn put_away(form: Form, notice: &Notice) -> Html {
    let away = form.click(Action::Happened(Happened::Notice(None)));
    match notice {
        Notice::Unopened(why) | Notice::Unsaved(why) => lasting(why, "All right", away),
        Notice::Uncopied(text) => html! {
            <div class="notice" role="alert">
                <p>
                    <label for="uncopied">{ "This browser does not let pages copy. Copy it from here:" }</label>
                    <textarea id="uncopied" rows="3" readonly={true} value={&**text} />
                </p>
                <button type="button" class="link" onclick={away}>{ "All right" }</button>
            </div>
        },
    }
}
