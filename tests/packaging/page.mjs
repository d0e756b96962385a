// A page that has run the check, in a browser.
import assert from "node:assert/strict";
import { launch, serve } from "../browser/site.mjs";
import { EXPECTED } from "./expected.mjs";

/** A script that runs the check where it is loaded, and leaves what comes of it to `assertPage`. */
export const MAIN = `import { check } from "./check.js";\nglobalThis.checked = check();\n`;

/** A page of one such script. */
export const pageOf = (script, type = "module") =>
  `<!doctype html><title>creditcast</title><script type="${type}" src="${script}"></script>`;

/** The check comes to what it must on the page at an address. */
export async function assertPage(t, address) {
  const page = await (await launch(t)).newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(address);
  await page.waitForFunction(() => "checked" in globalThis).catch(() => assert.fail(faults.join("\n") || "no check was run"));
  assert.deepEqual(await page.evaluate(() => globalThis.checked), EXPECTED);
  assert.deepEqual(faults, []);
}

/** The same for the page in a folder. */
export const assertFolder = async (t, folder, site) => assertPage(t, await serve(t, folder, site));
