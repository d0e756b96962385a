// Input that no program means to send: it is refused clearly, and the next call works as if nothing had been.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { canonical } from "./canonical.mjs";
import { loadEngine, runCli } from "./shells.mjs";

const engine = await loadEngine();

/** A guard against a hang, not a measurement: whatever is sent is answered long before. */
const PATIENCE = { timeout: 2000 };

const activity = (changes) => ({ action: "platform.reveal", every: "day", count: 1, points: { email: 1 }, ...changes });

const scenario = (changes) => ({
  card: "lusha-help-centre",
  subscription: { plan: "pro", start: "2027-01-01" },
  usage: [activity()],
  horizon: { months: 1 },
  ...changes,
});

const withCount = (count) => scenario({ usage: [activity({ count })] });

function cyclic() {
  const cycle = withCount(1);
  cycle.usage[0].points.more = cycle;
  return cycle;
}

function deep(levels) {
  let value = 1;
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

const throwing = (message = "no") => ({
  get value() {
    throw new Error(message);
  },
});

const listThatThrows = {
  *[Symbol.iterator]() {
    throw new Error("no");
  },
};

/** What is sent, and the code and path of the first problem that is expected; `code` alone where the path is the root. */
const HOSTILE = {
  "NaN as a count": [withCount(NaN), "notFinite", "/usage/0/count"],
  "Infinity as a count": [withCount(Infinity), "notFinite", "/usage/0/count"],
  "-Infinity as a balance": [scenario({ subscription: { plan: "pro", start: "2027-01-01", openingBalance: -Infinity } }), "notFinite", "/subscription/openingBalance"],
  "1e300 as a count": [withCount(1e300), "outOfRange", "/usage/0/count"],
  "1e300 months": [scenario({ horizon: { months: 1e300 } }), "outOfRange", "/horizon/months"],
  "-0.1 as a share": [scenario({ usage: [activity({ repeat: -0.1 })] }), "outOfRange", "/usage/0/repeat"],
  "a cyclic object": [cyclic(), undefined, "/usage/0/points/more"],
  "a function as a count": [withCount(() => 1), undefined, "/usage/0/count"],
  "a function as a scenario": [() => scenario(), "wrongType", ""],
  "a BigInt as a count": [withCount(10n), undefined, "/usage/0/count"],
  "a huge BigInt as a count": [withCount(2n ** 200n), undefined, "/usage/0/count"],
  "a symbol as a count": [withCount(Symbol("count")), undefined, "/usage/0/count"],
  "a date as a start": [scenario({ subscription: { plan: "pro", start: new Date(0) } }), undefined, "/subscription/start"],
  "a sparse array of activities": [scenario({ usage: [, activity()] }), "wrongType", "/usage/0"], // eslint-disable-line no-sparse-arrays
  "an array that is only long": [scenario({ usage: new Array(1e9) }), "tooMany", "/usage"],
  "a million activities": [scenario({ usage: new Array(1e6).fill(activity()) }), "tooMany", "/usage"],
  "a million keys of an object": [scenario({ policies: Object.fromEntries(Array.from({ length: 1e6 }, (_, n) => [n, "x"])) }), "tooMany", "/policies"],
  "an object a thousand levels deep": [scenario({ policies: deep(1000) }), undefined, "/policies/value"],
  "an object a hundred thousand levels deep": [scenario({ note: deep(100_000) }), "wrongType", "/note"],
  "a getter that throws": [scenario({ horizon: throwing() }), undefined, undefined],
  "a list whose iterator throws": [scenario({ usage: listThatThrows }), undefined, undefined],
  "a proxy that throws": [
    new Proxy(
      {},
      {
        ownKeys() {
          throw new Error("no");
        },
      },
    ),
    undefined,
    undefined,
  ],
  "a text of ten million letters": [scenario({ title: "x".repeat(1e7) }), "tooLong", "/title"],
  "half a letter in a title": [scenario({ usage: [activity({ action: "\ud800" })] }), "unknownAction", "/usage/0/action"],
  "a key named __proto__": [JSON.parse('{"__proto__": 1}'), undefined, undefined],
  "an object without a prototype": [Object.assign(Object.create(null), { card: 5 }), undefined, "/card"],
  null: [null, "wrongType", ""],
  undefined: [undefined, "wrongType", ""],
  "a number": [5, "wrongType", ""],
  "an array": [[], "wrongType", ""],
};

const isProblem = ({ path, code, message }) =>
  typeof path === "string" && typeof code === "string" && typeof message === "string" && message.length > 10;

for (const [what, [value, code, path]] of Object.entries(HOSTILE)) {
  test(`${what} is refused`, PATIENCE, () => {
    const problems = engine.validate(value);
    assert.ok(Array.isArray(problems) && problems.length > 0, "no problem was told");
    assert.ok(problems.every(isProblem), JSON.stringify(problems).slice(0, 1000));
    const found = path === undefined ? problems[0] : problems.find((problem) => problem.path === path);
    assert.ok(found, `none at ${path}: ${JSON.stringify(problems).slice(0, 1000)}`);
    if (code) assert.equal(found.code, code);
    for (const call of ["simulate", "parse", "quote", "finish", "compare", "range", "diff", "forecast", "advise"]) {
      assert.throws(() => engine[call](value), (error) => error.problems.every(isProblem) && error.name === "CreditcastError");
    }
    assertWorks();
  });
}

test("validate without an argument has problems and does not throw", PATIENCE, () => {
  assert.equal(engine.validate().length, 1);
  assert.equal(engine.validate(null)[0].code, "wrongType");
  assertWorks();
});

test("quote, finish, compare, range, diff, forecast, advise, simulate, parse and card without an argument throw their own error", PATIENCE, () => {
  for (const call of ["quote", "finish", "compare", "range", "diff", "forecast", "advise", "simulate", "parse", "card"]) {
    assert.throws(() => engine[call](), { name: "CreditcastError", code: "invalid" });
  }
  assertWorks();
});

test("options that are none are refused", PATIENCE, () => {
  for (const options of [5, "daily", [], { dialy: true }, { ledger: "yes" }]) {
    assert.throws(() => engine.simulate(scenario(), options), { name: "CreditcastError", code: "invalid" });
  }
  assert.equal(engine.simulate(scenario(), null).daily.length, 31);
  assert.equal(engine.simulate(scenario(), undefined).daily.length, 31);
});

/** Too many of anything, in both shells alike. */
const MANY = {
  "201 activities": [scenario({ usage: new Array(201).fill(activity()) }), "/usage", 200],
  "201 changes": [
    scenario({ subscription: { plan: "pro", start: "2027-01-01", changes: new Array(201).fill({ on: "2027-02-01", kind: "cancel" }) } }),
    "/subscription/changes",
    200,
  ],
  "101 keys": [scenario({ keys: Array.from({ length: 101 }, (_, n) => ({ id: `k${n}` })) }), "/keys", 100],
  "101 users": [scenario({ users: Array.from({ length: 101 }, (_, n) => ({ id: `u${n}` })) }), "/users", 100],
  "101 lists": [scenario({ lists: Array.from({ length: 101 }, (_, n) => ({ id: `l${n}`, size: 1, found: {} })) }), "/lists", 100],
};

for (const [what, [value, path, max]] of Object.entries(MANY)) {
  test(`${what} are refused by both shells alike`, async () => {
    const problems = engine.validate(value);
    assert.deepEqual(problems.map((problem) => [problem.path, problem.code, problem.params.max]), [[path, "tooMany", max]]);
    assert.equal(await runCli(["--json", "validate", "-"], JSON.stringify(value)), canonical(problems));
  });
}

const FULL = {
  "200 activities": scenario({ usage: new Array(200).fill(activity()) }),
  "100 keys": scenario({ keys: Array.from({ length: 100 }, (_, n) => ({ id: `k${n}` })) }),
  "100 users": scenario({ users: Array.from({ length: 100 }, (_, n) => ({ id: `u${n}` })) }),
};

for (const [what, value] of Object.entries(FULL)) {
  test(`${what} are not too many`, () => assert.deepEqual(engine.validate(value), []));
}

function assertWorks() {
  assert.equal(engine.simulate(scenario(), { daily: false }).totals.spent, 31);
}

after(assertWorks);

test("what is undefined is as though it were not there, at every place", () => {
  const job = { limits: [{ count: 5, per: "minute" }], work: { requests: 25 } };
  const same = (request) => assert.deepEqual(engine.finish(request), engine.finish(job));
  same({ ...job, used: { minute: undefined }, keys: undefined });
  same({ ...job, work: { requests: 25, records: undefined, batch: undefined } });
  assert.deepEqual(
    engine.simulate(scenario({ policies: { requestFee: undefined } })),
    engine.simulate(scenario({ policies: {} })),
  );
});

test("a text comes back as it was sent, whatever letters are in it and wherever they are", () => {
  const letters = ['"', "\\", "\n", "\u0000", "\u001f", "\u007f", "é", "–", "\u2028", "\ufffd", "\uffff", "🂡"];
  for (const letter of letters) {
    for (let before = 0; before < 17; before += 1) {
      const workflow = `${"a".repeat(before)}${letter}${letter}b`;
      const { spending } = engine.simulate(scenario({ usage: [activity({ workflow })] }));
      assert.equal(spending[0].workflow, workflow);
    }
  }
});
