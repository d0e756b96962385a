/** What it costs, what came in and what went out: each number with its rules. */
import { bar } from "./bar.js";
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
  const monthly = locale.money({ ...cost, amount: cost.amount / months }, 2);
  const span = `${locale.count(months)} months`;
  const name = months === 12 ? "Cost a year" : `Cost in ${span}`;
  const rules = idsOf(report.bill.map(({ rule }) => rule));
  return [
    figure(form, { key: "month", label: "Cost a month", value: monthly, rules, body: say(`${total} in ${span}.`) }),
    months > 1 && figure(form, { key: "cost", label: name, value: total, rules, body: sums(bill(form)) }),
    card.wallet === "money" && figure(form, { key: "use", label: "Paid for", value: total, rules: charged(form) }),
  ];
}

/** What is paid, with equal lines of the bill as one; what is paid as one goes is one line. */
function bill({ answer: { report, card }, locale }) {
  const lines = new Map();
  for (const { title, kind, amount } of report.bill) {
    const name = kind === "use" ? "Use" : `${title}, ${locale.money(amount)}`;
    const { times, sum } = lines.get(name) ?? { times: 0, sum: 0 };
    lines.set(name, { times: times + 1, sum: sum + Number(amount.amount) });
  }
  const times = (count) => (count > 1 ? ` × ${locale.count(count)}` : "");
  const money = (amount) => locale.money({ amount: round(amount), currency: card.currency });
  return [...lines].map(([name, line]) => [name + (name === "Use" ? "" : times(line.times)), money(line.sum)]);
}

function credits(form) {
  const { locale, answer: { report } } = form;
  const { opening, granted, toppedUp, spent, expired, remaining } = report.totals;
  const named = (...ids) => idsOf(ids.filter((id) => id in report.rules));
  const signed = (sign, amount) => (amount === 0 ? "–" : sign + locale.count(amount));
  const row = (key, label, sign, amount, more) =>
    figure(form, { key, label: `Credits ${label}`, value: signed(sign, amount), ...more });
  const lost = { looks: "lost", rules: named("subscription.expiry", "subscription.rollover") };
  return [
    bar(form),
    opening > 0 && row("opening", "held at the start", "+", opening, { body: say("What the scenario begins with.") }),
    row("granted", "granted", "+", granted, { rules: named("subscription.grant") }),
    toppedUp > 0 && row("toppedUp", "topped up", "+", toppedUp, { rules: named("subscription.topUp") }),
    row("spent", "used", "−", spent, { rules: charged(form) }),
    expired > 0 && row("expired", "expired", "−", expired, lost),
    figure(form, {
      key: "left", label: "Credits left", value: locale.count(remaining), looks: "total",
      body: say("What came in, less what is used and what expired."),
    }),
    runsOut(form),
    unserved(form),
  ];
}

const idsOf = (ids) => [...new Set(ids)].map((id) => ({ id }));

/** What each rule charged, the most first. */
function charged(form) {
  const rules = new Map();
  for (const { rule, units, amount } of form.answer.report.spending.flatMap((row) => row.rules)) {
    const sum = rules.get(rule) ?? { units: 0, amount: 0 };
    rules.set(rule, { units: sum.units + units, amount: sum.amount + amount });
  }
  const sorted = [...rules].sort(([, a], [, b]) => b.amount - a.amount);
  return sorted.map(([id, { units, amount }]) => ({ id, units, amount: form.wallet(round(amount)) }));
}

/** Sums of six decimals at most, without the dust of binary fractions. */
const round = (amount) => Math.round(amount * 1e6) / 1e6;

const say = (words) => h("p", null, words);

const sums = (lines) => h("dl", { class: "sums" },
  lines.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))));

function runsOut(form) {
  const { locale, answer: { report: { runsOut, cycles } } } = form;
  const dry = cycles.filter((cycle) => cycle.runsOut);
  const days = dry.map((cycle) => [locale.day(cycle.runsOut), `until ${locale.day(cycle.end)}`]);
  const words = runsOut
    ? `In ${locale.count(dry.length)} of ${locale.count(cycles.length)} cycles:`
    : "No request is refused for want of credits.";
  const value = runsOut ? locale.day(runsOut) : "never";
  const looks = runsOut ? "lost" : "have";
  return figure(form, { key: "runsOut", label: "Credits run out", value, looks, body: [say(words), sums(days)] });
}

const REFUSED = {
  ended: "after the end",
  frozen: "while frozen",
  entitlement: "not included in the plan",
  rateLimit: "over a rate limit",
  keyCap: "over the cap of a key",
  userCap: "over the cap of a user",
  credits: "for want of credits",
};

function unserved(form) {
  const { locale, answer: { report: { totals, refusals }, card } } = form;
  if (totals.asked === totals.served) return "";
  const titleOf = (id) => card.actions.find((action) => action.id === id)?.title ?? id;
  const line = ({ action, reason, units }) => [`${titleOf(action)}, ${REFUSED[reason]}`, locale.count(units)];
  const value = locale.count(totals.asked - totals.served);
  const label = `Not served, of ${locale.count(totals.asked)}`;
  return figure(form, { key: "unserved", label, value, looks: "lost", body: sums(refusals.map(line)) });
}
