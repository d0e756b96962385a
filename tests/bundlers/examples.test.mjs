// The examples that a bundler builds: each does what it promises.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { example } from "../example.mjs";
import { launch, serve } from "../browser/site.mjs";

const browser = await launch({ after });
const here = fileURLToPath(new URL(".", import.meta.url));

/** The page that Vite builds of an example, as the example has it configured: not at all. */
async function open(t, name) {
  const root = await example(t, name, here);
  await build({ root, logLevel: "error" });
  const page = await browser.newPage();
  t.after(() => page.close());
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(await serve(t, join(root, "dist")));
  return { page, complaints };
}

test("the Vite project ranks the plans of a card", async (t) => {
  const { page, complaints } = await open(t, "vite");
  const first = page.locator("#plans li").first();
  assert.equal(await first.innerText(), "starter, annual: serves all, USD 449.40");
  await page.getByLabel("Contacts a week").fill("0");
  assert.equal(await first.innerText(), "free, monthly: serves all, USD 0.00");
  assert.deepEqual(complaints, []);
});

test("the React components answer, by a hook and by the element", async (t) => {
  const { page, complaints } = await open(t, "react");
  const status = page.locator("section").getByRole("status");
  await page.locator("section", { hasText: "Enough." }).waitFor();
  await page.getByLabel("Contacts a week").fill("90");
  assert.match(await status.innerText(), /^Not enough\./);
  await page.getByLabel("Contacts a week").fill("");
  assert.match(await status.innerText(), /number/);
  await page.locator("#planned", { hasText: "USD 4,798.80" }).waitFor();
  await page.locator("creditcast-calculator").getByLabel("Plan", { exact: true }).selectOption("pro");
  await page.locator("#planned", { hasText: "USD 838.80" }).waitFor();
  assert.deepEqual(complaints, []);
});
