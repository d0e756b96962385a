// The reader of worked lines, which every scenario's figures hang on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { canonical } from "./canonical.mjs";
import { fault } from "./worked.mjs";

const RESULT = {
  total: 42,
  share: 0.1,
  tiny: 1e-7,
  name: "Pro",
  none: null,
  cost: { amount: "219.60", currency: "USD" },
  lines: [
    { rule: "api.email", amount: 40, on: "2027-01-31" },
    { rule: "api.requestFee", amount: 2, on: "2027-01-31" },
  ],
  refusals: [],
  rules: { "api.email": { title: "E-mail" } },
};

const RIGHT = [
  "total = 42",
  "total = ceil(40 / 25) + 40 * 1 = 2 + 40 = 42",
  "total = lines[rule=api.email].amount + lines[1].amount",
  "total = sum(lines[*].amount)",
  "share = 1 / 10 = 0.3 - 0.2",
  "tiny = 1 / 10000000",
  "floor(-7 / 2) = -4 = -ceil(7 / 2)",
  "max(1, 3, 2) - min(4, 2) = 1",
  "2 * (3 + 4) - 5 = 9",
  "cost.amount = 69.90 + 3 * 49.90 = 219.6",
  'cost.amount = "219.60"',
  'name = "Pro"',
  "none = null",
  'lines[rule=api.email,on=2027-01-31].rule = "api.email"',
  "count(lines) = 2",
  "count(lines[on=2027-01-31]) = 2",
  "count(lines[rule=none]) = 0 = count(refusals)",
  'rules["api.email"].title = "E-mail"',
];

for (const line of RIGHT) {
  test(`holds: ${line}`, () => assert.equal(fault(line, RESULT), undefined));
}

const WRONG = {
  "total = 41": /total = 42\n.*41 = 41/,
  "total = ceil(40 / 25) + 40 = 43": /= 42\n.*= 42\n.*43 = 43/,
  "share = 0.3 - 0.20000000000000001": /share = 0\.1/,
  'cost.amount = "219.6"': /219\.60/,
  'total = "forty-two"': /42/,
  total: /says nothing/,
  "totals = 42": /has no "totals"/,
  "count(totals) = 0": /has no "totals"/,
  "cost.price = 42": /leads to 0 values/,
  "lines[on=2027-01-31].amount = 40": /leads to 2 values/,
  "lines = 2": /no single value/,
  "name + 1 = 2": /no number/,
  "total = 42 42": /left over/,
  "total = (42": /"\)" is missing/,
  "total = lines[1.amount": /"\]" is missing/,
  "total = root(4)": /no function root/,
  "total = 1 / 0": /division by zero/,
  "total = 42 ^ 2": /cannot be read/,
};

for (const [line, message] of Object.entries(WRONG)) {
  test(`is refused: ${line}`, () => assert.match(fault(line, RESULT) ?? "", message));
}

test("canonical JSON sorts keys and writes numbers the shortest way", () => {
  const value = { b: [1e21, 0.1, -0], a: { "€": 1, é: null, "\r": "ö" }, c: undefined };
  assert.equal(canonical(value), '{"a":{"\\r":"ö","é":null,"€":1},"b":[1e+21,0.1,0]}');
});
