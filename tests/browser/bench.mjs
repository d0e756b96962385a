// What a keystroke takes in the browser: three years of twenty steps, a count that is typed anew, until the page is
// laid out with its figures. Prints a line for each measurement: its name, a tab, and nanoseconds.
import { readFile } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";
import { launch, serve } from "./site.mjs";

const KEYSTROKES = 60;
/** The browser has compiled by then what it will. */
const WARM = 20;

const undone = [];
const bench = { after: (undo) => undone.unshift(undo) };
const fixture = JSON.parse(await readFile(new URL("../fixtures/three-years.json", import.meta.url), "utf8"));
const link = deflateRawSync(JSON.stringify({ version: 1, scenarios: [fixture] })).toString("base64url");

const address = await serve(bench, process.env.DIST);
const browser = await launch(bench);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" });
await page.goto(`${address}#1.${link}`);
await page.getByRole("button", { name: /^Move step 20,/ }).waitFor();
await page.getByRole("button", { name: /^How many / }).first().click();
await page.locator("#drawer-control").waitFor();

const taken = await page.evaluate(async (count) => {
  const times = [];
  for (let index = 0; index < count; index += 1) {
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    const control = document.getElementById("drawer-control");
    const begun = performance.now();
    control.value = String(20 + index);
    control.dispatchEvent(new Event("input", { bubbles: true }));
    // What is drawn is drawn before anything else that waits.
    await new Promise((drawn) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = drawn;
      port2.postMessage(null);
    });
    document.body.getBoundingClientRect();
    times.push(performance.now() - begun);
  }
  return times;
}, WARM + KEYSTROKES);

const times = taken.slice(WARM).sort((a, b) => a - b);
const nanoseconds = (ms) => (ms * 1e6).toFixed(0);
console.log(`a keystroke in 20 steps over 36 months\t${nanoseconds(times[times.length / 2])}`);
console.log(`the slowest of ${KEYSTROKES} such keystrokes\t${nanoseconds(times.at(-1))}`);
for (const undo of undone) await undo();
