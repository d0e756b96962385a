// The plan through time: changes placed, moved and taken away, by a mouse, by buttons and by keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { field, importScenario, LOOKS, open, saved, sums } from "./calculator.mjs";

/** A year of Premium, and a hundred e-mails a month. */
const YEAR = {
  card: "lusha-help-centre",
  subscription: { plan: "premium", billing: "monthly", start: "2027-01-01" },
  usage: [{ action: "platform.reveal", every: "month", count: 100, points: { email: 1 } }],
  horizon: { months: 12 },
};

const withChanges = (...changes) => ({ ...YEAR, subscription: { ...YEAR.subscription, changes } });

const FREEZE = { on: "2027-03-01", kind: "freeze", months: 1 };

const answer = (page) => page.locator("#answer").innerText();
const pin = (page, name) => page.getByRole("slider", { name, exact: true });
/** The pin of that name comes to stand on a day. */
const stands = (page, name, day) => page.locator(`.pin[aria-label="${name}"][aria-valuetext="${day}"]`).waitFor();
const add = async (page, name) => {
  await page.getByRole("button", { name: "+ Add a change" }).click();
  await page.getByRole("button", { name: new RegExp(`^${name} (?!\\d)`) }).last().click();
};
const changes = async (page) => JSON.parse(await saved(page, "Export scenario")).subscription.changes;

test("a freeze is added, moved by keys and taken away", async (t) => {
  const { page } = await open(t);
  await importScenario(page, YEAR);
  await add(page, "Freeze");
  // The first renewal is the first day that a freeze can begin.
  await stands(page, "Freeze 1 month", "1 February 2027");
  await page.keyboard.press("Escape");
  assert.ok(await pin(page, "Freeze 1 month").evaluate((element) => element === document.activeElement));
  assert.equal((await sums(page, "Granted"))[1], "–");
  await page.keyboard.press("ArrowRight");
  await stands(page, "Freeze 1 month", "2 February 2027");
  await page.keyboard.press("PageUp");
  await stands(page, "Freeze 1 month", "1 March 2027");
  // From 1 March the third month brings nothing and costs nothing.
  assert.deepEqual((await sums(page, "Granted")).slice(1, 4), ["+3,400", "–", "+3,400"]);
  assert.equal((await sums(page, "Paid"))[2], "–");
  await page.keyboard.press("Delete");
  assert.equal(await pin(page, "Freeze 1 month").count(), 0);
  assert.equal((await sums(page, "Granted"))[2], "+3,400");
  await page.getByLabel("Undo").click();
  await stands(page, "Freeze 1 month", "1 March 2027");
});

test("moves of one change are put back by Escape, and undone together", async (t) => {
  const { page } = await open(t);
  await importScenario(page, withChanges(FREEZE));
  await pin(page, "Freeze 1 month").focus();
  for (const key of ["PageUp", "PageUp", "ArrowLeft"]) await page.keyboard.press(key);
  await stands(page, "Freeze 1 month", "30 April 2027");
  await page.keyboard.press("Escape");
  await stands(page, "Freeze 1 month", "1 March 2027");
  for (const key of ["Home", "End", "PageDown"]) await page.keyboard.press(key);
  await page.getByLabel("Undo").click();
  await stands(page, "Freeze 1 month", "1 March 2027");
});

test("Enter opens the sentence of a change, and its fields change it", async (t) => {
  const { page } = await open(t);
  await importScenario(page, withChanges(FREEZE));
  await pin(page, "Freeze 1 month").focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Day of the change", { exact: true }).last().fill("2027-06-01");
  await stands(page, "Freeze 1 month", "1 June 2027");
  await field(page, "Months frozen").click();
  await page.getByRole("textbox", { name: "Months frozen" }).fill("2");
  await stands(page, "Freeze 2 months", "1 June 2027");
  await page.keyboard.press("Enter");
  assert.deepEqual(await changes(page), [{ on: "2027-06-01", kind: "freeze", months: 2 }]);
});

