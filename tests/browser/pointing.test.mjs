// Pointing at the chart: a hairline through the score and what the day under it came to, by a mouse, a finger and by keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { importScenario, open } from "./calculator.mjs";

/** A year of Pro with 600 credits a month, of which 100 are spent on its first day. */
const YEAR = {
  card: "lusha-help-centre",
  subscription: { plan: "pro", billing: "monthly", start: "2027-01-01" },
  usage: [{ action: "platform.reveal", every: "month", count: 100, points: { email: 1 } }],
  horizon: { months: 12 },
};

const chart = (page) => page.getByRole("slider", { name: "Day by day" });
const tip = (page) => page.locator(".pointing .tip text").allTextContents();
/** The middle of a day in the chart of so many months. */
async function middle(page, months, month, day) {
  const { x, y, width, height } = await chart(page).boundingBox();
  const days = new Date(Date.UTC(2027, month, 0)).getUTCDate();
  return [x + ((month - 1 + (day - 0.5) / days) / months) * width, y + height / 2];
}
async function point(page, months, month, day) {
  await chart(page).scrollIntoViewIfNeeded();
  await page.mouse.move(...(await middle(page, months, month, day)));
}

test("the day under a pointer says what is left and what was spent", async (t) => {
  const { page } = await open(t);
  await importScenario(page, YEAR);
  await point(page, 12, 2, 15);
  assert.deepEqual(await tip(page), ["Mon 15 Feb", "1,000 credits left", "0 spent"]);
  await point(page, 12, 2, 1);
  assert.deepEqual(await tip(page), ["Mon 1 Feb", "1,000 credits left", "100 spent"]);
  const [hairline, last] = [page.locator(".hairline"), page.getByRole("rowheader", { name: "Paid" }).first()];
  const [line, row] = await Promise.all([hairline.boundingBox(), last.boundingBox()]);
  assert.ok(line.y + line.height > row.y, "it goes down to the last sum");
  await page.mouse.move(5, 5);
  assert.equal(await hairline.count(), 0);
});

test("the tip stays within the score", async (t) => {
  const { page } = await open(t);
  await importScenario(page, YEAR);
  await point(page, 12, 12, 31);
  const [box, score] = await Promise.all([page.locator(".tip rect").boundingBox(), page.locator(".score").boundingBox()]);
  assert.ok(box.x > score.x && box.x + box.width < score.x + score.width);
  assert.deepEqual((await tip(page))[0], "Fri 31 Dec");
});

test("keys go from day to day and from renewal to renewal, and it is said where they are", async (t) => {
  const { page } = await open(t);
  await importScenario(page, YEAR);
  await chart(page).focus();
  const at = async (key, said) => {
    await page.keyboard.press(key);
    await page.locator(`.pointed-at[aria-valuetext="${said}"]`).waitFor();
  };
  await at("Home", "Friday 1 January 2027: 500 credits left, 100 spent");
  await at("ArrowRight", "Saturday 2 January 2027: 500 credits left, 0 spent");
  await at("PageUp", "Monday 1 February 2027: 1,000 credits left, 100 spent");
  await at("End", "Friday 31 December 2027: 1,100 credits left, 0 spent");
  await at("ArrowRight", "Friday 31 December 2027: 1,100 credits left, 0 spent");
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".hairline").count(), 0);
});

test("where there are no credits it is said what was spent", async (t) => {
  const { page } = await open(t);
  await importScenario(page, {
    card: "generect",
    subscription: { plan: "payg", start: "2027-01-01" },
    usage: [{ action: "email.find", every: "month", count: 100, points: { result: 0.5 } }],
    horizon: { months: 12 },
  });
  await point(page, 12, 1, 1);
  assert.deepEqual(await tip(page), ["Fri 1 Jan", "$1.00 spent"]);
});

test("months that are moved under the window's edge are pointed at where they stand", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...YEAR, horizon: { months: 36 } });
  await page.getByRole("button", { name: "Show months" }).click();
  await page.locator(".scroller.long").evaluate((scroller) => scroller.scrollTo({ left: 57 * 20 }));
  const [surface, plot] = await Promise.all([chart(page).boundingBox(), page.locator(".plot").boundingBox()]);
  assert.deepEqual(surface, plot);
  await point(page, 36, 31, 15);
  assert.equal((await tip(page))[0], "Sun 15 Jul");
});

test("a finger points, too", async (t) => {
  const { page } = await open(t, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await importScenario(page, YEAR);
  await chart(page).scrollIntoViewIfNeeded();
  await page.touchscreen.tap(...(await middle(page, 12, 2, 15)));
  assert.deepEqual(await tip(page), ["Mon 15 Feb", "1,000 credits left", "0 spent"]);
});
