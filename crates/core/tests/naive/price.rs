//! What one request costs, rule by rule.

use super::card::Base;
use super::read::{Micros, ONE, Scenario};
use super::visit::{Step, Unit};

/// A part of what a request costs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) rule: &'static str,
    pub(crate) amount: Micros,
    /// Is it taken from the pool beside the credits?
    pub(crate) from_pool: bool,
}

/// What a request costs beyond its own units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around {
    /// AI prompts served in the cycle so far.
    pub(crate) prompts: i64,
    /// Has the calendar month's spending made previews free?
    pub(crate) previews_free: bool,
}

pub(crate) fn price(step: &Step, units: &[Unit], scenario: &Scenario, around: Around) -> Vec<Part> {
    let mut parts = points(units, scenario, around);
    let waived = parts.iter().any(|part| part.amount > 0);
    if !(step.action.base.1 == Base::Fee && waived && scenario.chooses("requestFee", "waived")) {
        let from_pool = step.action.base.1 == Base::Pool;
        let amount = base(step, units, scenario, around);
        parts.push(Part { rule: step.action.base.0, amount, from_pool });
    }
    parts
}

fn points(units: &[Unit], scenario: &Scenario, around: Around) -> Vec<Part> {
    let all = units.iter().flat_map(|unit| &unit.points);
    let part = |(_, rule, price): &(&str, &'static str, Micros)| {
        let included =
            *rule == "api.contactCompany" && scenario.chooses("companyInContact", "included");
        let free = included || *rule == "lead.preview" && around.previews_free;
        Part { rule, amount: if free { 0 } else { *price }, from_pool: false }
    };
    all.map(part).collect()
}

fn count(units: &[Unit], is_it: impl Fn(&Unit) -> bool) -> i64 {
    i64::try_from(units.iter().filter(|unit| is_it(unit)).count()).expect("a small count")
}

fn base(step: &Step, units: &[Unit], scenario: &Scenario, around: Around) -> Micros {
    let sent = count(units, |_| true);
    let matched = count(units, |unit| unit.matched);
    match step.action.base.1 {
        Base::None => 0,
        Base::Unit(price) => sent * price,
        Base::Matched(_) if step.action.base.0 == "recommendations.row" && is_beta(scenario) => 0,
        Base::Matched(_) if pushes_once(step, scenario) => matched.min(1) * ONE,
        Base::Matched(price) => matched * price,
        Base::Rows => begun(sent, 25) * ONE,
        Base::Prompts => (begun(around.prompts + sent, 5) - begun(around.prompts, 5)) * ONE,
        Base::Pool => sent * ONE,
        Base::Request(price) => price,
        Base::Fee => fee(step, units, scenario),
    }
}

fn is_beta(scenario: &Scenario) -> bool {
    scenario.chooses("postBeta", "before")
}

fn pushes_once(step: &Step, scenario: &Scenario) -> bool {
    step.action.id == "workspace.crmExport" && scenario.chooses("crmExport", "perRequest")
}

/// Steps of so many that are begun.
fn begun(units: i64, per: i64) -> i64 {
    (units + per - 1) / per
}

fn fee(step: &Step, units: &[Unit], scenario: &Scenario) -> Micros {
    let searches = step.action.base.0 == "api.searchFee";
    if !searches && scenario.chooses("feeScope", "searchOnly") {
        return 0;
    }
    let sent = count(units, |_| true);
    let repeats = count(units, |unit| unit.repeat);
    let matched = count(units, |unit| unit.matched);
    let free_repeats = scenario.chooses("rerequest", "free");
    if free_repeats && repeats == sent {
        return 0;
    }
    let results = if free_repeats { matched } else { matched + repeats };
    let per = if searches && scenario.chooses("singleMulti", "perResult") { 1 } else { 25 };
    let least = i64::from(!scenario.chooses("noResult", "zero"));
    begun(results, per).max(least) * ONE
}
