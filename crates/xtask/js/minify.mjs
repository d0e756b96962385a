// Minifies the script of the page in the folder named together with its module, and makes one stylesheet of
// all. Trunk means to minify scripts, but what it does it with stops at the names that wasm-bindgen exports. The
// page holds a digest of each file, which changes with it.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { withShortNames } from "./names.mjs";
import { ordered } from "./order.mjs";

const packages = createRequire(join(process.cwd(), "tests/package.json"));
const { build, transform } = packages("esbuild");
const digest = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
const STYLESHEET = /<link [^>]*href="?\.\/([^" >]+\.css)[^>]*>/g;

const folder = process.argv[2];
const page = join(folder, "index.html");

async function withScript(html) {
  const names = await readdir(folder);
  const [script, module] = [".js", ".wasm"].map((end) => join(folder, names.find((name) => name.endsWith(end))));
  const before = { wasm: await readFile(module), script: await readFile(script, "utf8") };
  const after = withShortNames({ wasm: await inOrder(module), script: await minified(script) });
  await Promise.all([writeFile(module, after.wasm), writeFile(script, after.script)]);
  const change = (html, part) => html.replaceAll(digest(before[part]), digest(after[part]));
  return change(change(html, "wasm"), "script");
}

/** A module with its functions in the order in which they are compressed best. */
async function inOrder(module) {
  const tools = join(dirname(packages.resolve("binaryen/package.json")), "bin");
  // As the page's own file gives them to the optimiser, which has been at work before.
  const features = (await readFile("index.html", "utf8")).match(/--enable-[\w-]+/g);
  const run = (tool, ...args) => execFileSync(process.execPath, [join(tools, tool), "--quiet", ...features, ...args]);
  const work = await mkdtemp(join(tmpdir(), "creditcast-"));
  const [text, result] = ["module.wat", "module.wasm"].map((name) => join(work, name));
  run("wasm-dis", module, "-o", text);
  await writeFile(text, ordered(await readFile(text, "utf8")));
  run("wasm-opt", "--optimize-level=3", "--shrink-level=2", text, "-o", result);
  const wasm = await readFile(result);
  await rm(work, { recursive: true });
  return wasm;
}

/** A script of which the page uses what it exports as a whole, and nothing else. */
async function minified(script) {
  const contents = `export { default } from ${JSON.stringify(resolve(script))}`;
  const stdin = { contents, resolveDir: process.cwd() };
  const options = { bundle: true, minify: true, write: false, format: "esm", target: "es2022" };
  const { outputFiles } = await build({ stdin, ...options });
  return outputFiles[0].text;
}

/** What was in several files is smaller in one, and is there after one answer of the host. */
async function withOneStylesheet(html) {
  const [first, ...others] = [...html.matchAll(STYLESHEET)];
  const sources = [first, ...others].map(([, name]) => join(folder, name));
  const css = (await Promise.all(sources.map((source) => readFile(source, "utf8")))).join("\n");
  const { code } = await transform(css, { minify: true, loader: "css" });
  await Promise.all(sources.map((source) => rm(source)));
  const name = `style-${createHash("sha256").update(code).digest("hex").slice(0, 16)}.css`;
  await writeFile(join(folder, name), code);
  const link = `<link rel=stylesheet href=./${name} integrity=${digest(code)}>`;
  return others.reduce((html, [link]) => html.replace(link, ""), html.replace(first[0], link));
}

await writeFile(page, await withOneStylesheet(await withScript(await readFile(page, "utf8"))));
