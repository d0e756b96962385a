//! A second, deliberately simple model of a subscription, written from the rules alone: it looks at
//! every unit of every request of every day. It shares no code with the engine.

use std::collections::BTreeMap;

/// A share in ten-thousandths.
pub(crate) type Share = u64;

/// One activity of the model.
#[derive(Clone, Debug)]
pub(crate) struct Activity {
    pub(crate) action: &'static str,
    /// Every so many days from the first.
    pub(crate) every_days: u64,
    pub(crate) count: u64,
    pub(crate) batch: Option<u64>,
    pub(crate) repeat: Share,
    pub(crate) matched: Share,
    pub(crate) points: BTreeMap<&'static str, Share>,
}

/// What is chosen where the pages disagree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Policies(pub(crate) BTreeMap<&'static str, &'static str>);

impl Policies {
    fn is(&self, policy: &str, answer: &str) -> bool {
        self.0.get(policy) == Some(&answer)
    }
}

/// A scenario of the model: a plan with rollover, by the month, in whole credits.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    pub(crate) credits: u64,
    pub(crate) opening: u64,
    /// The days of each month.
    pub(crate) months: Vec<u64>,
    pub(crate) policies: Policies,
    pub(crate) usage: Vec<Activity>,
}

/// What comes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) spent: u64,
    pub(crate) expired: u64,
    pub(crate) granted: u64,
    pub(crate) remaining: u64,
    pub(crate) asked: u64,
    pub(crate) served: u64,
    pub(crate) missing: u64,
    pub(crate) refused_requests: u64,
    pub(crate) closing: Vec<u64>,
}

/// One unit and what becomes of it.
#[derive(Clone, Debug, Default)]
struct Unit {
    repeat: bool,
    matched: bool,
    points: Vec<&'static str>,
}

/// The units that an activity has sent so far.
#[derive(Default)]
struct Progress {
    units: u64,
    new: u64,
    matched: u64,
}

fn grows(share: Share, count: u64) -> bool {
    count * share / 10_000 > (count - 1) * share / 10_000
}

fn next_unit(activity: &Activity, progress: &mut Progress) -> Unit {
    progress.units += 1;
    // An action that frees nothing when repeated has no repeats.
    let repeats = if activity.action == "workspace.csvExport" { 0 } else { activity.repeat };
    if grows(repeats, progress.units) {
        return Unit { repeat: true, ..Unit::default() };
    }
    progress.new += 1;
    if !grows(activity.matched, progress.new) {
        return Unit::default();
    }
    progress.matched += 1;
    let has = |share: &Share| grows(*share, progress.matched);
    let points = activity.points.iter().filter(|(_, share)| has(share)).map(|(p, _)| *p).collect();
    Unit { repeat: false, matched: true, points }
}

/// What the points of a request cost, and whether any is charged at all.
fn points_cost(activity: &Activity, request: &[Unit], policies: &Policies) -> u64 {
    let price = |point: &str| match point {
        "phone" => 5,
        "company" if policies.is("companyInContact", "included") => 0,
        _ => 1,
    };
    let asked = policies.is("bulkReveal", "fullSelection");
    let per_entity = policies.is("signalUnit", "perEntity");
    request.iter().filter(|unit| !unit.repeat).fold(0, |sum, unit| {
        let all: Vec<_> = activity.points.keys().copied().collect();
        let points = if asked { &all } else { &unit.points };
        let cost: u64 = points.iter().map(|point| price(point)).sum();
        let signals = activity.action == "api.signals.companies";
        sum + if signals && per_entity { cost.min(1) } else { cost }
    })
}

fn fee(activity: &Activity, request: &[Unit], points: u64, policies: &Policies) -> u64 {
    let searches = activity.action == "api.prospecting.search";
    if !activity.action.starts_with("api.") || (policies.is("feeScope", "searchOnly") && !searches)
    {
        return 0;
    }
    if policies.is("requestFee", "waived") && points > 0 {
        return 0;
    }
    let repeats = request.iter().filter(|unit| unit.repeat).count() as u64;
    let matched = request.iter().filter(|unit| unit.matched).count() as u64;
    let free_repeats = policies.is("rerequest", "free");
    if free_repeats && repeats > 0 && repeats == request.len() as u64 {
        return 0;
    }
    let results = if free_repeats { matched } else { matched + repeats };
    let per = if searches && policies.is("singleMulti", "perResult") { 1 } else { 25 };
    let least = u64::from(!policies.is("noResult", "zero"));
    results.div_ceil(per).max(least)
}

fn cost(activity: &Activity, request: &[Unit], prompts: u64, policies: &Policies) -> u64 {
    let units = request.len() as u64;
    match activity.action {
        "workspace.csvExport" => units.div_ceil(25),
        "workspace.aiPrompt" => (prompts + units).div_ceil(5) - prompts.div_ceil(5),
        "workspace.crmExport" => {
            let matched = request.iter().filter(|unit| unit.matched).count() as u64;
            if policies.is("crmExport", "perRequest") { matched.min(1) } else { matched }
        }
        _ => {
            let points = points_cost(activity, request, policies);
            points + fee(activity, request, points, policies)
        }
    }
}

/// Runs the model.
pub(crate) fn run(scenario: &Scenario) -> Outcome {
    let mut outcome = Outcome::default();
    let mut progress: Vec<Progress> = scenario.usage.iter().map(|_| Progress::default()).collect();
    let mut balance = 0;
    let mut day = 0;
    for (month, days) in scenario.months.iter().enumerate() {
        balance = if month == 0 {
            scenario.opening + scenario.credits
        } else {
            renewed(scenario, balance, &mut outcome)
        };
        outcome.granted += scenario.credits;
        let mut prompts = 0;
        for _ in 0..*days {
            for (activity, progress) in scenario.usage.iter().zip(&mut progress) {
                if day % activity.every_days == 0 {
                    let policies = &scenario.policies;
                    send(activity, progress, policies, &mut prompts, &mut balance, &mut outcome);
                }
            }
            day += 1;
        }
        outcome.closing.push(balance);
    }
    outcome.remaining = balance;
    outcome
}

fn renewed(scenario: &Scenario, balance: u64, outcome: &mut Outcome) -> u64 {
    let (credits, cap) = (scenario.credits, 2 * scenario.credits);
    let kept = if scenario.policies.is("rolloverCap", "none") {
        credits
    } else if scenario.policies.is("rolloverCap", "carried") {
        balance.min(cap) + credits
    } else {
        (balance + credits).min(cap)
    };
    outcome.expired += balance + credits - kept;
    kept
}

fn send(
    activity: &Activity,
    progress: &mut Progress,
    policies: &Policies,
    prompts: &mut u64,
    balance: &mut u64,
    outcome: &mut Outcome,
) {
    let whole = activity.action == "workspace.csvExport";
    let batch = activity.batch.unwrap_or(if whole { activity.count.max(1) } else { 1 });
    let units: Vec<Unit> = (0..activity.count).map(|_| next_unit(activity, progress)).collect();
    outcome.asked += activity.count;
    for request in units.chunks(usize::try_from(batch).expect("a small batch")) {
        let cost = cost(activity, request, *prompts, policies);
        if cost > *balance {
            outcome.missing += cost;
            outcome.refused_requests += 1;
            continue;
        }
        *balance -= cost;
        outcome.spent += cost;
        outcome.served += request.len() as u64;
        if activity.action == "workspace.aiPrompt" {
            *prompts += request.len() as u64;
        }
    }
}
