//! What a report takes for granted: answers to open questions that matter to it, and warnings.

use super::check::Checked;
use super::gate::are_felt_together;
use super::step::{Source, Step};
use crate::ledger::Life;
use crate::rate_card::{Policy, RateCard, Standing};
use crate::report::{Assumption, Warning};
use crate::subscription::{Billing, Move, What};

impl<'a> Checked<'a> {
    /// The questions whose answers matter to the scenario: those that can change anything, and those
    /// answered by hand.
    pub(crate) fn in_play(&self) -> impl Iterator<Item = &'a Policy> {
        let card: &'a RateCard = self.card;
        card.policies.iter().filter(|policy| {
            let chosen = self.chosen.answer(&policy.id);
            matters(self, policy) || chosen != Some(&policy.default)
        })
    }
}

/// The answers that matter to a scenario.
pub(super) fn assumptions(checked: &Checked) -> Vec<Assumption> {
    checked.in_play().filter_map(|policy| assumption(checked, policy)).collect()
}

fn assumption(checked: &Checked, policy: &Policy) -> Option<Assumption> {
    let option = policy.option(checked.chosen.answer(&policy.id)?)?;
    let mut title = option.title.clone();
    let has_lists = checked.steps.iter().any(Step::has_list);
    if policy.id == "revealedFor" && option.id == "cycle" && !has_lists {
        title += " (changes nothing here, where repeats are given as a share)";
    }
    let (policy, chosen) = (policy.id.clone(), option.id.clone());
    Some(Assumption { policy, chosen, title, sources: option.sources.clone() })
}

/// Can the answer to a question change anything here?
fn matters(checked: &Checked, policy: &Policy) -> bool {
    match &*policy.id {
        "rolloverCap" => rolls_over(checked),
        "revealedFor" => checked.steps.iter().any(|step| step.has_list() || step.has_repeats()),
        "entitlements" => checked.steps.iter().any(|step| is_in_doubt(checked, step)),
        "upgrade" => changes(checked, |change| matches!(change, Move::Upgrade(_))) > 0,
        "topUp" => {
            let auto = checked.scenario.subscription.auto_top_up.is_some();
            auto || changes(checked, |change| matches!(change, Move::TopUp { .. })) > 0
        }
        // Two are allowed by either answer.
        "freezeYear" => changes(checked, |change| matches!(change, Move::Freeze { .. })) > 2,
        "keyCapReset" => has_annual(checked) && (has_key_caps(checked) || has_user_caps(checked)),
        "keyCapSum" => has_annual(checked) && has_key_caps(checked),
        "limitScope" => has_keys(checked) && are_felt_together(checked),
        _ => checked.steps.iter().any(|step| {
            let live = |rule: &str| {
                let priced = step.tariff.rules.iter().find(|priced| priced.rule.id == rule);
                let point = priced.and_then(|priced| priced.charge.point.as_deref());
                point.is_none_or(|point| step.asks_for(point))
            };
            policy.touches(step.tariff.action, &live)
        }),
    }
}

/// How many changes are of a kind.
fn changes(checked: &Checked, is: fn(&Move) -> bool) -> usize {
    checked.scenario.subscription.changes.iter().filter(|change| is(&change.what)).count()
}

/// Does a renewal come at which a month's credits could roll over?
fn rolls_over(checked: &Checked) -> bool {
    let renewed = checked.timeline.cycles.iter().skip(1).filter(|cycle| cycle.plan.rollover);
    let by_the_month = renewed.filter(|cycle| cycle.end <= cycle.start.plus_months(1));
    by_the_month.flat_map(|cycle| &cycle.events).any(|event| {
        matches!(event.what, What::Grant(lot, "subscription.grant") if lot.life == Life::Rolling)
    })
}

fn has_annual(checked: &Checked) -> bool {
    let is_annual = |billing: Option<Billing>| billing == Some(Billing::Annual);
    let subscription = &checked.scenario.subscription;
    let to_annual = |change: &Move| match change {
        Move::Upgrade(to) | Move::Downgrade(to) => to.billing == Some(Billing::Annual),
        _ => false,
    };
    is_annual(subscription.billing) || changes(checked, to_annual) > 0
}

/// Does a page say of any plan in force that it does not include an activity?
fn is_in_doubt(checked: &Checked, step: &Step) -> bool {
    let plans = checked.plans();
    checked.card.entitlements.iter().any(|entitlement| {
        let without = |id: &String| plans.iter().any(|plan| plan.id == *id);
        entitlement.actions.contains(&step.tariff.action.id)
            && entitlement.without.iter().any(without)
    })
}

/// Do requests go by several keys, or by one and by none?
fn has_keys(checked: &Checked) -> bool {
    let requests = checked.steps.iter().filter(|step| step.tariff.action.request);
    let mut keys = requests.map(|step| step.key);
    let first = keys.next();
    keys.any(|key| Some(key) != first)
}

fn has_key_caps(checked: &Checked) -> bool {
    checked.scenario.keys.iter().any(|key| key.monthly_cap.is_some())
        || changes(checked, |change| matches!(change, Move::KeyCap { .. })) > 0
}

fn has_user_caps(checked: &Checked) -> bool {
    checked.scenario.users.iter().any(|user| user.monthly_cap.is_some())
        || changes(checked, |change| matches!(change, Move::UserCap { .. })) > 0
}

/// The id of the entitlement to caps of users.
const USER_CAPS: &str = "userCaps";

/// What a reader should know, said once.
pub(super) fn warnings(checked: &Checked) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = Vec::new();
    let plans = checked.plans();
    for step in &checked.steps {
        let doubts = plans.iter().flat_map(|plan| {
            let action = &step.tariff.action.id;
            let standings = checked.card.standings(action, &plan.id, &checked.chosen);
            standings.map(|(entitlement, standing)| entitlement.warning(plan, standing))
        });
        let all = doubts.chain(step.warnings.iter().cloned());
        all.for_each(|warning| add(&mut warnings, warning));
    }
    let user_caps = checked.card.entitlements.iter().find(|known| known.id == USER_CAPS);
    if let Some(entitlement) = user_caps.filter(|_| has_user_caps(checked)) {
        let without = plans.iter().filter(|plan| entitlement.without.contains(&plan.id));
        without.for_each(|plan| add(&mut warnings, entitlement.warning(plan, Standing::Warn)));
    }
    warnings
}

fn add(warnings: &mut Vec<Warning>, warning: Warning) {
    if !warnings.contains(&warning) {
        warnings.push(warning);
    }
}

impl Step<'_> {
    fn has_list(&self) -> bool {
        matches!(self.source, Source::List(_))
    }

    fn has_repeats(&self) -> bool {
        self.activity.repeat.is_some_and(|share| share.ten_thousandths() > 0)
    }
}
