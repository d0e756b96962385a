// The installed package in pages made by bundlers with nothing set up for it, and served by one while it is worked on.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";
import * as vite from "vite";
import webpack from "webpack";
import { project } from "../packaging/installed.mjs";
import { MAIN, assertFolder, assertPage, pageOf } from "../packaging/page.mjs";

const FILES = { "index.html": pageOf("/main.js"), "main.js": MAIN };

test("Vite, built", async (t) => {
  const root = await project("module", FILES);
  await vite.build({ root, logLevel: "error" });
  await assertFolder(t, join(root, "dist"));
});

test("Vite, while the page is worked on", async (t) => {
  const root = await project("module", FILES);
  const server = await vite.createServer({ root, logLevel: "error", server: { port: 0, host: "127.0.0.1" } });
  try {
    await server.listen();
    await assertPage(t, server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
});

test("webpack", async (t) => {
  const context = await project("module", FILES);
  const path = join(context, "out");
  // Sizes are judged elsewhere.
  const options = { context, entry: "./main.js", mode: "production", output: { path }, performance: false };
  const { errors, warnings } = (await promisify(webpack)(options)).toJson();
  assert.deepEqual([...errors, ...warnings].map(({ message }) => message), []);
  await writeFile(join(path, "index.html"), pageOf("main.js", "text/javascript"));
  await assertFolder(t, path);
});

test("rollup", async (t) => {
  const folder = await project("module", FILES);
  const bundle = await rollup({ input: join(folder, "main.js"), plugins: [nodeResolve({ browser: true })] });
  const dir = join(folder, "out");
  await bundle.write({ dir, format: "esm" });
  await writeFile(join(dir, "index.html"), pageOf("main.js"));
  await assertFolder(t, dir);
});
