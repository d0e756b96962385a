// The engine in a thread of Node: what it answers, how far it is, and what ends it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { program, project } from "./program.mjs";
import { writeFaulty } from "./trapping.mjs";

/** What the programs below work out. */
const WORK = `
import * as worker from "creditcast/worker";
const quoted = { card: "lusha-help-centre", action: "platform.reveal", count: 10, points: { phone: 4 } };
const scenario = {
  card: "lusha-help-centre",
  subscription: { plan: "premium", start: "2027-01-01" },
  usage: [{ action: "api.contacts", every: "weekday", count: 40, batch: 25, points: { email: 0.8, phone: 0.35 } }],
  horizon: { months: 12 },
};
const futures = (paths) => ({ scenario, spread: [{ activity: 0, low: 20, likely: 40, high: 60 }], paths, seed: 1 });
const failure = (promise) => promise.then(() => "nothing", ({ name, problems, message }) => [name, problems?.[0].code ?? message]);
`;

const run = async (t, source) => program((await project(t)).folder, WORK + source);

test("every function answers as it does on the main thread", async (t) => {
  const different = await run(
    t,
    `import * as inline from "creditcast/inline";
     import { isDeepStrictEqual } from "node:util";
     const given = {
       advise: [scenario], card: ["generect"], cards: [], compare: [{ scenario }], diff: [scenario, scenario],
       finish: [{ limits: [{ count: 5, per: "minute" }], work: { requests: 12 } }], forecast: [futures(50)],
       parse: [JSON.stringify(scenario)], quote: [quoted], range: [scenario],
       simulate: [scenario, { ledger: true }], validate: [{ usage: 1 }],
     };
     const names = Object.keys(inline).filter((name) => /^[a-z]/.test(name) && typeof inline[name] === "function");
     const different = [];
     for (const name of names)
       if (!isDeepStrictEqual(await worker[name](...given[name]), inline[name](...given[name]))) different.push(name);
     answer([different, worker.version === inline.version, names.length]);`,
  );
  assert.deepEqual(different, [[], true, 12]);
});

test("problems are those of the main thread, as the same error", async (t) => {
  const [same, problems] = await run(
    t,
    `import { simulate, CreditcastError } from "creditcast/inline";
     const caught = async (run) => { try { await run(); } catch (error) { return error; } };
     const [far, near] = [await caught(() => worker.simulate({})), await caught(() => simulate({}))];
     const same = [far instanceof CreditcastError, far.message === near.message, far.code === near.code];
     answer([same, [far.problems, near.problems]]);`,
  );
  assert.deepEqual(same, [true, true, true]);
  assert.deepEqual(problems[0], problems[1]);
});

test("what is no plain data is refused", async (t) => {
  const refused = await run(t, `answer(await failure(worker.simulate({ title() {} })));`);
  assert.deepEqual(refused, ["CreditcastError", "wrongType"]);
});

test("what takes long says how far it is", async (t) => {
  const told = await run(
    t,
    `const told = [];
     await worker.forecast(futures(8000), { onProgress: (progress) => told.push(progress) });
     answer(told);`,
  );
  assert.ok(told.length > 2, `told ${told.length} times`);
  assert.ok(told.every(({ done }, index) => index === 0 || done > told[index - 1].done), JSON.stringify(told));
  assert.deepEqual(told.at(-1), { done: 8000, of: 8000 });
  assert.ok(told.every(({ of }) => of === 8000));
});

test("a call is given up while it is under way, while it waits, and before", async (t) => {
  const [outcomes, quick] = await run(
    t,
    `const long = new AbortController();
     const before = performance.now();
     const onProgress = () => long.abort(new Error("too long"));
     const underWay = failure(worker.forecast(futures(100_000), { signal: long.signal, onProgress }));
     const waits = new AbortController();
     const waiting = failure(worker.quote(quoted, { signal: waits.signal }));
     const after = worker.quote(quoted);
     waits.abort();
     const never = failure(worker.quote(quoted, { signal: AbortSignal.abort() }));
     const outcomes = [await underWay, (await waiting)[0], (await never)[0], (await after).total];
     answer([outcomes, performance.now() - before < 5_000]);`,
  );
  assert.deepEqual(outcomes, [["Error", "too long"], "AbortError", "AbortError", 20]);
  assert.ok(quick, "what was given up was not waited for");
});

test("closing gives up what is not over, and a later call begins anew", async (t) => {
  const outcomes = await run(
    t,
    `const [first, second] = [worker.forecast(futures(100_000)), worker.quote(quoted)].map(failure);
     worker.close();
     const third = worker.quote(quoted);
     answer([await first, await second, (await third).total]);`,
  );
  assert.deepEqual(outcomes, [["CreditcastError", "closed"], ["CreditcastError", "closed"], 20]);
});

test("what is thrown by one who watches gives the call up", async (t) => {
  const outcomes = await run(
    t,
    `const fail = () => { throw new Error("mine") };
     answer([await failure(worker.forecast(futures(50), { onProgress: fail })), (await worker.quote(quoted)).total]);`,
  );
  assert.deepEqual(outcomes, [["Error", "mine"], 20]);
});

test("a trap is an internal error, and the next call works", async (t) => {
  const own = await project(t);
  await writeFaulty(own);
  const outcomes = await program(
    own.folder,
    `${WORK}
     import { load } from "creditcast";
     const engine = await load({ wasm: "faulty.wasm" });
     const trap = { limits: [{ count: 5, per: "minute" }], work: { requests: 12 } };
     const here = async () => engine.finish(trap);
     answer([
       await failure(here()), engine.quote(quoted).total,
       await failure(worker.finish(trap)), (await worker.quote(quoted)).total,
     ]);`,
  );
  const internal = ["CreditcastError", "internal"];
  assert.deepEqual(outcomes, [internal, 20, internal, 20]);
});

test("CommonJS has the same worker", async (t) => {
  const { folder } = await project(t);
  const same = await program(
    folder,
    `const common = require("creditcast/worker");
     import("creditcast/worker").then(async ({ quote }) => {
       const { total } = await common.quote({ card: "lusha-help-centre", action: "platform.search", count: 1 });
       answer([common.quote === quote, total]);
     });`,
    "commonjs",
  );
  assert.deepEqual(same, [true, 0]);
});
