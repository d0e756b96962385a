// "Works here, broken when installed": the tarball in projects of both kinds, run and type-checked.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { transform } from "esbuild";
import { EXPECTED } from "./expected.mjs";
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
import { load, CreditcastError, type Creditcast, type RateCard, type Report, type Scenario } from "creditcast";
import { simulate } from "creditcast/inline";
import { close, forecast, validate, type ForecastRequest, type Progress } from "creditcast/worker";
import { define, type CreditcastCalculator } from "creditcast/element";
import "creditcast/iife";

export function follow(tell: (answer: string | undefined) => void): CreditcastCalculator {
  define("other-tag");
  const calculator = document.createElement("creditcast-calculator");
  calculator.addEventListener("change", ({ detail }) => tell(detail.report?.answer ?? detail.problems[0]?.message));
  calculator.addEventListener("click", ({ clientX }) => tell(String(clientX)));
  calculator.scenario = null;
  // @ts-expect-error The answer is the engine's.
  calculator.report = null;
  return calculator;
}

export async function share(request: ForecastRequest, signal: AbortSignal): Promise<number> {
  const onProgress = ({ done, of }: Progress) => void (of === null ? done : done / of);
  return (await forecast(request, { signal, onProgress }).finally(close)).spent.p50;
}

export const fromScript = async (): Promise<Creditcast> => creditcast.load();

export async function answer(scenario: Scenario): Promise<string> {
  const engine: Creditcast = await load();
  const report: Report = engine.simulate(scenario, { ledger: true });
  return report.answer + simulate(scenario).answer + engine.validate("").map(({ path }) => path).join();
}

/** A card of one's own, with every kind of field. */
export const own: RateCard = {
  id: "tiny",
  revision: "2026-11-20",
  staleAfter: "2027-02-18",
  vendor: "Tiny",
  title: "Tiny",
  wallet: "credits",
  currency: "USD",
  pricesAt: "https://example.org/pricing",
  points: [{ id: "email", title: "E-mail address" }],
  plans: [{
    id: "small", title: "Small", byQuote: false, rollover: false, creditsPerMonth: 100, bonuses: [{ credits: 10, livesMonths: 2 }],
    price: { monthly: { amount: "10.00", currency: "USD" }, annual: null },
    seats: { included: 1, max: null, extra: { monthly: null, annual: null } },
    limits: [{ count: 5, per: "minute" }],
    sources: { price: ["page"], credits: ["page"], seats: ["page"], limits: ["page"], rollover: ["page"] },
  }],
  actions: [{
    id: "find", title: "Find an address", surface: "api", unit: "contact", record: "contact", points: ["email"], batch: { default: 1, max: 50 },
    request: true, needs: ["need.email"], charges: ["find.email"], once: ["points"], onceMonths: 12, parallel: 5, sources: ["page"],
  }],
  policies: [{
    id: "free", title: "Is it free?", default: "no",
    options: [{ id: "no", title: "No", sources: ["page"] }, { id: "yes", title: "Yes", sources: ["page"], sets: [{ rules: ["find.email"], price: 0 }] }],
  }],
  rules: [{ id: "find.email", title: "Address found", category: "dataPoints", price: 1, of: "point", point: "email", sources: ["page"] }],
  sources: [{ id: "page", title: "Tiny's pricing", read: "2026-11-20", says: "An address costs 1 credit.", trust: "vendor" }],
};
// @ts-expect-error A key that no action has.
export const unknown: RateCard["actions"][number] = { ...own.actions[0]!, creditsPerYear: 1 };

export function code(error: unknown): string | undefined {
  return error instanceof CreditcastError ? error.code : undefined;
}

// @ts-expect-error An option that does not exist.
export const wrong = (engine: Creditcast, scenario: Scenario) => engine.simulate(scenario, { weekly: true });

// @ts-expect-error What takes no time says nothing of how far it is.
export const early = (scenario: Scenario) => validate(scenario, { onProgress: console.log });
`;

/** Every method that is built takes what the contract gives it, and gives what the contract promises. */
const CONTRACT = `
import type { Creditcast, load } from "creditcast";
import type * as contract from "./contract.js";

type Method = Exclude<keyof Creditcast & keyof contract.Creditcast, "version">;
type Takes<Given, Taken> = Given extends Taken ? true : { given: Given; taken: Taken };
type Promised<Name extends Method> = {
  arguments: Takes<Parameters<contract.Creditcast[Name]>, Parameters<Creditcast[Name]>>;
  result: Takes<ReturnType<Creditcast[Name]>, ReturnType<contract.Creditcast[Name]>>;
};

export const kept = (is: { [Name in Method]: Promised<Name> }): { [Name in Method]: { arguments: true; result: true } } => is;
export const engine = (is: Creditcast): Pick<contract.Creditcast, Method | "version"> => is;
export const loaded = (given: Parameters<typeof contract.load>): Parameters<typeof load> => given;
export const problem = (is: InstanceType<typeof import("creditcast").CreditcastError>): contract.CreditcastError => is;
`;

for (const [type, name, source] of [
  ["module", "main.js", ESM],
  ["commonjs", "main.js", COMMON],
]) {
  test(`a project of type ${type} runs the package`, async () => {
    const folder = await project(type, { [name]: source });
    const manifest = JSON.parse(await readFile(join(folder, "node_modules/creditcast/package.json"), "utf8"));
    assert.equal((await run("node", [name], { cwd: folder })).trim(), manifest.version);
  });

  test(`a project of type ${type} has one engine, by every entry and after a failure`, async () => {
    const format = { module: "esm", commonjs: "cjs" }[type];
    const source = await readFile(new URL("check.js", import.meta.url), "utf8");
    const { code } = await transform(`${source}\ncheck().then((checked) => console.log(JSON.stringify(checked)));`, { format });
    const folder = await project(type, { [name]: code });
    assert.deepEqual(JSON.parse(await run("node", [name], { cwd: folder })), EXPECTED);
  });
}

for (const [type, module, moduleResolution] of [
  ["module", "node16", "node16"],
  ["commonjs", "node16", "node16"],
  ["module", "esnext", "bundler"],
]) {
  test(`TypeScript accepts the package in a project of type ${type}, resolving as ${moduleResolution}`, async () => {
    const contract = await readFile(new URL("contract.d.ts", import.meta.url), "utf8");
    const files = { "main.ts": TYPED, "contract.d.ts": contract, "kept.ts": CONTRACT };
    const folder = await project(type, files);
    const strict = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom"];
    const how = ["--module", module, "--moduleResolution", moduleResolution];
    await run(tool("tsc"), [...strict, ...how, "main.ts", "kept.ts"], { cwd: folder });
  });
}
