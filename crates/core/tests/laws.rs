//! What every report keeps, whatever the scenario.

mod engine;
mod generator;

use creditcast_core::amount::Amount;
use creditcast_core::report::{Entry, EntryKind, Report};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value as Json;

/// Runs random scenarios and looks at their reports.
fn check(law: impl Fn(&Json, &Report)) {
    let scenarios = generator::scenario().prop_filter("legal", |s| engine::problems(s).is_empty());
    let config = ProptestConfig {
        cases: engine::cases(),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let found = TestRunner::new(config).run(&scenarios, |scenario| {
        law(&scenario, &engine::run(&scenario));
        Ok(())
    });
    found.unwrap_or_else(|failure| panic!("{failure}"));
}

fn ledger(report: &Report) -> &[Entry] {
    report.ledger.as_deref().expect("asked for")
}

fn sum_of(report: &Report, kind: EntryKind) -> Amount {
    ledger(report).iter().filter(|entry| entry.kind == kind).map(|entry| entry.amount).sum()
}

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
