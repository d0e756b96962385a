// Pictures of every view, in the light, in the dark and on a phone, and of the printed estimate, into the folder named.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./site.mjs";

const folder = process.argv[2];
const SCREENS = {
  light: { viewport: { width: 1440, height: 900 } },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};
/** A day on which nothing that is shown is old, so that pictures change only with the page. */
const TODAY = new Date("2026-11-20T09:00:00Z");

const ending = [];
const address = await serve({ after: (end) => ending.push(end) }, process.env.DIST);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });

async function visit(screen) {
  const profile = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", serviceWorkers: "block", ...screen });
  const page = await profile.newPage();
  await page.clock.setFixedTime(TODAY);
  await page.goto(address);
  await page.locator("#answer").waitFor();
  await page.evaluate(() => document.fonts.ready);
  return page;
}

const shoot = (page, name, options = {}) => page.screenshot({ path: join(folder, `${name}.png`), ...options });

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [name, screen] of Object.entries(SCREENS)) {
  const page = await visit(screen);
  for (const link of await page.getByRole("navigation", { name: "Views" }).getByRole("link").all()) {
    // Not by mouse or keyboard, which would leave their mark on the picture.
    await link.evaluate((element) => element.click());
    await page.waitForTimeout(1_500);
    const view = (await link.getAttribute("href")).slice(1);
    await shoot(page, `${view}-${name}`);
  }
  await page.getByRole("link", { name: "Plan", exact: true }).evaluate((element) => element.click());
  await page.getByRole("button", { name: "Take it along" }).click();
  await page.getByText("Forget everything").waitFor();
  await shoot(page, `along-${name}`);
}
const page = await visit({ viewport: { width: 678, height: 1000 }, deviceScaleFactor: 2 });
await page.waitForTimeout(1_000);
await page.emulateMedia({ media: "print" });
await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
await page.locator(".estimate").screenshot({ path: join(folder, "estimate.png") });
await browser.close();
ending.forEach((end) => end());
