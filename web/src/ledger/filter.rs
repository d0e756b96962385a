//! Which lines are shown: a sentence with fields, and what it means.

use creditcast_core::calendar::Date;
use creditcast_core::report::{EntryKind, Report};

use super::lines::{Kind, Line};
use crate::draft::Draft;
use crate::format;
use crate::order::each_once;
use crate::run::Run;
use crate::sentence::{Choice, Control, Field, Part, Pick, Sentence};

/// Where on the desk the fields of the sentence lie.
const WHAT: &str = "desk/ledger/what";
const WORKFLOW: &str = "desk/ledger/workflow";
const KEY: &str = "desk/ledger/key";
const FROM: &str = "desk/ledger/from";
const UNTIL: &str = "desk/ledger/until";

/// The word for all of them.
const ALL: &str = "all";

/// What can be asked for, with what people call it and what it has.
const KINDS: [(&str, &str, &str); 5] = [
    (ALL, "everything", ""),
    ("came", "what came in", "grants and top-ups"),
    ("charged", "what was charged", "requests that were served"),
    ("expired", "what expired", "lost unused"),
    ("refused", "what was refused", "requests that were not served"),
];

/// Which lines are shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Filter {
    what: String,
    workflow: Option<String>,
    key: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Filter {
    /// The filter on the desk of a draft, over the ledger of a run.
    pub(super) fn of(draft: &Draft, run: &Run) -> Self {
        let chosen = |at| draft.text(at).filter(|id| *id != ALL).map(str::to_owned);
        let day = |at| draft.text(at).and_then(Date::parse);
        Filter {
            what: chosen(WHAT).unwrap_or_else(|| ALL.to_owned()),
            workflow: chosen(WORKFLOW),
            key: chosen(KEY),
            from: day(FROM).unwrap_or(run.scenario.subscription.start),
            until: day(UNTIL).unwrap_or_else(|| last_day(&run.report)),
        }
    }

    /// Is every line of its days shown?
    pub(crate) fn is_whole(&self) -> bool {
        self.what == ALL && self.workflow.is_none() && self.key.is_none()
    }

    /// Is a line shown?
    pub(super) fn shows(&self, run: &Run, line: &Line) -> bool {
        let activity = line.activity.and_then(|index| run.scenario.usage.get(index));
        let is_of = |chosen: &Option<String>, own: Option<&String>| {
            chosen.as_ref().is_none_or(|chosen| own == Some(chosen))
        };
        (self.from..=self.until).contains(&line.at.date)
            && (self.what == ALL || self.what == kind(line))
            && is_of(&self.workflow, activity.and_then(|activity| activity.workflow.as_ref()))
            && is_of(&self.key, activity.and_then(|activity| activity.key.as_ref()))
    }
}

fn kind(line: &Line) -> &'static str {
    match line.kind {
        Kind::Entry(EntryKind::Charge) => "charged",
        Kind::Entry(EntryKind::Expiry) => "expired",
        Kind::Entry(_) => "came",
        Kind::Refused(_) => "refused",
        Kind::Pause(_) => "",
    }
}

fn last_day(report: &Report) -> Date {
    report.daily.iter().flatten().next_back().map_or_else(Date::default, |day| day.date)
}

/// "Show everything of every workflow with any key, from 1 December 2026 to 30 November 2027."
pub(crate) fn sentence(draft: &Draft, run: &Run, filter: &Filter) -> Vec<Part> {
    let usage = &run.scenario.usage;
    let workflows = each_once(usage.iter().filter_map(|activity| activity.workflow.as_ref()));
    let keys = each_once(usage.iter().filter_map(|activity| activity.key.as_ref()));
    let kinds =
        KINDS.iter().map(|(id, title, remark)| Choice::of(id, title).saying((*remark).to_owned()));
    let choice = |at, label, choices| choice(draft, at, label, choices);
    Sentence::default()
        .say("Show ")
        .field(choice(WHAT, "What", kinds.collect()))
        .also(!workflows.is_empty(), |said| {
            said.say(" of ").field(choice(
                WORKFLOW,
                "Workflow",
                one_of("every workflow", &workflows),
            ))
        })
        .also(!keys.is_empty(), |said| {
            said.say(" with ").field(choice(KEY, "Key", one_of("any key", &keys)))
        })
        .say(", from ")
        .field(day(FROM, "From", filter.from))
        .say(" to ")
        .field(day(UNTIL, "To", filter.until))
        .say(".")
        .parts()
}

fn one_of(any: &str, ids: &[String]) -> Vec<Choice> {
    [Choice::of(ALL, any)].into_iter().chain(ids.iter().map(|id| Choice::of(id, id))).collect()
}

fn choice(draft: &Draft, at: &str, label: &str, choices: Vec<Choice>) -> Field {
    let chosen = draft.text(at).unwrap_or(ALL);
    let known = choices.iter().find(|choice| choice.id == chosen);
    Field {
        at: at.into(),
        label: label.to_owned(),
        text: known.map_or(chosen, |choice| &choice.title).to_owned(),
        control: Control::Choice(Pick::Value, choices),
    }
}

fn day(at: &str, label: &str, day: Date) -> Field {
    let text = format::day(day);
    Field { at: at.into(), label: label.to_owned(), text, control: Control::DayOf(day) }
}
