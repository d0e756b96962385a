// The package as its users get it: packed, and installed into projects that are thrown away.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const packageFolder = fileURLToPath(new URL("../../target/npm/", import.meta.url));

/** The path of a command of this folder's npm packages. */
export const tool = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));

/** Runs a program; what it printed is part of the error if it fails. */
export async function run(file, args, options) {
  try {
    return (await promisify(execFile)(file, args, options)).stdout;
  } catch (error) {
    throw new Error([error.message, error.stdout, error.stderr].join("\n"));
  }
}

async function temporary(t) {
  const folder = await mkdtemp(join(tmpdir(), "creditcast-"));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** The path of the tarball that would be published. */
export async function tarball(t) {
  const folder = await temporary(t);
  const packed = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: packageFolder });
  return join(folder, JSON.parse(packed)[0].filename);
}

/** A project of this kind ("module" or "commonjs") with the tarball installed, and these files. */
export async function project(t, type, files) {
  const folder = await temporary(t);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const quietly = ["--offline", "--no-audit", "--no-fund"];
  await run("npm", ["install", ...quietly, await tarball(t)], { cwd: folder });
  return folder;
}
