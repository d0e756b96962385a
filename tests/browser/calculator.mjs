// The calculator as a person meets it: served from dist/, opened in Chromium, asked by what it says.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, serve } from "./site.mjs";

export { assertAccessible } from "./accessible.mjs";

/** One browser for all tests of a file; each has a profile of its own in it. */
const browser = await launch({ after });

const folder = fileURLToPath(new URL("../../dist/", import.meta.url));

/** Only what is served with the page may run, look like anything or be fetched. */
export async function strictPolicy() {
  const html = await readFile(new URL("../../dist/index.html", import.meta.url), "utf8");
  const inline = [...html.matchAll(/<script[^>]*>([^<]+)<\/script>/g)].map(([, script]) => script);
  const hashes = inline.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return `default-src 'self'; script-src 'self' 'wasm-unsafe-eval' ${hashes.join(" ")}; object-src 'none'; base-uri 'none'`;
}

/** A calculator that has given its first answer, and what the browser complained of and asked for. */
export async function open(t, { headers, ...context } = {}) {
  const address = await serve(t, folder, { headers });
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, ...context });
  t.after(() => page.close());
  const complaints = [];
  const requests = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  await page.locator("#answer").waitFor();
  return { page, address, complaints, requests };
}

/** Takes a scenario as a person who has it in a file does. */
export async function importScenario(page, scenario) {
  const buffer = Buffer.from(typeof scenario === "string" ? scenario : JSON.stringify(scenario));
  const input = page.getByLabel("Import scenario");
  await input.setInputFiles({ name: "scenario.json", mimeType: "application/json", buffer });
  // The field is empty again once the file has been taken.
  await page.waitForFunction((element) => element.value === "", await input.elementHandle());
}

/** The text of the file that a button saves. */
export async function saved(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}

/** The field of a sentence with this name, whatever it says. */
export const field = (page, name) => page.getByRole("button", { name: new RegExp(`^${name}: `) });

/** Types into the field of a sentence. */
export async function type(page, name, text) {
  await field(page, name).click();
  await page.getByRole("textbox", { name }).fill(text);
}

/** The cells of a row of sums, the last of them for all months. */
export const sums = async (page, name) =>
  (await page.locator(".sums tr", { has: page.getByRole("button", { name, exact: true }) }).locator("td").allInnerTexts());

/** The screens that everything is looked at on. */
export const LOOKS = {
  "in the light": {},
  "in the dark": { colorScheme: "dark" },
  "on a phone": { viewport: { width: 390, height: 844 }, hasTouch: true },
  "on the narrowest screen": { viewport: { width: 320, height: 640 } },
};
