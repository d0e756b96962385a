//! What a plan can start from: teams of a few kinds, or nothing.

use creditcast_core::calendar::Date;
use creditcast_core::document::Value;

use crate::draft::{Draft, object};
use crate::preset::{CARD, next_month};
use crate::state::State;

/// A plan to start from.
pub(crate) struct Preset {
    /// What it is called.
    pub title: &'static str,
    /// What is done in it.
    pub remark: &'static str,
    plan: &'static str,
    /// Users, where they are more than the plan includes.
    users: Option<u8>,
    keys: &'static [(&'static str, f64)],
    works: &'static [Work],
}

/// A step: its workflow, action, rhythm, count and key, and its other numbers.
struct Work(
    &'static str,
    &'static str,
    &'static str,
    f64,
    &'static str,
    &'static [(&'static str, f64)],
);

/// The plans to start from; the last one is empty.
pub(crate) static PRESETS: [Preset; 5] = [
    Preset {
        title: "A sales team of five",
        remark: "Pro, reveals by hand",
        plan: "pro",
        users: Some(5),
        keys: &[],
        works: &[
            Work(
                "E-mails and calls",
                "platform.reveal",
                "month",
                60.0,
                "",
                &[("members", 5.0), ("points/email", 1.0)],
            ),
            Work(
                "E-mails and calls",
                "platform.reveal",
                "month",
                10.0,
                "",
                &[("members", 5.0), ("points/phone", 1.0)],
            ),
        ],
    },
    Preset {
        title: "A CRM enrichment",
        remark: "60 contacts a weekday, by API",
        plan: "premium",
        users: None,
        keys: &[("crm", 0.0)],
        works: &[
            Work(
                "New contacts",
                "api.contacts",
                "weekday",
                60.0,
                "crm",
                &[("points/email", 0.8), ("points/phone", 0.35), ("repeat", 0.1), ("batch", 25.0)],
            ),
            Work(
                "Once over the whole CRM",
                "api.companies",
                "once",
                500.0,
                "crm",
                &[("points/company", 0.9), ("batch", 100.0)],
            ),
        ],
    },
    Preset {
        title: "An API integration",
        remark: "bulk requests, two keys",
        plan: "premium",
        users: None,
        keys: &[("product", 2_400.0), ("tests", 200.0)],
        works: &[
            Work(
                "Sign-ups",
                "api.contacts",
                "day",
                40.0,
                "product",
                &[("points/email", 0.8), ("repeat", 0.2), ("batch", 40.0)],
            ),
            Work(
                "Sign-ups",
                "api.companies",
                "day",
                30.0,
                "product",
                &[("points/company", 0.9), ("batch", 30.0)],
            ),
            Work(
                "Signals",
                "api.signals.companies",
                "week",
                200.0,
                "product",
                &[("points/growthInHiring", 0.1), ("batch", 100.0)],
            ),
            Work(
                "Tests",
                "api.contacts",
                "weekday",
                5.0,
                "tests",
                &[("points/email", 0.8), ("batch", 1.0)],
            ),
        ],
    },
    Preset {
        title: "A recruiting workspace",
        remark: "AI columns and exports",
        plan: "premium",
        users: None,
        keys: &[],
        works: &[
            Work(
                "Candidates",
                "workspace.reveal",
                "week",
                100.0,
                "",
                &[("points/email", 0.8), ("points/phone", 0.3), ("repeat", 0.1)],
            ),
            Work("Candidates", "workspace.aiCell", "week", 200.0, "", &[]),
            Work("Shortlists", "workspace.csvExport", "month", 300.0, "", &[]),
        ],
    },
    Preset {
        title: "An empty page",
        remark: "the plan as it is, and nothing done yet",
        plan: "",
        users: None,
        keys: &[],
        works: &[],
    },
];

impl State {
    /// The state with another plan to start from.
    pub(crate) fn start_from(self, index: usize) -> Self {
        let Some(preset) = PRESETS.get(index) else { return self };
        let today = self.today;
        let mut state = self.changed(None, &mut |draft| {
            *draft = draft.with_document(document(preset, draft, today));
        });
        state.open = None;
        state
    }
}

fn document(preset: &Preset, before: &Draft, today: Date) -> Value {
    let kept = |at| before.get(at).cloned().unwrap_or_default();
    let mut kept_plan = Draft::from(kept("/subscription"));
    kept_plan.remove("/changes");
    let is_empty = preset.works.is_empty();
    let subscription = object([
        ("plan", preset.plan.into()),
        ("billing", "monthly".into()),
        ("start", next_month(today).into()),
    ]);
    let mut draft = Draft::from(object([
        ("card", if is_empty { kept("/card") } else { CARD.into() }),
        ("subscription", if is_empty { kept_plan.into_document() } else { subscription }),
        ("usage", Value::List(preset.works.iter().map(step).collect())),
        ("horizon", object([("months", Value::Number(12.0))])),
    ]));
    if let Some(users) = preset.users {
        draft.set("/subscription/seats", Value::Number(users.into()));
    }
    for (id, cap) in preset.keys {
        let mut key = Draft::from(object([("id", (*id).into())]));
        if *cap > 0.0 {
            key.set("/monthlyCap", Value::Number(*cap));
        }
        draft.list_mut("/keys").push(key.into_document());
    }
    draft.into_document()
}

fn step(Work(workflow, action, every, count, key, numbers): &Work) -> Value {
    let mut step = Draft::default();
    step.set("/workflow", *workflow);
    step.set("/action", *action);
    step.set("/every", *every);
    step.set("/count", Value::Number(*count));
    for (name, number) in *numbers {
        step.set(&format!("/{name}"), Value::Number(*number));
    }
    if !key.is_empty() {
        step.set("/key", *key);
    }
    step.into_document()
}
