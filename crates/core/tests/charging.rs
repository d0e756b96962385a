//! What many requests are charged at once is what they are charged one by one, for any rules.
//!
//! The rules of real cards are few and alike; these are random, so that every way of finding a sum is
//! taken: from the sum of all, from one request, from two neighbouring counts, by looking.

use creditcast_core::amount::Amount;
use creditcast_core::charging::{
    DaysCost, Even, EvenPoint, Periodic, Requests, Rounds, Search, Spread, Steps, Tally, Tariff,
};
use creditcast_core::document::{At, Problems};
use creditcast_core::number::{Count, Share};
use creditcast_core::rate_card::{Action, Charge, Chosen, Of, Once, Per, RateCard, Rule, Within};
use proptest::prelude::*;

/// Rules, what units bring, and how they are sent.
#[derive(Clone, Debug)]
struct Case {
    rules: Vec<Charge>,
    unit_once: bool,
    repeat: Share,
    matched: Share,
    /// A point for each rule that charges one: its share, and how it is charged.
    points: Vec<(Share, u8)>,
    requests: Requests,
    days: u64,
    served: u64,
}

fn share() -> impl Strategy<Value = Share> {
    let round = prop_oneof![Just(0), Just(10_000), (0..=20_i64).prop_map(|part| part * 500)];
    prop_oneof![round, 0..=10_000_i64]
        .prop_map(|count| Share::from_ten_thousandths(count).expect("a share"))
}

fn charge() -> impl Strategy<Value = Charge> {
    let of = prop_oneof![
        Just(Of::Request),
        Just(Of::Unit),
        Just(Of::Matched),
        Just(Of::Result),
        Just(Of::Point),
        Just(Of::Point),
    ];
    let per = prop_oneof![
        3 => Just(Per::Of(1)),
        3 => (2..=30_u64).prop_map(Per::Of),
        1 => Just(Per::All),
    ];
    let flags = (any::<bool>(), any::<bool>(), 0..=8_u8);
    (0..=3_i64, of, per, 0..=2_u64, flags).prop_map(|(price, of, per, minimum, flags)| {
        let (waived, counts_repeats, within) = flags;
        Charge {
            price: Amount::ones(price),
            of,
            per,
            within: if within == 0 { Within::Cycle } else { Within::Request },
            minimum: Count(minimum),
            waived_by_points: waived && of != Of::Point,
            counts_repeats,
            ..Charge::default()
        }
    })
}

fn case() -> impl Strategy<Value = Case> {
    let rules = prop::collection::vec(charge(), 1..=4);
    let points = prop::collection::vec((share(), 0..=3_u8), 4);
    // Of many single units all kinds are counted, few are looked at one by one.
    let units = prop_oneof![4 => 0..=120_u64, 1 => 500..=2_000_u64];
    let requests = (0..=300_u64, units, prop_oneof![Just(1), 2..=60_u64])
        .prop_map(|(before, units, batch)| Requests { before, units, batch });
    let spread = (share(), share(), points);
    (rules, any::<bool>(), spread, requests, 1..=4_u64, 0..=40_u64).prop_map(
        |(rules, unit_once, (repeat, matched, points), requests, days, served)| {
            let once = rules.iter().filter(|rule| rule.of == Of::Point).count();
            let points = points.into_iter().take(once).collect();
            Case { rules, unit_once, repeat, matched, points, requests, days, served }
        },
    )
}

impl Case {
    fn card(&self) -> RateCard {
        let id = |index: usize| format!("rule{index}");
        let rules = self.rules.iter().enumerate().map(|(index, charge)| Rule {
            id: id(index),
            charge: Some(charge.clone()),
            ..Rule::default()
        });
        let action = Action {
            id: "action".to_owned(),
            charges: (0..self.rules.len()).map(id).collect(),
            once: if self.unit_once { vec![Once::Unit] } else { Vec::new() },
            ..Action::default()
        };
        RateCard { rules: rules.collect(), actions: vec![action], ..RateCard::default() }
    }

    fn even(&self) -> Even {
        let point = |index: usize, (share, kind): &(Share, u8)| match kind {
            0 => EvenPoint::Nowhere,
            1 => EvenPoint::Asked,
            2 if index > 0 => EvenPoint::FoundAlone(Periodic::alone(*share, &[self.points[0].0])),
            _ => EvenPoint::Found(*share),
        };
        let points = self.points.iter().enumerate().map(|(index, found)| point(index, found));
        Even::new(self.repeat, self.matched, points.collect())
    }

