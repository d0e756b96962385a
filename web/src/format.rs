//! Numbers, money and dates as the page writes them; signs of currencies are the browser's.
//!
//! The sentences are English, so the figures in them are too: one language on a page reads better
//! than two.

use std::cell::RefCell;

use creditcast_core::amount::{Amount, Money};
use creditcast_core::calendar::Date;
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

const LOCALE: &str = "en-GB";

thread_local! {
    /// Making a formatter costs a thousand times what using one does. There are a handful, so that the
    /// next is found as fast in a list as in a map.
    static FORMATTERS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
}

/// A count, in groups of three.
pub(crate) fn count(number: f64) -> String {
    number_with("decimal", &[], number)
}

/// An amount of a wallet, with no more decimals than it has.
pub(crate) fn amount(amount: Amount) -> String {
    number_with("amount", &[("maximumFractionDigits", JsValue::from(6))], amount.as_number())
}

/// An amount that is taken away, with the sign that type has for it.
pub(crate) fn minus(amount: Amount) -> String {
    "\u{2212}".to_owned() + &self::amount(amount)
}

/// Money with its symbol and its cents.
pub(crate) fn money(money: &Money) -> String {
    money_of(money.amount.0, &money.currency)
}

/// So much of a currency, with its symbol and its cents.
pub(crate) fn money_of(amount: Amount, currency: &str) -> String {
    let options = [
        ("style", JsValue::from("currency")),
        ("currency", JsValue::from(currency)),
        ("currencyDisplay", JsValue::from("narrowSymbol")),
        ("minimumFractionDigits", JsValue::from(2)),
        ("maximumFractionDigits", JsValue::from(6)),
    ];
    number_with(currency, &options, amount.as_number())
}

/// Money without its symbol, for a column that says it once.
pub(crate) fn bare_money(money: &Money) -> String {
    let options =
        [("minimumFractionDigits", JsValue::from(2)), ("maximumFractionDigits", JsValue::from(6))];
    number_with("cents", &options, money.amount.0.as_number())
}

/// `1 December 2026`.
pub(crate) fn day(date: Date) -> String {
    date.in_words()
}

/// `28 Sep 2026`.
pub(crate) fn short_day(date: Date) -> String {
    format!("{} {}", brief_day(date), year(date))
}

/// `28 Sep`.
pub(crate) fn brief_day(date: Date) -> String {
    format!("{} {}", day_of_month(date), month(date))
}

/// `Friday 25 June`.
pub(crate) fn weekday(date: Date) -> String {
    let day = date.in_words();
    let (day, _) = day.rsplit_once(' ').unwrap_or((&day, ""));
    format!("{} {day}", name_of_weekday(date))
}

/// `Fri 25 Jun`.
pub(crate) fn short_weekday(date: Date) -> String {
    format!("{} {}", &name_of_weekday(date)[..3], brief_day(date))
}

/// `Dec`.
pub(crate) fn month(date: Date) -> String {
    date.in_words().split(' ').nth(1).unwrap_or_default()[..3].to_owned()
}

fn day_of_month(date: Date) -> String {
    date.in_words().split(' ').next().unwrap_or_default().to_owned()
}

fn name_of_weekday(date: Date) -> &'static str {
    const NAMES: [&str; 7] =
        ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
    // 1 January 1970 was a Thursday.
    let epoch = Date::parse("1970-01-01").unwrap_or_default();
    usize::try_from(date.days_since(epoch).rem_euclid(7)).map_or("", |day| NAMES[day])
}

/// `2026`.
pub(crate) fn year(date: Date) -> String {
    date.calendar_month().0.to_string()
}

fn number_with(key: &str, options: &[(&str, JsValue)], number: f64) -> String {
    let formatter = cached(key, || Intl::NumberFormat::new(&locales(), &object(options)).format());
    let text = formatter.call1(&JsValue::UNDEFINED, &JsValue::from(number));
    text.ok().and_then(|text: JsValue| text.as_string()).unwrap_or_default()
}

fn cached(key: &str, make: impl FnOnce() -> Function) -> Function {
    FORMATTERS.with_borrow_mut(|known| {
        let place = known.iter().position(|(name, _)| name == key);
        let place = place.unwrap_or_else(|| {
            known.push((key.to_owned(), make()));
            known.len() - 1
        });
        known[place].1.clone()
    })
}

fn locales() -> Array {
    Array::of1(&JsValue::from(LOCALE))
}

fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // A plain object takes any key.
        _ = Reflect::set(&object, &JsValue::from(*key), value);
    }
    object
}
