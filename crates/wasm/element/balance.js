/** The balance day by day, or on a wallet of money what has been spent: a picture, a sentence, a table. */
import { h } from "./dom.js";

const HEIGHT = 1000;
/** Requests go out at 09:00. */
const NINE = 9 / 24;
/** More months than this are named in part only. */
const NAMES_MAX = 14;

export function balance(form) {
  const picture = pictureOf(form.answer);
  const head = picture.isMoney ? "What is spent by when" : "What becomes of the balance";
  return [
    h("h3", { key: "balance-head", part: "heading" }, head),
    h("figure", { key: "balance", class: "balance", part: "chart" }, chart(form, picture),
      h("figcaption", null, summary(form, picture))),
    table(form),
  ];
}

/** What is drawn: points of a line over the days, in days and in the wallet's unit. */
function pictureOf({ report, card }) {
  const isMoney = card.wallet === "money";
  let sum = 0;
  const points = report.daily.flatMap(({ balance, spent }, day) => {
    const before = isMoney ? sum : balance + spent;
    sum += spent;
    return [[day, before], [day + NINE, before], [day + NINE, isMoney ? sum : balance]];
  });
  const days = report.daily.length;
  const top = Math.max(1e-6, ...points.map(([, value]) => value)) * 1.08;
  return { isMoney, days, points, top, report };
}

function chart(form, picture) {
  const { days, report, isMoney } = picture;
  const label = isMoney ? "Money spent" : "Balance of credits";
  return h("svg", { class: "chart", role: "img", "aria-label": `${label}. ${summary(form, picture)}` },
    h("svg", { viewBox: `0 0 ${days} ${HEIGHT}`, preserveAspectRatio: "none", width: "100%", height: "100%" },
      quiet(picture), lines(picture), h("path", { class: "zero", d: `M0 ${HEIGHT}H${days}` }), droughts(picture)),
    ticks(form, picture), outLabel(form, picture, report.runsOut), months(form, picture));
}

const y = ({ top }, value) => Math.round(HEIGHT - (value / top) * HEIGHT);
const x = ({ days }, day) => `${((day / days) * 100).toFixed(2)}%`;

function lines(picture) {
  const path = picture.points.map(([day, value]) => `${day.toFixed(2)} ${y(picture, value)}`).join("L");
  return [
    h("path", { class: "area", part: "area", d: `M0 ${HEIGHT}L${path}H${picture.days}V${HEIGHT}z` }),
    h("path", { class: "line", part: "line", d: `M${path}H${picture.days}` }),
  ];
}

const DAY = 86_400_000;
const dayOf = ({ report }, date) => (Date.parse(date) - Date.parse(report.cycles[0].start)) / DAY;

/** Cycles in which nothing is served. */
function quiet(picture) {
  return picture.report.cycles.filter(({ state }) => state !== "active").map(({ start, end }) => {
    const from = dayOf(picture, start);
    return h("rect", { class: "quiet-cycle", x: from, y: 0, width: dayOf(picture, end) - from, height: HEIGHT });
  });
}

/** From each refusal to the end of its cycle. */
function droughts(picture) {
  return picture.report.cycles.filter(({ runsOut }) => runsOut).map(({ runsOut, end }) => {
    const [from, to] = [dayOf(picture, runsOut), Math.min(picture.days, dayOf(picture, end))];
    return h("path", { class: "drought", d: `M${from.toFixed(2)} ${HEIGHT}H${to}` });
  });
}

/** The highest round number, and a half of it. */
function ticks(form, picture) {
  const round = 10 ** Math.floor(Math.log10(picture.top));
  const highest = [5, 2, 1].map((times) => times * round).find((value) => value <= picture.top);
  return [highest, highest / 2].map((value) => {
    const at = `${y(picture, value) / (HEIGHT / 100)}%`;
    return [
      h("line", { class: "grid", x1: "0", x2: "100%", y1: at, y2: at }),
      h("text", { class: "tick", x: "0", y: at }, form.wallet(value)),
    ];
  });
}

function outLabel(form, picture, runsOut) {
  if (!runsOut) return "";
  const day = dayOf(picture, runsOut);
  const at = x(picture, day);
  const label = `Out on ${form.locale.day(runsOut, { day: "numeric", month: "short" })}`;
  return [
    h("line", { class: "out-line", x1: at, x2: at, y1: "0", y2: "100%" }),
    h("text", { class: day > picture.days / 2 ? "out-label late" : "out-label", x: at, y: "0" }, label),
    h("circle", { class: "out", cx: at, cy: "100%", r: 4.5 }),
  ];
}

/** The months under the line; the narrower the picture, the fewer. */
function months(form, picture) {
  const { report } = picture;
  const start = new Date(report.daily[0].date);
  const count = form.answer.scenario.horizon.months;
  const each = Math.ceil(count / NAMES_MAX);
  const out = [];
  for (let month = 0; month < count; month += each) {
    const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1));
    const date = new Date(Math.max(first, start)).toISOString();
    const looks = { class: out.length % 3 ? "month" : "month third", x: x(picture, dayOf(picture, date)), y: "100%" };
    out.push(h("text", looks, form.locale.day(date, { month: "short" })));
  }
  return out;
}

function summary(form, { isMoney, points, report }) {
  const { locale } = form;
  const { daily, runsOut } = report;
  const value = (day) => form.wallet(points[day * 3 + 2][1]);
  const last = daily.length - 1;
  const [from, to] = [daily[0], daily[last]].map(({ date }) => locale.day(date));
  if (isMoney) return `${value(last)} are spent from ${from} to ${to}.`;
  const out = runsOut ? `, runs out on ${locale.day(runsOut)}` : "";
  return `The balance begins with ${form.wallet(points[0][1])} on ${from}${out} and ends with ${value(last)} on ${to}.`;
}

/** The same by cycles, for those who would rather read. */
function table({ locale, answer: { report } }) {
  const heads = ["From", "Came in", "Used", "Expired", "Left", "Paid"];
  const count = (amount) => (amount === 0 ? "–" : locale.count(amount));
  const row = ({ start, opening, granted, toppedUp, spent, expired, closing, cost }) => [
    locale.day(start, { dateStyle: "medium" }),
    ...[opening + granted + toppedUp, spent, expired, closing].map(count),
    locale.money(cost),
  ];
  const cell = (text, place) => (place > 0 ? h("td", null, text) : h("th", { scope: "row" }, text));
  return h("details", { key: "table", class: "table" }, h("summary", null, "As a table"),
    h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "The balance as a table" }, h("table", null,
      h("thead", null, h("tr", null, heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", null, report.cycles.map((cycle) => h("tr", { key: cycle.index }, row(cycle).map(cell)))))));
}
