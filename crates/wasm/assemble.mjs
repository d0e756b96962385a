// Puts the npm package together: what wasm-pack built, behind the façade in js/.
//
//     node assemble.mjs BUILT PACKAGE VERSION
//
// The package holds one module and one copy of its glue in each of the two module systems. The glue keeps
// its state in variables of its file; here it becomes a function that makes such a state, so that a broken
// instance can be replaced.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { withShortNames } from "../xtask/js/names.mjs";
import { inOrder } from "../xtask/js/order.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const esbuild = createRequire(join(root, "tests/package.json"))("esbuild");

const [built, target, version] = process.argv.slice(2);
const dist = join(target, "dist");

/** Without comments and blanks, but with the names that a stack trace shows. */
const compact = { minifyWhitespace: true, minifySyntax: true, target: "es2022" };
const define = { VERSION: JSON.stringify(version) };

/** The module, and the glue as a function that makes an instance of it. */
async function moduleAndGlue() {
  const glue = join(built, "engine.js");
  const { outputFiles } = await esbuild.build({
    stdin: { contents: `export * from ${JSON.stringify(`./${glue}`)}`, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: "cjs",
    banner: { js: "export function makeGlue() { const module = {};" },
    footer: { js: "return module.exports; }" },
  });
  const { code } = await esbuild.transform(outputFiles[0].text, compact);
  // As Cargo.toml gives them to the optimiser, which has been at work before.
  const features = (await readFile(join(here, "Cargo.toml"), "utf8")).match(/--enable-[\w-]+/g);
  return withShortNames({ wasm: await inOrder(await readFile(join(built, "engine_bg.wasm")), features), script: code });
}

async function writeFacade() {
  for (const name of await readdir(join(here, "js"))) {
    const source = join(here, "js", name);
    if (name.endsWith(".d.ts")) await writeTypes(name, source);
    else if (/\.c?js$/.test(name) && name !== "inline.node.js") await writeModule(name, source);
  }
}

async function writeModule(name, source) {
  const { code } = await esbuild.transform(await readFile(source, "utf8"), { ...compact, define });
  await writeFile(join(dist, name), code);
}

/** CommonJS sees the same types, under the names that it resolves. */
async function writeTypes(name, source) {
  const types = await readFile(source, "utf8");
  await writeFile(join(dist, name), types);
  if (name !== "engine.wasm.d.ts") await writeFile(join(dist, name.replace(".d.ts", ".d.cts")), asCommonJs(types));
}

const asCommonJs = (types) => types.replace(/"(\.+)\/(codes|index)\.js"/g, '"$1/$2.cjs"');

/** The module once more as JavaScript, for where the file cannot be had. */
async function writeBytes(module) {
  const text = deflateRawSync(module, { level: 9 }).toString("base64");
  const code = `import{inflate}from"./inflate.js";
const text="${text}";
export const bytes=()=>inflate(Uint8Array.from(atob(text),(c)=>c.charCodeAt(0)),${module.length});
`;
  await writeFile(join(dist, "bytes.js"), code);
}

/** A file together with all that it imports. */
async function bundle(from, options) {
  const entryPoints = [join(here, "js", from)];
  const { outputFiles } = await esbuild.build({
    ...compact,
    entryPoints,
    bundle: true,
    write: false,
    plugins: [ownFiles(dirname(from))],
    ...options,
    define: { ...define, ...options.define },
  });
  return outputFiles[0].text;
}

async function writeCommonJs(from, to) {
  const code = await bundle(from, {
    platform: "node",
    format: "cjs",
    define: { "import.meta.url": "fileUrl" },
    banner: { js: 'const fileUrl=require("node:url").pathToFileURL(__filename).href;' },
  });
  await writeFile(join(dist, to), code);
}

/** A page's script that is no module, in a folder that says so. */
async function writeClassic() {
  const [from, to] = [join(here, "js/iife"), join(dist, "iife")];
  await mkdir(to);
  await cp(join(from, "package.json"), join(to, "package.json"));
  await writeFile(join(to, "creditcast.d.ts"), asCommonJs(await readFile(join(from, "creditcast.d.ts"), "utf8")));
  await writeFile(join(to, "creditcast.js"), await bundle("iife/creditcast.js", { format: "iife" }));
}

/** The script of the worker once more as text, for where the file cannot be had. */
async function writeThreadText() {
  const text = await bundle("thread.js", { format: "iife", minifyIdentifiers: true });
  await writeFile(join(dist, "thread.text.js"), `export const text=${JSON.stringify(text)};\n`);
}

/** The glue is where it was written; what is imported when it is needed stays a file of its own. */
const ownFiles = (folder) => ({
  name: "own-files",
  setup(build) {
    build.onResolve({ filter: /^\.\/glue\.js$/ }, () => ({ path: join(process.cwd(), dist, "glue.js") }));
    build.onResolve({ filter: /^\.\/(bytes|thread\.text)\.js$/ }, ({ path }) => ({
      path: `./${posix.relative(folder, path)}`,
      external: true,
    }));
  },
});

/** The element in one file; the engine is imported, so that all entries share it. */
async function writeElement() {
  await esbuild.build({
    ...compact,
    minifyIdentifiers: true,
    entryPoints: [join(here, "element/index.js")],
    outfile: join(dist, "element.js"),
    bundle: true,
    format: "esm",
    plugins: [elementFiles],
  });
}

/** The façade is beside the element there, and its style is a text. */
const elementFiles = {
  name: "element-files",
  setup(build) {
    build.onResolve({ filter: /\/js\/index\.js$/ }, () => ({ path: "./index.js", external: true }));
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, "utf8"), { ...compact, loader: "css" });
      return { contents: code, loader: "text" };
    });
  },
};

async function writeManifest() {
  const { name, ...rest } = JSON.parse(await readFile(join(here, "package.json"), "utf8"));
  await writeFile(join(target, "package.json"), JSON.stringify({ name, version, ...rest }, null, 2) + "\n");
  await cp(join(here, "README.md"), join(target, "README.md"));
  await cp(join(root, "docs/scenario.schema.json"), join(target, "schema.json"));
  const licences = (await readdir(root)).filter((file) => file.startsWith("LICENSE"));
  for (const file of licences) await cp(join(root, file), join(target, file));
}

await rm(target, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const { wasm, script } = await moduleAndGlue();
await writeFile(join(dist, "engine.wasm"), wasm);
await writeFile(join(dist, "glue.js"), script);
await writeBytes(wasm);
await writeFacade();
await writeCommonJs("index.node.js", "index.cjs");
await writeCommonJs("inline.node.js", "inline.cjs");
await writeElement();
await writeCommonJs("worker.node.js", "worker.cjs");
await writeClassic();
await writeThreadText();
await writeManifest();
