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
  const result = await page.evaluate(body, {
    main: "./dist/index.js",
    inline: "./dist/inline.js",
    worker: "./dist/worker.js",
  });
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

/** Asks the worker for something short. */
const quoted = async ({ worker }) => {
  const { quote, CreditcastError } = await import(worker);
  const request = { card: "lusha-help-centre", action: "platform.reveal", count: 10, points: { phone: 4 } };
  const failed = (error) => [error instanceof CreditcastError, error.code, error.message];
  const ask = () => quote(request).then(({ total }) => total, failed);
  return [await ask(), await ask()];
};

test("a worker answers, by a file of its own", async (t) => {
  const { result, asked } = await onPage(t, {}, quoted);
  assert.deepEqual(result, [20, 20]);
  assert.equal(asked.filter((name) => name === "thread.js").length, 1);
  assert.ok(!asked.includes("thread.text.js"));
});

test("a worker answers where its file is missing", async (t) => {
  const missing = { status: 404, headers: { "content-type": "text/html" }, body: "<!doctype html>" };
  const answer = (path) => (path.endsWith("thread.js") ? missing : undefined);
  assert.deepEqual((await onPage(t, { answer }, quoted)).result, [20, 20]);
});

test("a policy that allows no worker is named as what it is", async (t) => {
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'";
  const { result } = await onPage(t, { headers: { "content-security-policy": policy } }, quoted);
  for (const [isOurs, code] of result) assert.deepEqual([isOurs, code], [true, "notLoaded"]);
});

test("a worker that breaks down is an internal error, and the next call goes to a fresh one", async (t) => {
  const breaking = `addEventListener("message", ({ data: { name } }) => {
    if (name) throw new Error("broken");
    postMessage({});
  });`;
  const broken = { headers: { "content-type": "text/javascript" }, body: breaking };
  let times = 0;
  const answer = (path) => (path.endsWith("thread.js") && times++ === 0 ? broken : undefined);
  const { result } = await onPage(t, { answer }, quoted);
  assert.deepEqual(result, [[true, "internal", "the worker failed: Uncaught Error: broken"], 20]);
});

test("the page goes on while a worker is at work, sees how far it is, and can give it up", async (t) => {
  const { result } = await onPage(t, {}, async ({ worker }) => {
    const { forecast, cards } = await import(worker);
    const scenario = {
      card: "lusha-help-centre",
      subscription: { plan: "premium", start: "2027-01-01" },
      usage: [{ action: "api.contacts", every: "weekday", count: 40, batch: 25, points: { email: 0.8, phone: 0.35 } }],
      horizon: { months: 12 },
    };
    const spread = [{ activity: 0, low: 20, likely: 40, high: 60 }];
    const control = new AbortController();
    const told = [];
    let frames = 0;
    const count = () => void (frames++, requestAnimationFrame(count));
    count();
    const onProgress = (progress) => void (told.push(progress), told.length === 3 && control.abort());
    const options = { signal: control.signal, onProgress };
    const failure = await forecast({ scenario, spread, paths: 100_000, seed: 1 }, options).catch(({ name }) => name);
    return { failure, told: told.length, of: told[0].of, frames, cards: (await cards()).length > 0 };
  });
  const { frames, ...rest } = result;
  assert.deepEqual(rest, { failure: "AbortError", told: 3, of: 100_000, cards: true });
  assert.ok(frames > 2, `${frames} frames were drawn`);
});
