//! What a page says that a plan does not include.
//!
//! The pages contradict each other, so the card says for each answer to the switch `entitlements`
//! whether such an action is served with a warning or refused.

use serde::Serialize;

use super::{Chosen, Plan, RateCard};
use crate::by_id::ById;
use crate::document::Read;
use crate::report::Warning;

/// Actions that some plans do not include, by some page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct Entitlement {
    /// Its id in warnings.
    pub id: String,
    /// What is not included, as the end of "… does not include".
    pub title: String,
    /// The actions, by id; none for `userCaps`, which the simulation knows.
    pub actions: Vec<String>,
    /// The plans that do not include them, by id.
    pub without: Vec<String>,
    /// What follows, for each answer to the switch `entitlements`; nothing where it names none.
    pub under: ById<String, Standing>,
    /// Who says so.
    #[schema(min_items = 1_usize)]
    pub sources: Vec<String>,
}

/// How an action stands that a plan does not include by some page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// It is served, with a warning.
    Warn,
    /// It is refused.
    Refuse,
}

impl Entitlement {
    /// The warning of a plan that does not include something by one of the vendor's pages.
    pub fn warning(&self, plan: &Plan, standing: Standing) -> Warning {
        let follows = match standing {
            Standing::Warn => "It is reckoned as included; ask the vendor.",
            Standing::Refuse => "It is refused.",
        };
        let message = format!(
            "{} does not include {} by one of the vendor's pages. {follows}",
            plan.title, self.title
        );
        let params = [("plan", plan.id.as_str().into()), ("entitlement", self.id.as_str().into())];
        let sources = self.sources.clone();
        Warning { code: "entitlement", message, params: params.into_iter().collect(), sources }
    }
}

impl RateCard {
    /// How an action stands on a plan: what a page says against it, and what follows.
    pub fn standings<'a>(
        &'a self,
        action: &'a str,
        plan: &'a str,
        chosen: &Chosen<'a>,
    ) -> impl Iterator<Item = (&'a Entitlement, Standing)> {
        let answer = chosen.answer("entitlements").unwrap_or("warn");
        let concerned = move |entitlement: &&Entitlement| {
            entitlement.actions.iter().any(|id| id == action)
                && entitlement.without.iter().any(|id| id == plan)
        };
        let under = move |entitlement: &'a Entitlement| {
            let standing = entitlement.under.get(answer)?;
            Some((entitlement, *standing))
        };
        self.entitlements.iter().filter(concerned).filter_map(under)
    }
}
