// The npm package in a browser without a bundler, where the server is good, bad or strict.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { launch, serve } from "./site.mjs";

const packageFolder = fileURLToPath(new URL("../../target/npm/", import.meta.url));

/** Runs `body`, which gets the names of the package's entries, on an empty page of a server set up so. */
async function onPage(t, { headers, answer }, body) {
  const empty = { headers: { "content-type": "text/html", ...headers }, body: "<!doctype html>" };
  const pageOr = (path) => (path === "/index.html" ? empty : answer?.(path));
  const address = await serve(t, packageFolder, { headers, answer: pageOr });
  const page = await (await launch(t)).newPage();
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").at(-1)));
  await page.goto(address);
  const result = await page.evaluate(body, { main: "./dist/index.js", inline: "./dist/inline.js" });
  return { result, asked };
}

const version = async ({ main }) => (await (await import(main)).load()).version;

test("the module is fetched, and its copy in JavaScript is not", async (t) => {
  const { result, asked } = await onPage(t, {}, version);
  assert.match(result, /^\d/);
  assert.ok(asked.includes("engine.wasm") && !asked.includes("bytes.js"), asked.join());
});

const LOST = {
  "is missing": { status: 404, headers: { "content-type": "text/html" }, body: "<!doctype html>" },
  "is a page of HTML": { headers: { "content-type": "text/html" }, body: "<!doctype html>" },
};

for (const [how, module] of Object.entries(LOST)) {
  test(`the engine loads where the module ${how}`, async (t) => {
    const answer = (path) => (path.endsWith(".wasm") ? module : undefined);
    const { result, asked } = await onPage(t, { answer }, version);
    assert.match(result, /^\d/);
    assert.ok(asked.includes("bytes.js"));
  });
}

test("a module of an unknown type loads without its copy", async (t) => {
  const body = await readFile(join(packageFolder, "dist/engine.wasm"));
  const untyped = { headers: { "content-type": "application/octet-stream" }, body };
  const answer = (path) => (path.endsWith(".wasm") ? untyped : undefined);
  const { result, asked } = await onPage(t, { answer }, version);
  assert.match(result, /^\d/);
  assert.ok(!asked.includes("bytes.js"));
});

test("a strict policy for content is kept", async (t) => {
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
  const { result } = await onPage(t, { headers: { "content-security-policy": policy } }, version);
  assert.match(result, /^\d/);
});

test("both entries are one engine", async (t) => {
  const { result } = await onPage(t, {}, async ({ main, inline }) => {
    const ready = await import(inline);
    const engine = await (await import(main)).load();
    return [engine.quote === ready.quote, engine.version === ready.version];
  });
  assert.deepEqual(result, [true, true]);
});

test("after a failure the next load tries again", async (t) => {
  const { result } = await onPage(t, {}, async ({ main }) => {
    const { load, CreditcastError } = await import(main);
    const failure = await load({ wasm: "nowhere.wasm" }).catch((error) => error);
    return [failure instanceof CreditcastError, failure.code, typeof (await load()).version];
  });
  assert.deepEqual(result, [true, "notLoaded", "string"]);
});
