//! What happens to a subscription on a day.

use serde::Serialize;

use super::Billing;
use super::terms::Terms;
use crate::amount::{Amount, Price};
use crate::calendar::Date;
use crate::document::Read;
use crate::number::Count;

/// A change of the subscription on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
pub struct Change {
    /// The day on which it is asked for; it takes effect then, or at the next renewal, as its kind
    /// says.
    pub on: Date,
    /// What changes.
    #[serde(flatten)]
    pub what: Move,
}

/// What changes.
#[derive(Clone, Debug, PartialEq, Serialize, Read)]
#[read(tag = "kind")]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Move {
    /// To a larger plan, or from monthly to annual, at once.
    Upgrade(To),
    /// To a smaller plan, or from annual to monthly, at the next renewal.
    Downgrade(To),
    /// To so many users in all.
    Seats {
        /// Users in all from then on.
        seats: Count<1, 100_000>,
    },
    /// A pause that starts at the next renewal.
    Freeze {
        /// How many months the pause lasts.
        months: Count<1, 120>,
    },
    /// More credits.
    TopUp {
        /// How many credits are bought, or how much money.
        amount: Amount,
        /// What they cost together, in the card's currency; needed where the wallet holds credits.
        #[serde(skip_serializing_if = "Option::is_none")]
        price: Option<Price>,
    },
    /// The end, at the next renewal.
    Cancel,
    /// A key's monthly cap.
    KeyCap {
        /// The id of the key, from `keys`.
        key: String,
        /// Its cap; none if `null`.
        #[read(or_null)]
        monthly_cap: Option<Amount>,
    },
    /// A user's monthly cap.
    UserCap {
        /// The id of the user, from `users`.
        user: String,
        /// The cap; none if `null`.
        #[read(or_null)]
        monthly_cap: Option<Amount>,
    },
}

/// The plan that a change leads to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
pub struct To {
    /// The id of the plan that it leads to.
    pub plan: String,
    /// How that is paid; as before if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
    /// What was agreed for it; the card's own terms if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
}

impl Move {
    /// Is it a move to another plan or billing?
    pub fn is_of_plan(&self) -> bool {
        matches!(self, Move::Upgrade(_) | Move::Downgrade(_))
    }
}
