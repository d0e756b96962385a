// Minifies the scripts of the page in the folder named, and makes one stylesheet of all. Trunk means to minify
// scripts, but what it does it with stops at the names that wasm-bindgen exports. The page holds a digest of
// each file, which changes with it.
import { createHash } from "node:crypto";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const { transform } = createRequire(join(process.cwd(), "tests/package.json"))("esbuild");
const digest = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
const STYLESHEET = /<link [^>]*href="?\.\/([^" >]+\.css)[^>]*>/g;

const folder = process.argv[2];
const page = join(folder, "index.html");

async function withScripts(html) {
  for (const name of (await readdir(folder)).filter((name) => name.endsWith(".js"))) {
    const script = join(folder, name);
    const before = await readFile(script, "utf8");
    const { code: after } = await transform(before, { minify: true, format: "esm", target: "es2022" });
    await writeFile(script, after);
    html = html.replaceAll(digest(before), digest(after));
  }
  return html;
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

await writeFile(page, await withOneStylesheet(await withScripts(await readFile(page, "utf8"))));
