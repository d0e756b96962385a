// Every scenario in a browser, through the npm package and by hand on the page: the same bytes as on the
// command line.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { assertSameBytes, canonical } from "../node/canonical.mjs";
import { packageFolder } from "../node/program.mjs";
import { allCases, check } from "../node/scenarios.mjs";
import { fromCli, outcomeOf } from "../node/shells.mjs";
import { importScenario, open, saved } from "./calculator.mjs";
import { launch, serve } from "./site.mjs";

const cases = allCases();
const expected = new Map();

before(async () => {
  for (const scenario of cases) expected.set(scenario.name, canonical((await fromCli(scenario)).outcome));
});

test("the npm package gives the bytes of the command line", async (t) => {
  const empty = { headers: { "content-type": "text/html" }, body: "<!doctype html>" };
  const address = await serve(t, packageFolder, { answer: (path) => (path === "/index.html" ? empty : undefined) });
  const page = await (await launch(t)).newPage();
  await page.goto(address);
  const answers = await page.evaluate(answerAll, cases.map(({ call, input, options }) => ({ call, input, options })));
  for (const [index, scenario] of cases.entries()) {
    const outcome = outcomeOf(scenario.call, JSON.parse(answers[index]));
    check(scenario, outcome);
    assertSameBytes(canonical(outcome), expected.get(scenario.name), scenario.name);
  }
});

/** Runs on the page: the answer of each call as JSON, or the problems that it was refused with. */
async function answerAll(calls) {
  const { load } = await import("./dist/index.js");
  const engine = await load();
  return calls.map(({ call, input, options }) => {
    try {
      const both = call === "diff" ? [input.before, input.after] : [input, options];
      return JSON.stringify(engine[call](...both));
    } catch (error) {
      if (error.code !== "invalid") throw error;
      return JSON.stringify({ problems: error.problems });
    }
  });
}

/** A page mostly waits, for one that is clicked to rest: several at once are done sooner. */
const PAGES = 3;

test("the page gives the bytes of the command line", async (t) => {
  const shown = cases.filter(isForThePage);
  const shares = Array.from({ length: PAGES }, (_, page) => shown.filter((_, index) => index % PAGES === page));
  const compared = (await Promise.all(shares.map((share) => compare(t, share)))).reduce((sum, count) => sum + count);
  assert.ok(compared > 100, `only ${compared} were compared`);
});

/** Compares the report of each scenario that can be run, and counts them. */
async function compare(t, scenarios) {
  const { page } = await open(t);
  let compared = 0;
  for (const scenario of scenarios) {
    const { text, outcome } = await fromCli({ ...scenario, options: undefined });
    if (outcome.problems) continue;
    assertSameBytes(await exported(page, scenario), text, scenario.name);
    compared += 1;
  }
  return compared;
}

/** The page runs scenarios by the built-in cards, and shows problems where they are and not in a report. */
const isForThePage = ({ call, input }) => call === "simulate" && typeof input?.card === "string";

/** Imports a scenario on the page and exports its report. */
async function exported(page, scenario) {
  await importScenario(page, scenario.input);
  return saved(page, "Export report");
}
