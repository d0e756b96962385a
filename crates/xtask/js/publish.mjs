// Makes what was built into what is published: the page is told what may run in it, and gets a worker that holds
// all of its files, by their digests, for when there is no connection.
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const { transform } = createRequire(join(process.cwd(), "tests/package.json"))("esbuild");
const CARDS = "crates/catalog/cards";
const WORKER = "sw.js";
const INLINE = /<script>(.+?)<\/script>/gs;
const ANY_INLINE = /<script(?:\s[^>]*)?>(.+?)<\/script>/gs;

const folder = process.argv[2];
const page = join(folder, "index.html");
const digest = (bytes, encoding = "base64") => createHash("sha256").update(bytes).digest(encoding);
const short = (text) => digest(text, "hex").slice(0, 16);

/** The files below a folder, in the order of their names. */
async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, path, name }) => join(parentPath ?? path, name));
  return files.map((file) => file.slice(folder.length + 1)).sort();
}

/** Each file with its digest, as a browser checks it. */
async function digests(folder, names) {
  const entry = async (name) => [name, `sha256-${digest(await readFile(join(folder, name)))}`];
  return Promise.all(names.map(entry));
}

async function withSmallScripts(html) {
  const scripts = [...html.matchAll(INLINE)];
  const small = await Promise.all(scripts.map(([, script]) => transform(script, { minify: true, target: "es2022" })));
  return scripts.reduce((html, [all], index) => html.replace(all, () => `<script>${small[index].code.trim()}</script>`), html);
}

/** Only what is served with the page may run, look like anything or be fetched. */
function withPolicy(html) {
  const hashes = [...html.matchAll(ANY_INLINE)].map(([, script]) => `'sha256-${digest(script)}'`);
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(" ")}`,
    "img-src 'self' blob: data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html.replace(/<meta charset=[^>]*>/, (charset) => `${charset}<meta http-equiv=Content-Security-Policy content="${policy}">`);
}

async function publish() {
  const prices = short(JSON.stringify(await digests(CARDS, await filesBelow(CARDS))));
  const html = (await withSmallScripts(await readFile(page, "utf8"))).replace(/<html\b/, `$& data-worker=${WORKER} data-prices=${prices}`);
  await writeFile(page, withPolicy(html));
  const names = (await filesBelow(folder)).filter((name) => name !== WORKER);
  const files = (await digests(folder, names)).map(([name, integrity]) => [name === "index.html" ? "./" : name, integrity]);
  const told = { FILES: Object.fromEntries(files), RELEASE: short(JSON.stringify(files)), PRICES: prices };
  const source = `self.creditcast = ${JSON.stringify(told)};\n${await readFile("crates/xtask/js/sw.js", "utf8")}`;
  await writeFile(join(folder, WORKER), (await transform(source, { minify: true, target: "es2022" })).code);
}

await publish();
