//! Random scenarios without problems: small enough to be gone through unit by unit, and together
//! reaching everything that a subscription can come to.

mod changes;
mod plans;
mod tape;
mod timeline;
mod usage;
mod vendor;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

use changes::{Writer, days};
use plans::{Wanted, choose, money};
use tape::Tape;
use timeline::{Timeline, plus_months};
use usage::{Around, activity, decimal, list};
use vendor::{GENERECT, LEADFEEDER, LUSHA, Vendor};

/// Scenarios as JSON. Few have a problem all the same; who runs them leaves those out.
pub(crate) fn scenario() -> impl Strategy<Value = Json> {
    let numbers = |length| vec(any::<u16>(), length);
    let changes = vec(numbers(16), 0..8);
    let usage = vec(numbers(28), 1..5);
    (numbers(90), changes, usage).prop_map(|(head, changes, usage)| write(&head, &changes, &usage))
}

fn write(head: &[u16], changes: &[Vec<u16>], usage: &[Vec<u16>]) -> Json {
    let mut tape = Tape::new(head);
    let vendor = tape.one_of(&[
        &LUSHA,
        &LUSHA,
        &LUSHA,
        &LUSHA,
        &LEADFEEDER,
        &LEADFEEDER,
        &GENERECT,
        &GENERECT,
    ]);
    let spends_much = vendor.plans.is_empty() && tape.chance(30);
    let months = if spends_much { 2 } else { months(vendor, &mut tape) };
    let start = start(&mut tape);
    let horizon = plus_months(start, months);
    let policies = policies(vendor, &mut tape);
    let restarts = policies.get("upgrade").is_some_and(|answer| answer == "restartCycle");
    let written = if vendor.plans.is_empty() {
        wallet(vendor, start, horizon, changes, spends_much, &mut tape)
    } else {
        credits(vendor, start, horizon, changes, restarts, &mut tape)
    };
    let around = Around {
        vendor,
        start,
        days: (horizon - start).num_days(),
        lists: lists(vendor, &mut tape),
        has_keys: written.names("key") || tape.chance(30),
        has_users: written.names("user") || tape.chance(30),
    };
    let mut activities: Vec<Json> =
        usage.iter().map(|numbers| activity(&around, &mut Tape::new(numbers))).collect();
    if spends_much {
        activities.extend(spending_that_frees_previews());
    }
    let mut json = json!({
        "card": vendor.card,
        "policies": policies,
        "subscription": written.subscription,
        "usage": activities,
        "horizon": { "months": months },
    });
    if around.has_keys {
        json["keys"] = spenders(["k1", "k2"], written.least_month, &mut tape);
    }
    if around.has_users {
        json["users"] = spenders(["u1", "u2"], 100, &mut tape);
    }
    written.keep_caps_low(&mut json);
    if tape.chance(50) {
        json["subscription"]["limits"] = limits(vendor, &mut tape);
    }
    if !around.lists.is_empty() {
        json["lists"] = around.lists.into_iter().map(|list| list.json).collect();
    }
    json
}

/// Mostly within a year; longer where records are subscribed to for one.
fn months(vendor: &Vendor, tape: &mut Tape) -> u32 {
    let long = if vendor.card == "leadfeeder" { 90 } else { 12 };
    let months = if tape.chance(long) { tape.between(14, 30) } else { tape.between(1, 13) };
    u32::try_from(months).expect("a few")
}

fn start(tape: &mut Tape) -> NaiveDate {
    let month = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let month = plus_months(month, u32::try_from(tape.below(48)).expect("a few"));
    // Days that not every month has come more often than by chance.
    let day = if tape.chance(30) { tape.between(28, 31) } else { tape.between(1, 28) };
    let day = u32::try_from(day).expect("a day");
    (1..=day).rev().find_map(|day| chrono::Datelike::with_day(&month, day)).expect("a day")
}

fn policies(vendor: &Vendor, tape: &mut Tape) -> Map<String, Json> {
    let mut chosen = Map::new();
    for (policy, answers, percent) in vendor.policies {
        if tape.chance(*percent) {
            chosen.insert((*policy).to_owned(), tape.one_of(answers).into());
        }
    }
    chosen
}

/// A subscription and what the rest of the scenario must know of it.
struct Written {
    subscription: Json,
    /// The fewest credits that any month of it has.
    least_month: i64,
}

impl Written {
    fn names(&self, field: &str) -> bool {
        let changes = self.subscription["changes"].as_array();
        changes.is_some_and(|changes| changes.iter().any(|change| change.get(field).is_some()))
    }

    /// The caps of the two keys may not come to more than the month's credits of any plan.
    fn keep_caps_low(&self, json: &mut Json) {
        let most = (self.least_month / 2).max(1);
        for change in json["subscription"]["changes"].as_array_mut().into_iter().flatten() {
            if let Some(cap) = change["monthlyCap"].as_i64() {
                change["monthlyCap"] = (cap % (most + 1)).into();
            }
        }
    }
}

