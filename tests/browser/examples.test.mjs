// The examples that run in a page: each does what it promises.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { example } from "../example.mjs";
import { launch, serve } from "./site.mjs";

const browser = await launch({ after });

/** The page of an example, and what the browser complained of. */
async function open(t, name) {
  const address = await serve(t, await example(t, name));
  const page = await browser.newPage();
  t.after(() => page.close());
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address);
  return { page, complaints };
}

test("the plain page answers as a number is typed, and says what is wrong with one", async (t) => {
  const { page, complaints } = await open(t, "plain-html");
  const answer = page.locator("#answer");
  // An e-mail address is a credit, a phone number five.
  await page.locator("#answer", { hasText: "700 credits" }).waitFor();
  await page.getByLabel("Contacts").fill("10");
  assert.equal(await answer.innerText(), "35 credits");
  assert.match(await page.locator("#source").innerText(), /“.+”.*“.+”/);
  await page.getByLabel("Contacts").fill("1.5");
  assert.match(await answer.innerText(), /^\/count: .*whole number/);
  assert.deepEqual(complaints, []);
});

test("the page with the element follows what is planned, in its own colours", async (t) => {
  const { page, complaints } = await open(t, "element");
  const calculator = page.locator("creditcast-calculator");
  // Five users of Premium for a year.
  await page.locator("#summary", { hasText: "premium: " }).waitFor();
  assert.match(await page.locator("#summary").innerText(), /USD 3,599\.40/);
  await calculator.getByLabel("Plan", { exact: true }).selectOption("pro");
  await page.locator("#summary", { hasText: "pro: " }).waitFor();
  const colour = await calculator.getByLabel("Plan", { exact: true }).evaluate((field) => getComputedStyle(field).color);
  assert.equal(colour, "rgb(122, 31, 162)");
  assert.ok(!(await page.getByText("Lusha’s prices").isVisible()));
  assert.deepEqual(complaints, []);
});
