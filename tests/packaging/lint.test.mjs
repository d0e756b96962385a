// What tools that know the ways of npm say about the package.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatMessage } from "publint/utils";
import { publint } from "publint";
import { packageFolder, run, tarball, tool } from "./installed.mjs";

test("publint has nothing to say", async () => {
  const { messages, pkg } = await publint({ pkgDir: packageFolder, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test("the types are right in every way of resolving that the package supports", async () => {
  const options = ["--profile", "node16", "--exclude-entrypoints", "./engine.wasm"];
  await run(tool("attw"), [await tarball(), ...options]);
});
