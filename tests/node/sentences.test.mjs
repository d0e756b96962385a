// Every number of an answer in one sentence is one of the result that it stands in, and every day.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allCases } from "./scenarios.mjs";
import { fromEngine, loadEngine } from "./shells.mjs";

const engine = await loadEngine();

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAY = new RegExp(`(\\d{1,2}) (${MONTHS.join("|")}) (\\d{4})`, "g");
const NUMBER = /\d[\d,]*(?:\.\d+)?%?/g;

/** The numbers that a sentence of each function may name, as fractions of what its result holds. */
const NUMBERS = {
  simulate: ({ totals, refusals }, { horizon }) => [
    totals.cost.amount, totals.spent, totals.expired, totals.remaining, totals.asked.toString(),
    totals.asked - totals.served, horizon.months, ...unserved(totals, refusals),
  ],
  compare: ({ ranked }, { scenario }) => [
    ...ranked.slice(0, 1).flatMap((best) => [(best.converted ?? best.cost).amount, share(best.servedShare, 0, Math.floor)]),
    scenario.horizon.months,
    ...numbersOf(rangeOn(scenario, ranked[0]?.candidate)),
  ],
  range: (range) => numbersOf(range),
  diff: ({ spent, cost, unserved }) => [
    spent.before, spent.after, cost.before.amount, cost.after.amount, unserved.before, unserved.after,
  ],
  forecast: ({ spent, cost, runsOutBy }, { paths }) => [
    8, 10, "95%", paths, ...Object.values(spent), ...Object.values(cost).map(({ amount }) => amount),
    ...runsOutBy.slice(-1).flatMap(({ chance, low, high }) => [chance, low, high].map((part) => share(part, 1, Math.round))),
  ],
};

/** The units that were refused for each reason, and what waits. */
function unserved({ asked, served }, refusals) {
  const sum = (rows) => rows.reduce((units, row) => units + row.units, 0);
  const reasons = [...new Set(refusals.map(({ reason }) => reason))];
  const units = reasons.map((reason) => sum(refusals.filter((row) => row.reason === reason)));
  return [...units, asked - served - sum(refusals)];
}

const numbersOf = (range) =>
  range
    ? [range.spent, range.served, range.missing].flatMap(({ low, high }) => [low, high])
      .concat(range.cost.low.amount, range.cost.high.amount, range.switches.length)
    : [];

/** The range of a scenario on the plan that a comparison has found best. */
function rangeOn(scenario, candidate) {
  if (!candidate) return undefined;
  const { plan, billing, card } = candidate;
  const input = { ...scenario, ...candidate.scenario, card };
  const range = fromEngine(engine, { call: "range", input: { ...input, subscription: { ...input.subscription, plan, billing } } });
  return range.problems ? undefined : range;
}

/** Where the days of a sentence stand: a comparison says of its best what its range says. */
const daysOf = (call, result, input) =>
  call === "compare" ? [result, rangeOn(input.scenario, result.ranked[0]?.candidate)] : result;

const share = (part, decimals, round) => `${(round(part * 100 * 10 ** decimals) / 10 ** decimals).toFixed(decimals)}%`;

/** As sentences write numbers, so that they can be told apart from others. */
const plain = (number) => String(number).replaceAll(",", "").replace(/(\.\d*?)0+(%?)$/, "$1$2").replace(/\.(%?)$/, "$1");

function checkSentence(sentence, numbers, result) {
  const days = [...sentence.matchAll(DAY)];
  for (const [, day, month, year] of days) {
    const date = `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
    assert.ok(JSON.stringify(result).includes(date), `${date} is nowhere in the result`);
  }
  // Names of plans and cards may have digits; no case has such a one.
  const named = sentence.replaceAll(DAY, "").match(NUMBER) ?? [];
  const known = new Set(numbers.map(plain));
  for (const number of named) assert.ok(known.has(plain(number)), `${number} of “${sentence}” is not in ${[...known]}`);
  return named.length + days.length;
}

for (const [call, numbers] of Object.entries(NUMBERS)) {
  test(`every number in the answers of ${call} is one of its result`, () => {
    let checked = 0;
    for (const scenario of allCases().filter((known) => known.call === call)) {
      const result = fromEngine(engine, scenario);
      if (!result.problems) checked += checkSentence(result.answer, numbers(result, scenario.input), daysOf(call, result, scenario.input));
    }
    assert.ok(checked > 5, `only ${checked} numbers were checked`);
  });
}

test("every number in the reasons of advice is one of it or of the scenario's report", () => {
  let checked = 0;
  for (const { call, input } of allCases().filter((known) => known.call === "advise")) {
    const { advice = [] } = fromEngine(engine, { call, input });
    for (const { because, cost, scenario, spent, losesShare, servedShare } of advice) {
      const { backlogClears, totals } = engine.simulate(input, { daily: false });
      const waits = [backlogClears, engine.simulate(scenario, { daily: false }).backlogClears];
      const before = servedShareOf(input);
      const shares = [losesShare, servedShare - before, 1 - totals.served / totals.asked];
      // Whole percents; what is less is "under 1%".
      const told = shares.map((part) => (part > 0 && part < 0.01 ? "1%" : share(part, 0, Math.round)));
      const numbers = [cost.amount, totals.cost.amount, spent, totals.spent, ...told];
      checked += checkSentence(because, numbers, waits);
    }
  }
  assert.ok(checked > 20, `only ${checked} numbers were checked`);
});

/** The share of a scenario that is served, as a comparison on its own plan tells it. */
function servedShareOf(scenario) {
  const { plan, billing = "monthly" } = scenario.subscription;
  const { ranked } = engine.compare({ scenario, candidates: [{ card: scenario.card, plan, billing }] });
  return ranked[0].servedShare;
}
