// What is not certain, as a person says it, and what comes of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, field, importScenario, open, type } from "./calculator.mjs";

/** 300 e-mails a month of 300 on Starter: nothing is left, so that any more runs out. */
const scenario = {
  card: "lusha-help-centre",
  subscription: { plan: "starter", billing: "monthly", start: "2027-01-01" },
  usage: [
    { action: "platform.reveal", every: "month", count: 100, points: { email: 1 } },
    { action: "platform.reveal", every: "month", count: 50, points: { phone: 1 } },
  ],
  horizon: { months: 3 },
};

const section = (page) => page.getByRole("region", { name: "If the work varies" });

async function uncertain(page) {
  await section(page).scrollIntoViewIfNeeded();
  await section(page).getByRole("button", { name: /is not certain/ }).first().click();
}

test("a step that varies is told with its chance, month by month", async (t) => {
  const { page, complaints } = await open(t);
  await importScenario(page, scenario);
  await uncertain(page);
  await section(page).getByText(/^In 8 of 10 futures between/).waitFor();
  const rows = section(page).locator("tbody tr");
  assert.equal(await rows.count(), 3);
  assert.match(await rows.first().innerText(), /^1 Jan 2027/);
  assert.deepEqual(complaints, []);
});

test("the chart has the band in which the balance of 8 in 10 futures lies", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...scenario, usage: [{ ...scenario.usage[0], count: 200 }] });
  assert.equal(await page.locator(".band-edge").count(), 0);
  await uncertain(page);
  await page.getByText(/^The line is the plan as it is typed/).waitFor();
  // Two edges for each of the three cycles. Each begins with 300 at least, which no future spends, and nothing ends first.
  const edges = (await page.locator(".band-edge").getAttribute("d")).match(/M\d+ \d+L\d+ \d+/g);
  assert.equal(edges.length, 6);
  const ends = edges.map((edge) => edge.match(/\d+/g).map(Number));
  ends.forEach(([left, high, right, low]) => assert.ok(left < right && high < low, `${ends}`));
  const widths = [1, 3, 5].map((index) => ends[index][3] - ends[index - 1][3]);
  assert.ok(widths[0] < widths[1] && widths[1] < widths[2], `${widths}`);
});

test("what is certain after all is what the plan says", async (t) => {
  const { page } = await open(t);
  await importScenario(page, scenario);
  await uncertain(page);
  await page.getByRole("textbox", { name: "At least" }).fill("100");
  await type(page, "At most", "100");
  await section(page).getByText(/In every future 1,050 credits are used/).waitFor();
});

test("numbers that do not rise say so, and the last answer goes", async (t) => {
  const { page } = await open(t);
  await importScenario(page, scenario);
  await uncertain(page);
  await page.getByRole("textbox", { name: "At least" }).fill("500");
  await section(page).getByText(/^What is most likely is less than the least\./).first().waitFor();
});

test("what was said of a step follows it, and goes with it", async (t) => {
  const { page } = await open(t);
  await importScenario(page, scenario);
  await section(page).scrollIntoViewIfNeeded();
  await section(page).getByRole("button", { name: /is not certain/ }).nth(1).click();
  assert.equal(await field(page, "Most likely").innerText(), "50");
  await page.keyboard.press("Escape");
  await page.locator("#field-usage-0-count").click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  assert.equal(await field(page, "Most likely").innerText(), "50");
  await section(page).getByText(/^In 8 of 10 futures between/).waitFor();
  await page.locator("#field-usage-0-count").click();
  await page.getByRole("button", { name: "Copy" }).click();
  assert.equal(await field(page, "Most likely").count(), 1);
});

test("axe finds nothing to complain of", async (t) => {
  const { page } = await open(t);
  await importScenario(page, scenario);
  await uncertain(page);
  await section(page).getByText(/^In 8 of 10 futures between/).waitFor();
  await assertAccessible(page);
});
