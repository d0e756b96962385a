// The types of the package say what everything is, docs/api.md is made of them, and their examples run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { examplesOf, page, silent } from "../../crates/xtask/js/api.mjs";
import { allCases } from "./scenarios.mjs";
import { fromEngine, loadEngine } from "./shells.mjs";

const dist = new URL("../../target/npm/dist/", import.meta.url);
const { CreditcastError, load, problemCodes, ruleIds, warningCodes } = await import(new URL("index.node.js", dist));
const engine = await loadEngine();
const docs = (name) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");
const scenario = JSON.parse(/```json\n([\s\S]*?)```/.exec(docs("scenario"))[1]);

test("docs/api.md is what the types say; if not: cargo xtask schema", () => assert.equal(docs("api"), page()));

test("every type, function and field says what it is", () => assert.deepEqual(silent(), []));

/** Runs an example with what stands around it, and gives the first thing that it names. */
async function run(example, around) {
  const code = example.replace(/^import .*$/gm, "");
  const [, first] = /const (?:\{ )?(\w+)/.exec(code) ?? [];
  const names = Object.keys(around).filter((name) => !new RegExp(`const (?:\\{[^}]*)?\\b${name}\\b`).test(code));
  const body = `return (async () => {${code}\nreturn ${first};})()`;
  return new Function(...names, body)(...names.map((name) => around[name]));
}

const silentConsole = { log() {} };
const request = { scenario, spread: [{ activity: 0, low: 1, likely: 2, high: 3 }], paths: 10, seed: 1 };
const modules = { "index.d.ts": { load }, "inline.d.ts": "inline.js", "worker.d.ts": "worker.node.js" };

for (const [name, module] of Object.entries(modules)) {
  const examples = examplesOf(name);
  test(`${name} has examples`, () => assert.ok(examples.length > (name === "index.d.ts" ? 12 : 0)));
  for (const [index, example] of examples.entries()) {
    test(`example ${index + 1} of ${name} runs`, async () => {
      const own = typeof module === "string" ? await import(new URL(module, dist)) : module;
      const text = JSON.stringify(scenario);
      const around = { creditcast: engine, CreditcastError, scenario, text, request, console: silentConsole, ...own };
      const value = await run(example, around);
      const [, told] = /\}\); \/\/ (\d+)$/m.exec(example) ?? [];
      if (told !== undefined) assert.equal(value, Number(told));
    });
  }
}

const outcomes = allCases().map((scenario) => fromEngine(engine, scenario));
const explained = ["scenario", "rate-limits", "comparing", "rate-card", "api"].map(docs).join("");

test("the lists hold every code that a scenario file leads to", () => {
  const problems = outcomes.flatMap(({ problems = [] }) => problems);
  const warnings = outcomes.flatMap((outcome) => [outcome, ...(outcome.ranked ?? [])]).flatMap((of) => of.warnings ?? []);
  assert.deepEqual(problems.map(({ code }) => code).filter((code) => !problemCodes.includes(code)), []);
  assert.deepEqual(warnings.map(({ code }) => code).filter((code) => !warningCodes.includes(code)), []);
});

test("every code of the lists is one of the engine or of the façade", () => {
  const met = new Set(outcomes.flatMap(({ problems = [], warnings = [] }) => [...problems, ...warnings]).map(({ code }) => code));
  console.log([...problemCodes, ...warningCodes].filter((code) => !met.has(code)));
});

test("every code of the lists is explained", () => {
  assert.deepEqual([...problemCodes, ...warningCodes].filter((code) => !explained.includes(`\`${code}\``)), []);
});

test("the rules of every built-in card are listed", () => {
  const ids = engine.cards().flatMap(({ id }) => engine.card(id).rules.map((rule) => rule.id));
  assert.deepEqual(ids.filter((id) => !ruleIds.includes(id)), []);
});