    fn served(&self) -> impl Fn(&Rule) -> u64 {
        |_| self.served
    }
}

/// Looks at a case with its tariff and its spread.
fn with(case: &Case, law: impl FnOnce(&Tariff, &Even)) {
    let (card, mut problems) = (case.card(), Problems::default());
    let chosen = Chosen::of(&card, &[], At::Root, &mut problems);
    law(&Tariff::of(&card, &card.actions[0], &chosen), &case.even());
}

/// What each request is charged, as the charging function says.
fn one_by_one(
    tariff: &Tariff,
    even: &Even,
    requests: &Requests,
    served: impl Fn(&Rule, &Tally) -> u64,
) -> Vec<Steps> {
    let mut before = Tally::default();
    let charge = |index| {
        let request = even.request(requests, index);
        let steps = tariff.charge(&request, &|rule| served(rule, &before));
        before += request;
        steps
    };
    (0..requests.count()).map(charge).collect()
}

fn sum(all: &[Steps]) -> Steps {
    all.iter().fold(Steps::default(), |mut sum, steps| {
        sum.iter_mut().zip(steps).for_each(|(sum, steps)| *sum += steps);
        sum
    })
}

fn config() -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    ProptestConfig { cases: config.cases * 8, ..config }
}

proptest! {
    #![proptest_config(config())]

    /// Seen red with: repeats of a unit counted that is paid for once.
    #[test]
    fn a_rule_counts_what_it_says(case in case()) {
        with(&case, |tariff, even| {
            let request = even.all(&case.requests);
            for rule in &tariff.rules {
                let counted = match rule.charge.of {
                    Of::Request => 1,
                    Of::Unit if case.unit_once => request.units - request.repeats,
                    Of::Unit => request.units,
                    Of::Result if rule.charge.counts_repeats => request.matched + request.repeats,
                    Of::Result | Of::Matched => request.matched,
                    Of::Point => request.points[rule.point.expect("a point")],
                };
                assert_eq!(tariff.count(rule, &request), counted, "{:?}", rule.charge);
            }
        });
    }

    #[test]
    fn units_are_counted_as_they_are_one_by_one(case in case()) {
        with(&case, |_, even| {
            let Requests { before, units, .. } = case.requests;
            let mut sum = Tally::default();
            (before..before + units).for_each(|unit| sum += even.tally(unit, unit + 1));
            assert_eq!(even.tally(before, before + units), sum);
            assert!(sum.repeats + sum.matched <= sum.units);
            assert!(sum.points.iter().all(|count| *count <= sum.units - sum.repeats));
        });
    }

    #[test]
    fn requests_in_a_row_are_charged_as_one_by_one(case in case()) {
        with(&case, |tariff, even| {
            let forms = tariff.forms(even, case.requests.batch, &case.served());
            let all = even.all(&case.requests);
            let charged = tariff.charge_all(&forms, even, &case.requests, &all, &case.served());
            // What was served in the cycle grows on the way.
            let served = |rule: &Rule, before: &Tally| {
                let rule = tariff.rules.iter().find(|known| known.rule.id == rule.id);
                let counted = if before.units == 0 { 0 } else { tariff.count(rule.expect("a rule"), before) };
                case.served + counted
            };
            // A request in itself is counted once in the cycle, but not by how many there were.
            if tariff.rules_in_cycle().all(|rule| rule.charge.of != Of::Request && !rule.charge.waived_by_points) {
                let steps = one_by_one(tariff, even, &case.requests, served);
                assert_eq!(charged.expect("few requests"), sum(&steps));
            }
        });
    }

    #[test]
    fn requests_each_by_itself_are_charged_as_one_by_one(case in case()) {
        with(&case, |tariff, even| {
            let forms = tariff.forms(even, case.requests.batch, &case.served());
            let charged = tariff.charge_each(&forms, even, &case.requests, &case.served());
            let steps = one_by_one(tariff, even, &case.requests, |_, _| case.served);
            assert_eq!(charged.expect("few requests"), sum(&steps));
            for (index, steps) in (0..).zip(&steps) {
                let cost = tariff.cost(steps).expect("a small cost");
                if index < case.requests.full() {
                    assert!((forms.least..=forms.most).contains(&cost), "{forms:?}");
                }
            }
        });
    }

    #[test]
    fn days_on_a_tab_are_charged_as_one_by_one(case in case()) {
        with(&case, |tariff, even| {
            if tariff.counts_in_cycle || case.requests.units == 0 {
                return;
            }
            let routine = tariff.routine(even, &case.requests);
            let (mut looked, mut steps) = (Steps::default(), Vec::new());
            let mut rounds = Rounds { day: case.requests, count: 0 };
            for _ in 0..case.days {
                let before = case.requests.before + rounds.units();
                let day = Requests { before, ..case.requests };
                assert!(rounds.are_followed_by(&day));
                let of_day = one_by_one(tariff, even, &day, |_, _| 0);
                let priced =
                    tariff.cost_of_days(&routine, even, &Rounds { day, count: 1 }, &|_| 0);
                let DaysCost { cost, looked: seen } = priced.expect("few requests");
                assert_eq!(cost, tariff.cost(&sum(&of_day)));
                for steps in &of_day {
                    let cost = tariff.cost(steps).expect("a small cost");
                    assert!((routine.least..=routine.most).contains(&cost), "{routine:?}");
                }
                looked = sum(&[looked, seen.unwrap_or_default()]);
                steps.extend(of_day);
                rounds.count += 1;
            }
            assert_eq!(tariff.charge_days(&routine, even, &rounds, Some(&looked)), sum(&steps));
            assert_eq!(rounds.requests(), steps.len() as u64);
            let together = tariff.cost_of_days(&routine, even, &rounds, &|_| 0);
            let cost = tariff.cost(&sum(&steps));
            assert_eq!(together.expect("few requests").cost, cost);
            let most = tariff.cost_at_most(&routine, even, &rounds, &|_| 0);
            assert!(most >= cost && (routine.has_looked() || most == cost), "{most:?}");
        });
    }

    #[test]
    fn a_request_is_found_where_it_is(case in case(), wanted in 0..=3_u64) {
        with(&case, |_, even| {
            let has = |request: &Tally| request.matched == wanted || request.points[0] > wanted;
            let all = 0..case.requests.count();
            let first = all.clone().find(|index| has(&even.request(&case.requests, *index)));
            // What is told of other requests makes no difference to these.
            let larger = Requests { batch: 10_000, ..case.requests };
            even.sum_full(&larger, &|_| 0).expect("few requests");
            assert_eq!(even.find(&case.requests, &has).expect("few requests"), first);
            let full = all.take_while(|index| *index < case.requests.full());
            let count = |index| u64::from(has(&even.request(&case.requests, index)));
            let sum = even.sum_full(&case.requests, &|request| u64::from(has(request)));
            assert_eq!(sum.expect("few requests"), full.map(count).sum::<u64>());
        });
    }
}

