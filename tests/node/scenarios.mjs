// The scenarios of tests/scenarios/: what is asked of every shell, and what must come out of it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fault } from "./worked.mjs";

export const scenarioFolder = fileURLToPath(new URL("../scenarios/", import.meta.url));

const CALLS = ["advise", "compare", "diff", "finish", "forecast", "quote", "range", "simulate", "validate"];
const SHARED = ["title", "why", "call", "options", "input"];

/**
 * A scenario: one call with its input, and the figures that were worked out for it by hand.
 * @typedef {object} Case
 * @property {string} name the file's name, with `#` and the case's title where the file is a table
 * @property {string} file
 * @property {"advise" | "compare" | "diff" | "finish" | "forecast" | "quote" | "range" | "simulate" | "validate"} call
 * @property {{ daily?: boolean, ledger?: boolean }} [options]
 * @property {any} input
 * @property {string[]} worked
 */

/** Every case of every file, in the files' order. @returns {Case[]} */
export function allCases() {
  const files = readdirSync(scenarioFolder).filter((file) => file.endsWith(".json"));
  return files.sort().flatMap(casesOf);
}

/** The cases of one file: the file itself, or the rows of its table. @returns {Case[]} */
export function casesOf(file) {
  const content = JSON.parse(readFileSync(join(scenarioFolder, file), "utf8"));
  const { cases, worked, ...shared } = content;
  checkShape(file, content);
  const name = basename(file, ".json");
  if (!cases) return [{ name, file, ...shared, worked }];
  return cases.map((row) => ({
    name: `${name}#${row.case}`,
    file,
    ...shared,
    input: withValues(shared.input, row.with),
    worked: row.worked,
  }));
}

/** A slip in a file must not make it say less than it seems to. */
function checkShape(file, content) {
  const known = content.cases ? [...SHARED, "cases"] : [...SHARED, "worked"];
  assert.deepEqual(Object.keys(content).filter((key) => !known.includes(key)), [], `${file}: unknown keys`);
  assert.ok(content.title && content.why, `${file}: a title and a why`);
  assert.ok(CALLS.includes(content.call), `${file}: a call of ${CALLS.join(", ")}`);
  const rows = content.cases ?? [content];
  assert.ok(rows.length > 0 && rows.every((row) => row.worked?.length > 0), `${file}: worked lines`);
  const titles = content.cases?.map((row) => row.case) ?? [];
  assert.equal(new Set(titles).size, titles.length, `${file}: cases of different titles`);
  const extra = content.cases?.flatMap((row) => Object.keys(row)).filter((key) => !["case", "with", "worked"].includes(key));
  assert.deepEqual(extra ?? [], [], `${file}: unknown keys of a case`);
}

/** A copy of `input` in which each value stands at its JSON Pointer; `""` is the whole input. */
export function withValues(input, values = {}) {
  let copy = structuredClone(input);
  for (const [pointer, value] of Object.entries(values)) {
    if (pointer === "") {
      copy = structuredClone(value);
      continue;
    }
    const keys = pointer.slice(1).split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = keys.pop();
    const holder = keys.reduce((place, key) => (place[key] ??= {}), copy);
    holder[last] = structuredClone(value);
  }
  return copy;
}

/** What is wrong with the worked lines of a case, given what a shell answered; empty if nothing is. */
export function faults({ worked }, outcome) {
  return worked.map((line) => fault(line, outcome)).filter((said) => said !== undefined);
}

/** Fails unless every worked line of a case holds. */
export function check(scenario, outcome) {
  const wrong = faults(scenario, outcome);
  assert.equal(wrong.length, 0, `${scenario.name}\n  ${wrong.join("\n  ")}`);
}
