// The examples that run in a page: each does what it promises.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { example, installed } from "../example.mjs";
import { launch, serve } from "./site.mjs";

const browser = await launch({ after });

/** The page of an example, and what the browser complained of. */
async function open(t, name, query = "") {
  const address = await serve(t, await example(t, name));
  const page = await browser.newPage();
  t.after(() => page.close());
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address + query);
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

test("the page with a worker draws its futures, and stops when it is told to", async (t) => {
  const { page, complaints } = await open(t, "web-worker", "?paths=500");
  const answer = page.locator("#answer");
  await page.getByRole("button", { name: "Draw futures" }).click();
  await page.waitForFunction(() => document.querySelector("#answer").textContent);
  assert.match(await answer.innerText(), /^In 8 of 10 futures .* in 73\.4% of them/);
  await page.goto(page.url().replace("500", "100000"));
  await page.getByRole("button", { name: "Draw futures" }).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.locator("#answer", { hasText: "Stopped." }).waitFor();
  assert.ok(await page.getByRole("button", { name: "Draw futures" }).isEnabled());
  assert.deepEqual(complaints, []);
});

test("the element and the style of the package's README do what it says", async (t) => {
  const readme = await readFile(new URL("../../crates/wasm/README.md", import.meta.url), "utf8");
  const [html, css] = ["html", "css"].map((kind) => readme.split("```" + kind)[1].split("```")[0]);
  const folder = await installed(t);
  // A bundler, or a map as here, says where the package lies.
  const map = `{ "imports": { "creditcast/element": "./node_modules/creditcast/dist/element.js" } }`;
  const text = `<!doctype html><style>${css}</style><script type="importmap">${map}</script>${html}`;
  await writeFile(join(folder, "index.html"), text);
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(await serve(t, folder));
  const answer = page.locator("creditcast-calculator h2");
  assert.match(await answer.innerText(), /4\.798,80/);
  assert.equal(await answer.evaluate((element) => getComputedStyle(element).fontSize), "32px");
});
