// Answers a scenario file:
//
//     node estimate.mjs scenario.json
import { readFile } from "node:fs/promises";
import { load, CreditcastError } from "creditcast";

const creditcast = await load();
const [file = "scenario.json"] = process.argv.slice(2);

try {
  // `parse` takes JSON text or an object of any type, and gives a scenario or tells all that is wrong with it.
  const scenario = creditcast.parse(await readFile(file, "utf8"));
  const { answer, cycles, about } = creditcast.simulate(scenario, { daily: false });
  console.log(answer);
  console.table(cycles.map(({ start, granted, spent, expired, closing, cost }) => ({
    start, granted, spent, expired, left: closing, paid: cost.amount,
  })));
  console.log(`By ${about.card}, and out of date from ${about.staleAfter} on. ${about.notice}`);
} catch (error) {
  if (!(error instanceof CreditcastError)) throw error;
  for (const { path, message } of error.problems) console.error(`${file}${path}: ${message}`);
  process.exitCode = 1;
}
