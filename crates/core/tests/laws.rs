//! What every report keeps, whatever the scenario.
//!
//! Relations between the reports of two scenarios are in `relations.rs`.

mod engine;
mod generator;
mod property;

use std::collections::BTreeMap;

use creditcast_catalog::catalog;
use creditcast_core::amount::Amount;
use creditcast_core::calendar::Instant;
use creditcast_core::rate_card::{RateCard, Shelf, Wallet};
use creditcast_core::rate_limit::Window;
use creditcast_core::report::{
    CycleRow, Entry, EntryKind, Refusal, RefusedDay, Report, Spending, State, Units,
};
use creditcast_core::simulation::{Options, parse, simulate};
use serde_json::Value as Json;

/// Runs random scenarios and looks at their reports.
fn check(law: impl Fn(&Json, &Report)) {
    let scenarios = property::edited(|_| ());
    property::check(&scenarios, |scenario| law(&scenario, &engine::run(&scenario)));
}

/// The card of a scenario of the generator, which names one on the shelf.
fn card(scenario: &Json) -> &'static RateCard {
    catalog().find(scenario["card"].as_str().expect("an id")).expect("a card")
}

fn is(scenario: &Json, policy: &str, answer: &str) -> bool {
    scenario["policies"][policy] == answer
}

fn changes<'s>(scenario: &'s Json, kind: &'s str) -> impl DoubleEndedIterator<Item = &'s Json> {
    let changes = scenario["subscription"]["changes"].as_array();
    changes.into_iter().flatten().filter(move |change| change["kind"] == kind)
}

fn ledger(report: &Report) -> &[Entry] {
    report.ledger.as_deref().expect("asked for")
}

fn sum_of(report: &Report, kind: EntryKind) -> Amount {
    ledger(report).iter().filter(|entry| entry.kind == kind).map(|entry| entry.amount).sum()
}

/// Seen red with: what has expired left in the balance.
#[test]
fn what_came_is_spent_expired_or_left() {
    check(|_, report| {
        let totals = &report.totals;
        let came = totals.opening + totals.granted + totals.topped_up;
        assert_eq!(came, totals.spent + totals.expired + totals.remaining, "in all");
        for row in &report.cycles {
            let came = row.opening + row.granted + row.topped_up;
            assert_eq!(came, row.spent + row.expired + row.closing, "in cycle {}", row.index);
        }
    });
}

/// Seen red with: totals that open as the last cycle does.
#[test]
fn cycles_follow_upon_each_other_and_add_up_to_the_totals() {
    check(|_, report| {
        for pair in report.cycles.windows(2) {
            assert_eq!(pair[0].closing, pair[1].opening, "before cycle {}", pair[1].index);
            assert_eq!(pair[0].end, pair[1].start);
            assert_eq!(pair[0].index + 1, pair[1].index);
        }
        let (rows, totals) = (&report.cycles, &report.totals);
        assert_eq!(rows.first().map(|row| row.opening), Some(totals.opening));
        assert_eq!(rows.last().map(|row| row.closing), Some(totals.remaining));
        assert_eq!(rows.iter().map(|row| row.granted).sum::<Amount>(), totals.granted);
        assert_eq!(rows.iter().map(|row| row.topped_up).sum::<Amount>(), totals.topped_up);
        assert_eq!(rows.iter().map(|row| row.spent).sum::<Amount>(), totals.spent);
        assert_eq!(rows.iter().map(|row| row.expired).sum::<Amount>(), totals.expired);
        assert_eq!(rows.iter().map(|row| row.cost.amount.0).sum::<Amount>(), totals.cost.amount.0);
    });
}

/// Seen red with: what is cut at a renewal not entered.
#[test]
fn the_amounts_up_to_an_entry_add_up_to_its_balance_which_is_never_below_zero() {
    check(|_, report| {
        let mut balance = Amount::ZERO;
        for entry in ledger(report) {
            balance += entry.amount;
            assert_eq!(balance, entry.balance, "at {entry:?}");
            assert!(balance >= Amount::ZERO, "at {entry:?}");
        }
        assert_eq!(balance, report.totals.remaining);
    });
}

