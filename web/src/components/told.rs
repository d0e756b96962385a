//! What the core says, with money, days and numbers as the reader writes them.

use creditcast_core::amount::Amount;
use creditcast_core::calendar::Date;

use crate::format;

/// A piece of what the core says.
#[derive(Debug, PartialEq)]
enum Piece<'a> {
    Words(&'a str),
    Money(Amount),
    Day(Date),
}

/// The same for the reader, with money of a currency.
pub(super) fn told(said: &str, currency: &str) -> String {
    let in_habit = |piece| match piece {
        Piece::Words(words) => format::localised(words),
        Piece::Money(amount) => format::money_of(amount, currency),
        Piece::Day(day) => format::day(day),
    };
    pieces(said, currency).into_iter().map(in_habit).collect()
}

fn pieces<'a>(mut rest: &'a str, currency: &str) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let (piece, length) = day(rest).or_else(|| money(rest, currency)).unwrap_or_else(|| {
            let length = rest.find(' ').map_or(rest.len(), |at| at + 1);
            (Piece::Words(&rest[..length]), length)
        });
        pieces.push(piece);
        rest = &rest[length..];
    }
    pieces
}

/// The day with which a text begins, and how long it is: "1 November 2027".
fn day(text: &str) -> Option<(Piece<'static>, usize)> {
    let (day, rest) = text.split_once(' ')?;
    let (month, rest) = rest.split_once(' ').filter(|_| day.parse::<u8>().is_ok())?;
    let (year, length) = (rest.get(..4)?, day.len() + month.len() + "  2027".len());
    let of = |month: u32| Date::parse(&format!("{year}-{month:02}-{day:0>2}"));
    let date = (1..=12).filter_map(of).find(|date| date.in_words() == text[..length])?;
    Some((Piece::Day(date), length))
}

/// The money with which a text begins, and how long it is: "USD 629.40".
fn money(text: &str, currency: &str) -> Option<(Piece<'static>, usize)> {
    let number = text.strip_prefix(currency)?.strip_prefix(' ')?;
    let is_part = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let number = &number[..number.find(|c| !is_part(c)).unwrap_or(number.len())];
    let number = number.trim_end_matches([',', '.']);
    let amount = Amount::from_decimal(&number.replace(',', ""))?;
    Some((Piece::Money(amount), currency.len() + 1 + number.len()))
}

#[cfg(test)]
mod tests {
    use super::{Amount, Date, Piece, pieces};

    #[test]
    fn money_and_days_are_found_in_a_sentence() {
        let said =
            "It costs USD 1,629.40 instead of EUR 5, done on 1 November 2027. API 5, 31 Mayor 2027";
        let found = pieces(said, "USD").into_iter();
        let found: Vec<_> = found.filter(|piece| !matches!(piece, Piece::Words(_))).collect();
        let money = Piece::Money(Amount::micros(1_629_400_000));
        assert_eq!(found, [money, Piece::Day(Date::parse("2027-11-01").unwrap())]);
    }

    #[test]
    fn nothing_is_lost_of_what_is_said() {
        let said = "Start with Free and move up to Pro on 12 of 9 days: 2.";
        let of = |piece| if let Piece::Words(words) = piece { words } else { "" };
        assert_eq!(pieces(said, "USD").into_iter().map(of).collect::<String>(), said);
    }
}
