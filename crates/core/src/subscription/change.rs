//! What happens to a subscription on a day.

use serde::Serialize;

use super::terms::Terms;
use super::{Billing, GivenPrice};
use crate::amount::Amount;
use crate::calendar::Date;
use crate::document::{At, Fields, Problems, Read, Value, choose};
use crate::number::Count;

/// A change and its day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The day.
    pub on: Date,
    /// What changes.
    #[serde(flatten)]
    pub what: Move,
}

/// What changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Move {
    /// To a larger plan, or from monthly to annual, at once.
    Upgrade(To),
    /// To a smaller plan, or from annual to monthly, at the next renewal.
    Downgrade(To),
    /// To so many users in all.
    Seats {
        /// Users in all.
        seats: Count<1, 100_000>,
    },
    /// A pause that starts at the next renewal.
    Freeze {
        /// How many months.
        months: Count<1, 120>,
    },
    /// More credits.
    TopUp {
        /// How many.
        amount: Amount,
        /// What they cost together.
        #[serde(skip_serializing_if = "Option::is_none")]
        price: GivenPrice,
    },
    /// The end, at the next renewal.
    Cancel,
    /// A key's monthly cap.
    KeyCap {
        /// The key.
        key: String,
        /// Its cap; none if `null`.
        monthly_cap: Option<Amount>,
    },
    /// A user's monthly cap.
    UserCap {
        /// The user.
        user: String,
        /// The cap; none if `null`.
        monthly_cap: Option<Amount>,
    },
}

/// The plan that a change leads to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct To {
    /// The plan's id.
    pub plan: String,
    /// How it is paid; as before if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<Billing>,
    /// What was agreed for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
}

impl Move {
    /// Is it a move to another plan or billing?
    pub fn is_of_plan(&self) -> bool {
        matches!(self, Move::Upgrade(_) | Move::Downgrade(_))
    }
}

const KINDS: [&str; 8] =
    ["upgrade", "downgrade", "seats", "freeze", "topUp", "cancel", "keyCap", "userCap"];

impl Read for Change {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::of(value, at, problems)?;
        let on = fields.required("on");
        let kind: Value = fields.required("kind");
        if kind == Value::Null {
            return None;
        }
        let kind_at = At::Key(&at, "kind");
        let what = match choose(&kind, kind_at, fields.problems(), &KINDS)? {
            "upgrade" => Move::Upgrade(To::read(&mut fields)),
            "downgrade" => Move::Downgrade(To::read(&mut fields)),
            "seats" => Move::Seats { seats: fields.required("seats") },
            "freeze" => Move::Freeze { months: fields.required("months") },
            "topUp" => {
                Move::TopUp { amount: fields.required("amount"), price: fields.optional("price") }
            }
            "keyCap" => Move::KeyCap {
                key: fields.required("key"),
                monthly_cap: fields.optional("monthlyCap"),
            },
            "userCap" => Move::UserCap {
                user: fields.required("user"),
                monthly_cap: fields.optional("monthlyCap"),
            },
            _ => Move::Cancel,
        };
        fields.finish();
        Some(Change { on, what })
    }
}

impl To {
    fn read(fields: &mut Fields) -> Self {
        To {
            plan: fields.required("plan"),
            billing: fields.optional("billing"),
            terms: fields.optional("terms"),
        }
    }
}