/// Seen red with: top-ups counted as grants.
#[test]
fn ledger_sums_by_kind_are_the_totals() {
    check(|_, report| {
        let totals = &report.totals;
        assert_eq!(sum_of(report, EntryKind::Opening), totals.opening);
        assert_eq!(sum_of(report, EntryKind::Grant), totals.granted);
        assert_eq!(sum_of(report, EntryKind::TopUp), totals.topped_up);
        assert_eq!(sum_of(report, EntryKind::Charge), Amount::ZERO - totals.spent);
        assert_eq!(sum_of(report, EntryKind::Expiry), Amount::ZERO - totals.expired);
    });
}

/// Seen red with: refusals of another reason on the same day added to the last ones.
#[test]
fn refusals_day_by_day_add_up_to_the_refusals() {
    check(|_, report| {
        let days = report.refusals_daily.as_deref().expect("asked for");
        for row in &report.refusals {
            let is_part =
                |day: &&RefusedDay| (day.reason, day.activity) == (row.reason, row.activity);
            let parts: Vec<_> = days.iter().filter(is_part).collect();
            assert_eq!(parts.iter().map(|day| day.requests.0).sum::<u64>(), row.requests.0);
            assert_eq!(parts.iter().map(|day| day.units.0).sum::<u64>(), row.units.0);
            assert_eq!(parts.iter().map(|day| day.at).min(), Some(row.first));
        }
        let all: u64 = report.refusals.iter().map(|row| row.requests.0).sum();
        assert_eq!(days.iter().map(|day| day.requests.0).sum::<u64>(), all, "none is of no row");
    });
}

/// Seen red with: the last line of a cycle taken for its cost.
#[test]
fn the_bill_adds_up_to_the_cost() {
    check(|_, report| {
        let lines = report.bill.iter().map(|line| line.amount.amount.0);
        assert_eq!(lines.sum::<Amount>(), report.totals.cost.amount.0);
        for row in &report.cycles {
            let lines = report.bill.iter().filter(|line| line.cycle == row.index);
            let cost = lines.map(|line| line.amount.amount.0).sum::<Amount>();
            assert_eq!(cost, row.cost.amount.0, "of cycle {}", row.index);
        }
    });
}

/// Seen red with: the rules of the ledger left out of the named ones.
#[test]
fn rules_and_sources_of_every_figure_are_told() {
    check(|_, report| {
        let of_ledger = ledger(report).iter().map(|entry| &entry.rule);
        let of_spending = report.spending.iter().flat_map(|row| &row.rules).map(|rule| &rule.rule);
        let of_bill = report.bill.iter().map(|line| &line.rule);
        for rule in of_ledger.chain(of_spending).chain(of_bill) {
            assert!(report.rules.contains_key(rule), "{rule}");
        }
        for source in report.rules.values().flat_map(|rule| &rule.sources) {
            assert!(report.sources.contains_key(source), "{source}");
        }
    });
}

/// What is left to the cap after each entry: lasting top-ups stand outside it and are spent last.
fn capped_balances(scenario: &Json, report: &Report) -> Vec<Amount> {
    let lasts = is(scenario, "topUp", "lasting");
    let mut lasting = Amount::ZERO;
    let mut capped = |entry: &Entry| {
        if lasts && entry.kind == EntryKind::TopUp {
            lasting += entry.amount;
        }
        lasting = lasting.min(entry.balance);
        entry.balance - lasting
    };
    ledger(report).iter().map(&mut capped).collect()
}

/// Does a cycle begin with a renewal, and with the plan that it ends with? Not the first, and none
/// with an upgrade, which may have begun it. A year after months was begun by an upgrade while
/// frozen: its grant is added to all that was left.
fn is_renewed(scenario: &Json, before: &CycleRow, row: &CycleRow) -> bool {
    let (start, end) = (row.start.to_string(), row.end.to_string());
    let is_in = |on: &Json| (&*start..&*end).contains(&on.as_str().expect("a day"));
    let is_upgraded = changes(scenario, "upgrade").any(|change| is_in(&change["on"]));
    let is_first_year = is_year(row) && !is_year(before);
    row.state == State::Active && !is_upgraded && !is_first_year
}

