// Minifies the script of the page in the folder named together with its module, and makes one stylesheet of
// all. Trunk means to minify scripts, but what it does it with stops at the names that wasm-bindgen exports. The
// page holds a digest of each file, which changes with it.
import { createHash } from "node:crypto";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { withShortNames } from "./names.mjs";
import { inOrder } from "./order.mjs";

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
  // As the page's own file gives them to the optimiser, which has been at work before.
  const features = (await readFile("index.html", "utf8")).match(/--enable-[\w-]+/g);
  const wasm = await inOrder(module, features);
  const after = withShortNames({ wasm, script: await minified(script) });
  await Promise.all([writeFile(module, after.wasm), writeFile(script, after.script)]);
  const change = (html, part) => html.replaceAll(digest(before[part]), digest(after[part]));
  return change(change(html, "wasm"), "script");
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
