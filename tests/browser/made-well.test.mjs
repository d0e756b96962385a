// What holds for the whole page: its look, its head, the reader's locale, and what may run in it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { along, assertAccessible, field, folder, importScenario, LOOKS, open, saved, show, sums, type } from "./calculator.mjs";

const SIMPLE = {
  card: "lusha-help-centre",
  subscription: { plan: "pro", start: "2027-01-01" },
  usage: [{ action: "platform.reveal", every: "month", count: 700, points: { email: 1 } }],
  horizon: { months: 12 },
};

const answer = (page) => page.locator("#answer").innerText();
const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const LIGHT = "rgb(245, 248, 244)";
const DARK = "rgb(14, 20, 17)";

async function choose(page, theme) {
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("radio", { name: theme }).check();
  await page.keyboard.press("Escape");
}

test("the theme is the system's until one is chosen, which is kept", async (t) => {
  const { page } = await open(t, { colorScheme: "dark" });
  assert.equal(await paper(page), DARK);
  await choose(page, "Light");
  assert.equal(await paper(page), LIGHT);
  // Before anything is painted, and before the engine is there.
  await page.route("**/*.wasm", () => {});
  await page.reload({ waitUntil: "commit" });
  // Nothing is painted before the styles are there.
  await page.waitForFunction(() => [...document.styleSheets].some(({ href }) => href));
  assert.equal(await paper(page), LIGHT);
  await page.unroute("**/*.wasm");
  await page.reload();
  await choose(page, "As the system");
  assert.equal(await paper(page), DARK);
  assert.equal(await page.evaluate(() => localStorage.getItem("creditcast.theme")), null);
});

test("the answer stays in sight at a glance when it has left the view", async (t) => {
  const { page } = await open(t);
  await importScenario(page, SIMPLE);
  assert.equal(await page.locator(".glance").count(), 0);
  await page.mouse.wheel(0, 2_000);
  await page.locator(".glance").waitFor();
  assert.match(await page.locator(".glance").innerText(), /Not enough\s+\$838\.80 for 12 months\s+out on Fri 1 Jan/);
  await page.mouse.wheel(0, -3_000);
  await page.locator(".glance").waitFor({ state: "detached" });
});

test("on a phone the views are at the thumb, and nothing with the focus is under them", async (t) => {
  const { page } = await open(t, { ...LOOKS["on a phone"], reducedMotion: "reduce" });
  const dock = await page.getByRole("navigation", { name: "Views" }).boundingBox();
  assert.ok(dock.y + dock.height >= 843 && dock.height >= 48, JSON.stringify(dock));
  await page.getByRole("button", { name: "Add a step" }).focus();
  const { y, height } = await page.getByRole("button", { name: "Add a step" }).boundingBox();
  assert.ok(y + height <= dock.y, `the button ends at ${y + height}, the dock begins at ${dock.y}`);
  await show(page, "Limits");
});

test("on a phone what opens keeps clear of the edges and of the dock, and what is touched is large enough", async (t) => {
  const { page } = await open(t, { ...LOOKS["on a phone"], locale: "en-US", reducedMotion: "reduce" });
  await importScenario(page, { ...SIMPLE, subscription: { plan: "pro", start: "2026-12-01" } });
  const dock = await page.getByRole("navigation", { name: "Views" }).boundingBox();
  for (const button of await page.locator(".why:visible").all()) {
    await button.click();
    const tip = await page.locator(".tip:popover-open").boundingBox();
    assert.ok(tip.x >= 16 && tip.x + tip.width <= 374, JSON.stringify(tip));
    assert.ok(tip.y >= 0 && tip.y + tip.height <= dock.y, JSON.stringify(tip));
    await page.keyboard.press("Escape");
  }
  // "Tuesday, December 1, 2026" and its like stand on one line.
  assert.equal(await page.locator("#answer .key").evaluateAll((keys) => Math.max(...keys.map((key) => key.getClientRects().length))), 1);
  const size = async (target, least) => {
    const { width, height } = await target.boundingBox();
    assert.ok(width >= least && height >= least, `${await target.evaluate((element) => element.outerHTML)}: ${width} × ${height}`);
  };
  for (const letter of await page.locator("sup .letter").all()) await size(letter, 24);
  await field(page, "How many contacts").click();
  for (const button of await page.locator(".drawer-foot button").all()) await size(button, 44);
});

