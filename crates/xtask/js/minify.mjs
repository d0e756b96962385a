// Makes what is published of the page in the folder named: its module in two parts, optimised; its script
// minified together with them; and its stylesheets in two, likewise. Trunk means to minify scripts, but what it does it with
// stops at the names that wasm-bindgen exports. The name of each file is that of what is in it.
import { createHash } from "node:crypto";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { withShortNames } from "./names.mjs";
import { tracedOpening } from "./opening.mjs";
import { inOrder } from "./order.mjs";
import { split } from "./split.mjs";
import { assembled, disassembled } from "./text.mjs";

const packages = createRequire(join(process.cwd(), "tests/package.json"));
const { build, transform } = packages("esbuild");
const LATER_STYLES = "web/css/later";
const STYLESHEET = /<link [^>]*href="?\.\/([^" >]+\.css)[^>]*>/g;

const folder = process.argv[2];
const page = join(folder, "index.html");

/** What rustc turns on by itself, so that no browser is asked for more. */
const FEATURES = [
  "bulk-memory", "mutable-globals", "nontrapping-float-to-int", "reference-types", "multivalue", "sign-ext",
].map((name) => `--enable-${name}`);

/**
 * The lowest addresses are the far end of the stack, which no value is read from. A value that is worked out twice is
 * more code but, after compression, fewer bytes than one that is kept.
 */
const PASSES = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz", "--skip-pass=local-cse"];

async function withScript(html) {
  const names = await readdir(folder);
  const [script, module] = [".js", ".wasm"].map((end) =>
    join(folder, names.find((name) => name.endsWith(end) && name.startsWith("creditcast-web"))),
  );
  const wasm = await readFile(module);
  // What the page must say to be one that is in two parts; where the second is, is not known before it is there.
  const parted = (name) => html.replace("</title>", `</title><meta name=later content=./${name}>`);
  const { first, later } = await inTwo({ wasm, script, html: parted("") });
  const after = withShortNames({ wasm: first, script: await minified(script) });
  await Promise.all([module, script].map((file) => rm(file)));
  const renamed = [
    [module, await written("creditcast-web", "_bg.wasm", after.wasm)],
    [script, await written("creditcast-web", ".js", after.script)],
  ];
  const told = parted(await written("later", ".wasm", later));
  return renamed.reduce((html, [file, name]) => html.replaceAll(basename(file), name), told);
}

/** The name under which something is written: that of its kind, and of what is in it. */
async function written(kind, end, bytes) {
  const name = `${kind}-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}${end}`;
  await writeFile(join(folder, name), bytes);
  return name;
}

/** A module in its two parts, optimised. */
async function inTwo({ wasm, script, html }) {
  const text = await disassembled(wasm, FEATURES);
  const parts = split(text, await tracedOpening({ text, features: FEATURES, script, html }));
  const optimised = async (text) => inOrder(await assembled(text, FEATURES, PASSES), FEATURES);
  return { first: await optimised(parts.first), later: await optimised(parts.later) };
}

/** A script of which the page uses what it exports as a whole, the second thread `answer`, and nobody anything else. */
async function minified(script) {
  const contents = `export { answer, default } from ${JSON.stringify(resolve(script))}`;
  const stdin = { contents, resolveDir: process.cwd() };
  const options = { bundle: true, minify: true, write: false, format: "esm", target: "es2022" };
  const { outputFiles } = await build({ stdin, ...options });
  return outputFiles[0].text;
}

/**
 * What was in several files is smaller in one, and is there after one answer of the host: what a page looks like that
 * opens, and what the rest looks like, which comes with its program.
 */
async function withStylesheets(html) {
  const links = [...html.matchAll(STYLESHEET)];
  const names = (await readdir(LATER_STYLES)).map((name) => name.replace(/css$/, ""));
  const isLater = ([, name]) => names.some((later) => name.startsWith(later.replace(".", "-")));
  const first = await oneStylesheet("style", links.filter((link) => !isLater(link)));
  const later = await oneStylesheet("later", links.filter(isLater));
  const link = `<link rel=stylesheet href=./${first}>`;
  const told = links.slice(1).reduce((html, [link]) => html.replace(link, ""), html.replace(links[0][0], link));
  return told.replace("</title>", `</title><meta name=later-style content=./${later}>`);
}

/** A stylesheet of those that are linked to, in their place. */
async function oneStylesheet(kind, links) {
  const sources = links.map(([, name]) => join(folder, name));
  const css = (await Promise.all(sources.map((source) => readFile(source, "utf8")))).join("\n");
  const { code } = await transform(css, { minify: true, loader: "css" });
  await Promise.all(sources.map((source) => rm(source)));
  return written(kind, ".css", code);
}

await writeFile(page, await withStylesheets(await withScript(await readFile(page, "utf8"))));
