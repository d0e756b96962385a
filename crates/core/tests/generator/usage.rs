//! Activities and the lists that they work through.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use super::tape::Tape;
use super::timeline::plus_days;
use super::vendor::{Action, Vendor};

/// What all activities of a scenario share.
pub(crate) struct Around<'v> {
    pub(crate) vendor: &'v Vendor,
    pub(crate) start: NaiveDate,
    /// Days of the horizon.
    pub(crate) days: i64,
    pub(crate) lists: Vec<List>,
    pub(crate) has_keys: bool,
    pub(crate) has_users: bool,
}

/// A list with the kind of its records.
pub(crate) struct List {
    pub(crate) json: Json,
    pub(crate) kind: &'static str,
}

/// Shares as people give them: all, none, round ones, and fine ones.
pub(crate) fn share(tape: &mut Tape) -> f64 {
    let ten_thousandths = match tape.below(6) {
        0 => 10_000,
        1 => 0,
        2 | 3 => tape.between(1, 9) * 1_000,
        4 => tape.between(1, 99) * 100,
        _ => tape.between(1, 9_999),
    };
    decimal(ten_thousandths, 10_000)
}

/// A fraction of whole numbers as the number that JSON has for it.
pub(crate) fn decimal(numerator: i64, denominator: i64) -> f64 {
    numerator as f64 / denominator as f64
}

pub(crate) fn list(index: usize, vendor: &Vendor, tape: &mut Tape) -> List {
    let kinds: Vec<_> = vendor.list_kinds.iter().collect();
    let (kind, points) = tape.one_of(&kinds);
    let mut found: Map<String, Json> = Map::new();
    for point in *points {
        if found.is_empty() || tape.chance(75) {
            found.insert((*point).to_owned(), share(tape).into());
        }
    }
    let mut json =
        json!({ "id": format!("l{index}"), "size": tape.between(1, 100), "found": found.clone() });
    if tape.chance(40) {
        let paid = found.keys().filter(|_| tape.chance(75)).cloned().collect::<Vec<_>>();
        let paid = paid.into_iter().map(|point| (point, share(tape).into()));
        json["paid"] = paid.collect::<Map<_, _>>().into();
    }
    List { json, kind }
}

pub(crate) fn activity(around: &Around, tape: &mut Tape) -> Json {
    if tape.chance(5) {
        return need(around, tape);
    }
    let actions: Vec<&Action> = around.vendor.actions.iter().collect();
    // Those that come first are taken more often.
    let most = tape.between(4, i64::try_from(actions.len()).expect("few"));
    let action = actions[usize::try_from(tape.below(most)).expect("an index")];
    let mut json = json!({ "action": action.id });
    // A wallet of money holds for a request what it does not spend only where not all is found.
    let batched = if around.vendor.plans.is_empty() { 92 } else { 50 };
    when(around, &mut json, tape);
    let named = around.lists.iter().find(|list| list.kind == action.kind);
    // Only a list shows that a term has ended.
    let listed = if around.vendor.card == "leadfeeder" { 95 } else { 70 };
    match named.filter(|list| tape.chance(listed) && shares_a_point(list, action)) {
        Some(list) => name_list(&mut json, list, action, tape),
        None if named.is_some() && !around.vendor.plans.is_empty() && tape.chance(15) => {
            name_list(&mut json, named.expect("it is"), action, tape);
        }
        None => give_shares(&mut json, action, batched, tape),
    }
    if tape.chance(batched) {
        json["batch"] = tape.between(1, action.batch_max).into();
    }
    who(around, action, &mut json, tape);
    if tape.chance(40) {
        json["whenLimited"] = tape.one_of(&["drop", "drop", "wait"]).into();
    }
    json
}

fn need(around: &Around, tape: &mut Tape) -> Json {
    let mut json = json!({ "action": tape.one_of(around.vendor.needs) });
    when(around, &mut json, tape);
    if tape.chance(50) {
        json["matched"] = share(tape).into();
    }
    json
}

fn shares_a_point(list: &List, action: &Action) -> bool {
    let found = &list.json["found"];
    action.points.is_empty() || action.points.iter().any(|point| found.get(point).is_some())
}

/// The days of an activity, and how much it does on them.
fn when(around: &Around, json: &mut Json, tape: &mut Tape) {
    let every = tape.one_of(&["day", "week", "weekday", "day", "month", "once"]);
    json["every"] = every.into();
    let most = match every {
        "once" | "month" => 150,
        "week" => 90,
        _ => 30,
    };
    let grows = tape.chance(15);
    json["count"] = tape.between(0, if grows { most / 5 } else { most }).into();
    if grows {
        json["growthPerMonth"] = decimal(tape.between(-4_000, 1_500), 10_000).into();
    }
    if tape.chance(10) {
        json["members"] = tape.between(1, 3).into();
    }
    if tape.chance(20) {
        let from = tape.below(around.days);
        json["from"] = plus_days(around.start, from).to_string().into();
        if tape.chance(50) {
            let until = plus_days(around.start, from + tape.below(90));
            json["until"] = until.to_string().into();
        }
    }
    if tape.chance(4) {
        json["off"] = true.into();
    }
}

fn name_list(json: &mut Json, list: &List, action: &Action, tape: &mut Tape) {
    json["list"] = list.json["id"].clone();
    let shared: Vec<&str> =
        action.points.iter().copied().filter(|p| list.json["found"].get(p).is_some()).collect();
    if !shared.is_empty() && tape.chance(50) {
        let kept: Vec<&str> = shared.iter().copied().filter(|_| tape.chance(60)).collect();
        json["reveal"] = if kept.is_empty() { vec![shared[0]] } else { kept }.into();
    } else if tape.chance(20) {
        // Some that the list does not have, or none.
        let named: Vec<&str> = action.points.iter().copied().filter(|_| tape.chance(50)).collect();
        json["reveal"] = named.into();
    }
    if action.id == "workspace.signal" {
        json["table"] = tape.one_of(&["t1", "t2"]).into();
    }
}

fn give_shares(json: &mut Json, action: &Action, percent: i64, tape: &mut Tape) {
    for field in ["repeat", "matched"] {
        if tape.chance(percent) {
            json[field] = share(tape).into();
        }
    }
    let mut points = Map::new();
    for point in action.points {
        if tape.chance(85) {
            points.insert((*point).to_owned(), share(tape).into());
        }
    }
    if !points.is_empty() {
        json["points"] = points.into();
    }
}

fn who(around: &Around, action: &Action, json: &mut Json, tape: &mut Tape) {
    if around.has_keys && action.is_request && tape.chance(75) {
        json["key"] = tape.one_of(&["k1", "k2"]).into();
    }
    if around.has_users && tape.chance(60) {
        json["user"] = tape.one_of(&["u1", "u2"]).into();
    }
    if tape.chance(10) {
        json["workflow"] = "enrichment".into();
    }
}