test("a pin follows the mouse, day by day", async (t) => {
  const { page } = await open(t);
  await importScenario(page, withChanges({ on: "2027-03-01", kind: "topUp", amount: 500, price: "50.00" }));
  const box = await page.locator("#rail").boundingBox();
  const held = await pin(page, "Top up 500").boundingBox();
  const [x, y] = [held.x + held.width / 2 + 5, held.y + held.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  // Three months are a quarter of the rail; where on the pin it was taken does not matter.
  await page.mouse.move(x + box.width / 8, y, { steps: 5 });
  await page.mouse.move(x + box.width / 4 + 1, y, { steps: 5 });
  await page.mouse.up();
  assert.match(await pin(page, "Top up 500").getAttribute("aria-valuetext"), /^[12] June 2027$/);
  assert.equal(await field(page, "Day of the change").count(), 0);
  assert.equal((await sums(page, "Topped up"))[5], "+500");
  await page.getByLabel("Undo").click();
  await stands(page, "Top up 500", "1 March 2027");
});

test("a press on a pin opens its sentence", async (t) => {
  const { page } = await open(t);
  await importScenario(page, withChanges(FREEZE));
  await pin(page, "Freeze 1 month").click();
  await page.getByLabel("Day of the change", { exact: true }).last().waitFor();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  assert.equal(await pin(page, "Freeze 1 month").count(), 0);
});

test("where a change may not stand it says why, and where it could", async (t) => {
  const { page } = await open(t);
  await importScenario(page, withChanges(FREEZE, { ...FREEZE, on: "2027-10-01" }));
  const second = page.getByRole("slider", { name: "Freeze 1 month" }).last();
  await second.focus();
  for (let month = 0; month < 4; month += 1) await page.keyboard.press("PageDown");
  // The first ends on 1 April: three months later is 1 July, and 1 June is too soon.
  await page.locator('.pin[aria-valuetext="1 June 2027"]').waitFor();
  assert.equal(await second.getAttribute("aria-invalid"), "true");
  const note = page.locator(".change-note");
  assert.match(await note.innerText(), /^Not on 1 June 2027\. A freeze starts at least three months after/);
  assert.match(await note.innerText(), /It can stand on 1 July 2027\./);
  // The figures are still those of the last day that was allowed, and a screen reader is told.
  assert.match(await answer(page), /^Not enough\. 200 of 1,200/);
  await page.locator(".unseen[role=status]", { hasText: "at least three months" }).waitFor({ state: "attached" });
  assert.deepEqual((await changes(page)).map(({ on }) => on), ["2027-03-01", "2027-07-01"]);
  await page.getByRole("button", { name: "Move it there" }).click();
  assert.ok(await second.evaluate((element) => element === document.activeElement));
  assert.equal(await second.getAttribute("aria-invalid"), null);
  assert.equal(await note.count(), 0);
});

test("what is refused for the while can be put back", async (t) => {
  const { page } = await open(t);
  await importScenario(page, withChanges({ on: "2027-05-10", kind: "cancel" }, { on: "2027-03-05", kind: "seats", seats: 6 }));
  await pin(page, "6 users").focus();
  await page.keyboard.press("End");
  assert.match(await page.locator(".change-note").innerText(), /The subscription has ended on 1 June 2027\./);
  await page.getByRole("button", { name: "Put it back" }).click();
  await stands(page, "6 users", "5 March 2027");
  assert.equal(await page.locator(".change-note").count(), 0);
});

test("a change that a file brings where it may not stand is shown there", async (t) => {
  const { page } = await open(t);
  await importScenario(page, YEAR);
  await importScenario(page, withChanges(FREEZE, { ...FREEZE, on: "2027-05-01" }));
  assert.match(await answer(page), /^Nothing is computed yet: one thing needs you/);
  assert.equal(await page.locator(".pin.wrong").count(), 1);
  await page.getByRole("button", { name: "Move it there" }).click();
  assert.match(await answer(page), /^Not enough\. 200 of 1,200/);
});

test("each kind of change is placed by buttons, and asks for what nobody publishes", async (t) => {
  const { page } = await open(t);
  await importScenario(page, { ...YEAR, keys: [{ id: "zapier", monthlyCap: 550 }], subscription: { ...YEAR.subscription, plan: "pro" } });
  await add(page, "Upgrade");
  await stands(page, "Upgrade to Premium", "1 February 2027");
  await add(page, "Top-up");
  assert.match(await answer(page), /^Nothing is computed yet: one thing needs you/);
  assert.match(await page.locator(".wrong-note").innerText(), /publishes no price of a top-up\. Enter it\.$/);
  await page.getByRole("textbox", { name: "Price of all of it" }).fill("99");
  assert.match(await answer(page), /^Enough/);
  for (const [kind, name] of [["Users", "6 users"], ["Cap of a key", "Cap of zapier: 550"], ["Downgrade", "Downgrade to Pro"], ["Cancellation", "Cancel"]]) {
    await add(page, kind);
    assert.equal(await pin(page, name).count(), 1, name);
  }
  const kinds = (await changes(page)).map(({ kind }) => kind);
  assert.deepEqual(kinds, ["upgrade", "topUp", "seats", "keyCap", "downgrade", "cancel"]);
  // The plan lane says what is in force when, and when it costs what.
  assert.match(await page.getByRole("img", { name: /^Pro \$69\.90 a month; from 1 February 2027 Premium/ }).getAttribute("aria-label"), /ended/);
});

test("on a phone the list is where changes are made", async (t) => {
  const { page } = await open(t, LOOKS["on a phone"]);
  await importScenario(page, withChanges(FREEZE, { on: "2027-06-09", kind: "topUp", amount: 500, price: "50.00" }));
  assert.equal(await page.getByRole("slider", { name: "Freeze 1 month" }).count(), 0);
  await page.getByRole("button", { name: /^Top up 500/ }).click();
  await page.getByLabel("Day of the change", { exact: true }).last().fill("2027-02-09");
  assert.match(await page.getByRole("button", { name: /^Top up 500/ }).innerText(), /9 Feb, \$50\.00/);
  await page.getByRole("button", { name: "Done", exact: true }).click();
  // Numbered by their days.
  assert.deepEqual(await page.locator(".change-number").allInnerTexts(), ["1", "2"]);
  assert.match(await page.locator(".change-row").first().innerText(), /Top up 500/);
});

for (const [look, context] of Object.entries(LOOKS)) {
  test(`changes are accessible and in reach ${look}`, async (t) => {
    const { page, complaints } = await open(t, context);
    await importScenario(page, withChanges(
      { on: "2027-02-28", kind: "seats", seats: 6 },
      FREEZE,
      { on: "2027-03-02", kind: "topUp", amount: 500, price: "50.00" },
      { on: "2027-10-15", kind: "cancel" },
    ));
    await assertAccessible(page);
    const row = page.getByRole("button", { name: /^Top up 500/ });
    if (await row.count()) await row.click();
    else {
      await pin(page, "Top up 500").focus();
      await page.keyboard.press("Enter");
    }
    await page.getByLabel("Day of the change", { exact: true }).last().fill("2027-12-05");
    await page.getByText("The subscription has ended on 1 November 2027.").first().waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "+ Add a change" }).click();
    await assertAccessible(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(complaints, []);
  });
}
