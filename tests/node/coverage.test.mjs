// The scenarios leave nothing out: every action and plan of every card, and both answers to every switch.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allCases } from "./scenarios.mjs";
import { loadEngine } from "./shells.mjs";

const engine = await loadEngine();
const cases = allCases().filter(({ input }) => typeof input?.card === "string");

for (const card of engine.cards()) {
  const ofCard = cases.filter(({ input }) => input.card.split("@")[0] === card.id);

  test(`every action of ${card.id} is quoted`, () => {
    const quoted = new Set(ofCard.filter(({ call }) => call === "quote").map(({ input }) => input.action));
    assert.deepEqual(card.actions.map(({ id }) => id).filter((id) => !quoted.has(id)), []);
  });

  test(`${card.id} is simulated`, () => assert.ok(ofCard.some(({ call }) => call === "simulate")));
}

test("every plan of the newest cards is subscribed to", () => {
  for (const id of ["lusha-help-centre", "leadfeeder", "generect"]) {
    const plans = new Set(cases.filter(({ input }) => input.card === id).map(({ input }) => input.subscription?.plan));
    assert.deepEqual(engine.card(id).plans.map((plan) => plan.id).filter((plan) => !plans.has(plan)), []);
  }
});

test("every answer to a switch of the help-centre card is given", () => {
  const given = new Set(cases.flatMap(({ input }) => Object.entries(input.policies ?? {})).map((pair) => pair.join(" ")));
  const switches = engine.card("lusha-help-centre").policies;
  const answers = switches.flatMap(({ id, default: usual, options }) =>
    options.filter((option) => option.id !== usual).map((option) => `${id} ${option.id}`),
  );
  assert.ok(answers.length > 10);
  assert.deepEqual(answers.filter((answer) => !given.has(answer)), []);
});
