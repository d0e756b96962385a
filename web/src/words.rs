//! How things are said: plurals, shares, lists, and numbers as people type them.

use creditcast_core::amount::Amount;
use creditcast_core::calendar::Date;
use creditcast_core::document::{Param, Problem};

use crate::format;

/// The plural of a card's unit: `companies`, `searches`, `rows`.
pub(crate) fn plural(unit: &str) -> String {
    let hisses = ["s", "x", "ch", "sh"].iter().any(|end| unit.ends_with(end));
    match unit.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if hisses => format!("{unit}es"),
        _ => format!("{unit}s"),
    }
}

/// A card's unit as people write it.
pub(crate) fn unit(id: &str) -> &str {
    if id == "email" { "e-mail" } else { id }
}

/// The word for so many.
pub(crate) fn counted(count: f64, unit: &str) -> String {
    if one(count) { unit.to_owned() } else { plural(unit) }
}

/// Is it exactly one?
pub(crate) fn one(count: f64) -> bool {
    (count - 1.0).abs() < f64::EPSILON
}

/// A share of a whole as the language has it, or as a percentage.
pub(crate) fn share(share: f64) -> String {
    const WORDS: [(i64, &str); 8] = [
        (0, "none"),
        (1_000, "a tenth"),
        (2_000, "a fifth"),
        (2_500, "a quarter"),
        (3_000, "three tenths"),
        (5_000, "half"),
        (7_500, "three quarters"),
        (10_000, "all"),
    ];
    let parts = ten_thousandths(share);
    let word = WORDS.iter().find(|(known, _)| *known == parts).map(|(_, word)| *word);
    word.map_or_else(|| percent(share), str::to_owned)
}

/// A share as a percentage.
pub(crate) fn percent(share: f64) -> String {
    typed(percentage(share)) + "%"
}

/// A share in hundredths, without the dust of binary fractions.
pub(crate) fn percentage(share: f64) -> f64 {
    ten_thousandths(share) as f64 / 100.0
}

#[expect(clippy::cast_possible_truncation, reason = "a share is a small number")]
fn ten_thousandths(share: f64) -> i64 {
    (share * 10_000.0).round() as i64
}

/// The share of so many hundredths: the same number that the decimal names.
pub(crate) fn share_of_percentage(percentage: f64) -> f64 {
    let parts = (percentage * 100.0).round();
    let is_short = (parts / 100.0 - percentage).abs() < 1e-9;
    if is_short { parts / 10_000.0 } else { percentage / 100.0 }
}

/// The shortest text of a number that is no more than a few decimals long.
pub(crate) fn plain(number: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "what is typed is far from 2^63")]
    let millionths = (number * 1e6).round() as i64;
    let sign = if millionths < 0 { "-" } else { "" };
    let (ones, part) = (millionths.abs() / 1_000_000, millionths.abs() % 1_000_000);
    let text = format!("{sign}{ones}.{part:06}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The number that was typed: plain digits, or as the reader writes numbers.
pub(crate) fn typed_number(text: &str) -> Option<f64> {
    let (group, point) = format::separators();
    let text = text.trim().replace('\u{2212}', "-");
    let is_group = |c: char| c == group || (group.is_whitespace() && c.is_whitespace());
    let (whole, part) = text.split_once(point).unwrap_or((&text, ""));
    let mut groups = whole.split(is_group);
    let first = groups.next().unwrap_or_default();
    let in_groups = groups.clone().next().is_none()
        || (!first.starts_with('0') && first.len() < 4 && groups.all(|group| group.len() == 3));
    let digits = if in_groups {
        format!("{}.{part}", whole.replace(is_group, ""))
    } else if group == '.' {
        // "12.5" has no groups of three, so that the point can only be one.
        text
    } else {
        return None;
    };
    let digits = digits.strip_suffix('.').unwrap_or(&digits);
    // A count can be larger than any wallet.
    let amount = Amount::from_decimal(digits).map(Amount::as_number);
    amount.or_else(|| digits.parse::<u64>().ok().map(|count| count as f64))
}

/// The shortest text of a number, as the reader types it.
pub(crate) fn typed(number: f64) -> String {
    plain(number).replace('.', &format::separators().1.to_string())
}

/// What is wrong, as a page says it: fields have no names here, and keys stand in quotation marks.
pub(crate) fn problem(problem: &Problem) -> String {
    let message = match problem.message.split_once(" Give it as `") {
        Some((why, _)) => why.to_owned() + " Enter it.",
        _ => of_number(problem).unwrap_or_else(|| problem.message.clone()),
    };
    let message: String = message.split_inclusive(' ').map(day_in_words).collect();
    quoted(&message)
}

/// What is wrong with a number, as the field of it counts: shares stand there in hundredths.
fn of_number(problem: &Problem) -> Option<String> {
    let is_share = is_share(&problem.path);
    let param = |key: &str| match problem.params.get(key) {
        Some(Param::Number(number)) => Some(*number),
        _ => None,
    };
    let said = |number| if is_share { percent(number) } else { format::count(number) };
    match problem.code {
        "outOfRange" => {
            let (least, most) = (said(param("min")?), said(param("max")?));
            Some(format!("This is out of range. Give a number from {least} to {most}."))
        }
        "tooManyDecimals" if is_share => {
            Some("This has more than two decimals. Round it.".to_owned())
        }
        "wrongType" if problem.message.starts_with("This must be a number") => {
            Some("This must be a number.".to_owned())
        }
        _ => None,
    }
}

/// What is wrong with the three numbers of a spread, as its sentence has them.
pub(crate) fn out_of_order(path: &str) -> &'static str {
    if path.ends_with("/high") {
        "The most is less than what is most likely. Raise the one, or lower the other."
    } else {
        "What is most likely is less than the least. Raise the one, or lower the other."
    }
}

/// Is the value of this place a share of a whole?
fn is_share(path: &str) -> bool {
    const SHARES: [&str; 4] = ["repeat", "matched", "growthPerMonth", "serverErrors"];
    let mut segments = path.rsplit('/');
    let last = segments.next().unwrap_or_default();
    SHARES.contains(&last) || segments.next() == Some("points")
}

/// A message with its keys in quotation marks.
pub(crate) fn quoted(message: &str) -> String {
    let quoted = message.replace(" `", " “").replace("` ", "” ").replace("`.", "”.");
    format::localised(&quoted.replace("`?", "”?").replace('`', "“"))
}

/// A word, or the day that it names as people say it.
fn day_in_words(word: &str) -> String {
    let day = word.get(..10).and_then(Date::parse);
    day.map_or_else(|| word.to_owned(), |day| format::day(day) + &word[10..])
}

/// The first letter small, unless the word is an abbreviation. Cards are in English.
pub(crate) fn lower_first(title: &str) -> String {
    let is_name = title.get(1..2).is_some_and(|second| second.as_bytes()[0].is_ascii_uppercase());
    let mut text = title.to_owned();
    if let Some(first) = text.get_mut(..1).filter(|_| !is_name) {
        first.make_ascii_lowercase();
    }
    text
}

/// The first letter large.
pub(crate) fn upper_first(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// A small number as a word: `two`, `twelve`, `24`.
pub(crate) fn number_word(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// A surface as people call it.
pub(crate) fn surface(id: &str) -> String {
    match id {
        "api" => "API".to_owned(),
        "csv" => "CSV".to_owned(),
        _ => upper_first(id),
    }
}
