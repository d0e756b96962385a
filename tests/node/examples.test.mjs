/** The example of a script does what it promises, and so does every example stand in the list of them. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { example } from "../example.mjs";

const run = promisify(execFile);
const examples = new URL("../../examples/", import.meta.url);

test("the script answers its scenario, month by month", async (t) => {
  const { stdout } = await run("node", ["estimate.mjs"], { cwd: await example(t, "node-script") });
  assert.match(stdout, /^Enough\. .* The 6 months cost USD 419\.40\.\n/);
  assert.equal([...stdout.matchAll(/'2027-0[1-6]-01'/g)].length, 6);
  assert.match(stdout, /By lusha-help-centre@2026-09-28, .*not affiliated with/);
});

test("the script tells all that is wrong with a scenario, with its places, and fails", async (t) => {
  const folder = await example(t, "node-script");
  const scenario = JSON.parse(await readFile(join(folder, "scenario.json"), "utf8"));
  scenario.usage[0].count = -1;
  scenario.subscription.plan = "nobody";
  await writeFile(join(folder, "wrong.json"), JSON.stringify(scenario));
  const failure = await run("node", ["estimate.mjs", "wrong.json"], { cwd: folder }).catch((error) => error);
  assert.equal(failure.code, 1);
  assert.match(failure.stderr, /wrong\.json\/usage\/0\/count: /);
  assert.match(failure.stderr, /wrong\.json\/subscription\/plan: /);
});

test("every example is in the list", async () => {
  const list = await readFile(new URL("README.md", examples), "utf8");
  const listed = [...list.matchAll(/^\| \[([\w-]+)\]\(\1\)/gm)].map(([, name]) => name);
  const folders = (await readdir(examples, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  assert.deepEqual(listed.sort(), folders.map(({ name }) => name).sort());
});
