// What the command line shows to people: beside every figure the day on which its prices were read.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { runCli } from "./shells.mjs";

const READ = "Prices of lusha-help-centre@2026-09-28 read on 28 September 2026.";
const OLD = /Prices of lusha-2026-06@2026-06-01 read on 1 June 2026\. Check them at https:\/\/\S+ before you decide\./;

const scenario = {
  card: "lusha-2026-06",
  subscription: { plan: "pro", start: "2027-01-01", terms: { per: "month", price: "60.00" } },
  usage: [{ action: "platform.reveal", every: "month", count: 500, points: { email: 1 } }],
  horizon: { months: 2 },
};
const newer = { ...scenario, card: "lusha-help-centre" };

/** What a command shows for a document, in one line. */
const shown = async (words, document) => (await runCli([...words, "-"], JSON.stringify(document))).replace(/\s+/g, " ");

const COMMANDS = {
  simulate: scenario,
  compare: scenario,
  range: scenario,
  advise: scenario,
  diff: { before: newer, after: scenario },
  forecast: { scenario, spread: [{ activity: 0, low: 1, likely: 2, high: 3 }], paths: 10, seed: 1 },
  quote: { card: "lusha-2026-06", action: "platform.reveal", count: 1 },
  finish: { limits: { card: "lusha-2026-06", plan: "pro" }, work: { requests: 10 } },
};

for (const [command, document] of Object.entries(COMMANDS)) {
  test(`${command} says when prices were read, and that they are old`, async () =>
    assert.match(await shown([command], document), OLD));
}

test("two cards have a day each, and one card has its day once", async () => {
  const text = await shown(["diff"], COMMANDS.diff);
  assert.ok(text.includes(READ), text);
  assert.equal(text.match(OLD).length, 1);
  assert.equal((await shown(["simulate"], scenario)).split("Prices of").length, 2);
});

test("a card of one's own says its day too; limits of one's own have none", async () => {
  const { input } = JSON.parse(await readFile(new URL("../scenarios/own-card.json", import.meta.url), "utf8"));
  const read = new RegExp(`Prices of ${input.card.id}@${input.card.revision} read on`);
  assert.match(await shown(["simulate"], input), read);
  const limits = [{ count: 1, per: "second" }];
  assert.doesNotMatch(await shown(["finish"], { limits, work: { requests: 10 } }), /Prices of/);
});

test("candidates of two cards are told apart, and each note names those that it is about", async () => {
  const candidate = (card, plan) => ({ card, plan, billing: "monthly" });
  const candidates = [candidate("lusha-help-centre", "pro"), candidate("lusha-2026-06", "pro"), candidate("lusha-2026-06", "premium")];
  const text = await shown(["compare"], { scenario, candidates });
  assert.match(text, /lusha-help-centre pro, monthly/);
  assert.match(text, /lusha-2026-06 pro, monthly/);
  assert.match(text, /Note on 3: The terms agreed are of Pro and do not apply to Premium\./);
  assert.doesNotMatch(await shown(["compare"], scenario), /lusha-2026-06 pro/);
});
