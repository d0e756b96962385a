// What Lighthouse says of the release page on a phone: the median of three runs, which must be good enough.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { serveCompressed } from "./compressed.mjs";

const RUNS = 3;
const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const PAINTED_MS = 1_000;
const USABLE_MS = 2_500;

const lighthouse = createRequire(import.meta.url).resolve("lighthouse/cli/index.js");
const server = await serveCompressed(process.env.DIST);

async function run(index) {
  const out = join(tmpdir(), `creditcast-lighthouse-${process.pid}-${index}.json`);
  const flags = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"].join(" ");
  const options = ["--quiet", "--output=json", `--output-path=${out}`, `--chrome-flags=${flags}`];
  const env = { ...process.env, CHROME_PATH: process.env.CHROMIUM };
  // Not all at once, which would measure how they disturb each other, and not in this thread, which serves the page.
  await promisify(execFile)(process.execPath, [lighthouse, server.address, ...options], { env });
  return JSON.parse(readFileSync(out, "utf8"));
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const reports = [];
for (let index = 0; index < RUNS; index += 1) reports.push(await run(index));
server.close();

const failures = [];
for (const [id, least] of Object.entries(LEAST)) {
  const score = median(reports.map(({ categories }) => Math.round(categories[id].score * 100)));
  console.log(`${id.padEnd(16)}${String(score).padStart(6)}  at least ${least}`);
  if (score < least) failures.push(id);
}
for (const [title, id, most] of [["first paint", "first-contentful-paint", PAINTED_MS], ["usable", "interactive", USABLE_MS]]) {
  const time = Math.round(median(reports.map(({ audits }) => audits[id].numericValue)));
  console.log(`${title.padEnd(16)}${String(time).padStart(6)}  at most ${most} ms`);
  if (time > most) failures.push(title);
}
const faults = reports[0].categories;
for (const id of Object.keys(LEAST).filter((id) => id !== "performance")) {
  for (const { id: audit, weight } of faults[id].auditRefs) {
    const { score, title } = reports[0].audits[audit];
    if (weight > 0 && score !== null && score < 1) console.log(`  ${audit}: ${title}`);
  }
}
if (failures.length > 0) {
  console.error(`Not good enough: ${failures.join(", ")}`);
  process.exitCode = 1;
}
