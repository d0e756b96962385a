//! A scenario on other plans.

use creditcast_core::rate_card::{RateCard, Wallet};
use serde_json::Value as Json;

/// The scenario on another plan, as a person would write it anew.
pub(crate) fn on_plan(scenario: &Json, plan: &str, billing: &str) -> Json {
    let mut scenario = scenario.clone();
    let is_own = scenario["subscription"]["plan"] == plan;
    let subscription = scenario["subscription"].as_object_mut().expect("an object");
    subscription.insert("plan".to_owned(), plan.into());
    subscription.insert("billing".to_owned(), billing.into());
    if is_own {
        return scenario;
    }
    subscription.remove("terms");
    if let Some(changes) = subscription.get_mut("changes").and_then(Json::as_array_mut) {
        let of_plan = ["upgrade", "downgrade", "keyCap", "userCap"];
        changes.retain(|change| !of_plan.contains(&change["kind"].as_str().expect("a kind")));
    }
    for spenders in ["keys", "users"] {
        for spender in scenario[spenders].as_array_mut().into_iter().flatten() {
            spender.as_object_mut().expect("an object").remove("monthlyCap");
        }
    }
    scenario
}

/// Every plan with every way in which it is paid.
pub(crate) fn candidates(card: &RateCard) -> Vec<(&str, &str)> {
    let billings: &[&str] =
        if card.wallet == Wallet::Money { &["monthly"] } else { &["monthly", "annual"] };
    let of_plan = |id| billings.iter().map(move |billing| (id, *billing));
    card.plans.iter().flat_map(|plan| of_plan(&*plan.id)).collect()
}