fn is_year(row: &CycleRow) -> bool {
    row.end.days_since(row.start) > 31
}

/// How many times its own credits there may be when a cycle has begun.
fn grants_at_most(scenario: &Json, row: &CycleRow) -> u64 {
    let rolls_over = card(scenario).plan(&row.plan).expect("a plan").rollover && !is_year(row);
    if !rolls_over || is(scenario, "rolloverCap", "none") {
        1
    } else if is(scenario, "rolloverCap", "carried") {
        3
    } else {
        2
    }
}

/// Where the cycle began with a renewal and the card has credits. Seen red with: a cap of three
/// months' credits.
#[test]
fn after_a_renewal_the_balance_is_within_its_cap() {
    check(|scenario, report| {
        if card(scenario).wallet == Wallet::Money {
            return;
        }
        let capped = capped_balances(scenario, report);
        let pairs = report.cycles.windows(2).map(|pair| (&pair[0], &pair[1]));
        for (_, row) in pairs.filter(|(before, row)| is_renewed(scenario, before, row)) {
            let entries = ledger(report).iter().zip(&capped);
            let at_start = entries
                .filter(|(entry, _)| {
                    (entry.cycle, entry.at) == (row.index, Instant::midnight(row.start))
                })
                .take_while(|(entry, _)| entry.kind != EntryKind::TopUp);
            let grant = at_start.clone().find(|(entry, _)| entry.kind == EntryKind::Grant);
            let (grant, _) = grant.expect("every plan of the generator grants something");
            let cap = grant.amount.times(grants_at_most(scenario, row)).expect("a small amount");
            let (_, balance) = at_start.last().expect("the grant at least");
            assert!(*balance <= cap, "{balance} of {cap} in cycle {}", row.index);
        }
    });
}

/// Keys or users, and how scenarios speak of them.
struct Purses {
    all: &'static str,
    one: &'static str,
    change: &'static str,
    of: fn(&Entry) -> Option<&String>,
}

const PURSES: [Purses; 2] = [
    Purses { all: "keys", one: "key", change: "keyCap", of: |entry| entry.key.as_ref() },
    Purses { all: "users", one: "user", change: "userCap", of: |entry| entry.user.as_ref() },
];

impl Purses {
    /// The cap on a day: that of the last change up to it, or the first.
    fn cap(&self, scenario: &Json, id: &str, day: &str) -> Option<Amount> {
        let is_in_force = |change: &&Json| change["on"].as_str() <= Some(day);
        let mut changes = changes(scenario, self.change).filter(is_in_force).rev();
        let mut listed = scenario[self.all].as_array().into_iter().flatten();
        let said = changes
            .find(|change| change[self.one] == id)
            .or_else(|| listed.find(|spender| spender["id"] == id));
        said?["monthlyCap"].as_i64().map(Amount::ones)
    }
}

/// The month in which a charge counts toward a cap: the cycle, of a year its monthly
/// anniversaries. Unknown in a year that starts on 28 February, perhaps for the 29th.
fn cap_month(scenario: &Json, report: &Report, entry: &Entry) -> Option<(u32, u32)> {
    let row = report.cycles.iter().find(|row| row.index == entry.cycle)?;
    if !is_year(row) || is(scenario, "keyCapReset", "billingCycle") {
        return Some((row.index, 0));
    }
    let is_clear = !row.start.to_string().ends_with("-02-28");
    is_clear.then(|| (row.index, entry.at.date.months_since(row.start)))
}

