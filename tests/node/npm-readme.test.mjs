/** The README of the npm package: its code prints what its comments say, and its figures hold. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { installed } from "../example.mjs";

const readme = await readFile(new URL("../../crates/wasm/README.md", import.meta.url), "utf8");
const dist = new URL("../../target/npm/dist/", import.meta.url);
const blocks = [...readme.matchAll(/^## (.*)$|^```js\n([\s\S]*?)^```/gm)];

/** What a block promises to print: the comments behind its calls. */
const promised = (code) => [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);

let heading = "The first lines";
for (const [, title, code] of blocks) {
  if (title) heading = title;
  else {
    test(`${heading}: the code prints what its comments say`, async (t) => {
      const folder = await installed(t);
      await writeFile(join(folder, "main.mjs"), code);
      const { stdout } = await promisify(execFile)("node", ["main.mjs"], { cwd: folder });
      assert.ok(promised(code).length > 0);
      assert.deepEqual(stdout.trim().split("\n"), promised(code));
    });
  }
}

test("every entry of the package is named, and none that is not there", async () => {
  const { exports } = JSON.parse(await readFile(new URL("../package.json", dist), "utf8"));
  const named = [...readme.matchAll(/^\| `creditcast(\/[\w./-]+)?` \|/gm)].map(([, entry = ""]) => `.${entry}`);
  assert.deepEqual(named.sort(), Object.keys(exports).filter((entry) => entry !== "./package.json").sort());
});

test("what is shipped is no larger than it says", async () => {
  const rows = [...readme.matchAll(/^\| [^|]+ \| `(.*)` \| (\d+) KiB \|$/gm)];
  assert.equal(rows.length, 3);
  for (const [, files, kib] of rows) {
    let bytes = 0;
    for (const file of files.split("` + `")) bytes += gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length;
    const share = bytes / (kib * 1024);
    assert.ok(share > 0.8 && share <= 1, `${files}: ${bytes} bytes are not about ${kib} KiB`);
  }
});
