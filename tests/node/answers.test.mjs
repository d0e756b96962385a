// What a vendor's API answers to a request that is refused, for each reason that its card has an answer to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadEngine } from "./shells.mjs";

const engine = await loadEngine();

const lusha = (statusCode, message) => ({ status: statusCode, body: { statusCode, message }, retry: false });
const leadfeeder = (status, code) => ({ status, body: { code }, retry: false });
const generect = (status_code, detail) => ({ status: status_code, body: { status: "error", status_code, detail }, retry: false });

/** As the vendors' pages have them; 429 is met where requests wait for rate limits. */
const LUSHA = {
  ended: lusha(403, "The account is inactive"),
  frozen: lusha(403, "The account is frozen"),
  entitlement: lusha(403, "Not included in the plan"),
  keyCap: lusha(403, "credit limit reached"),
  userCap: lusha(403, "The user's credit limit is reached"),
  credits: lusha(402, "Insufficient credits"),
};
const GENERECT = {
  ended: generect(403, "The account is closed."),
  entitlement: generect(403, "Your account or API key is not entitled to this endpoint."),
  keyCap: generect(403, "The key's limit is reached."),
  userCap: generect(403, "The user's limit is reached."),
  credits: generect(402, "Insufficient funds in the account."),
};
const ANSWERS = {
  "lusha-help-centre": LUSHA,
  "lusha-2026-06": LUSHA,
  "lusha-v3": LUSHA,
  leadfeeder: {
    ended: leadfeeder(403, "forbidden"),
    keyCap: leadfeeder(403, "forbidden"),
    userCap: leadfeeder(403, "forbidden"),
    credits: leadfeeder(402, "quota_exceeded"),
  },
  generect: GENERECT,
  "generect-2026-06": GENERECT,
};

const PLANS = {
  lusha: { plan: "premium", terms: { per: "month", credits: 1000 } },
  leadfeeder: { plan: "platform", terms: { per: "month", credits: 1000, price: 100 } },
  generect: { plan: "payg", openingBalance: 100 },
};

/** Two months in which a company is asked for at each start, by a key and a user. */
function scenario(card) {
  const [vendor] = card.split("-");
  return {
    card,
    subscription: { start: "2027-01-01", ...structuredClone(PLANS[vendor]), changes: [] },
    keys: [{ id: "key" }],
    users: [{ id: "user" }],
    usage: [{ action: "need.company", every: "month", count: 2, key: "key", user: "user" }],
    horizon: { months: 2 },
  };
}

/** What makes a scenario meet a refusal. */
const MEET = {
  ended: ({ subscription }) => subscription.changes.push({ on: "2027-01-01", kind: "cancel" }),
  frozen: ({ subscription }) => subscription.changes.push({ on: "2027-01-01", kind: "freeze", months: 1 }),
  entitlement: (input) => void (input.card = cardThatExcludes(input)),
  keyCap: ({ keys }) => void (keys[0].monthlyCap = 0),
  userCap: ({ users }) => void (users[0].monthlyCap = 0),
  credits: ({ subscription }) => {
    if (subscription.terms) subscription.terms.credits = 0;
    else subscription.openingBalance = 0;
  },
};

/** No page says that a plan of Generect is without an operation: a card of one's own can. */
function cardThatExcludes({ card: id, subscription }) {
  const card = engine.card(id);
  const action = card.actions.find(({ needs }) => needs?.includes("need.company"));
  const without = { id: "companies", title: "companies", actions: [action.id], without: [subscription.plan] };
  card.entitlements = [{ ...without, under: { warn: "refuse" }, sources: action.sources }];
  return card;
}

for (const [card, answers] of Object.entries(ANSWERS)) {
  test(`every answer of ${card} is met but 429`, () => {
    const refusals = engine.card(card).answers.map(({ refusal }) => refusal);
    assert.deepEqual(refusals.filter((refusal) => refusal !== "rateLimit").sort(), Object.keys(answers).sort());
  });

  for (const [reason, answer] of Object.entries(answers)) {
    test(`${card} answers a request refused for ${reason}`, () => {
      const input = scenario(card);
      MEET[reason](input);
      const rows = engine.simulate(input).refusals;
      assert.deepEqual([...new Set(rows.map((row) => row.reason))], [reason]);
      assert.deepEqual(rows[0].answer, answer);
      assert.equal(rows[0].key, "key");
    });
  }
}