/// Rules, and what a request brings.
fn charged(rules: &[Charge], points: usize, request: Tally) -> Vec<u64> {
    let none = Share::NONE;
    let requests = Requests { before: 0, units: request.units, batch: request.units.max(1) };
    let points = vec![(none, 0); points];
    let (repeat, matched, rules) = (none, none, rules.to_vec());
    let case =
        Case { rules, unit_once: false, repeat, matched, points, requests, days: 1, served: 0 };
    let mut steps = Vec::new();
    with(&case, |tariff, _| steps = tariff.charge(&request, &|_| 0)[..case.rules.len()].to_vec());
    steps
}

fn fee() -> Charge {
    Charge {
        price: Amount::ones(1),
        of: Of::Result,
        per: Per::Of(25),
        minimum: Count(1),
        ..Charge::default()
    }
}

/// Seen red with: points of any price.
#[test]
fn a_point_without_a_price_waives_nothing() {
    let point = |price| Charge { price: Amount::ones(price), of: Of::Point, ..Charge::default() };
    let rules = |price| [Charge { waived_by_points: true, ..fee() }, point(price)];
    let mut request = Tally { units: 1, matched: 1, ..Tally::default() };
    request.points[0] = 1;
    assert_eq!(charged(&rules(0), 1, request), [1, 1]);
    assert_eq!(charged(&rules(1), 1, request), [0, 1]);
}

/// Seen red with: a request of nothing taken for one of repeats, and one of some repeats too.
#[test]
fn only_requests_of_repeats_alone_have_no_minimum() {
    let of = |units, repeats| Tally { units, repeats, ..Tally::default() };
    for (request, steps) in [(of(2, 2), 0), (of(2, 1), 1), (of(2, 0), 1), (of(0, 0), 1)] {
        assert_eq!(charged(&[fee()], 0, request), [steps], "{request:?}");
        let counts_repeats = Charge { counts_repeats: true, ..fee() };
        assert_eq!(charged(&[counts_repeats], 0, request), [1], "{request:?}");
    }
}
