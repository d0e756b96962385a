// The types of the package say what everything is, docs/api.md is made of them, and their examples run.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";
import { examplesOf, fieldsOf, page, silent } from "../../crates/xtask/js/api.mjs";
import { allCases } from "./scenarios.mjs";
import { fromEngine, loadEngine } from "./shells.mjs";

const dist = new URL("../../target/npm/dist/", import.meta.url);
const { CreditcastError, load, problemCodes, ruleIds, warningCodes } = await import(new URL("index.node.js", dist));
const engine = await loadEngine();
const docs = (name) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");
const schema = JSON.parse(readFileSync(new URL("../schema.json", dist), "utf8"));
const scenario = JSON.parse(/```json\n([\s\S]*?)```/.exec(docs("scenario"))[1]);

test("docs/api.md is what the types say; if not: cargo xtask schema", () => assert.equal(docs("api"), page()));

test("every type, function and field says what it is", () => assert.deepEqual(silent(), []));

/** What is read: types of one name in the schema and in the package. */
const READ = [
  "Scenario", "Subscription", "Terms", "AutoTopUp", "PoolTerms", "Spender", "RecordList", "Activity", "Limit",
  "QuoteRequest", "CompareRequest", "Candidate", "ExchangeRates", "FinishRequest", "LimitsOfCard", "Backoff",
  "ForecastRequest", "Spread",
];

for (const type of READ) {
  test(`the type ${type} has the keys that the engine reads, and wants those that it wants`, () => {
    const { properties, required } = schema.$defs[type];
    const read = Object.keys(properties).map((key) => [key, required.includes(key)]);
    assert.deepEqual(fieldsOf(type), Object.fromEntries(read));
  });
}

test("the types know every built-in card", () => {
  const ids = engine.cards().map(({ id }) => `"${id}"`);
  assert.match(docs("api"), new RegExp(`type BuiltInCard = ${ids.join(" \\| ")};`));
});

/** Runs an example with what stands around it, and gives the first thing that it names. */
async function run(example, around) {
  const code = example.replace(/^import .*$/gm, "").replaceAll(")!.", ").");
  const [, first] = /^const (?:\{ )?(\w+)/m.exec(code) ?? [];
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

test("every code of the lists is one that the engine or its façade gives", () => {
  const lists = ["codes.js", "codes.rs", "report.rs"];
  const written = (folder) =>
    readdirSync(new URL(folder, import.meta.url), { recursive: true })
      .filter((name) => /\.(rs|js)$/.test(name) && !lists.includes(basename(name)))
      .map((name) => readFileSync(new URL(`${folder}/${name}`, import.meta.url), "utf8"));
  const code = ["../../crates/core/src", "../../crates/wasm/js"].flatMap(written).join("");
  assert.deepEqual([...problemCodes, ...warningCodes].filter((word) => !code.includes(`"${word}"`)), []);
});

test("every code of the lists is explained", () => {
  assert.deepEqual([...problemCodes, ...warningCodes].filter((code) => !explained.includes(`\`${code}\``)), []);
});

test("the rules of every built-in card are listed", () => {
  const ids = engine.cards().flatMap(({ id }) => engine.card(id).rules.map((rule) => rule.id));
  assert.deepEqual(ids.filter((id) => !ruleIds.includes(id)), []);
});