/// Seen red with: a key below its cap that may go over it with one request.
#[test]
fn charges_of_a_key_or_a_user_are_within_its_cap() {
    check(|scenario, report| {
        for purses in &PURSES {
            let mut used: BTreeMap<_, Amount> = BTreeMap::new();
            for entry in ledger(report).iter().filter(|entry| entry.kind == EntryKind::Charge) {
                let Some(id) = (purses.of)(entry) else { continue };
                let Some(month) = cap_month(scenario, report, entry) else { continue };
                let used = used.entry((id, month)).or_default();
                *used += Amount::ZERO - entry.amount;
                let cap = purses.cap(scenario, id, &entry.at.date.to_string());
                assert!(cap.is_none_or(|cap| *used <= cap), "{used} of {cap:?} at {entry:?}");
            }
        }
    });
}

/// Nothing waits for a rate limit. Seen red with: free requests forgotten that are served between
/// refused ones.
#[test]
fn what_is_asked_is_served_or_refused() {
    check(|_, report| {
        let totals = &report.totals;
        let refused: u64 = report.refusals.iter().map(|row| row.units.0).sum();
        let done = totals.served.0 + refused;
        assert_eq!(Units(totals.asked.0 - done), waiting(report));
        assert!(totals.asked.0 == done || report.backlog_clears.is_none());
        // An activity without a rule has no row.
        let served: BTreeMap<_, _> =
            report.spending.iter().map(|row| (row.activity, row.units.0)).collect();
        assert!(served.values().sum::<u64>() <= totals.served.0);
        for row in &report.refusals {
            assert!(row.requests.0 > 0 && row.units.0 >= row.requests.0, "{row:?}");
        }
    });
}

/// The requests that entries of the ledger tell of, which are those that were charged: when so many
/// went out, and of which key.
fn sendings<'r>(scenario: &Json, report: &'r Report) -> Vec<(i64, Option<&'r str>, u64)> {
    let is_account = is(scenario, "limitScope", "account");
    let is_request = |entry: &&Entry| {
        let action = entry.action.as_deref().and_then(|id| card(scenario).action(id));
        action.is_some_and(|action| action.request)
    };
    // Each rule has an entry of the same requests.
    let mut sent: BTreeMap<_, (Option<&str>, u64)> = BTreeMap::new();
    for entry in ledger(report).iter().filter(is_request) {
        let (key, requests) = (entry.key.as_deref().filter(|_| !is_account), entry.requests);
        let requests = requests.map_or(0, |requests| requests.0);
        let known = sent.entry((entry.at, entry.activity)).or_insert((key, 0));
        known.1 = known.1.max(requests);
    }
    sent.into_iter().map(|((at, _), (key, count))| (at.as_millis(), key, count)).collect()
}

const WINDOWS: [Window; 4] = [Window::Minute, Window::Hour, Window::Day, Window::Month];

/// Seen red with: requests that wait let through without being counted.
#[test]
fn requests_are_within_every_window() {
    check(|scenario, report| {
        let sendings = sendings(scenario, report);
        for limit in scenario["subscription"]["limits"].as_array().into_iter().flatten() {
            let per = WINDOWS.into_iter().find(|window| limit["per"] == window.id());
            let per = per.expect("a window");
            let mut accepted: BTreeMap<_, u64> = BTreeMap::new();
            for (at, key, count) in &sendings {
                *accepted.entry((per.start(*at), key)).or_default() += count;
            }
            let most = accepted.values().max().copied().unwrap_or(0);
            assert!(most <= limit["count"].as_u64().expect("a count"), "{limit}");
        }
    });
}

/// Units that still wait for a rate limit at the end, as the warning says.
fn waiting(report: &Report) -> Units {
    let backlog = report.warnings.iter().find(|warning| warning.code.starts_with("backlog"));
    let said = backlog.map_or(Vec::new(), |warning| warning.message.split(' ').collect());
    let digits = said.first().map_or("0".to_owned(), |units| units.replace(',', ""));
    Units(digits.parse().expect("a number comes first"))
}

