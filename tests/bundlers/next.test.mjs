// The installed package in a site of Next.js: on the server while a page is made, and in the browser that shows it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { project, run } from "../packaging/installed.mjs";
import { assertFolder } from "../packaging/page.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Packages are looked for here, too: the site lies below. */
const CONFIG = `
const root = ${JSON.stringify(here)};
export default { output: "export", outputFileTracingRoot: root, turbopack: { root } };
`;

const LAYOUT = `
export default ({ children }) => <html lang="en"><body>{children}</body></html>;
`;

const PAGE = `
import { load } from "creditcast";
import { Checked } from "./checked";

export default async function Page() {
  const { cards } = await load();
  return <main><p>{cards().length} cards</p><Checked /></main>;
}
`;

const CHECKED = `
"use client";
import { useEffect } from "react";
import { check } from "../check.js";

export function Checked() {
  useEffect(() => {
    globalThis.checked = check();
  }, []);
  return null;
}
`;

const FILES = { "next.config.mjs": CONFIG, "app/layout.jsx": LAYOUT, "app/page.jsx": PAGE, "app/checked.jsx": CHECKED };

for (const bundler of ["turbopack", "webpack"]) {
  test(`Next.js, by ${bundler}`, async (t) => {
    const folder = await project("module", FILES, here);
    const next = fileURLToPath(import.meta.resolve("next/dist/bin/next"));
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
    await run("node", [next, "build", `--${bundler}`], { cwd: folder, env });
    assert.match(await readFile(join(folder, "out/index.html"), "utf8"), /<p>\d+(<!-- -->)? cards<\/p>/);
    await assertFolder(t, join(folder, "out"));
  });
}
