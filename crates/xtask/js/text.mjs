// Modules as texts, and back, by binaryen's tools.

import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The name of something in a module's text, and the line that a function of such a name begins with. */
export const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+)`;
export const FUNCTION = new RegExp(String.raw`^ \(func (${NAME})`);

const packages = createRequire(fileURLToPath(new URL("../../../tests/package.json", import.meta.url)));
const tools = join(dirname(packages.resolve("binaryen/package.json")), "bin");

const run = (tool, ...args) => execFileSync(process.execPath, [join(tools, tool), "--quiet", ...args]);

async function withFiles(work) {
  const folder = await mkdtemp(join(tmpdir(), "creditcast-"));
  try {
    return await work(...["module.wat", "module.wasm"].map((name) => join(folder, name)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The text of a module. @param {string[]} features that it was compiled with */
export function disassembled(wasm, features) {
  return withFiles(async (text, module) => {
    await writeFile(module, wasm);
    run("wasm-dis", ...features, module, "-o", text);
    return readFile(text, "utf8");
  });
}

/** The module of a text, after the passes of binaryen that are named. */
export function assembled(source, features, passes) {
  return withFiles(async (text, module) => {
    await writeFile(text, source);
    run("wasm-opt", ...features, ...passes, text, "-o", module);
    return readFile(module);
  });
}
