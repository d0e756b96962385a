//! Keys and users, and what each of them may spend in a month.

use serde::Serialize;

use crate::amount::Amount;
use crate::document::{At, Fields, Problems, Read, Value};

/// A key or a user, with what it may spend in a month.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Spender {
    /// The id that activities use.
    pub id: String,
    /// Credits of a month; no cap if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_cap: Option<Amount>,
}

impl Read for Spender {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let spender =
            Spender { id: fields.required("id"), monthly_cap: fields.optional("monthlyCap") };
        fields.finish();
        Some(spender)
    }
}
