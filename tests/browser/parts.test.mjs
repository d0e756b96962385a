// The program in two parts: what a page calls as it opens, and the rest, which comes when a reader stirs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, visit, visitor } from "./calculator.mjs";

const REST = /\/later-\w+\.wasm$/;
const PHONE = { width: 390, height: 844 };
const ANSWER = /^Enough\./;

const rest = (requests) => requests.filter((url) => REST.test(url)).length;
const answer = (page) => page.locator("#answer").innerText();
const isWhole = (page) => page.evaluate(() => creditcast.isWhole());
const hasBroken = (page) => page.evaluate(() => sessionStorage.getItem("creditcast.broken") !== null);

/** What a page says down to its desk, shown or not, tag by tag; but for what is pointed with, which comes with the rest. */
const said = (page) =>
  page.evaluate(() => {
    const copy = document.querySelector("#page").cloneNode(true);
    copy.querySelectorAll(".pointing, .desk ~ *").forEach((part) => part.remove());
    return copy.innerHTML.split(/(?=<)/);
  });

const READERS = {
  "at a desk": {},
  "on a phone": { viewport: PHONE, locale: "en-US", isMobile: true, hasTouch: true },
  "in German, in the dark": { locale: "de-DE", colorScheme: "dark" },
  "in Arabic": { locale: "ar-EG" },
  "in Hindi, on a small window": { locale: "hi-IN", viewport: { width: 820, height: 600 } },
  "in Japanese, on a large window": { locale: "ja-JP", viewport: { width: 1920, height: 900 } },
};
const DAYS = ["2027-01-31", "2028-02-29", "2027-12-31"];

for (const [name, context] of Object.entries(READERS)) {
  test(`the first part is enough for a page to open ${name}, and says what the whole says`, async (t) => {
    const { page, requests, complaints, address } = await open(t, context);
    await page.waitForTimeout(1_500);
    assert.match(await answer(page), ANSWER);
    assert.equal(rest(requests), 0);
    assert.equal(await hasBroken(page), false);
    assert.deepEqual(complaints, []);
    const { page: whole } = await visit(await visitor(t, context), `${address}#plan`);
    await whole.waitForTimeout(1_500);
    assert.equal(await isWhole(whole), true);
    assert.deepEqual(await said(page), await said(whole));
  });
}

for (const day of DAYS) {
  test(`the first part is enough on ${day}`, async (t) => {
    const { page: first, address } = await open(t);
    await first.close();
    const profile = await visitor(t);
    await profile.clock.install({ time: new Date(`${day}T12:00`) });
    const { page, requests } = await visit(profile, address);
    await page.clock.runFor(2_000);
    assert.match(await answer(page), ANSWER);
    assert.equal(rest(requests), 0);
    assert.equal(await hasBroken(page), false);
  });
}

test("the rest comes when a reader stirs, once", async (t) => {
  const { page, requests } = await open(t);
  const dispatch = (movementX) =>
    page.evaluate((movementX) => dispatchEvent(new PointerEvent("pointermove", { movementX })), movementX);
  // As browsers do when a page moves below a pointer.
  await dispatch(0);
  await page.waitForLoadState("networkidle");
  assert.equal(rest(requests), 0);
  await dispatch(-1);
  await page.waitForFunction(() => creditcast.isWhole());
  await page.keyboard.press("Tab");
  assert.equal(rest(requests), 1);
});

test("what is done before the rest is here is done when it is", async (t) => {
  const { page } = await open(t);
  const steps = page.getByRole("button", { name: /^Move step/ });
  const before = await steps.count();
  await page.route(REST, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByRole("button", { name: "Add a step" }).click();
  assert.equal(await isWhole(page), false);
  assert.equal(await steps.count(), before);
  await steps.nth(before + 1).waitFor();
  assert.equal(await steps.count(), before + 2);
});

test("what is explained before the rest is here is explained when it is", async (t) => {
  const { page, complaints } = await open(t);
  // As a screen reader presses it, without a mouse or a key.
  await page.getByRole("button", { name: "1,875", exact: true }).first().evaluate((button) => button.click());
  await page.locator(":popover-open").getByText("For each 25 results").or(page.locator(":popover-open li")).first().waitFor();
  assert.equal(await isWhole(page), true);
  assert.equal(await hasBroken(page), false);
  assert.deepEqual(complaints, []);
});

test("a rest that does not come is said so, and asked for again", async (t) => {
  const { page } = await open(t);
  const before = await answer(page);
  await page.route(REST, (route) => route.abort());
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByText("Part of this page could not be fetched.").first().waitFor();
  assert.equal(await answer(page), before);
  await page.unroute(REST);
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.waitForFunction(() => creditcast.isWhole());
  assert.equal(await hasBroken(page), false);
});

test("a page whose first part is not enough opens once more with all", async (t) => {
  const { page, requests } = await open(t);
  await page.waitForLoadState("networkidle");
  const reloaded = page.waitForEvent("load");
  await page.evaluate(async () => {
    const { answer } = await import(document.querySelector("link[rel=modulepreload]").href);
    setTimeout(() => answer("advise", { card: "generect" }), 0);
  });
  await reloaded;
  await page.locator("#answer").waitFor();
  assert.match(await answer(page), ANSWER);
  assert.equal(await isWhole(page), true);
  assert.equal(rest(requests), 1);
});

test("a page that opens with something else has all of its program before it begins", async (t) => {
  const { page: first, address } = await open(t);
  await first.close();
  const { page, requests } = await visit(await visitor(t), `${address}#compare`);
  assert.equal(await isWhole(page), true);
  assert.equal(rest(requests), 1);
});

test("a page that needs all of its program says so when it does not come", async (t) => {
  const { page: first, address } = await open(t);
  await first.close();
  const profile = await visitor(t);
  const page = await profile.newPage();
  await page.route(REST, (route) => route.abort());
  await page.goto(`${address}#compare`);
  await page.getByRole("heading", { name: "Something broke." }).waitFor();
  assert.match(await page.locator("[data-reason]").innerText(), /fetch/);
});

test("an explanation that cannot be had says so, and is there once it can", async (t) => {
  const { page } = await open(t);
  await page.route(REST, (route) => route.abort());
  const granted = page.getByRole("button", { name: "Granted", exact: true });
  await granted.focus();
  await page.keyboard.press("Enter");
  await page.getByText("Part of this page could not be fetched.").first().waitFor();
  assert.equal(await hasBroken(page), false);
  await page.unroute(REST);
  await page.keyboard.press("Escape");
  await granted.focus();
  await page.keyboard.press("Enter");
  await page.locator(".tip:popover-open").getByText(/Credits of the plan/).first().waitFor();
});
