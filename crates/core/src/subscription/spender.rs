//! Keys and users, and what each of them may spend in a month.

use serde::Serialize;

use crate::amount::Amount;
use crate::document::Read;

/// A key or a user, with what it may spend in a month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Spender {
    /// The id that activities name it by.
    pub id: String,
    /// The most that it may spend in a month, in the wallet's unit; no cap if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_cap: Option<Amount>,
}
