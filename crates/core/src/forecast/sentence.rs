//! The result of a forecast in one sentence, made from its numbers.

use super::{Forecast, Quantiles, RunsOutBy};
use crate::amount::Amount;
use crate::number::{grouped, percent};
use crate::rate_card::Wallet;
use crate::simulation::Checked;
use crate::words::credits_are;

/// "In 8 of 10 futures between 5,120 and 7,340 credits are used, 6,200 in the middle. Credits run out by
/// 1 March 2027 in 12.3% of them, with 95% certainty in 11.7% to 13.0%."
pub(super) fn sentence(forecast: &Forecast, checked: &Checked, paths: u64) -> String {
    let used = used(forecast, checked.card.wallet, paths);
    if checked.is_filled {
        return used;
    }
    let is_money = checked.card.wallet == Wallet::Money;
    let [what, runs_out, lasts] =
        if is_money { ["The money", "runs out", "lasts"] } else { ["Credits", "run out", "last"] };
    let all = if paths == 1 { "it".to_owned() } else { format!("all {}", futures(paths)) };
    let Some(end) = forecast.runs_out_by.last().filter(|by| by.chance > 0.0) else {
        return format!("{used} {what} {lasts} in {all}.");
    };
    let RunsOutBy { date, chance, low, high } = *end;
    let date = date.in_words();
    if paths == 1 {
        return format!("{used} {what} {runs_out} by {date} in {all}.");
    }
    format!(
        "{used} {what} {runs_out} by {date} in {} of them, with 95% certainty in {} to {}.",
        percent(chance, 1, f64::round),
        percent(low, 1, f64::round),
        percent(high, 1, f64::round)
    )
}

fn futures(paths: u64) -> String {
    format!("{} futures", grouped(&paths.to_string()))
}

fn used(forecast: &Forecast, wallet: Wallet, paths: u64) -> String {
    let among = match paths {
        1 => "In the one future that is drawn",
        _ if forecast.is_certain => "In every future",
        _ => "In 8 of 10 futures",
    };
    if wallet == Wallet::Money {
        let Quantiles { p10, p50, p90 } = &forecast.cost;
        return if p10 == p90 {
            format!("{among} this costs {p50}.")
        } else {
            format!("{among} this costs between {p10} and {p90}, {p50} in the middle.")
        };
    }
    let Quantiles { p10, p50, p90 } = forecast.spent;
    if p10 == p90 {
        return format!("{among} {} used.", credits_are(p50));
    }
    let [p10, p50, p90] = [p10, p50, p90].map(Amount::in_words);
    format!("{among} between {p10} and {p90} credits are used, {p50} in the middle.")
}
