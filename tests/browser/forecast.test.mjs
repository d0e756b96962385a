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
  // A lower and an upper edge for each of the three cycles, of which the future that spends less has more left.
  const edges = (await page.locator(".band-edge").getAttribute("d")).split("M").slice(1);
  assert.equal(edges.length, 6);
  const heights = edges.map((edge) => edge.split("L").map((point) => Number(point.split(" ")[1])));
  const left = [0, 2, 4].map((low) => heights[low].at(-1) - heights[low + 1].at(-1));
  assert.ok(0 < left[0] && left[0] < left[1] && left[1] < left[2], `${left}`);
  // They fall on the day on which the plan spends, and not before.
  heights.forEach((edge) => assert.ok(edge[0] === edge[1] && edge[1] < edge[2] && edge[2] === edge.at(-1), `${edge}`));
});

test("a plan that opens with something uncertain has its band", async (t) => {
  const { page, address } = await open(t);
  await importScenario(page, { ...scenario, usage: [{ ...scenario.usage[0], count: 200 }] });
  await uncertain(page);
  await page.getByText(/^The line is the plan as it is typed/).waitFor();
  await page.goto(address);
  await page.locator(".band-edge").waitFor({ state: "attached" });
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
