// Minifies the scripts of the page in the folder named. Trunk means to, but what it does it with stops at the
// names that wasm-bindgen exports. The page holds a digest of each script, which changes with it.
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const { transform } = createRequire(join(process.cwd(), "tests/package.json"))("esbuild");
const digest = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

const folder = process.argv[2];
const page = join(folder, "index.html");
let html = await readFile(page, "utf8");
for (const name of (await readdir(folder)).filter((name) => name.endsWith(".js"))) {
  const script = join(folder, name);
  const before = await readFile(script, "utf8");
  const { code: after } = await transform(before, { minify: true, format: "esm", target: "es2022" });
  await writeFile(script, after);
  html = html.replaceAll(digest(before), digest(after));
}
await writeFile(page, html);
