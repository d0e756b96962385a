//! Changes of a subscription, each legal on its day.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::plans::{Choice, Wanted, choose, money};
use super::tape::Tape;
use super::timeline::{Timeline, plus_days, plus_months};
use super::vendor::Vendor;

/// The subscription as far as it is written.
pub(crate) struct Writer<'v> {
    pub(crate) vendor: &'v Vendor,
    pub(crate) timeline: Timeline,
    /// Credits of a year that an upgrade must reach, and that a downgrade may not pass.
    high: i64,
    low: i64,
    /// The fewest credits that a month of any of its plans has.
    pub(crate) least_month: i64,
    /// The most users that it ever has.
    seats: i64,
    seats_max: i64,
    is_paid: bool,
    upgrades_restart: bool,
    pub(crate) changes: Vec<Json>,
}

const KINDS: [&str; 20] = [
    "topUp",
    "seats",
    "seats",
    "seats",
    "upgrade",
    "upgrade",
    "upgrade",
    "upgrade",
    "downgrade",
    "downgrade",
    "downgrade",
    "freeze",
    "freeze",
    "freeze",
    "freeze",
    "keyCap",
    "keyCap",
    "userCap",
    "userCap",
    "cancel",
];

impl<'v> Writer<'v> {
    pub(crate) fn new(
        vendor: &'v Vendor,
        first: &Choice,
        seats: i64,
        timeline: Timeline,
        upgrades_restart: bool,
    ) -> Self {
        let mut writer = Writer {
            vendor,
            timeline,
            high: first.yearly,
            low: first.yearly,
            least_month: i64::MAX,
            seats,
            seats_max: 0,
            is_paid: first.is_paid,
            upgrades_restart,
            changes: Vec::new(),
        };
        writer.take(first);
        writer
    }

    /// A wallet of money, whose one plan never changes.
    pub(crate) fn of_wallet(vendor: &'v Vendor, timeline: Timeline) -> Self {
        Writer {
            vendor,
            timeline,
            high: 0,
            low: 0,
            least_month: 0,
            seats: 1,
            seats_max: 1,
            is_paid: false,
            upgrades_restart: false,
            changes: Vec::new(),
        }
    }

    fn take(&mut self, choice: &Choice) {
        self.least_month = self.least_month.min(choice.yearly / 12);
        self.seats = self.seats.max(choice.seats_included);
        let id = choice.json["plan"].as_str().expect("a plan");
        let plan = self.vendor.plans.iter().find(|plan| plan.id == id).expect("a plan");
        self.seats_max = plan.seats_max.max(choice.seats_included);
    }

    /// A change on a day, if one is legal.
    pub(crate) fn change(&mut self, on: NaiveDate, tape: &mut Tape) {
        self.timeline.go_to(on);
        if self.timeline.has_ended() {
            return;
        }
        let kind = if self.vendor.plans.is_empty() {
            tape.one_of(&["topUp", "keyCap", "userCap", "cancel"])
        } else {
            tape.one_of(&KINDS)
        };
        let json = match kind {
            "topUp" => Some(json!({
                "amount": tape.between(1, 200),
                "price": money(tape.below(10_000)),
            })),
            "seats" => Some(self.seats(tape)),
            "upgrade" => self.upgrade(on, tape),
            "freeze" | "downgrade" | "cancel" if self.timeline.restarted_on(on) => None,
            "downgrade" => self.downgrade(on, tape),
            "freeze" => self.freeze(on, tape),
            "keyCap" => Some(cap("key", "k1", "k2", tape)),
            "userCap" => Some(cap("user", "u1", "u2", tape)),
            // On a renewal day it would act before what is listed before it.
            _ if self.changes.last().is_some_and(|last| last["on"] == on.to_string()) => None,
            _ => self.timeline.cancel(on).then(|| json!({})),
        };
        if let Some(mut json) = json {
            json["kind"] = kind.into();
            json["on"] = on.to_string().into();
            self.changes.push(json);
        }
    }

    fn seats(&mut self, tape: &mut Tape) -> Json {
        let seats = tape.between(1, 8).min(self.seats_max);
        self.seats = self.seats.max(seats);
        // Whether a later plan has a price for them is not looked at here.
        json!({ "seats": seats })
    }

    fn upgrade(&mut self, on: NaiveDate, tape: &mut Tape) -> Option<Json> {
        let annual = self.timeline.annual || (!self.timeline.freeze_waits(on) && tape.chance(20));
        let yearly = self.high..=self.high + 6_000;
        let choice = choose(tape, self.vendor, &Wanted { annual, yearly, seats: self.seats })?;
        let restarts = annual != self.timeline.annual || self.upgrades_restart;
        if self.timeline.is_frozen(on) {
            if annual != self.timeline.annual {
                return None;
            }
        } else if restarts {
            self.timeline.restart(on, annual);
        }
        (self.high, self.low) = (choice.yearly, choice.yearly);
        self.is_paid = choice.is_paid;
        self.timeline.stay_as_it_is();
        self.take(&choice);
        Some(choice.json)
    }

    fn downgrade(&mut self, on: NaiveDate, tape: &mut Tape) -> Option<Json> {
        let annual = self.timeline.annual && !tape.chance(60);
        let yearly = 120..=self.low;
        let choice = choose(tape, self.vendor, &Wanted { annual, yearly, seats: self.seats })?;
        self.low = choice.yearly;
        if annual {
            self.timeline.stay_as_it_is();
        } else {
            self.timeline.become_monthly(on);
        }
        self.is_paid &= choice.is_paid;
        self.take(&choice);
        Some(choice.json)
    }

    fn freeze(&mut self, on: NaiveDate, tape: &mut Tape) -> Option<Json> {
        let months = tape.between(1, 2);
        let may = self.vendor.card == "lusha-help-centre" && self.is_paid;
        let months_u32 = u32::try_from(months).expect("one or two");
        (may && self.timeline.freeze(on, months_u32)).then(|| json!({ "months": months }))
    }
}

fn cap(field: &str, first: &str, second: &str, tape: &mut Tape) -> Json {
    let who = tape.one_of(&[first, second]);
    // How high it may be is known when all plans are.
    let cap = if tape.chance(20) { Json::Null } else { tape.below(1_000).into() };
    json!({ field: who, "monthlyCap": cap })
}

/// The days of changes, in their order, with what is left of their tapes.
pub(crate) fn days(
    tapes: &[Vec<u16>],
    start: NaiveDate,
    horizon: NaiveDate,
) -> Vec<(NaiveDate, Tape<'_>)> {
    let days = (horizon - start).num_days();
    let mut all: Vec<_> = tapes
        .iter()
        .map(|numbers| {
            let mut tape = Tape::new(numbers);
            let on_a_month = tape.chance(40);
            let number = tape.below(days);
            let months = u32::try_from(number / 31).expect("a few months");
            let day =
                if on_a_month { plus_months(start, months) } else { plus_days(start, number) };
            (day, tape)
        })
        .collect();
    all.retain(|(day, _)| *day < horizon);
    all.sort_by_key(|(day, _)| *day);
    all
}
