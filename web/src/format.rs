//! Numbers, money and dates in the reader's locale, as the browser has it.
//!
//! The sentences are English, so the words of a date are too: one language on a page reads better than two.
//! Digits, groups, the sign of a currency and its place, and whether the day or the month comes first are the
//! reader's.

use std::cell::{Cell, RefCell};

use creditcast_core::amount::{Amount, Money};
use creditcast_core::calendar::Date;
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

thread_local! {
    /// Asked for once: the browser's locale does not change while a page is open.
    static HABITS: Cell<Option<Habits>> = const { Cell::new(None) };
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

/// `1 December 2026`, or `December 1, 2026`.
pub(crate) fn day(date: Date) -> String {
    with_year(date, &name_of_month(date))
}

/// `28 Sep 2026`, or `Sep 28, 2026`.
pub(crate) fn short_day(date: Date) -> String {
    with_year(date, &month(date))
}

/// `28 Sep`, or `Sep 28`.
pub(crate) fn brief_day(date: Date) -> String {
    let (day, month) = (day_of_month(date), month(date));
    if is_month_first() { format!("{month} {day}") } else { format!("{day} {month}") }
}

/// `Friday 25 June`, or `Friday, June 25`.
pub(crate) fn weekday(date: Date) -> String {
    with_weekday(name_of_weekday(date), date, &name_of_month(date))
}

/// `Friday 25 June 2027`, or `Friday, June 25, 2027`.
pub(crate) fn weekday_and_year(date: Date) -> String {
    let comma = if is_month_first() { "," } else { "" };
    format!("{}{comma} {}", name_of_weekday(date), day(date))
}

/// `Fri 25 Jun`, or `Fri, Jun 25`.
pub(crate) fn short_weekday(date: Date) -> String {
    with_weekday(&name_of_weekday(date)[..3], date, &month(date))
}

/// `Dec`.
pub(crate) fn month(date: Date) -> String {
    name_of_month(date)[..3].to_owned()
}

fn with_year(date: Date, month: &str) -> String {
    let (day, year) = (day_of_month(date), year(date));
    if is_month_first() {
        format!("{month} {day}, {year}")
    } else {
        format!("{day} {month} {year}")
    }
}

fn with_weekday(weekday: &str, date: Date, month: &str) -> String {
    let day = day_of_month(date);
    if is_month_first() {
        format!("{weekday}, {month} {day}")
    } else {
        format!("{weekday} {day} {month}")
    }
}

fn day_of_month(date: Date) -> String {
    date.in_words().split(' ').next().unwrap_or_default().to_owned()
}

fn name_of_month(date: Date) -> String {
    date.in_words().split(' ').nth(1).unwrap_or_default().to_owned()
}

/// Does the reader's English have the month before the day? Other languages are read as the page's own.
fn is_month_first() -> bool {
    habits().is_month_first
}

/// What stands between groups of three digits, and before decimals, where the reader types a number.
pub(crate) fn separators() -> (char, char) {
    let habits = habits();
    (habits.group, habits.point)
}

/// How the reader writes.
#[derive(Clone, Copy)]
struct Habits {
    group: char,
    point: char,
    is_month_first: bool,
}

/// The sign of a kind among the parts of a number.
fn sign(parts: &Array, kind: &str) -> Option<char> {
    let said = |part: &JsValue, key: &str| Reflect::get(part, &key.into()).ok()?.as_string();
    let part = parts.iter().find(|part| said(part, "type").as_deref() == Some(kind))?;
    said(&part, "value")?.chars().next()
}

fn habits() -> Habits {
    HABITS.get().unwrap_or_else(|| {
        let habits = Habits::of_browser();
        HABITS.set(Some(habits));
        habits
    })
}

impl Habits {
    fn of_browser() -> Self {
        let number = Intl::NumberFormat::new(&Array::new(), &Object::new());
        let parts = number.format_to_parts(1_234_567.5);
        let group = sign(&parts, "group").unwrap_or(',');
        let point = sign(&parts, "decimal").unwrap_or('.');
        let names = [("month", "long"), ("day", "numeric")].map(|(key, value)| (key, value.into()));
        let format = Intl::DateTimeFormat::new(&Array::new(), &object(&names));
        let locale = Reflect::get(&format.resolved_options(), &"locale".into()).ok();
        let is_english =
            locale.and_then(|locale| locale.as_string()).is_some_and(|tag| tag.starts_with("en"));
        let said = format.format().call1(&JsValue::UNDEFINED, &JsValue::from(0)).ok();
        let said = said.and_then(|said: JsValue| said.as_string()).unwrap_or_default();
        Habits {
            group,
            point,
            is_month_first: is_english && said.starts_with(|sign: char| sign.is_ascii_alphabetic()),
        }
    }
}

/// A sentence of the core, whose numbers are English, with the numbers of the reader.
pub(crate) fn localised(sentence: &str) -> String {
    if separators() == (',', '.') {
        return sentence.to_owned();
    }
    let is_number = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let mut localised = String::new();
    let mut rest = sentence;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let length = rest[start..].find(|c| !is_number(c)).unwrap_or(rest.len() - start);
        let number = rest[start..start + length].trim_end_matches([',', '.']);
        localised += &rest[..start];
        localised += &figure(number);
        rest = &rest[start + number.len()..];
    }
    localised + rest
}

/// A number as the core says it, with the reader's signs; a day or a version stays what it is.
pub(crate) fn figure(number: &str) -> String {
    let (group, point) = separators();
    let whole = number.split('.').next().unwrap_or_default();
    let is_amount = number.matches('.').count() < 2
        && (whole.len() < 4 || whole.contains(','))
        && !(whole.len() > 1 && whole.starts_with('0'));
    if !is_amount {
        return number.to_owned();
    }
    let sign = |c: char| match c {
        ',' => group,
        '.' => point,
        digit => digit,
    };
    number.chars().map(sign).collect()
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
    let formatter =
        cached(key, || Intl::NumberFormat::new(&Array::new(), &object(options)).format());
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

fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // A plain object takes any key.
        _ = Reflect::set(&object, &JsValue::from(*key), value);
    }
    object
}
