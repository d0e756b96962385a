// The installed package in the tests of a page, which run in Node with the likeness of a browser.
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { project, run } from "../packaging/installed.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

const TEST = `
import { expect, test } from "vitest";
import { check } from "./check.js";
import { EXPECTED } from "./expected.mjs";

test("the check, beside a document", async () => {
  expect(document.createElement("p").nodeName).toBe("P");
  expect(await check()).toEqual(EXPECTED);
});
`;

test("Vitest with jsdom", async () => {
  const folder = await project("module", { "check.test.js": TEST }, here);
  const vitest = fileURLToPath(import.meta.resolve("vitest/package.json")).replace("package.json", "vitest.mjs");
  await run("node", [vitest, "run", "--root", folder, "--environment", "jsdom"], { cwd: folder });
});
