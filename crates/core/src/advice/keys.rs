//! Keys and caps that hold requests back for which there are credits.

use super::Kind;
use super::bench::{Bench, Taken, Way};
use crate::report::Refusal;
use crate::scenario::Scenario;
use crate::subscription::{Move, Spender};

impl Bench<'_> {
    /// Without the caps at which requests are refused.
    pub(super) fn caps(&self) -> Option<Taken> {
        let mut scenario = self.scenario.clone();
        for (reason, id) in &self.capped {
            lift(&mut scenario, *reason, id);
        }
        let names: Vec<_> = self.capped.iter().map(|(_, id)| &**id).collect();
        let title =
            format!("Lift the caps of {}", crate::rate_card::in_words(names.iter().copied()));
        let way = Way::new(Kind::Keys, title, scenario);
        self.best((!names.is_empty()).then_some(way).into_iter())
    }

    /// A key for each activity that shares one, where limits hold requests back. What is capped stays
    /// with its cap.
    pub(super) fn own_keys(&self) -> Option<Taken> {
        let mut scenario = self.scenario.clone();
        let mut given = 0;
        for index in 0..scenario.usage.len() {
            if self.shares_key(&scenario, index) {
                let id = new_key(&scenario, index);
                scenario.keys.push(Spender { id: id.clone(), ..Spender::default() });
                scenario.usage[index].key = Some(id);
                given += 1;
            }
        }
        let way = Way::new(Kind::Keys, "Give each activity a key of its own", scenario);
        self.best((self.is_limited && given > 0).then_some(way).into_iter())
    }

    /// Does an activity send requests with the key of an earlier one?
    fn shares_key(&self, scenario: &Scenario, index: usize) -> bool {
        let activity = &scenario.usage[index];
        let is_request =
            |id: &str| self.card.action_or_need(id).is_some_and(|action| action.request);
        let key = scenario.keys.iter().find(|key| Some(&key.id) == activity.key.as_ref());
        let is_capped = key.is_some_and(|key| key.monthly_cap.is_some());
        let sends = activity.is_on() && is_request(&activity.action) && !is_capped;
        sends
            && scenario.usage[..index].iter().any(|other| {
                other.is_on() && other.key == activity.key && is_request(&other.action)
            })
    }
}

fn lift(scenario: &mut Scenario, reason: Refusal, id: &str) {
    let is_key = reason == Refusal::KeyCap;
    let spenders = if is_key { &mut scenario.keys } else { &mut scenario.users };
    let own = spenders.iter_mut().filter(|spender| spender.id == id);
    own.for_each(|spender| spender.monthly_cap = None);
    scenario.subscription.changes.retain(|change| match &change.what {
        Move::KeyCap { key, .. } => !is_key || key != id,
        Move::UserCap { user, .. } => is_key || user != id,
        _ => true,
    });
}

/// An id that no key has.
fn new_key(scenario: &Scenario, index: usize) -> String {
    let mut id = format!("key-{}", index + 1);
    while scenario.keys.iter().any(|key| key.id == id) {
        id.push('b');
    }
    id
}
