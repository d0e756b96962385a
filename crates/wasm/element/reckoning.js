/** What it costs, what came in and what went out: each number with its rules. */
import { h } from "./dom.js";
import { figure } from "./why.js";

export function reckoning(form) {
  const { card } = form.answer;
  return [
    h("h3", { key: "reckoning-head", part: "heading" }, "What it comes to"),
    h("div", { key: "figures", class: "figures" }, costs(form), card.wallet === "credits" && credits(form)),
  ];
}

function costs(form) {
  const { locale, answer: { scenario, report, card } } = form;
  const { cost } = report.totals;
  const { months } = scenario.horizon;
  const total = locale.money(cost);
  const span = months === 12 ? "Cost a year" : `Cost in ${locale.count(months)} months`;
  const rules = idsOf(report.bill.map(({ rule }) => rule));
  const monthly = locale.money({ ...cost, amount: cost.amount / months }, 2);
  return [
    figure(form, { key: "month", label: "Cost a month", value: monthly, rules, body: h("p", null, `${total} in ${locale.count(months)} months.`) }),
    months > 1 && figure(form, { key: "cost", label: span, value: total, rules, body: sums(bill(form)) }),
    card.wallet === "money" && figure(form, { key: "use", label: "What it is paid for", value: total, rules: charged(form) }),
  ];
}

/** What is paid, with equal lines of the bill as one. */
function bill({ answer: { report, card }, locale }) {
  const lines = new Map();
  for (const { title, kind, amount } of report.bill) {
    const name = kind === "use" ? "Use" : title;
    const each = kind === "use" ? "use" : amount.amount;
    const line = lines.get(name + each) ?? { name, times: 0, amount: 0, each: amount };
    lines.set(name + each, { ...line, times: line.times + 1, amount: line.amount + Number(amount.amount) });
  }
  const money = (amount) => locale.money({ amount, currency: card.currency });
  return [...lines.values()].map(({ name, times, amount, each }) =>
    [times > 1 && name !== "Use" ? `${name}, ${locale.count(times)} × ${locale.money(each)}` : name, money(round(amount))]);
}

function credits(form) {
  const { locale, answer: { report } } = form;
  const { opening, granted, toppedUp, spent, expired, remaining } = report.totals;
  const named = (...ids) => idsOf(ids.filter((id) => id in report.rules));
  const signed = (sign, amount) => (amount === 0 ? "–" : sign + locale.count(amount));
  return [
    bar(form),
    opening > 0 && figure(form, { key: "opening", label: "Credits held at the start", value: signed("+", opening), body: h("p", null, "What the scenario begins with.") }),
    figure(form, { key: "granted", label: "Credits granted", value: signed("+", granted), rules: named("subscription.grant") }),
    toppedUp > 0 && figure(form, { key: "toppedUp", label: "Credits topped up", value: signed("+", toppedUp), rules: named("subscription.topUp") }),
    figure(form, { key: "spent", label: "Credits used", value: signed("−", spent), rules: charged(form) }),
    expired > 0 && figure(form, { key: "expired", label: "Credits expired", value: signed("−", expired), looks: "lost", rules: named("subscription.expiry", "subscription.rollover") }),
    figure(form, { key: "left", label: "Credits left", value: locale.count(remaining), looks: "total", body: h("p", null, "What came in, less what is used and what expired.") }),
    runsOut(form),
    unserved(form),
  ];
}

const idsOf = (ids) => [...new Set(ids)].map((id) => ({ id }));

/** What each rule charged, the most first. */
function charged(form) {
  const { report } = form.answer;
  const rules = new Map();
  for (const { rule, units, amount } of report.spending.flatMap((row) => row.rules)) {
    const sum = rules.get(rule) ?? { units: 0, amount: 0 };
    rules.set(rule, { units: sum.units + units, amount: sum.amount + amount });
  }
  const sorted = [...rules].sort(([, a], [, b]) => b.amount - a.amount);
  return sorted.map(([id, { units, amount }]) => ({ id, units, amount: form.wallet(round(amount)) }));
}

/** Sums of six decimals at most, without the dust of binary fractions. */
const round = (amount) => Math.round(amount * 1e6) / 1e6;

const sums = (lines) => h("dl", { class: "sums" }, lines.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))));

/** What is lost is hatched, so that colour is not its only sign. */
const hatch = h("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
  h("path", { class: "hatch", d: "M0 0V5" }));

/** Used, expired and left, as parts of all that came in. */
function bar({ locale, answer: { report: { totals } } }) {
  const { opening, granted, toppedUp, spent, expired, remaining } = totals;
  const all = opening + granted + toppedUp;
  if (all === 0) return "";
  let from = 0;
  const part = (name, amount, fill) => {
    const x = from;
    from += (amount / all) * 100;
    return amount > 0 && h("rect", { class: name, fill, x: `${x}%`, width: `${(amount / all) * 100}%`, height: "100%" });
  };
  const says = `Of ${locale.count(all)} credits, ${locale.count(spent)} are used, ${locale.count(expired)} expire and ${locale.count(remaining)} are left.`;
  return h("svg", { key: "bar", class: "bar", part: "bar", role: "img", "aria-label": says }, hatch,
    part("used", spent), part("expired", expired, "url(#hatch)"), part("left", remaining));
}

function runsOut(form) {
  const { locale, answer: { report: { runsOut, cycles } } } = form;
  const dry = cycles.filter((cycle) => cycle.runsOut);
  const how = runsOut
    ? `In ${locale.count(dry.length)} of ${locale.count(cycles.length)} cycles; here are the days.`
    : "No request is refused for want of credits.";
  const days = dry.map((cycle) => [locale.day(cycle.runsOut), `until ${locale.day(cycle.end)}`]);
  return figure(form, {
    key: "runsOut", label: "Credits run out", value: runsOut ? locale.day(runsOut) : "never",
    looks: runsOut ? "lost" : "have", body: [h("p", null, how), sums(days)],
  });
}

const REFUSED = {
  ended: "after the end", frozen: "while frozen", entitlement: "not included in the plan", rateLimit: "over a rate limit",
  keyCap: "over the cap of a key", userCap: "over the cap of a user", credits: "for want of credits",
};

function unserved(form) {
  const { locale, answer: { report: { totals, refusals }, card } } = form;
  if (totals.asked === totals.served) return "";
  const titleOf = (id) => card.actions.find((action) => action.id === id)?.title ?? id;
  const lines = refusals.map(({ action, reason, units }) => [`${titleOf(action)}, ${REFUSED[reason]}`, locale.count(units)]);
  const value = locale.count(totals.asked - totals.served);
  return figure(form, { key: "unserved", label: `Not served, of ${locale.count(totals.asked)}`, value, looks: "lost", body: sums(lines) });
}
