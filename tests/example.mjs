// An example as a reader has it: a copy of its folder, with the package installed.
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const examples = fileURLToPath(new URL("../examples/", import.meta.url));
const packageFolder = fileURLToPath(new URL("../target/npm/", import.meta.url));

/** The folder of a copy, until the test `t` ends; `within` a folder that has other packages, if it needs some. */
export async function example(t, name, within = tmpdir()) {
  const folder = await mkdtemp(join(within, "creditcast-example-"));
  t.after(() => rm(folder, { recursive: true }));
  await cp(join(examples, name), folder, { recursive: true });
  await mkdir(join(folder, "node_modules"));
  await symlink(packageFolder, join(folder, "node_modules/creditcast"), "junction");
  return folder;
}
