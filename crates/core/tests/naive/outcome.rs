//! What comes of a scenario: the figures that the engine must agree with.

use std::collections::{BTreeMap, BTreeSet};

use super::read::Micros;

/// Everything that is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) totals: Totals,
    pub(crate) cycles: Vec<Cycle>,
    /// Lines that are not 0, by their day, cycle and kind; what is used of a money wallet by cycle.
    pub(crate) bill: BTreeMap<(u32, String, String), Vec<Micros>>,
    /// By reason and activity.
    pub(crate) refusals: BTreeMap<(String, usize), Refused>,
    /// By activity.
    pub(crate) spending: BTreeMap<usize, Served>,
    /// By activity and rule, where it is not 0.
    pub(crate) rules: BTreeMap<(usize, String), Micros>,
    pub(crate) runs_out: Option<String>,
    pub(crate) backlog_clears: Option<String>,
    /// Those in which anything ever was.
    pub(crate) pools: BTreeMap<String, Pool>,
    pub(crate) daily: Vec<Daily>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) opening: Micros,
    pub(crate) granted: Micros,
    pub(crate) topped_up: Micros,
    pub(crate) spent: Micros,
    pub(crate) expired: Micros,
    pub(crate) remaining: Micros,
    pub(crate) asked: i64,
    pub(crate) served: i64,
    pub(crate) missing: Micros,
    pub(crate) cost: Micros,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cycle {
    pub(crate) index: u32,
    pub(crate) start: String,
    pub(crate) end: String,
    pub(crate) plan: String,
    pub(crate) state: String,
    pub(crate) opening: Micros,
    pub(crate) granted: Micros,
    pub(crate) topped_up: Micros,
    pub(crate) spent: Micros,
    pub(crate) expired: Micros,
    pub(crate) closing: Micros,
    pub(crate) runs_out: Option<String>,
    pub(crate) cost: Micros,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) first: String,
    pub(crate) requests: i64,
    pub(crate) units: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Served {
    pub(crate) requests: i64,
    pub(crate) units: i64,
    pub(crate) amount: Micros,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pool {
    pub(crate) opening: Micros,
    pub(crate) granted: Micros,
    pub(crate) spent: Micros,
    pub(crate) expired: Micros,
    pub(crate) remaining: Micros,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Daily {
    pub(crate) date: String,
    pub(crate) balance: Micros,
    pub(crate) spent: Micros,
}

/// What happened on the way, by name; tells whether random scenarios reach all there is.
pub(crate) type Reached = BTreeSet<&'static str>;