/// Seen red with: charges of a pool counted as expiry.
#[test]
fn pools_beside_the_credits_keep_their_own_sums() {
    check(|scenario, report| {
        for pool in &report.pools {
            let came = pool.opening + pool.granted;
            assert_eq!(came, pool.spent + pool.expired + pool.remaining, "in {}", pool.id);
            assert!(pool.remaining >= Amount::ZERO, "in {}", pool.id);
            let rows =
                report.spending.iter().filter(|row| pool_of(scenario, row) == Some(&pool.id));
            assert_eq!(rows.map(|row| row.amount).sum::<Amount>(), pool.spent, "from {}", pool.id);
        }
    });
}

/// The pool that a row takes from, if not the credits.
fn pool_of<'r>(scenario: &Json, row: &'r Spending) -> Option<&'static String> {
    let of = |rule: &'r str| card(scenario).rule(rule)?.charge.as_ref()?.pool.as_ref();
    row.rules.iter().find_map(|rule| of(&rule.rule))
}

/// Seen red with: the spending of the cycle told as that of the day.
#[test]
fn days_follow_the_ledger() {
    check(|_, report| {
        let (days, totals) = (report.daily.as_deref().expect("asked for"), &report.totals);
        assert_eq!(days.last().map(|day| day.balance), Some(totals.remaining));
        assert_eq!(days.iter().map(|day| day.spent).sum::<Amount>(), totals.spent);
        let mut entries = ledger(report).iter().peekable();
        let mut balance = Amount::ZERO;
        for day in days {
            let mut spent = Amount::ZERO;
            while let Some(entry) = entries.next_if(|entry| entry.at.date == day.date) {
                balance = entry.balance;
                if entry.kind == EntryKind::Charge {
                    spent -= entry.amount;
                }
            }
            assert_eq!((day.balance, day.spent), (balance, spent), "on {}", day.date);
        }
        assert!(entries.next().is_none(), "each entry is of a day, in their order");
    });
}

/// Seen red with: the last refusal kept instead of the first.
#[test]
fn credits_run_out_at_the_first_request_refused_for_want_of_them() {
    check(|scenario, report| {
        let has_pool = |action: &str| action == "conversation.save";
        let refused = report.refusals.iter();
        let refused =
            refused.filter(|row| row.reason == Refusal::Credits && !has_pool(&row.action));
        assert_eq!(report.runs_out, refused.map(|row| row.first).min());
        let of_cycles = || report.cycles.iter().filter_map(|row| Some((row, row.runs_out?)));
        assert_eq!(report.runs_out, of_cycles().map(|(_, at)| at).next());
        for (row, at) in of_cycles() {
            assert!((row.start..row.end).contains(&at.date), "in cycle {}", row.index);
        }
        // A wallet of money may refuse what would have cost nothing.
        let is_missing = report.totals.missing > Amount::ZERO;
        assert!(is_missing == report.runs_out.is_some() || card(scenario).wallet == Wallet::Money);
    });
}

/// Seen red with: the last rule of a category taken for all of them.
#[test]
fn spending_is_told_by_rule_and_activity_and_adds_up() {
    check(|_, report| {
        let mut by_rule: BTreeMap<(usize, &str), Amount> = BTreeMap::new();
        for row in &report.spending {
            assert_eq!(row.rules.iter().map(|rule| rule.amount).sum::<Amount>(), row.amount);
            for rule in &row.rules {
                *by_rule.entry((row.activity, &rule.rule)).or_default() += rule.amount;
            }
        }
        let of_pools: Amount = report.pools.iter().map(|pool| pool.spent).sum();
        assert_eq!(by_rule.values().copied().sum::<Amount>(), report.totals.spent + of_pools);
        for entry in ledger(report).iter().filter(|entry| entry.kind == EntryKind::Charge) {
            let activity = entry.activity.expect("of a charge");
            *by_rule.get_mut(&(activity, &*entry.rule)).expect("a row") += entry.amount;
        }
        let rest: Amount = by_rule.into_values().sum();
        assert_eq!(rest, of_pools, "what the ledger does not charge is of pools");
    });
}

