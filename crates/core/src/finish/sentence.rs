//! When a job is done, in sentences made from its numbers.

use super::Finish;
use crate::number::grouped;
use crate::rate_limit::{Hold, Window};

impl Finish {
    /// "Limits allow it by 09:03; credits last for the first 1,300 records. What holds it back longest
    /// is the limit of a minute." A shell says when, in the reader's zone.
    pub fn sentence(&self, when: &str) -> String {
        let credits = self.credits_end_after.map_or(String::new(), |records| {
            format!("; credits last for the first {} records", grouped(&records.0.to_string()))
        });
        let refused = match self.too_many.0 {
            0 => String::new(),
            1 => " On the way 1 request is answered with 429.".to_owned(),
            many => {
                format!(
                    " On the way {} requests are answered with 429.",
                    grouped(&many.to_string())
                )
            }
        };
        format!("Limits allow it {when}{credits}. {}{refused}", held_back(self.bound))
    }
}

fn held_back(bound: Option<Hold>) -> String {
    let what = match bound {
        None => return "Nothing holds it back.".to_owned(),
        Some(Hold::Parallel) => "how many requests can be under way at once",
        Some(Hold::Window(Window::Second)) => "the limit of a second",
        Some(Hold::Window(Window::Minute)) => "the limit of a minute",
        Some(Hold::Window(Window::Hour)) => "the limit of an hour",
        Some(Hold::Window(Window::Day)) => "the limit of a day",
        Some(Hold::Window(Window::Month)) => "the limit of a month",
    };
    format!("What holds it back longest is {what}.")
}

/// So many seconds in the two largest units that matter: `5 days 5 hours`, `3 minutes`, `0.2 seconds`. A
/// second begun counts whole: what is done is done by then.
pub fn lasts(seconds: f64) -> String {
    const UNITS: [(&str, u64); 4] =
        [("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not below zero")]
    let (whole, tenths) = (seconds.ceil() as u64, (seconds * 10.0) as u64);
    if (1..10).contains(&tenths) {
        return format!("0.{tenths} seconds");
    }
    let mut rest = if tenths == 0 { 0 } else { whole };
    let parts = UNITS.map(|(unit, length)| {
        let count = rest / length;
        rest %= length;
        (count, unit)
    });
    let first = parts.iter().position(|(count, _)| *count > 0).unwrap_or(UNITS.len() - 1);
    let said =
        parts[first..].iter().take(2).enumerate().filter(|(index, (n, _))| *index == 0 || *n > 0);
    let said = said.map(|(_, (count, unit))| {
        let plural = if *count == 1 { "" } else { "s" };
        format!("{} {unit}{plural}", grouped(&count.to_string()))
    });
    said.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::lasts;

    #[test]
    fn a_time_is_said_in_its_two_largest_units() {
        let said = [0.0, 0.024, 0.24, 1.0, 61.0, 180.0, 998.5, 450_180.0, 86_313_720.0].map(lasts);
        let words = [
            "0 seconds",
            "0 seconds",
            "0.2 seconds",
            "1 second",
            "1 minute 1 second",
            "3 minutes",
            "16 minutes 39 seconds",
            "5 days 5 hours",
            "999 days",
        ];
        assert_eq!(said, words);
    }
}
