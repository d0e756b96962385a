/** The README's JavaScript does what it says, and its commands are there. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
const entry = new URL("../../target/npm/dist/index.node.js", import.meta.url);

test("the example of the README prints what its comment says", async () => {
  const [, example] = readme.match(/```js\n([\s\S]*?)```/);
  const lines = example.trim().split("\n");
  assert.ok(lines.length <= 12, "about ten lines are promised");
  const told = Number(lines.at(-1).match(/\/\/ (\d+)/)[1]);
  const printed = [];
  const body = example.replace(/import .* from "creditcast";/, "").replace("console.log", "print");
  const run = new Function("load", "print", `return (async () => {${body}})()`);
  await run((await import(entry)).load, (value) => printed.push(value));
  assert.deepEqual(printed, [told]);
});

test("every file that the README names is there", async () => {
  const names = [...readme.matchAll(/\]\(([^)#:]+)\)|(tests\/\S+\.json)/g)].map(([, link, file]) => link ?? file);
  assert.ok(names.length > 8);
  for (const name of names) await readFile(new URL(`../../${name}`, import.meta.url));
});
