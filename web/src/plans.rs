//! Plans that are kept under names in this browser.

use creditcast_core::document::Value;

use crate::keeping;
use crate::order::largest_first;

/// What the names of all of them begin with.
const PLANS: &str = "plan.";

/// A plan that is kept.
pub(crate) struct Plan {
    /// Its name.
    pub name: String,
    /// When it was saved, in milliseconds since 1970.
    pub saved: f64,
    /// What was on the desk.
    pub document: Value,
}

/// The newest first.
pub(crate) fn plans() -> Vec<Plan> {
    let names = keeping::names();
    let plans = names.iter().filter_map(|name| name.strip_prefix(PLANS)).filter_map(plan);
    largest_first(plans, |plan| plan.saved)
}

fn plan(name: &str) -> Option<Plan> {
    let kept = keeping::document(&place(name))?;
    let Some(Value::Number(saved)) = kept.get("saved") else { return None };
    let document = kept.get("document")?.clone();
    Some(Plan { name: name.to_owned(), saved: *saved, document })
}

/// What a plan of this name is kept under.
pub(crate) fn place(name: &str) -> String {
    PLANS.to_owned() + name
}
