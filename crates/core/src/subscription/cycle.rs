//! The cycles of a subscription.

use super::Billing;
use crate::calendar::Date;

/// One cycle: from its start up to, and without, its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// The first day.
    pub start: Date,
    /// The day on which the next one starts, even where nothing is looked at so late.
    pub end: Date,
}

/// The cycles that start before the horizon's end, each counted from the original day.
pub fn cycles(start: Date, billing: Billing, horizon_end: Date) -> Vec<Cycle> {
    let boundary = |k: u32| start.plus_months(k * billing.months());
    let cycle = |k: u32| Cycle { start: boundary(k), end: boundary(k + 1) };
    let most = horizon_end.months_since(start) + 1;
    (0..most).map(cycle).take_while(|cycle| cycle.start < horizon_end).collect()
}

#[cfg(test)]
mod tests {
    use super::{Billing, cycles};
    use crate::calendar::Date;

    #[test]
    fn a_cycle_has_its_own_end_even_beyond_the_horizon() {
        let day = |text| Date::parse(text).expect("a day");
        let years = cycles(day("2028-02-29"), Billing::Annual, day("2029-08-29"));
        let spans: Vec<_> = years.iter().map(|c| format!("{} {}", c.start, c.end)).collect();
        assert_eq!(spans, ["2028-02-29 2029-02-28", "2029-02-28 2030-02-28"]);
    }
}
