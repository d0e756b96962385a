// "Works here, broken when installed": the tarball in projects of both kinds, run and type-checked.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { project, run, tool } from "./installed.mjs";

const ESM = `
import { load } from "creditcast";
import { version } from "creditcast/inline";
import { readFile } from "node:fs/promises";
const engine = await load({ wasm: await readFile(new URL(import.meta.resolve("creditcast/engine.wasm"))) });
console.log(engine.version === version && version);
`;

const COMMON = `
const { load } = require("creditcast");
const { version } = require("creditcast/inline");
load().then((engine) => console.log(engine.version === version && version));
`;

/** Uses each type once, wrongly where a line says so. */
const TYPED = `
import { load, CreditcastError, type Creditcast, type Report, type Scenario } from "creditcast";
import { simulate } from "creditcast/inline";

export async function answer(scenario: Scenario): Promise<string> {
  const engine: Creditcast = await load();
  const report: Report = engine.simulate(scenario, { ledger: true });
  return report.answer + simulate(scenario).answer + engine.validate("").map(({ path }) => path).join();
}

export function code(error: unknown): string | undefined {
  return error instanceof CreditcastError ? error.code : undefined;
}

// @ts-expect-error An option that does not exist.
export const wrong = (engine: Creditcast, scenario: Scenario) => engine.simulate(scenario, { weekly: true });
`;

for (const [type, name, source] of [
  ["module", "main.js", ESM],
  ["commonjs", "main.js", COMMON],
]) {
  test(`a project of type ${type} runs the package`, async (t) => {
    const folder = await project(t, type, { [name]: source });
    const manifest = JSON.parse(await readFile(join(folder, "node_modules/creditcast/package.json"), "utf8"));
    assert.equal((await run("node", [name], { cwd: folder })).trim(), manifest.version);
  });
}

for (const [type, module, moduleResolution] of [
  ["module", "node16", "node16"],
  ["commonjs", "node16", "node16"],
  ["module", "esnext", "bundler"],
]) {
  test(`TypeScript accepts the package in a project of type ${type}, resolving as ${moduleResolution}`, async (t) => {
    const folder = await project(t, type, { "main.ts": TYPED });
    const strict = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom"];
    const how = ["--module", module, "--moduleResolution", moduleResolution];
    await run(tool("tsc"), [...strict, ...how, "main.ts"], { cwd: folder });
  });
}
