// docs/scenario.md: its example runs, and no code that a scenario can be refused with is missing from it, nor
// from docs/rate-limits.md one of a job, or from docs/comparing.md one of a comparison.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allCases } from "./scenarios.mjs";
import { fromEngine, loadEngine } from "./shells.mjs";

const engine = await loadEngine();
const read = (name) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");
const page = read("scenario");
const explained = page + read("rate-limits") + read("comparing");
const [, example] = /```json\n([\s\S]*?)```/.exec(page);

test("the example runs and comes to something", () => {
  assert.deepEqual(engine.validate(JSON.parse(example)), []);
  assert.ok(engine.simulate(JSON.parse(example)).totals.spent > 0);
});

test("every code of a problem is explained", () => {
  const outcomes = allCases().map((scenario) => fromEngine(engine, scenario));
  const ofScenarios = outcomes.flatMap(({ problems = [] }) => problems).filter(({ path }) => !path.startsWith("/card/"));
  const codes = new Set(ofScenarios.map(({ code }) => code));
  assert.deepEqual([...codes].filter((code) => !explained.includes(`\`${code}\``)), []);
});

test("every warning is explained", () => {
  const outcomes = allCases().map((scenario) => fromEngine(engine, scenario));
  const warnings = outcomes.flatMap((outcome) => [outcome, ...(outcome.ranked ?? [])]).flatMap((of) => of.warnings ?? []);
  const codes = new Set(warnings.map(({ code }) => code));
  assert.deepEqual([...codes].filter((code) => !explained.includes(`\`${code}\``)), []);
});
