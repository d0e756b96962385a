//! What is asked: a scenario of which some numbers are not certain.

use crate::document::{At, Problem, Problems, Read, Schema, Schemas, Value};
use crate::number::{Count, Share};
use crate::rate_card::RateCard;
use crate::scenario::Scenario;
use crate::simulation::{check_point, find_action};
use crate::usage::{Activity, Shares};

/// A scenario, and how far some of its numbers may be off.
#[derive(Clone, Debug, Default, PartialEq, Read)]
pub struct ForecastRequest {
    /// The scenario, with the numbers that are not spread.
    pub scenario: Scenario,
    /// The numbers that are not certain.
    #[read(most = SPREADS_MAX)]
    pub spread: Vec<Spread>,
    /// How many futures are drawn.
    pub paths: Count<1, 100_000>,
    /// The same seed draws the same futures.
    pub seed: Count<0, 9_007_199_254_740_991>,
}

/// A number between two others, most likely near a third: spread like a triangle. Counts are in
/// units, shares in ten-thousandths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// The activity's index in `usage`.
    pub activity: usize,
    /// Which of its numbers.
    pub of: Part,
    /// The least that it can be.
    pub low: u64,
    /// What it most likely is.
    pub likely: u64,
    /// The most that it can be.
    pub high: u64,
}

/// A number of an activity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Its count.
    #[default]
    Count,
    /// The share of its units that are repeats.
    Repeat,
    /// The share of the others that come back with anything.
    Matched,
    /// The share of those for which a point is found.
    Point(String),
}

impl Read for Part {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let name = String::read(value, at, problems)?;
        Some(match &*name {
            "count" => Part::Count,
            "repeat" => Part::Repeat,
            "matched" => Part::Matched,
            _ => Part::Point(name),
        })
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        let words = Schema::one_of(["count", "repeat", "matched"]);
        Schema::any_of([words, String::describe(schemas)])
    }
}

impl Part {
    /// Puts another number in the place of an activity's.
    pub(super) fn put(&self, activity: &mut Activity, number: u64) {
        if *self == Part::Count {
            activity.count = Count(number);
            return;
        }
        let share = i64::try_from(number).ok().and_then(Share::from_ten_thousandths);
        match self {
            Part::Count => {}
            Part::Repeat => activity.repeat = share,
            Part::Matched => activity.matched = share,
            Part::Point(point) => {
                let shares = &mut activity.points.get_or_insert_with(Shares::default).0;
                let known = shares.iter_mut().find(|(id, _)| id == point);
                match (known, share) {
                    (Some((_, known)), Some(share)) => *known = share,
                    (None, Some(share)) => shares.push((point.clone(), share)),
                    _ => {}
                }
            }
        }
    }
}

const SPREADS_MAX: usize = 200;

impl Read for Spread {
    fn read(value: &Value, at: At, problems: &mut Problems) -> Option<Self> {
        let Given { activity, of, low, likely, high } = Read::read(value, at, problems)?;
        let mut number = |key, figure: &Figure| {
            figure.number(&of, At::Key(&at, key), problems).unwrap_or_default()
        };
        let [low, likely, high] =
            [number("low", &low), number("likely", &likely), number("high", &high)];
        let mut out_of_order = |key, message| {
            problems.add(Problem::new(At::Key(&at, key), "outOfOrder", message));
        };
        if likely < low {
            out_of_order("likely", "This is below `low`. Raise it, or lower `low`.");
        }
        if high < likely {
            out_of_order("high", "This is below `likely`. Raise it, or lower `likely`.");
        }
        Some(Spread { activity: usize::try_from(activity.0).ok()?, of, low, likely, high })
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        Given::describe(schemas)
    }
}

/// A number of an activity that is not certain: most likely near `likely`, in no future below `low`
/// or
/// above `high`.
#[derive(Read)]
#[read(name = "Spread")]
struct Given {
    /// The activity's index in `usage`, counted from 0.
    activity: Count<0, 199>,
    /// Which of its numbers: `count` (also if left out), `repeat`, `matched`, or the id of a point.
    #[read(or_default)]
    of: Part,
    /// The least that it can be.
    low: Figure,
    /// What it most likely is.
    likely: Figure,
    /// The most that it can be.
    high: Figure,
}

type Units = Count<0, 1_000_000_000_000>;

/// A count, or a share: which of them is said by what is spread.
#[derive(Default)]
struct Figure(Value);

impl Figure {
    /// Units, or ten-thousandths.
    fn number(&self, of: &Part, at: At, problems: &mut Problems) -> Option<u64> {
        if *of == Part::Count {
            return Units::read(&self.0, at, problems).map(|units| units.0);
        }
        Share::read(&self.0, at, problems).map(|share| share.ten_thousandths().unsigned_abs())
    }
}

impl Read for Figure {
    fn read(value: &Value, _: At, _: &mut Problems) -> Option<Self> {
        Some(Figure(value.clone()))
    }

    fn describe(schemas: &mut Schemas) -> Schema {
        Schema::any_of([Units::describe(schemas), Share::describe(schemas)])
    }
}

impl ForecastRequest {
    /// Notes what is spread that the scenario does not have.
    pub(super) fn check(&self, card: &RateCard, problems: &mut Problems) {
        let list = At::Key(&At::Root, "spread");
        for (index, spread) in self.spread.iter().enumerate() {
            let at = At::Index(&list, index);
            let Some(activity) = self.scenario.usage.get(spread.activity) else {
                let count = self.scenario.usage.len();
                let message = format!(
                    "There is no such activity. `usage` has {count}, and they are counted from 0."
                );
                problems.add(Problem::new(At::Key(&at, "activity"), "unknownActivity", message));
                continue;
            };
            let is_same =
                |other: &&Spread| (other.activity, &other.of) == (spread.activity, &spread.of);
            if self.spread[..index].iter().any(|other| is_same(&other)) {
                let message = "This number is spread twice. Remove one of them.";
                problems.add(Problem::new(at, "duplicateId", message));
            }
            spread.check(activity, card, At::Key(&at, "of"), problems);
        }
    }
}

impl Spread {
    /// Only what an activity is given can be spread.
    fn check(&self, activity: &Activity, card: &RateCard, at: At, problems: &mut Problems) {
        if self.of == Part::Count {
            return;
        }
        if activity.list.is_some() {
            let message = "What is found and repeated follows from the activity's list. Spread its \
                           count, or leave the list out.";
            problems.add(Problem::new(at, "spreadOfList", message));
            return;
        }
        let Part::Point(point) = &self.of else { return };
        if activity.action.starts_with("need.") {
            let message =
                "A need has its one point on every unit that is matched. Spread `matched`.";
            problems.add(Problem::new(at, "pointsOfNeed", message));
        } else if let Some(action) = find_action(card, &activity.action, at, problems) {
            check_point(action, point, at, problems);
        }
    }
}