/// Seen red with: prices that double below a balance of 50.
#[test]
fn a_rule_charges_each_step_the_same_whatever_is_left() {
    check(|scenario, report| {
        let mut prices: BTreeMap<&str, Amount> = BTreeMap::new();
        for entry in ledger(report).iter().filter(|entry| entry.kind == EntryKind::Charge) {
            let rule = card(scenario).rule(&entry.rule).and_then(|rule| rule.charge.as_ref());
            let listed = rule.expect("a rule with a price").price;
            let units = entry.units.expect("of a charge").0;
            // A policy may have another price than the card; it is the same in every entry.
            let is_own = scenario["policies"].as_object().is_none_or(serde_json::Map::is_empty);
            let micros = -entry.amount.as_micros() / i64::try_from(units).expect("few");
            let price = *prices.entry(&entry.rule).or_insert(Amount::micros(micros));
            assert_eq!(price.times(units), Some(Amount::ZERO - entry.amount), "at {entry:?}");
            assert!(!is_own || price == listed, "at {entry:?}");
        }
    });
}

/// Points that are charged once for a record, wherever they are asked for.
const ONCE: [&str; 4] = ["email", "phone", "company", "record"];

/// Is what was paid for free to the end of the scenario?
fn stays_free(scenario: &Json) -> bool {
    let months = scenario["horizon"]["months"].as_u64().expect("a number");
    let is_term_over = card(scenario).id == "leadfeeder" && months > 12;
    let asks = is(scenario, "bulkReveal", "fullSelection");
    card(scenario).wallet == Wallet::Credits
        && !(is(scenario, "revealedFor", "cycle") || asks || is_term_over)
}

/// How often each point of a list was charged.
fn points_charged<'s>(
    scenario: &'s Json,
    report: &Report,
) -> BTreeMap<(&'s str, &'static str), u64> {
    let mut charged = BTreeMap::new();
    for row in &report.spending {
        let Some(list) = scenario["usage"][row.activity]["list"].as_str() else { continue };
        for rule in row.rules.iter().filter(|rule| rule.amount > Amount::ZERO) {
            let charge = card(scenario).rule(&rule.rule).and_then(|rule| rule.charge.as_ref());
            if let Some(point) = charge.and_then(|charge| charge.point.as_deref()) {
                *charged.entry((list, point)).or_default() += rule.units.0;
            }
        }
    }
    charged
}

/// Where what was paid for stays free, and not for API signals, which are charged again. Seen red
/// with: only the first point of a record noted as paid for.
#[test]
fn a_point_of_a_record_is_charged_once() {
    check(|scenario, report| {
        if !stays_free(scenario) {
            return;
        }
        for ((list, point), charged) in points_charged(scenario, report) {
            let lists = scenario["lists"].as_array().expect("of an activity with a list");
            let list = lists.iter().find(|known| known["id"] == list).expect("a list");
            let share = list["found"][point].as_f64().expect("a share");
            let found = list["size"].as_f64().expect("a size") * share;
            let is_once = !ONCE.contains(&point) || charged as f64 <= found + 1e-6;
            assert!(is_once, "{point} charged {charged} times of {found}");
        }
    });
}

/// A second lets one of ten thousand million requests through, for a year, and none can be paid.
#[test]
fn what_nobody_could_follow_is_a_problem() {
    let scenario = serde_json::json!({
        "card": "lusha-help-centre",
        "subscription": {
            "plan": "premium",
            "start": "2027-03-01",
            "terms": { "per": "month", "credits": 0, "price": 0 },
            "limits": [{ "count": 1, "per": "second" }],
        },
        "usage": [{ "action": "api.lookalikes", "every": "once", "count": 10_000_000_000_u64 }],
        "horizon": { "months": 12 },
    });
    let document = serde_json::from_value(scenario).expect("plain data");
    let scenario = parse(&document, catalog()).expect("a scenario without problems");
    let problems = simulate(&scenario, catalog(), Options::default()).expect_err("too long");
    assert_eq!(problems[0].code, "tooLong");
}
