//! A run cut in two at a renewal, as far as scenarios can say what the first part leaves behind.

use chrono::{Datelike, Days, Months, NaiveDate};
use creditcast_core::amount::Amount;
use creditcast_core::calendar::Instant;
use creditcast_core::report::{EntryKind, Report};
use serde_json::Value as Json;

use crate::variant::{changes, come_round, day, each, is_money, never_buys, remove, usage};

/// A scenario and its two parts. What the first leaves is the opening balance of the second, once
/// it is known.
#[derive(Clone, Debug)]
pub(crate) struct Split {
    pub(crate) whole: Json,
    pub(crate) first: Json,
    pub(crate) second: Json,
    /// The cycles of the first part.
    pub(crate) cycles: u32,
}

/// Cuts a scenario after some of its cycles, where it has more than one.
///
/// What a balance does not say must not matter: each day's usage comes round, nothing is on a list,
/// nothing is free from a month's spending on, a wallet that is filled as needed is not filled otherwise, top-ups are not kept apart, nothing buys by itself (it also would
/// at the start), and the plan stays as it is up to and on the day of the cut. Days that
/// not every month has would be lost where the second part starts on a month's last.
pub(crate) fn split(mut whole: Json, number: u16) -> Option<Split> {
    make_stateless(&mut whole);
    let start = day(&whole["subscription"]["start"])?;
    let months = whole["horizon"]["months"].as_u64()?;
    let step = if whole["subscription"]["billing"] == "annual" { 12 } else { 1 };
    let cycles = 1 + u64::from(number) % ((months - 1) / step).max(1);
    if start.day() > 28 || cycles * step >= months {
        return None;
    }
    let at = start.checked_add_months(Months::new(u32::try_from(cycles * step).ok()?))?;
    let is_filled = is_filled(&whole);
    changes(&mut whole)
        .retain(|change| is_kept(change, at) && !(is_filled && change["kind"] == "topUp"));
    let (first, second) = (before(&whole, at, cycles * step), after(&whole, at, cycles * step));
    Some(Split { whole, first, second, cycles: u32::try_from(cycles).ok()? })
}

fn make_stateless(whole: &mut Json) {
    come_round(whole);
    never_buys(whole);
    crate::variant::spare_previews(whole);
    whole["policies"].as_object_mut().expect("an object").remove("topUp");
    // A month that starts late has no day of its own in February.
    for activity in usage(whole).iter_mut().filter(|activity| activity["every"] == "month") {
        if day(&activity["from"]).is_some_and(|from| from.day() > 28) {
            activity["every"] = "week".into();
        }
    }
}

fn is_kept(change: &Json, at: NaiveDate) -> bool {
    let is_later = day(&change["on"]).is_some_and(|on| on > at);
    is_later || matches!(change["kind"].as_str(), Some("topUp" | "keyCap" | "userCap"))
}

/// Is its wallet filled as needed, so that it holds nothing between?
fn is_filled(scenario: &Json) -> bool {
    is_money(scenario) && scenario["subscription"].get("openingBalance").is_none()
}

fn before(whole: &Json, at: NaiveDate, months: u64) -> Json {
    let mut first = whole.clone();
    first["horizon"]["months"] = months.into();
    changes(&mut first).retain(|change| day(&change["on"]) < Some(at));
    for activity in usage(&mut first) {
        if day(&activity["from"]) >= Some(at) {
            leave_out(activity);
        }
    }
    first
}

fn after(whole: &Json, at: NaiveDate, months: u64) -> Json {
    let mut second = whole.clone();
    let all = whole["horizon"]["months"].as_u64().expect("a number");
    second["horizon"]["months"] = (all - months).into();
    second["subscription"]["start"] = at.to_string().into();
    let pools = second["subscription"].get_mut("pools").and_then(Json::as_object_mut);
    for (_, pool) in pools.into_iter().flatten() {
        remove(pool, "opening");
    }
    keep_caps(&mut second, at);
    changes(&mut second).retain(|change| day(&change["on"]) >= Some(at));
    let start = day(&whole["subscription"]["start"]).expect("a day");
    for activity in usage(&mut second) {
        resume(activity, start, at);
    }
    second
}

/// The caps as they are when the second part starts.
fn keep_caps(second: &mut Json, at: NaiveDate) {
    for change in changes(second).clone() {
        if day(&change["on"]) >= Some(at) {
            continue;
        }
        for (all, one) in [("keys", "key"), ("users", "user")] {
            for spender in each(second, all).filter(|spender| change[one] == spender["id"]) {
                match &change["monthlyCap"] {
                    Json::Null => remove(spender, "monthlyCap"),
                    cap => spender["monthlyCap"] = cap.clone(),
                }
            }
        }
    }
}

/// Goes on with an activity on its first day on or after the cut.
fn resume(activity: &mut Json, start: NaiveDate, at: NaiveDate) {
    let from = day(&activity["from"]).unwrap_or(start);
    if from >= at {
        return;
    }
    let next = match activity["every"].as_str() {
        Some("once") => None,
        Some("week") => (0..200).map(|week| from + Days::new(7 * week)).find(|day| *day >= at),
        Some("month") => (0..40).map(|month| from + Months::new(month)).find(|day| *day >= at),
        _ => Some(at),
    };
    let is_over = |next: &NaiveDate| day(&activity["until"]).is_some_and(|until| until < *next);
    match next.filter(|next| !is_over(next)) {
        Some(next) => activity["from"] = next.to_string().into(),
        None => leave_out(activity),
    }
}

fn leave_out(activity: &mut Json) {
    activity["off"] = true.into();
    remove(activity, "from");
    remove(activity, "until");
}

impl Split {
    /// What the renewal at the cut lets expire of what the first part leaves.
    pub(crate) fn cut(&self, whole: &Report) -> Amount {
        let start = Instant::midnight(whole.cycles[self.cycles as usize].start);
        let ledger = whole.ledger.iter().flatten();
        let cut = ledger.filter(|entry| entry.at == start && entry.kind == EntryKind::Expiry);
        cut.map(|entry| Amount::ZERO - entry.amount).sum()
    }

    /// The second part, which starts with what is left.
    pub(crate) fn resumed(&self, left: Amount) -> Json {
        let mut second = self.second.clone();
        if !is_filled(&second) {
            second["subscription"]["openingBalance"] = left.as_number().into();
        }
        second
    }
}