fn credits(
    vendor: &Vendor,
    start: NaiveDate,
    horizon: NaiveDate,
    changes: &[Vec<u16>],
    restarts: bool,
    tape: &mut Tape,
) -> Written {
    let annual = tape.chance(30);
    let seats = if tape.chance(30) { tape.between(1, 6) } else { 1 };
    let wanted = Wanted { annual, yearly: 240..=50_000, seats };
    let first = choose(tape, vendor, &wanted).or_else(|| {
        choose(&mut Tape::new(&[0, 99]), vendor, &Wanted { seats: 1, yearly: 240..=50_000, annual })
    });
    let first = first.expect("the first plan of each vendor does for one user");
    let mut json = first.json.clone();
    json["start"] = start.to_string().into();
    let mut said = first.seats_included;
    if seats > 1 && first.json["plan"] != "starter" {
        said = seats;
        json["seats"] = seats.into();
    }
    if tape.chance(35) {
        json["openingBalance"] = decimal(tape.below(800), 2).into();
    }
    if tape.chance(20) {
        let below = tape.below(100);
        json["autoTopUp"] = json!({ "below": below, "to": below + tape.below(200), "price": money(tape.below(40)) });
    }
    if vendor.card == "lusha-help-centre" && tape.chance(25) {
        let (opening, per_cycle) = (tape.below(40), tape.below(60));
        json["pools"] = json!({ "conversation": { "opening": opening, "perCycle": per_cycle } });
    }
    let timeline = Timeline::new(start, annual, horizon);
    let mut writer = Writer::new(vendor, &first, said, timeline, restarts);
    for (day, mut tape) in days(changes, start, horizon) {
        writer.change(day, &mut tape);
    }
    json["changes"] = writer.changes.into();
    Written { subscription: json, least_month: writer.least_month }
}

fn wallet(
    vendor: &Vendor,
    start: NaiveDate,
    horizon: NaiveDate,
    changes: &[Vec<u16>],
    spends_much: bool,
    tape: &mut Tape,
) -> Written {
    let mut json = json!({ "plan": "payg", "start": start.to_string() });
    if spends_much {
        if tape.chance(50) {
            json["openingBalance"] = tape.between(2_100, 6_000).into();
        }
    } else if tape.chance(90) {
        json["openingBalance"] = decimal(tape.below(800), 100).into();
    }
    if !spends_much && tape.chance(30) {
        let below = tape.below(20);
        json["autoTopUp"] = json!({ "below": below, "to": below + tape.below(60) });
    }
    let mut writer = Writer::of_wallet(vendor, Timeline::new(start, false, horizon));
    for (day, mut tape) in days(changes, start, horizon) {
        writer.change(day, &mut tape);
    }
    json["changes"] = writer.changes.into();
    Written { subscription: json, least_month: 20 }
}

fn lists(vendor: &Vendor, tape: &mut Tape) -> Vec<usage::List> {
    let percent = if vendor.card == "leadfeeder" { 95 } else { 70 };
    let count = if tape.chance(percent) { tape.between(1, 2) } else { 0 };
    (0..usize::try_from(count).expect("a few")).map(|index| list(index, vendor, tape)).collect()
}

fn spenders(ids: [&str; 2], most: i64, tape: &mut Tape) -> Json {
    let mut spender = |id: &str| {
        let cap = tape.between(0, (most / 2).max(1));
        if tape.chance(30) { json!({ "id": id }) } else { json!({ "id": id, "monthlyCap": cap }) }
    };
    ids.map(&mut spender).to_vec().into()
}

/// Limits that were kept, or so low that they are felt.
fn limits(vendor: &Vendor, tape: &mut Tape) -> Json {
    if vendor.card == "lusha-help-centre" && tape.chance(15) {
        return "legacy".into();
    }
    let mut all = vec![json!({ "count": tape.between(1, 30), "per": "minute" })];
    if tape.chance(50) {
        all.push(json!({ "count": tape.between(3, 40), "per": "hour" }));
    }
    if tape.chance(60) {
        all.push(json!({ "count": tape.between(2, 40), "per": "day" }));
    }
    if tape.chance(15) {
        all.push(json!({ "count": tape.between(30, 900), "per": "month" }));
    }
    all.into()
}

/// Phones for more than $2,000 a month, and previews that are free from then on.
fn spending_that_frees_previews() -> [Json; 2] {
    let all = json!({ "result": 1 });
    let daily = |action: &str, count: i64| json!({ "action": action, "every": "day", "count": count, "batch": 50, "matched": 0.97, "points": all });
    [daily("phone.find", 240), daily("lead.preview", 40)]
}
