// The npm package as Node sees it: one engine however it is loaded, and errors that can be worked with.
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { program, project } from "./program.mjs";

const FUNCTIONS = [
  "advise", "card", "cards", "compare", "diff", "finish", "forecast", "parse", "quote", "range", "simulate", "validate",
];

test("load gives one engine to everyone who asks, at once or later", async (t) => {
  const { folder } = await project(t);
  const same = await program(
    folder,
    `import { load } from "creditcast";
     const [a, b] = await Promise.all([load(), load()]);
     answer([a === b, a === (await load())]);`,
  );
  assert.deepEqual(same, [true, true]);
});

test("the engine has exactly the functions that are declared", async (t) => {
  const { folder } = await project(t);
  const names = await program(
    folder,
    `import { load } from "creditcast";
     import * as inline from "creditcast/inline";
     const functions = (object) =>
       Object.keys(object).filter((name) => /^[a-z]/.test(name) && typeof object[name] === "function").sort();
     answer([functions(await load()), functions(inline), inline.version]);`,
  );
  assert.deepEqual(names.slice(0, 2), [FUNCTIONS, FUNCTIONS]);
  assert.match(names[2], /^\d+\.\d+\.\d+$/);
});

test("every entry, in both module systems, shares the engine and its errors", async (t) => {
  const { folder } = await project(t);
  const same = await program(
    folder,
    `import { createRequire } from "node:module";
     import { load, CreditcastError } from "creditcast";
     import * as inline from "creditcast/inline";
     const require = createRequire(process.cwd() + "/");
     const common = require("creditcast");
     const engine = await load();
     answer([
       engine === (await common.load()),
       engine.quote === inline.quote,
       engine.quote === require("creditcast/inline").quote,
       CreditcastError === common.CreditcastError,
       CreditcastError === inline.CreditcastError,
     ]);`,
  );
  assert.deepEqual(same, [true, true, true, true, true]);
});

test("CommonJS alone loads the engine, and has it ready at once", async (t) => {
  const { folder } = await project(t);
  const versions = await program(
    folder,
    `const { version } = require("creditcast/inline");
     require("creditcast").load().then((engine) => answer([version, engine.version]));`,
    "commonjs",
  );
  assert.equal(versions[0], versions[1]);
});

test("after a failure the next load tries again", async (t) => {
  const { folder } = await project(t);
  const [failures, loaded] = await program(
    folder,
    `import { load, CreditcastError } from "creditcast";
     const failures = [];
     for (const wasm of ["nowhere.wasm", new Uint8Array(8), new Response("", { status: 404 }), 5, null])
       await load({ wasm }).catch((error) => failures.push([error instanceof CreditcastError, error.code]));
     answer([failures, typeof (await load()).version]);`,
  );
  assert.deepEqual(failures, Array(5).fill([true, "notLoaded"]));
  assert.equal(loaded, "string");
});

const FORMS = {
  "a URL": `new URL(url)`,
  "a URL as a string": `String(url)`,
  "a path": `fileURLToPath(url)`,
  "bytes": `bytes`,
  "an ArrayBuffer": `bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)`,
  "a module": `await WebAssembly.compile(bytes)`,
  "a response": `new Response(bytes, { headers: { "content-type": "application/wasm" } })`,
  "a response without a type": `new Response(bytes)`,
  "an address": `"data:application/wasm;base64," + bytes.toString("base64")`,
};

for (const [name, form] of Object.entries(FORMS)) {
  test(`load takes ${name}`, async (t) => {
    const { folder, installed } = await project(t);
    const version = await program(
      folder,
      `import { readFile } from "node:fs/promises";
       import { fileURLToPath } from "node:url";
       import { load } from "creditcast";
       const url = new URL(import.meta.resolve("creditcast/engine.wasm"));
       const bytes = await readFile(url);
       answer((await load({ wasm: ${form} })).version);`,
    );
    assert.equal(typeof version, "string", installed);
  });
}

test("the engine is found where the module was lost", async (t) => {
  const { folder, installed } = await project(t);
  await rm(join(installed, "dist/engine.wasm"));
  const load = `load().then((engine) => answer(engine.version));`;
  const loaded = [
    await program(folder, `import { load } from "creditcast"; ${load}`),
    await program(folder, `const { load } = require("creditcast"); ${load}`, "commonjs"),
    await program(folder, `import { version } from "creditcast/inline"; answer(version);`),
  ];
  assert.equal(new Set(loaded).size, 1);
});

test("text that is no JSON is an error with a problem", async (t) => {
  const { folder } = await project(t);
  const error = await program(
    folder,
    `import { parse, CreditcastError } from "creditcast/inline";
     try {
       parse("{");
     } catch (error) {
       answer([error instanceof CreditcastError, error.name, error.code, error.message, error.problems]);
     }`,
  );
  assert.deepEqual(error.slice(0, 3), [true, "CreditcastError", "invalidJson"]);
  assert.match(error[3], /^the scenario is not JSON: /);
  assert.deepEqual(error[4], [{ path: "", code: "invalidJson", message: error[3] }]);
});

test("a fault of the engine is an internal error, and the next call works", async (t) => {
  const { folder } = await project(t);
  const [codes, problems, cards] = await program(
    folder,
    `import { load } from "creditcast";
     const engine = await load();
     const { proxy: broken, revoke } = Proxy.revocable({}, {});
     revoke();
     const codes = [];
     for (const name of ["quote", "simulate"])
       try { engine[name](broken); } catch (error) { codes.push([error.code, error.cause instanceof Error]); }
     answer([codes, engine.validate(broken).map(({ code }) => code), engine.cards().length]);`,
  );
  assert.deepEqual(codes, [["internal", true], ["internal", true]]);
  assert.deepEqual(problems, ["internal"]);
  assert.notEqual(cards, 0);
});
