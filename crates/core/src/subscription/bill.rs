//! What is paid for a subscription, line by line.

use serde::Serialize;

use crate::amount::Amount;

/// Something to pay.
#[derive(Clone, Debug)]
pub struct Line {
    /// What for.
    pub kind: BillKind,
    /// By which rule.
    pub rule: &'static str,
    /// What it says.
    pub title: String,
    /// How much.
    pub amount: Amount,
}

/// What a line of a bill is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum BillKind {
    /// The plan for a cycle.
    Plan,
    /// Users beyond the plan's own.
    Seats,
    /// The difference that a change of the plan makes.
    Proration,
    /// Credits that were bought.
    TopUp,
    /// What was spent of a money wallet.
    Use,
}
