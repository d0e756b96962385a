// docs/rules.md: every rule of the vendors' pages has its place, and a test that goes red when it is lost.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { casesOf, faults } from "./scenarios.mjs";
import { fromEngine, loadEngine } from "./shells.mjs";

const engine = await loadEngine();

/** What has nothing to compute: roles, headers, the fields of an answer. */
const NOT_COMPUTABLE = [
  1, 2, 3, 5, 6, 18, 19, 20, 21, 23, 25, 27, 28, 31, 47, 48, 53, 55, 58, 69, 70, 71, 72, 93, 172, 174,
];

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const table = readFileSync(root("docs/rules.md"), "utf8");

const rows = table
  .split("\n")
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.slice(2, -2).split(" | "))
  .map(([number, rule, where, pinned]) => ({
    number: Number(number),
    rule,
    places: [...where.matchAll(/`([^`]+)`/g)].map(([, place]) => place),
    pinned,
    scenarios: [...pinned.matchAll(/\.\.\/tests\/scenarios\/([\w-]+\.json)/g)].map(([, file]) => file),
    tests: [...pinned.matchAll(/`([^`#]+\.(?:rs|mjs))#([^`]+)`/g)].map(([, file, name]) => ({ file, name })),
  }));

test("the 187 rules have a row each, in order", () => {
  assert.deepEqual(rows.map(({ number }) => number), Array.from({ length: 187 }, (_, index) => index + 1));
  assert.ok(rows.every(({ rule }) => rule.length > 10));
});

test("a rule is pinned, or has nothing to compute", () => {
  for (const { number, pinned, scenarios, tests } of rows) {
    const [, why] = /^not computable: (.{10,})$/.exec(pinned) ?? [];
    assert.equal(why !== undefined, NOT_COMPUTABLE.includes(number), `${number}: ${pinned}`);
    assert.ok(why || scenarios.length + tests.length > 0, `${number} is pinned by nothing`);
  }
});

test("every test that is named is there", () => {
  for (const { number, scenarios, tests } of rows) {
    for (const file of scenarios) assert.ok(existsSync(root(`tests/scenarios/${file}`)), `${number}: ${file}`);
    for (const { file, name } of tests) assert.ok(readFileSync(root(file), "utf8").includes(name), `${number}: ${file}`);
  }
});

test("every place of the code is there", () => {
  const items = rows.flatMap(({ places }) => places).filter((place) => place.startsWith("core::"));
  for (const item of items) assert.ok(isInCode(item), item);
});

/** Is there a file on the way of `core::a::b::Item::part` that has the item and its part? */
function isInCode(item) {
  const [crate, ...names] = item.split("::");
  const modules = names.filter((name) => /^[a-z]/.test(name));
  for (let depth = modules.length; depth > 0; depth -= 1) {
    const path = root(`crates/${crate}/src/${modules.slice(0, depth).join("/")}`);
    const file = [`${path}.rs`, `${path}/mod.rs`].find(existsSync);
    if (file) return names.slice(depth).every((name) => declares(readFileSync(file, "utf8"), name));
  }
  return false;
}

const declares = (source, name) => new RegExp(`\\b(fn|struct|enum|trait|const|type|impl(<[^>]*>)?) ${name}\\b|\\b${name}(:| \\{|\\(|,)`).test(source);

const atCards = rows.flatMap((row) => row.places.filter((place) => place.includes("#")).map((place) => ({ ...row, place })));

for (const { number, place, scenarios } of atCards) {
  if (scenarios.length === 0) {
    test(`${number}: ${place} is there`, () => void atPlace(place));
  } else {
    test(`${number}: ${place} is noticed when it changes`, () => assertNoticed(place, scenarios));
  }
}

/** Changing the value turns a worked line of some scenario red, and the card is a good one all the while. */
function assertNoticed(place, files) {
  const [id] = place.split("#");
  const changed = atPlace(place);
  changed.holder[changed.key] = another(changed);
  const cases = files.flatMap(casesOf).filter(({ input }) => [id, id.split("@")[0]].includes(cardOf(input)));
  assert.ok(cases.length > 0, `no case of ${files.join(", ")} is about ${id}`);
  const red = cases.filter((scenario) => {
    const outcome = fromEngine(engine, { ...scenario, input: withCard(scenario.input, changed.card) });
    const ofCard = outcome.problems?.filter(({ path }) => /^(\/limits)?\/card/.test(path)) ?? [];
    assert.deepEqual(ofCard, [], `${place} cannot be ${JSON.stringify(another(changed))}`);
    return faults(scenario, outcome).length > 0;
  });
  assert.ok(red.length > 0, `nothing in ${files.join(", ")} notices that ${place} became ${JSON.stringify(changed.holder[changed.key])}`);
}

/** The card that an input names: of a scenario or a quote, or of the limits of a job. */
const cardOf = (input) => input?.card ?? input?.limits?.card;

const withCard = (input, card) => (input.card ? { ...input, card } : { ...input, limits: { ...input.limits, card } });

/** The value at a place: a fresh copy of its card, and who holds it under which key. */
function atPlace(place) {
  const [id, pointer] = place.split("#");
  const card = engine.card(id);
  const keys = pointer.slice(1).split("/");
  const key = keys.pop();
  const holder = keys.reduce((value, name) => inside(value, name, place), card);
  assert.ok(Object.hasOwn(holder, key), `${place} is not there`);
  return { card, holder, key, value: holder[key] };
}

/** An element of a list by its id (an answer by what it refuses) or its index, or a field of an object. */
function inside(value, name, place) {
  const found = Array.isArray(value) ? value.find(({ id, refusal }) => (id ?? refusal) === name) : undefined;
  const step = found ?? value[name];
  assert.ok(step !== undefined, `${place}: there is no ${name}`);
  return step;
}

/** Words that stand for each other. */
const OTHER_WORD = { found: "asked", asked: "found", matched: "unit", cycle: "request" };

/** Another value of the same kind, which the card can have as well. */
function another({ holder, key, value }) {
  if (typeof value === "boolean") return !value;
  if (key === "status" && typeof value === "number") return value + 1;
  if (typeof value === "number") return value === 0 ? 1 : value * 2;
  if (Array.isArray(value)) return key === "once" ? [] : value.slice(1);
  if (key === "default" && holder.options) return holder.options.find(({ id }) => id !== value).id;
  if (key === "pool") return undefined;
  if (value === "all") return 1;
  return OTHER_WORD[value] ?? `${value}X`;
}
