//! Why an advice is given, in words made from its numbers.

use super::Kind;
use super::bench::{Bench, Outcome, Wait, Way};
use crate::calendar::Instant;
use crate::number::percent;
use crate::rate_card::Wallet;
use crate::report::Warning;
use crate::words::credits_are;

impl Bench<'_> {
    /// "It costs USD 629.40 instead of USD 838.80 and serves as much. 1,240 credits are used instead of
    /// 2,480."
    pub(super) fn because(&self, way: &Way, outcome: &Outcome) -> String {
        let waits = self.waits(outcome).map(|(joint, waits)| format!(", {joint} {waits}"));
        let [costs, serves] = [self.costs(outcome), self.serves(outcome)];
        let mut parts = vec![format!("{costs} {serves}{}.", waits.unwrap_or_default())];
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
                let further = if self.base.unserved > 0 { "a further " } else { "" };
                let share = rounded(loses);
                format!("and leaves {further}{share} of what is asked for unserved")
            }
            (false, true) => {
                format!("and serves {} more of what is asked for", rounded(gains))
            }
            _ => "and serves as much".to_owned(),
        }
    }

    /// What changes for what waits for limits, and the word by which it is joined to the rest.
    fn waits(&self, outcome: &Outcome) -> Option<(&'static str, String)> {
        let waits = match (self.base.wait, outcome.wait) {
            (now, then) if now == then => return None,
            (_, Wait::None) => "nothing waits for limits any more".to_owned(),
            (_, Wait::Beyond) => "some of it still waits for limits at the end".to_owned(),
            (Wait::Until(now), Wait::Until(then)) => {
                let only = if then > now { "only " } else { "" };
                format!("what waits for limits is done {only}{}", instead(then, now))
            }
            (_, Wait::Until(then)) => {
                format!("what waits for limits is done on {}", then.date.in_words())
            }
        };
        Some((if outcome.wait > self.base.wait { "but" } else { "and" }, waits))
    }

    /// The warning that what waits for limits is done later than now, if it is.
    pub(super) fn later(&self, outcome: &Outcome) -> Option<Warning> {
        let (_, waits) = self.waits(outcome).filter(|_| outcome.wait > self.base.wait)?;
        let days = [("now", self.base.wait.day()), ("then", outcome.wait.day())];
        Some(warning("servedLater", format!("With this, {waits}."), days))
    }

    /// The warning that credits run out, and did not before, or not as early.
    pub(super) fn sooner(&self, outcome: &Outcome) -> Option<Warning> {
        let [now, then] = [self.base.runs_out, outcome.runs_out];
        let at = then.filter(|then| now.is_none_or(|now| *then < now))?;
        let runs_out = match self.card.wallet {
            Wallet::Credits => "credits run out",
            Wallet::Money => "the money runs out",
        };
        let when = match now {
            Some(now) => instead(at, now),
            None => format!("on {}", at.date.in_words()),
        };
        let days = [("now", now), ("then", then)].map(|(name, at)| (name, at.map(day)));
        Some(warning("runsOutSooner", format!("With this, {runs_out} {when}."), days))
    }
}

/// A day as documents write it.
fn day(at: Instant) -> String {
    at.date.to_string()
}

/// A warning with the days that it is about, as far as there are any.
fn warning(
    code: &'static str,
    message: String,
    days: [(&'static str, Option<String>); 2],
) -> Warning {
    let params = days.into_iter().filter_map(|(name, day)| Some((name, day?.into())));
    Warning { code, message, params: params.collect(), sources: Vec::new() }
}

/// "3%"; what is less than one is no percent of its own.
fn rounded(share: f64) -> String {
    if share < 0.01 {
        return "under 1%".to_owned();
    }
    percent(share, 0, |parts| (parts + 0.5).floor())
}

/// "on 30 May 2027 instead of 3 January 2027"; on one day by the clock.
fn instead(then: Instant, now: Instant) -> String {
    let [day, other] = [then, now].map(|at| at.date.in_words());
    if then.date != now.date {
        return format!("on {day} instead of {other}");
    }
    let [then, now] = [then, now].map(|at| at.to_string());
    let [then, now] = [&then, &now].map(|at| at[DAY_LENGTH..].trim_end_matches('Z'));
    format!("at {then} instead of {now} on {day}")
}

/// How long `2027-01-03T` is.
const DAY_LENGTH: usize = 11;
