// The calculator as a person meets it: served from dist/, opened in Chromium, asked by what it says.
import { readFile } from "node:fs/promises";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, serve } from "./site.mjs";

export { assertAccessible } from "./accessible.mjs";

/** One browser for all tests of a file; each has a profile of its own in it. */
const browser = await launch({ after });

/** The page that is tested: the release page, or the one that DIST names. */
export const folder = process.env.DIST ?? fileURLToPath(new URL("../../dist/", import.meta.url));

/** As the sentences of the page are written. */
const ENGLISH = "en-GB";

/** A profile of its own, which remembers what its pages keep; without a worker, where nothing is said of one. */
export async function visitor(t, context = {}) {
  const profile = await browser.newContext({
    viewport: { width: 1440, height: 1000 },
    locale: ENGLISH,
    serviceWorkers: "block",
    ...context,
  });
  t.after(() => profile.close());
  return profile;
}

/** A calculator that has given its first answer, and what the browser complained of and asked for. */
export async function open(t, { headers, ...context } = {}) {
  const address = await serve(t, folder, { headers });
  return { address, ...(await visit(await visitor(t, context), address)) };
}

/** A page of a profile that has given its first answer. */
export async function visit(profile, address) {
  const page = await profile.newPage();
  const complaints = [];
  const requests = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  await page.locator("#answer").waitFor();
  return { page, complaints, requests };
}

/** Goes to a view as a reader does, by its name at the head of the page. */
export async function show(page, view) {
  const link = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: view, exact: true });
  await link.click();
  await link.and(page.locator("[aria-current=page]")).waitFor();
}

/** The sheet of what can be taken along, which is opened if it is not. */
export async function along(page) {
  const sheet = page.getByRole("dialog", { name: "Take it along" });
  if (!(await sheet.isVisible())) await page.getByRole("button", { name: "Take it along" }).click();
  await sheet.getByText("Forget everything").waitFor();
  return sheet;
}

/** Takes a scenario as a person who has it in a file does. */
export async function importScenario(page, scenario) {
  const buffer = Buffer.from(typeof scenario === "string" ? scenario : JSON.stringify(scenario));
  const sheet = await along(page);
  await sheet.getByLabel("Import scenario").setInputFiles({ name: "scenario.json", mimeType: "application/json", buffer });
  // The sheet is put away once the file has been taken.
  await sheet.waitFor({ state: "hidden" });
}

/** The text of the file that a button of the sheet saves. */
export async function saved(page, name) {
  const sheet = await along(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    sheet.getByRole("button", { name, exact: true }).click(),
  ]);
  await page.keyboard.press("Escape");
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
