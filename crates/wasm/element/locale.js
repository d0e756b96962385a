/**
 * Numbers, money and dates as the readers of a language write them, and numbers as they type them.
 *
 * The sentences are English; every figure in them is the reader's.
 */

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

/** The figures of the engine's sentences: a day, a sum of money, or a number; a year or an id is none. */
const NUMBER = String.raw`\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w-])`;
const FIGURES = new RegExp(
  String.raw`(\d{1,2}) (${MONTHS.join("|")}) (\d{4})|\b([A-Z]{3}) (${NUMBER})|(?<![\w.-])(${NUMBER})`,
  "g",
);

/** The way of writing of a language; English where it is none that the browser knows. */
export function localeOf(language) {
  const locale = known(language);
  const made = new Map();

  /** Making a formatter costs a thousand times what using it does. */
  function formatter(kind, options) {
    const key = JSON.stringify([kind, options]);
    if (!made.has(key)) made.set(key, new Intl[kind](locale, options));
    return made.get(key);
  }

  const count = (number) => formatter("NumberFormat", { maximumFractionDigits: 6 }).format(number);

  function money({ amount, currency }, fraction = 6) {
    const how = { style: "currency", currency, currencyDisplay: "narrowSymbol" };
    const decimals = { minimumFractionDigits: 2, maximumFractionDigits: fraction };
    return formatter("NumberFormat", { ...how, ...decimals }).format(amount);
  }

  function day(date, how = { dateStyle: "long" }) {
    return formatter("DateTimeFormat", { timeZone: "UTC", ...how }).format(new Date(date.slice(0, 10)));
  }

  /** A sentence of the engine in pieces: `{ text }`, and `{ text, kind }` for the figures in it. */
  function pieces(sentence) {
    const out = [];
    let read = 0;
    for (const match of sentence.matchAll(FIGURES)) {
      out.push({ text: sentence.slice(read, match.index) }, figure(match));
      read = match.index + match[0].length;
    }
    return [...out, { text: sentence.slice(read) }];
  }

  function figure([, dayOfMonth, month, year, currency, amount, number]) {
    if (month) {
      const date = new Date(Date.UTC(year, MONTHS.indexOf(month), dayOfMonth)).toISOString();
      return { text: day(date), kind: "day" };
    }
    if (currency) return { text: money({ amount: plain(amount), currency }), kind: "money" };
    return { text: count(plain(number)), kind: "number" };
  }

  /** The number that was typed, with the reader's own signs; `undefined` where it is none. */
  function read(text) {
    const [group, decimal] = ["group", "decimal"].map(sign);
    const typed = text.trim().replace("\u2212", "-").replaceAll(/[\u00a0\u202f]/g, " ");
    const [, whole, part = ""] = typed.match(new RegExp(`^(-?[^${decimal}]*)(?:\\${decimal}(\\d+))?$`)) ?? [];
    // A sign between groups that stands elsewhere is a slip, and not to be guessed at.
    const isGrouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+$`).test(whole);
    const digits = isGrouped ? whole.replaceAll(group, "") : whole;
    return /^-?\d+$/.test(digits) ? Number(`${digits}.${part}`) : undefined;
  }

  /** How the language separates groups of digits, or decimals; a space in it is an ordinary one here. */
  function sign(type) {
    const parts = formatter("NumberFormat", {}).formatToParts(1234567.8);
    const { value = type === "decimal" ? "." : "," } = parts.find((part) => part.type === type) ?? {};
    return value.replaceAll(/[\u00a0\u202f]/g, " ");
  }

  const say = (sentence) => pieces(sentence).map(({ text }) => text).join("");

  return { count, money, day, pieces, say, read };
}

const plain = (number) => number.replaceAll(",", "");

function known(language) {
  try {
    // Digits that a reader cannot type back into a field are of no use in one.
    return new Intl.Locale(language, { numberingSystem: "latn" }).toString();
  } catch {
    return "en-GB";
  }
}
