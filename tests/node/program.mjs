// Runs small programs that use the npm package, each in a process of its own, as a project that has it
// installed would: what one program has loaded, no other sees.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

export const packageFolder = fileURLToPath(new URL("../../target/npm/", import.meta.url));

/** A project with the package in it, which ends with the test `t`. */
export async function project(t) {
  const folder = await mkdtemp(join(tmpdir(), "creditcast-"));
  t.after(() => rm(folder, { recursive: true }));
  const installed = join(folder, "node_modules/creditcast");
  await mkdir(join(folder, "node_modules"));
  await cp(packageFolder, installed, { recursive: true });
  return { folder, installed };
}

/** Runs `source` in the folder of a project and gives what it hands to `answer`. */
export async function program(folder, source, type = "module") {
  const answer = "const answer = (value) => console.log(JSON.stringify(value));\n";
  const { stdout } = await run("node", [`--input-type=${type}`, "--eval", answer + source], { cwd: folder });
  return JSON.parse(stdout);
}
