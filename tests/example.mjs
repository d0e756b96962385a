// Code as a reader runs it: in a folder of its own, with the package installed.
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const examples = fileURLToPath(new URL("../examples/", import.meta.url));
const packageFolder = fileURLToPath(new URL("../target/npm/", import.meta.url));

/** An empty folder with the package, until the test `t` ends; `within` one that has other packages, if need be. */
export async function installed(t, within = tmpdir()) {
  const folder = await mkdtemp(join(within, "creditcast-example-"));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "node_modules"));
  await symlink(packageFolder, join(folder, "node_modules/creditcast"), "junction");
  return folder;
}

/** The folder of an example, copied. */
export async function example(t, name, within) {
  const folder = await installed(t, within);
  await cp(join(examples, name), folder, { recursive: true });
  return folder;
}
