//! The result of a forecast in one sentence, made from its numbers.

use super::{Forecast, Quantiles, RunsOutBy};
use crate::amount::Amount;
use crate::number::{grouped, percent};
use crate::rate_card::Wallet;
use crate::simulation::Checked;

/// "In 8 of 10 futures between 5,120 and 7,340 credits are used, 6,200 in the middle. They run out by
/// 1 March 2027 in 12.3% of them (with 95% certainty in 11.7% to 13.0%)."
pub(super) fn sentence(forecast: &Forecast, checked: &Checked, paths: u64) -> String {
    let used = used(forecast, checked.card.wallet);
    if checked.is_filled {
        return used;
    }
    let is_money = checked.card.wallet == Wallet::Money;
    let [what, runs_out, lasts] =
        if is_money { ["The money", "runs out", "lasts"] } else { ["Credits", "run out", "last"] };
    let Some(end) = forecast.runs_out_by.last().filter(|by| by.chance > 0.0) else {
        return format!("{used} {what} {lasts} in all of {} futures.", grouped(&paths.to_string()));
    };
    let RunsOutBy { date, chance, low, high } = *end;
    format!(
        "{used} {what} {runs_out} by {} in {} of them, with 95% certainty in {} to {}.",
        date.in_words(),
        percent(chance, 1, f64::round),
        percent(low, 1, f64::round),
        percent(high, 1, f64::round)
    )
}

fn used(forecast: &Forecast, wallet: Wallet) -> String {
    if wallet == Wallet::Money {
        let Quantiles { p10, p50, p90 } = &forecast.cost;
        return format!(
            "In 8 of 10 futures this costs between {p10} and {p90}, {p50} in the middle."
        );
    }
    let [p10, p50, p90] =
        [forecast.spent.p10, forecast.spent.p50, forecast.spent.p90].map(Amount::in_words);
    format!("In 8 of 10 futures between {p10} and {p90} credits are used, {p50} in the middle.")
}