test("the values of the chart's lines are painted", async (t) => {
  const { page } = await open(t);
  // A picture without a width is not painted, whatever stands beside it.
  assert.ok((await page.locator(".chart > .scale").boundingBox()).width > 0);
});

test("the way past the head leads to the answer and leaves the address alone", async (t) => {
  const { page } = await open(t);
  await show(page, "Limits");
  const before = page.url();
  await page.evaluate(() => document.activeElement.blur());
  await page.getByRole("link", { name: "Skip to the answer" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(page.url(), before);
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

test("a reader in Germany reads and types numbers as there", async (t) => {
  const { page } = await open(t, { locale: "de-DE" });
  await importScenario(page, SIMPLE);
  assert.match(await answer(page), /^Not enough\. .* Friday 1 January 2027, .* 8\.400 .*The 12 months cost 838,80\s\$\.$/s);
  assert.equal((await sums(page, "Spent")).at(-1), "7.200");
  assert.equal((await sums(page, "Paid"))[0], "69,90");
  await type(page, "How many contacts", "1.500");
  assert.match(await field(page, "How many contacts").innerText(), /1\.500/);
  await type(page, "Share with e-mail address", "12,5");
  assert.equal(JSON.parse(await saved(page, "Export scenario")).usage[0].points.email, 0.125);
  assert.match(await field(page, "Share with e-mail address").innerText(), /12,5%/);
});

test("a reader in the United States reads dates as there", async (t) => {
  const { page } = await open(t, { locale: "en-US" });
  await importScenario(page, SIMPLE);
  assert.match(await answer(page), /^Not enough\. .* Friday, January 1, 2027, .* 8,400 .*The 12 months cost \$838\.80\.$/s);
  assert.match(await page.locator(".prices").innerText(), /^Prices as a third party read them on Sep 28, 2026\./);
});

test("only what the page names may run, and it names all that runs", async (t) => {
  const html = await readFile(join(folder, "index.html"), "utf8");
  const [, policy] = html.match(/<meta http-equiv="?Content-Security-Policy"? content="([^"]*)"/);
  assert.match(policy, /default-src 'self'; script-src 'self' 'wasm-unsafe-eval' /);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:/);
  const scripts = [...html.matchAll(/<script(?:\s[^>]*)?>(.+?)<\/script>/gs)].map(([, script]) => script);
  for (const script of scripts) {
    assert.ok(policy.includes(createHash("sha256").update(script).digest("base64")), script.slice(0, 80));
  }
  const { page, complaints } = await open(t);
  const refused = await page.evaluate(async () => {
    const refused = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.run = true";
    document.head.append(script);
    document.body.setAttribute("style", "color: red");
    await fetch("https://example.com/").catch(() => {});
    await new Promise((wait) => setTimeout(wait, 100));
    return refused;
  });
  assert.deepEqual(refused.sort(), ["connect-src", "script-src-elem", "style-src-attr"]);
  assert.equal(await page.evaluate(() => "run" in window), false);
  assert.ok(complaints.every((complaint) => /Content Security Policy|Failed to fetch/.test(complaint)), complaints.join("\n"));
});

test("nothing is asked of anyone else, whatever is done", async (t) => {
  const { page, address, requests } = await open(t);
  await importScenario(page, SIMPLE);
  for (const name of ["Export scenario", "Export report", "Export months", "Export picture"]) await saved(page, name);
  await (await along(page)).getByRole("button", { name: "Export picture as PNG" }).click();
  await page.keyboard.press("Escape");
  await choose(page, "Dark");
  for (const view of await page.getByRole("navigation", { name: "Views" }).getByRole("link").all()) await view.click();
  const foreign = requests.filter((url) => !url.startsWith(address) && !url.startsWith("blob:") && !url.startsWith("data:"));
  assert.deepEqual(foreign, []);
});

test("with forced colours every control is there", async (t) => {
  const { page } = await open(t, { forcedColors: "active", reducedMotion: "reduce" });
  await along(page);
  await assertAccessible(page);
});

test("at four times the size nothing is cut off", async (t) => {
  const { page } = await open(t, { viewport: { width: 320, height: 256 } });
  await along(page);
  const sheet = await page.getByRole("dialog", { name: "Take it along" }).boundingBox();
  assert.ok(sheet.x >= 0 && sheet.x + sheet.width <= 320 && sheet.y >= 0, JSON.stringify(sheet));
  await page.keyboard.press("Escape");
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(width <= 0, `the page is ${width} pixels too wide`);
});
