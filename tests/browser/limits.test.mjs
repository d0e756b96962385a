// The view of rate limits: when a job is done, what holds it back, and what other plans make of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, field, importScenario, LOOKS, open, saved, show, type } from "./calculator.mjs";

const npm = new URL("../../target/npm/dist/inline.js", import.meta.url);

/** One contact by API a week, on Premium. */
const PREMIUM = {
  card: "lusha-help-centre",
  subscription: { plan: "premium", start: "2026-12-01" },
  usage: [{ action: "api.contacts", every: "week", count: 1, points: { email: 1 } }],
  horizon: { months: 12 },
};

const answer = (page) => page.locator("#answer").innerText();

/** The view of limits with 100,000 contacts to be had, one to a request, from a Monday's midnight by UTC on. */
async function openLimits(t, { start = "2026-12-07T00:00", ...context } = {}) {
  const opened = await open(t, { timezoneId: "UTC", ...context });
  await importScenario(opened.page, PREMIUM);
  await show(opened.page, "Limits");
  await type(opened.page, "How many records", "100000");
  await field(opened.page, "Start").click();
  await opened.page.getByLabel(/^Start \(/).fill(start);
  return opened;
}

test("a job's end is told in the reader's zone", async (t) => {
  const { page, complaints } = await openLimits(t, { timezoneId: "Europe/Berlin", start: "2026-12-07T01:00" });
  assert.match(await answer(page), /^Limits allow it by Saturday 12 December, 06:03/);
  assert.match(await answer(page), /What holds it back longest is the limit of a day\.$/);
  assert.match(await page.locator(".consequence").innerText(), /100,000 requests in 5 days 5 hours\..*Europe\/Berlin/s);
  assert.deepEqual(complaints, []);
});

test("plans stand side by side, the earliest first, with what a further key would change", async (t) => {
  const { page } = await openLimits(t);
  const lanes = await page.locator(".way-lane").allInnerTexts();
  const told = lanes.map((lane) => [lane.split("\n")[0], lane.match(/\d+ days?(?: \d+ hours?)?$/)?.[0]]);
  assert.deepEqual(told, [
    ["Scale", "1 day 9 hours"],
    ["Premium", "2 days 7 hours"],
    ["Premium", "5 days 5 hours"],
    ["Legacy users", "16 days 6 hours"],
    ["Pro", "66 days 6 hours"],
    ["Free", "999 days"],
    ["Starter", "999 days"],
  ]);
  assert.match(lanes[1], /one key more, each 300 a minute, 1,800 an hour, 18,000 a day/);
});

test("on a phone no value lies on the first day of the axis", async (t) => {
  const { page } = await openLimits(t, LOOKS["on a phone"]);
  const values = await page.locator(".accepted .y-label:visible").allTextContents();
  assert.ok(values.length > 1 && !values.includes("0"), `${values}`);
});

test("the line of accepted requests is that of the engine", async (t) => {
  const { page } = await openLimits(t);
  const line = await page.locator(".accepted .balance").getAttribute("d");
  const points = [...line.matchAll(/([HL])(\d+)(?: (\d+))?/g)].map(([, , x, y]) => [Number(x), y && Number(y)]);
  const { finish } = await import(npm);
  const limits = { card: "lusha-help-centre", plan: "premium" };
  const accepted = (requests) => finish({ limits, work: { requests } }).seconds;
  // The time that is drawn has 480 parts; seven lines a day apart tell how long it is.
  const days = await page.locator(".accepted .axis text").count();
  const part = ((days - 1) * 86_400) / 480;
  for (const [x, y] of points.filter(([, y]) => y).slice(0, -1)) {
    const requests = Math.floor((100_000 * (1_000 - y)) / 1_000);
    assert.ok(accepted(requests) <= x * part, `${requests} by ${x}`);
    assert.ok(accepted(requests + 101) > (x - 1) * part, `no more than ${requests} by ${x - 1}`);
  }
});

test("a hundred to a request are quick, and then it is the credits that end it", async (t) => {
  const { page } = await openLimits(t);
  await type(page, "To a request", "100");
  await type(page, "Charged for a record", "2.5");
  await type(page, "What there is to spend", "3400");
  assert.match(await answer(page), /^Limits allow it by Monday 7 December, 00:03; credits last for the first 1,300 records\./);
});

test("what there is to spend and what a contact costs follow from the plan", async (t) => {
  const { page } = await openLimits(t);
  // A credit for the request and one for its e-mail.
  assert.equal(await field(page, "Charged for a record").innerText(), "2 credits");
  assert.equal(await field(page, "What there is to spend").innerText(), "3,400 credits");
  assert.match(await answer(page), /credits last for the first 1,700 records/);
});

test("a client that backs off meets refusals, as many as the engine tells", async (t) => {
  const { page } = await openLimits(t);
  await field(page, "Client").click();
  await page.getByRole("radio", { name: /backs off/ }).check();
  const { finish } = await import(npm);
  const told = finish({
    limits: { card: "lusha-help-centre", plan: "premium" },
    start: "2026-12-07T00:00:00Z",
    work: { requests: 100_000 },
    client: { baseMs: 1000, factor: 2, capMs: 60_000 },
  });
  assert.ok(told.tooMany > 1_000);
  assert.match(await answer(page), new RegExp(`${told.tooMany.toLocaleString("en")} requests are answered with 429`));
  const rows = await page.locator(".patience tbody tr").allInnerTexts();
  assert.equal(rows[0].split("\t")[1].trim(), told.tooMany.toLocaleString("en"));
});

test("that a higher limit can make a client later is explained by figures", async (t) => {
  const { page } = await openLimits(t);
  const { finish } = await import(npm);
  const under = (count) =>
    finish({
      limits: [{ count, per: "minute" }],
      work: { requests: 60 },
      parallel: 1,
      latencyMs: 2000,
      client: { baseMs: 1000, factor: 2 },
    }).seconds;
  assert.deepEqual([under(10), under(11)], [5 * 60 + 21, 5 * 60 + 37]);
  const said = await page.getByText("Even a higher limit can make it later.").innerText();
  assert.match(said, /under 10 a minute they take 5 minutes 21 seconds, under 11 a minute 5 minutes 37 seconds/);
});

test("whether keys count each for itself is a switch beside the answer", async (t) => {
  const { page } = await openLimits(t);
  await type(page, "Keys", "2");
  assert.match(await answer(page), /^Limits allow it by Wednesday 9 December, 07:04/);
  await page.getByRole("radio", { name: "Rate limits count for the whole account" }).check();
  assert.match(await answer(page), /^Limits allow it by Saturday 12 December, 05:03/);
  assert.match(await page.locator(".consequence").innerText(), /One key more would change nothing\./);
  assert.equal(JSON.parse(await saved(page, "Export scenario")).policies.limitScope, "account");
});

test("what is wrong with a job is said at its fields, and the last figures stay", async (t) => {
  const { page } = await openLimits(t);
  await type(page, "How many records", "1oo");
  await type(page, "To a request", "1000");
  assert.equal(await answer(page), "Nothing is computed yet: two things need you.");
  assert.match(await page.locator(".problems").innerText(), /must be a number.*takes at most 100 to a request/s);
  assert.match(await page.locator(".total").innerText(), /100,000/);
  await page.getByRole("button", { name: "Make it 100" }).click();
  await page.getByRole("button", { name: "Go there" }).click();
  await page.getByRole("textbox", { name: "How many records" }).fill("1,000");
  assert.match(await answer(page), /^Limits allow it by Monday 7 December, 00:00|^Limits allow it at once/);
});

test("a job too long to follow, or beyond the calendar, says so", async (t) => {
  const { page } = await openLimits(t);
  await type(page, "How many records", "1000000000000");
  assert.match(await page.locator(".problems").innerText(), /not done before the year 10000/);
});

test("what is used up at the start counts", async (t) => {
  const { page } = await openLimits(t);
  await type(page, "Used of the day’s", "18000");
  assert.match(await answer(page), /^Limits allow it by Sunday 13 December, 05:03/);
});

test("a job's changes are undone, and are no part of the scenario", async (t) => {
  const { page } = await openLimits(t);
  await type(page, "Keys", "3");
  const three = await answer(page);
  await page.getByLabel("Undo").click();
  assert.match(await answer(page), /^Limits allow it by Saturday 12 December/);
  await page.getByRole("button", { name: "Redo" }).click();
  assert.equal(await answer(page), three);
  assert.deepEqual(JSON.parse(await saved(page, "Export scenario")), { ...PREMIUM, card: "lusha-help-centre@2026-09-28" });
});

test("the address names the view, and going back leads back", async (t) => {
  const { page } = await openLimits(t);
  assert.match(page.url(), /#limits$/);
  await page.goBack();
  assert.match(await answer(page), /The 12 months cost/);
  await page.goForward();
  assert.match(await answer(page), /^Limits allow it/);
  await page.reload();
  await page.getByText(/^Limits allow it/).waitFor();
});

test("every card has its limits told", async (t) => {
  const { page, complaints } = await openLimits(t);
  await field(page, "Rate card").click();
  const choices = page.getByRole("group", { name: "Rate card" }).first().getByRole("radio");
  for (let index = 0; index < (await choices.count()); index += 1) {
    await choices.nth(index).check();
    assert.match(await answer(page), /^Limits allow it/);
  }
  assert.deepEqual(complaints, []);
});

for (const [how, context] of Object.entries(LOOKS)) {
  test(`everyone can use the view of limits ${how}`, async (t) => {
    const { page } = await openLimits(t, { reducedMotion: "reduce", ...context });
    await page.keyboard.press("Escape");
    await assertAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(width <= 0, `the page is ${width} pixels too wide`);
    await type(page, "Keys", "x");
    await assertAccessible(page);
  });
}
