// The installed package in pages without a bundler: as modules, as a classic script, in a module worker, and under
// a strict policy.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { launch, serve } from "../browser/site.mjs";
import { project } from "./installed.mjs";
import { MAIN, assertFolder, pageOf } from "./page.mjs";

const POLICY = { "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" };

const DIST = "./node_modules/creditcast/dist";

/** The check with the package's files in the place of its names, which a page alone does not know. */
const check = (await readFile(new URL("check.js", import.meta.url), "utf8")).replace(
  /"creditcast(?:\/(\w+))?"/g,
  (_, entry = "index") => `"${DIST}/${entry}.js"`,
);

test("a page of modules", async (t) => {
  const files = { "index.html": pageOf("main.js"), "main.js": MAIN.replace("./check.js", "./own.js"), "own.js": check };
  const folder = await project("module", files);
  await assertFolder(t, folder);
  await assertFolder(t, folder, { headers: POLICY });
});

test("a page with an import map", async (t) => {
  const entries = ["worker", "inline"].map((entry) => [`creditcast/${entry}`, `${DIST}/${entry}.js`]);
  const imports = { creditcast: `${DIST}/index.js`, ...Object.fromEntries(entries) };
  const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  const page = pageOf("main.js").replace("<script", `${map}<script`);
  await assertFolder(t, await project("module", { "index.html": page, "main.js": MAIN }));
});

test("a module worker of the page", async (t) => {
  const main = `
    const worker = new Worker("./own-worker.js", { type: "module" });
    globalThis.checked = new Promise((heard) => (worker.onmessage = ({ data }) => heard(data)));
  `;
  const files = {
    "index.html": pageOf("main.js"),
    "main.js": main,
    "own-worker.js": `import { check } from "./own.js";\npostMessage(await check());`,
    "own.js": check,
  };
  await assertFolder(t, await project("module", files), { headers: POLICY });
});

/** What a classic script can ask: its one entry is the global. */
const CLASSIC = `
  const { load, CreditcastError } = creditcast;
  globalThis.checked = (async () => {
    const failure = await load({ wasm: "./nowhere.wasm" }).catch((error) => error);
    const [first, second] = await Promise.all([load(), load()]);
    return [failure instanceof CreditcastError && failure.code, first === second, first.cards().length > 0];
  })();
`;

for (const lost of [false, true]) {
  test(`a classic script${lost ? ", where the module is lost" : ""}`, async (t) => {
    const scripts = [`${DIST}/iife/creditcast.js`, "main.js"].map((script) => `<script src="${script}"></script>`).join("");
    const folder = await project("commonjs", { "index.html": `<!doctype html>${scripts}`, "main.js": CLASSIC });
    const answer = (path) => (lost && path.endsWith("engine.wasm") ? { status: 404 } : undefined);
    const page = await (await launch(t)).newPage();
    await page.goto(await serve(t, folder, { headers: POLICY, answer }));
    assert.deepEqual(await page.evaluate(() => globalThis.checked), ["notLoaded", true, true]);
  });
}
