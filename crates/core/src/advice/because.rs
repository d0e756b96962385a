//! Why an advice is given, in words made from its numbers.

use super::Kind;
use super::bench::{Bench, Outcome, Way};
use crate::rate_card::Wallet;

impl Bench<'_> {
    /// "It costs USD 629.40 instead of USD 838.80 and serves as much. 1,240 credits are used instead of
    /// 2,480."
    pub(super) fn because(&self, way: &Way, outcome: &Outcome) -> String {
        let mut parts = vec![format!("{} {}.", self.costs(outcome), self.serves(outcome))];
        if way.kind != Kind::Freeze
            && outcome.spent != self.base.spent
            && self.card.wallet == Wallet::Credits
        {
            let (now, then) = (self.base.spent.in_words(), outcome.spent.in_words());
            parts.push(format!("{then} credits are used instead of {now}."));
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
        let (loses, gains) =
            (self.base.loses_to(&outcome.served), self.base.gains_by(&outcome.served));
        match (loses > 0.0, gains > 0.0) {
            (true, _) => format!("and leaves {} of what is asked for unserved", percent(loses)),
            (false, true) => format!("and serves {} more of what is asked for", percent(gains)),
            _ => "and serves as much".to_owned(),
        }
    }
}

/// A share in percent, to two decimals, never less than what it is.
fn percent(share: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share")]
    let parts = (share * 10_000.0).ceil() as u64;
    format!("{}.{:02}%", parts / 100, parts % 100)
}
