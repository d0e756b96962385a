//! Numbers, money and dates as the page writes them, through the browser's own tables.
//!
//! The sentences are English, so the figures in them are too: one language on a page reads better
//! than two.

use std::cell::RefCell;
use std::collections::BTreeMap;

use creditcast_core::amount::{Amount, Money};
use creditcast_core::calendar::Date;
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

const LOCALE: &str = "en-GB";

thread_local! {
    /// Making a formatter costs a thousand times what using one does.
    static FORMATTERS: RefCell<BTreeMap<String, Function>> = const { RefCell::new(BTreeMap::new()) };
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
    date_with("short", &[("day", "numeric"), ("month", "short"), ("year", "numeric")], date)
}

/// `Friday 25 June`.
pub(crate) fn weekday(date: Date) -> String {
    date_with("weekday", &[("weekday", "long"), ("day", "numeric"), ("month", "long")], date)
        .replace(',', "")
}

/// `Fri 25 Jun`.
pub(crate) fn short_weekday(date: Date) -> String {
    let options = [("weekday", "short"), ("day", "numeric"), ("month", "short")];
    date_with("shortWeekday", &options, date).replace(',', "")
}

/// `Dec`.
pub(crate) fn month(date: Date) -> String {
    date_with("month", &[("month", "short")], date).chars().take(3).collect()
}

/// `2026`.
pub(crate) fn year(date: Date) -> String {
    date.calendar_month().0.to_string()
}

fn number_with(key: &str, options: &[(&str, JsValue)], number: f64) -> String {
    let formatter = cached(key, || {
        Intl::NumberFormat::new(&locales(), &object(options.iter().cloned())).format()
    });
    called(&formatter, &JsValue::from(number))
}

fn date_with(key: &str, options: &[(&str, &str)], date: Date) -> String {
    let utc = std::iter::once(("timeZone", JsValue::from("UTC")));
    let options = options.iter().map(|(name, value)| (*name, JsValue::from(*value)));
    let formatter = cached(key, || {
        Intl::DateTimeFormat::new(&locales(), &object(options.chain(utc))).format()
    });
    called(&formatter, &js_sys::Date::new(&JsValue::from(date.to_string())))
}

fn called(formatter: &Function, value: &JsValue) -> String {
    let text = formatter.call1(&JsValue::UNDEFINED, value);
    text.ok().and_then(|text: JsValue| text.as_string()).unwrap_or_default()
}

fn cached(key: &str, make: impl FnOnce() -> Function) -> Function {
    FORMATTERS.with_borrow_mut(|known| known.entry(key.to_owned()).or_insert_with(make).clone())
}

fn locales() -> Array {
    Array::of1(&JsValue::from(LOCALE))
}

fn object<'a>(entries: impl Iterator<Item = (&'a str, JsValue)>) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // A plain object takes any key.
        _ = Reflect::set(&object, &JsValue::from(key), &value);
    }
    object
}
