// When the engine breaks, or never comes: what is typed is not lost, and the page says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, folder, importScenario, LOOKS, open, show, visit, visitor } from "./calculator.mjs";
import { serve } from "./site.mjs";

const SIMPLE = {
  title: "Kept",
  card: "lusha-help-centre",
  subscription: { plan: "pro", start: "2027-01-01" },
  usage: [{ action: "platform.reveal", every: "month", count: 100, points: { email: 1 } }],
  horizon: { months: 12 },
};

const answer = (page) => page.locator("#answer").innerText();

/** Breaks the engine of a plan that was changed: it traps where the browser, once, does not make an element. */
async function broken(page) {
  await importScenario(page, SIMPLE);
  const before = await answer(page);
  await page.evaluate(() => {
    const { cloneNode } = Node.prototype;
    Node.prototype.cloneNode = () => {
      Node.prototype.cloneNode = cloneNode;
      throw new Error("no more elements");
    };
  });
  // Not by the mouse, for which the page would be scrolled and drawn before.
  await page.getByRole("button", { name: "Add a step" }).press("Enter");
  await page.getByRole("heading", { name: "Something broke." }).waitFor({ timeout: 5_000 });
  return before;
}

test("a mistake of ours keeps what was typed, and a reload brings it back", async (t) => {
  const { page } = await open(t);
  const before = await broken(page);
  assert.ok(await page.getByText("Your plan is safe").isVisible());
  assert.match(await page.locator("[data-reason]").innerText(), /unreachable|RuntimeError/);
  assert.ok(await page.getByRole("heading").first().evaluate((heading) => heading === document.activeElement));
  await page.getByRole("button", { name: "Reload the page" }).click();
  await page.locator("#answer").waitFor();
  assert.equal(await answer(page), before);
});

test("the link of a plan can be had when the engine cannot", async (t) => {
  const { page } = await open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const before = await broken(page);
  await page.getByRole("button", { name: "Copy the link to your plan" }).click();
  await page.getByText("Link copied.").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const { page: other } = await open(t);
  await other.goto(new URL(link).hash ? `${new URL(other.url()).origin}/${new URL(link).hash}` : link);
  await other.getByText("Opened from the link.").first().waitFor();
  assert.equal(await answer(other), before);
});

test("one can start afresh, and the plan is kept under a name", async (t) => {
  const { page } = await open(t);
  const opening = await answer(page);
  const before = await broken(page);
  await page.getByRole("button", { name: "Start afresh" }).click();
  await page.locator("#answer").waitFor();
  assert.equal(await answer(page), opening);
  await page.getByRole("button", { name: "Take it along" }).click();
  await page.getByRole("button", { name: "Before the error", exact: true }).click();
  assert.equal(await answer(page), before);
});

test("an engine that does not arrive is said", async (t) => {
  const gone = { status: 404, headers: { "content-type": "text/plain" }, body: "gone" };
  const address = await serve(t, folder, { answer: (path) => (path.endsWith(".wasm") ? gone : undefined) });
  const page = await (await visitor(t)).newPage();
  await page.goto(address);
  await page.getByRole("heading", { name: "Something broke." }).waitFor();
  assert.ok(await page.getByText("Nothing had been changed yet").isVisible());
  assert.equal(await page.getByRole("button", { name: "Copy the link" }).count(), 0);
});

test("a mistake of another script in the window is not ours", async (t) => {
  const { page } = await open(t);
  await page.evaluate(() => void setTimeout(() => { throw new Error("an extension's"); }));
  await page.evaluate(() => void Promise.reject(new Error("an extension's")));
  await page.waitForTimeout(200);
  assert.match(await answer(page), /^Enough/);
});

for (const [how, context] of Object.entries(LOOKS)) {
  test(`everyone can use the page of an error ${how}`, async (t) => {
    const { page } = await open(t, context);
    await broken(page);
    await assertAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(width <= 0, `the page is ${width} pixels too wide`);
  });
}

test("a visit without an engine reads what the page is about", async (t) => {
  const address = await serve(t, folder);
  const profile = await visitor(t, { javaScriptEnabled: false });
  const page = await profile.newPage();
  await page.goto(address);
  assert.match(await page.locator("main").innerText(), /which needs JavaScript/);
});

test("a second thread that does not come is said, and another is begun for the next question", async (t) => {
  const profile = await visitor(t);
  await profile.addInitScript(() => {
    const { Worker } = window;
    window.Worker = class extends Worker {
      constructor(script, options) {
        super(window.hasWorkers ? script : "./nowhere.js", options);
      }
    };
  });
  const { page, complaints } = await visit(profile, await serve(t, folder));
  await page.waitForFunction(() => creditcast.isWhole());
  assert.equal(await page.evaluate(() => sessionStorage.getItem("creditcast.broken")), null);
  assert.deepEqual(complaints.filter((complaint) => !complaint.includes("404")), []);
  await importScenario(page, SIMPLE);
  await show(page, "Compare");
  await page.getByText("This could not be worked out in this browser.").first().waitFor();
  await page.evaluate(() => (window.hasWorkers = true));
  await page.getByLabel("Undo").click();
  await page.getByRole("row", { name: /Pro/ }).or(page.getByRole("columnheader", { name: /Pro/ })).first().waitFor();
});
