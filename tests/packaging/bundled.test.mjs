// The installed package in a page that a bundler made. The slower bundlers have a folder of their own.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { project } from "./installed.mjs";
import { MAIN, assertFolder, pageOf } from "./page.mjs";

test("esbuild, which takes no file along that is named by a URL", async (t) => {
  const folder = await project("module", { "main.js": MAIN });
  const outdir = join(folder, "out");
  await build({
    absWorkingDir: folder,
    entryPoints: ["main.js"],
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    logLevel: "error",
  });
  await writeFile(join(outdir, "index.html"), pageOf("main.js"));
  await assertFolder(t, outdir);
});
