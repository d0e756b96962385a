//! Why an advice is given, in words made from its numbers.

use super::Kind;
use super::bench::{Bench, Outcome, Way};
use crate::number::percent;
use crate::rate_card::Wallet;
use crate::words::credits_are;

impl Bench<'_> {
    /// "It costs USD 629.40 instead of USD 838.80 and serves as much. 1,240 credits are used instead of
    /// 2,480."
    pub(super) fn because(&self, way: &Way, outcome: &Outcome) -> String {
        let mut parts = vec![format!("{} {}.", self.costs(outcome), self.serves(outcome))];
        if way.kind != Kind::Freeze
            && outcome.spent != self.base.spent
            && self.card.wallet == Wallet::Credits
        {
            let (now, then) = (self.base.spent.in_words(), credits_are(outcome.spent));
            parts.push(format!("{then} used instead of {now}."));
        }
        if outcome.merit.is_disputed && !self.base.merit.is_disputed {
            let doubt = "One of the vendor's pages says that it does not include all of this, and \
                         another that it does.";
            parts.push(doubt.to_owned());
        }
        parts.extend(way.dropped.iter().map(|warning| warning.message.clone()));
        parts.join(" ")
    }

    fn costs(&self, outcome: &Outcome) -> String {
        if outcome.merit.price == self.base.merit.price {
            return format!("It costs {} as now", outcome.cost);
        }
        format!("It costs {} instead of {}", outcome.cost, self.base.cost)
    }

    fn serves(&self, outcome: &Outcome) -> String {
        let (loses, gains) = (self.base.serves_beyond(outcome), outcome.serves_beyond(&self.base));
        match (loses > 0.0, gains > 0.0) {
            (true, _) => {
                format!("and leaves {} of what is asked for unserved", percent(loses, 2, f64::ceil))
            }
            (false, true) => {
                format!("and serves {} more of what is asked for", percent(gains, 2, f64::ceil))
            }
            _ => "and serves as much".to_owned(),
        }
    }
}
