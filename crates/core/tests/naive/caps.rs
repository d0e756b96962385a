//! What keys and users may spend in a month.

use std::collections::BTreeMap;

use super::read::{Decimal, Micros, Spender};

/// The cap of one, if it has one, and what it has used.
#[derive(Clone, Copy, Debug, Default)]
struct Cap {
    most: Option<Micros>,
    used: Micros,
}

impl Cap {
    fn refuses(self, cost: Micros) -> bool {
        self.most.is_some_and(|most| self.used >= most || self.used + cost > most)
    }
}

/// The caps of all keys and users.
pub(crate) struct Caps {
    keys: BTreeMap<String, Cap>,
    users: BTreeMap<String, Cap>,
}

impl Caps {
    pub(crate) fn new(keys: &[Spender], users: &[Spender]) -> Self {
        let cap = |spender: &Spender| {
            let most = spender.monthly_cap.map(|cap| cap.0);
            (spender.id.clone(), Cap { most, used: 0 })
        };
        Caps { keys: keys.iter().map(cap).collect(), users: users.iter().map(cap).collect() }
    }

    pub(crate) fn start_anew(&mut self) {
        self.keys.values_mut().chain(self.users.values_mut()).for_each(|cap| cap.used = 0);
    }

    pub(crate) fn set_key(&mut self, key: &str, cap: Option<Decimal>) {
        self.keys.entry(key.to_owned()).or_default().most = cap.map(|cap| cap.0);
    }

    pub(crate) fn set_user(&mut self, user: &str, cap: Option<Decimal>) {
        self.users.entry(user.to_owned()).or_default().most = cap.map(|cap| cap.0);
    }

    pub(crate) fn refuses_key(&self, key: Option<&String>, cost: Micros) -> bool {
        key.is_some_and(|key| self.keys[key].refuses(cost))
    }

    pub(crate) fn refuses_user(&self, user: Option<&String>, cost: Micros) -> bool {
        user.is_some_and(|user| self.users[user].refuses(cost))
    }

    pub(crate) fn use_up(&mut self, key: Option<&String>, user: Option<&String>, cost: Micros) {
        if let Some(key) = key {
            self.keys.get_mut(key).expect("a key that is listed").used += cost;
        }
        if let Some(user) = user {
            self.users.get_mut(user).expect("a user that is listed").used += cost;
        }
    }
}
