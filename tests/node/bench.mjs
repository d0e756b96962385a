/**
 * How long the module takes in Node, crossing included: a line for each measurement, its name, a
 * tab and its median in nanoseconds, after a second of warming up as the native benchmarks have
 * theirs. Run by `cargo xtask bench`.
 */
import { readFileSync } from "node:fs";
import { load } from "../../target/npm/dist/index.node.js";

const started = process.hrtime.bigint();
const engine = await load();
print("load, cold", Number(process.hrtime.bigint() - started));

const request = {
  card: "lusha-help-centre",
  action: "api.contacts",
  count: 100,
  batch: 100,
  points: { email: 60, phone: 30 },
};
measure("quote", 2_000, () => engine.quote(request));

const year = {
  card: "lusha-help-centre",
  subscription: { plan: "premium", start: "2027-01-01" },
  usage: [
    { action: "api.contacts", every: "weekday", count: 40, batch: 25, points: { email: 0.8, phone: 0.3517 } },
    { action: "platform.reveal", every: "week", count: 30, matched: 0.9, points: { email: 0.85, phone: 0.4 } },
    { action: "workspace.csvExport", every: "month", count: 640 },
  ],
  horizon: { months: 12 },
};
measure("simulate a usual year", 200, () => engine.simulate(year, { daily: false }));

const fixture = new URL("../fixtures/three-years.json", import.meta.url);
for (const requestFee of ["additive", "waived"]) {
  const years = { ...JSON.parse(readFileSync(fixture, "utf8")), policies: { requestFee } };
  measure(`simulate three years, ${requestFee}`, 100, () => engine.simulate(years, { daily: false }));
}

const years = { ...year, horizon: { months: 36 } };
const cards = ["lusha-help-centre", "lusha-2026-06"];
const bought = cards.flatMap((card) => ["starter", "pro", "premium"].map((plan) => ({ card, plan })));
const candidates = bought.flatMap((plan) => ["monthly", "annual"].map((billing) => ({ ...plan, billing })));
measure(`compare ${candidates.length} candidates over 36 months`, 20, () => engine.compare({ scenario: years, candidates }));
measure("range of 36 months", 20, () => engine.range(years));
const spread = [
  { activity: 0, low: 20, likely: 40, high: 60 },
  { activity: 1, low: 10, likely: 30, high: 60 },
  { activity: 2, low: 200, likely: 640, high: 900 },
];
measure("forecast 10,000 futures of a usual year", 3, () => engine.forecast({ scenario: year, spread, paths: 10_000, seed: 1 }));
measure("advise on a usual year", 5, () => engine.advise(year));

const trillion = { requests: 1e12 };
const limits = {
  fixed: [{ count: 1e9, per: "minute" }, { count: 1e10, per: "hour" }, { count: 1e11, per: "day" }],
  tokenBucket: [{ count: 1e6, per: "second", burst: 2e6, algorithm: "tokenBucket" }],
};
for (const [algorithm, own] of Object.entries(limits)) {
  measure(`finish 10^12 requests, ${algorithm}`, 500, () => engine.finish({ limits: own, work: trillion }));
}

function measure(name, times, run) {
  for (const started = Date.now(); Date.now() < started + 1_000; ) run();
  const taken = Array.from({ length: times }, () => {
    const before = process.hrtime.bigint();
    run();
    return Number(process.hrtime.bigint() - before);
  });
  taken.sort((a, b) => a - b);
  print(name, taken[times >> 1]);
}

function print(name, nanoseconds) {
  console.log(`${name}\t${nanoseconds}`);
}
