//! What the futures come to: quantiles and chances.

use serde::Serialize;

use super::{CycleForecast, Forecast, RunsOutBy};
use crate::amount::{Amount, Money};
use crate::calendar::Date;
use crate::simulation::{Checked, CycleRecord, Record};

/// Up to what a tenth, a half and nine tenths of all futures come.
#[derive(Clone, Debug, Serialize)]
pub struct Quantiles<T> {
    /// A tenth comes to no more.
    pub p10: T,
    /// A half comes to no more.
    pub p50: T,
    /// Nine tenths come to no more.
    pub p90: T,
}

/// How likely something is, judged by the futures in which it happened: with 95% certainty between
/// `low` and `high` (Wilson's interval).
#[derive(Clone, Copy, Debug)]
struct Chance {
    /// The share of the futures in which it happened.
    share: f64,
    low: f64,
    high: f64,
}

/// What each future came to.
pub(super) struct Outcomes {
    cycles: Vec<CycleOutcomes>,
    spent: Vec<Amount>,
    cost: Vec<Amount>,
    /// In how many futures credits ran out first in each cycle.
    ran_out_in: Vec<u64>,
}

/// What a cycle came to in each future.
#[derive(Clone, Default)]
struct CycleOutcomes {
    spent: Vec<Amount>,
    renewed: Vec<Amount>,
    closing: Vec<Amount>,
}

impl CycleOutcomes {
    fn note(&mut self, cycle: &CycleRecord) {
        self.spent.push(cycle.sums.spent);
        self.renewed.push(cycle.renewed);
        self.closing.push(cycle.sums.balance());
    }

    fn into_forecast(self, start: Date) -> CycleForecast {
        let Quantiles { p10, p50, p90 } = Quantiles::of(self.spent);
        let (renewed, closing) = (Quantiles::of(self.renewed), Quantiles::of(self.closing));
        CycleForecast { start, p10, p50, p90, renewed, closing }
    }
}

impl Outcomes {
    pub(super) fn new(checked: &Checked, paths: u64) -> Self {
        let cycles = checked.timeline.cycles.len();
        let paths = usize::try_from(paths).unwrap_or_default();
        Outcomes {
            cycles: vec![CycleOutcomes::default(); cycles],
            spent: Vec::with_capacity(paths),
            cost: Vec::with_capacity(paths),
            ran_out_in: vec![0; cycles],
        }
    }

    pub(super) fn note(&mut self, record: &Record) {
        let totals = record.totals();
        self.spent.push(totals.spent);
        self.cost.push(totals.cost.amount.0);
        for (outcomes, cycle) in self.cycles.iter_mut().zip(&record.cycles) {
            outcomes.note(cycle);
        }
        let first = record.cycles.iter().position(|cycle| cycle.runs_out.is_some());
        if let Some(cycle) = first {
            self.ran_out_in[cycle] += 1;
        }
    }

    /// The forecast, but for its sentence.
    pub(super) fn into_forecast(self, checked: &Checked) -> Forecast {
        let paths = self.spent.len() as u64;
        let cycles = &checked.timeline.cycles;
        let of_cycles = self.cycles.into_iter().zip(cycles);
        let is_certain = self.spent.windows(2).all(|pair| pair[0] == pair[1]);
        let mut count = 0;
        let runs_out_by = self.ran_out_in.iter().zip(cycles).map(|(more, cycle)| {
            count += more;
            let Chance { share: chance, low, high } = Chance::of(count, paths);
            RunsOutBy { date: cycle.end.min(checked.end), chance, low, high }
        });
        let money = |amount| Money::new(amount, &checked.card.currency);
        let Quantiles { p10, p50, p90 } = Quantiles::of(self.cost);
        Forecast {
            answer: String::new(),
            cycles: of_cycles
                .map(|(outcomes, cycle)| outcomes.into_forecast(cycle.start))
                .collect(),
            spent: Quantiles::of(self.spent),
            cost: Quantiles { p10: money(p10), p50: money(p50), p90: money(p90) },
            runs_out_by: runs_out_by.collect(),
            is_certain,
        }
    }
}

impl Quantiles<Amount> {
    /// Each is one of the amounts: the least that so many of them do not exceed.
    fn of(mut amounts: Vec<Amount>) -> Self {
        amounts.sort_unstable();
        let at = |tenths: usize| {
            let rank = (amounts.len() * tenths).div_ceil(10).max(1);
            amounts.get(rank - 1).copied().unwrap_or_default()
        };
        Quantiles { p10: at(1), p50: at(5), p90: at(9) }
    }
}

impl Chance {
    /// The chance of what happened so often of so many times.
    fn of(count: u64, times: u64) -> Self {
        /// The quantile of the normal distribution for 95% around its middle.
        const Z: f64 = 1.959_963_984_540_054;
        let (count, times) = (count as f64, times as f64);
        let share = count / times;
        let spread = Z * (share * (1.0 - share) / times + Z * Z / (4.0 * times * times)).sqrt();
        let (middle, scale) = (share + Z * Z / (2.0 * times), 1.0 + Z * Z / times);
        let (low, high) = ((middle - spread) / scale, (middle + spread) / scale);
        let (low, high) =
            (if count == 0.0 { 0.0 } else { low }, if count < times { high } else { 1.0 });
        Chance { share, low, high }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Chance, Quantiles};

    /// 81 of 263, and none of 20: figures of Newcombe 1998, Table I.
    #[test]
    fn chances_have_wilsons_interval() {
        let near = |a: f64, b: f64| (a - b).abs() < 0.000_05;
        let some = Chance::of(81, 263);
        assert!(near(some.low, 0.2553) && near(some.high, 0.3662), "{some:?}");
        let none = Chance::of(0, 20);
        assert!(none.low == 0.0 && near(none.high, 0.1611), "{none:?}");
        let all = Chance::of(29, 29);
        assert!(all.high >= 1.0 && near(all.low, 0.8830), "{all:?}");
    }

    #[test]
    fn quantiles_are_amounts_that_occur() {
        let of = |amounts: &[i64]| {
            let amounts = amounts.iter().map(|amount| Amount::micros(*amount));
            let Quantiles { p10, p50, p90 } = Quantiles::of(amounts.collect());
            [p10, p50, p90].map(Amount::as_micros)
        };
        assert_eq!(of(&[5]), [5, 5, 5]);
        assert_eq!(of(&[3, 1, 2, 10, 9, 8, 7, 6, 5, 4]), [1, 5, 9]);
        assert_eq!(of(&[3, 1, 2, 11, 10, 9, 8, 7, 6, 5, 4]), [2, 6, 10]);
    }
}
