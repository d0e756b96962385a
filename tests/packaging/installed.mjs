// The package as its users get it: packed, and installed into projects that are thrown away.
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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

/** A folder within another, until this process ends. */
async function temporary(within = tmpdir()) {
  const folder = await mkdtemp(join(within, "creditcast-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const once = (make) => {
  let made;
  return () => (made ??= make());
};

/** The path of the tarball that would be published. */
export const tarball = once(async () => {
  const folder = await temporary();
  const packed = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: packageFolder });
  return join(folder, JSON.parse(packed)[0].filename);
});

/** The folder into which npm has installed the tarball. */
const installation = once(async () => {
  const folder = await temporary();
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
  const quietly = ["--offline", "--no-audit", "--no-fund"];
  await run("npm", ["install", ...quietly, await tarball()], { cwd: folder });
  return join(folder, "node_modules");
});

/**
 * A project of this kind ("module" or "commonjs") with the tarball installed, these files, and `check.js` with what it must come to; where
 * it is to find other packages, too, it lies `within` a folder that has them.
 */
export async function project(type, files, within) {
  const folder = await temporary(within);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type }));
  for (const name of ["check.js", "expected.mjs"]) await cp(new URL(name, import.meta.url), join(folder, name));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await cp(await installation(), join(folder, "node_modules"), { recursive: true });
  return folder;
}
