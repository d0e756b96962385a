// Every scenario through the npm package: its worked lines hold, and its bytes are those of the command line.
import { test } from "node:test";
import { assertSameBytes, canonical } from "./canonical.mjs";
import { allCases, check } from "./scenarios.mjs";
import { fromCli, fromEngine, loadEngine } from "./shells.mjs";

const engine = await loadEngine();

for (const scenario of allCases()) {
  test(scenario.name, async () => {
    const outcome = fromEngine(engine, scenario);
    check(scenario, outcome);
    assertSameBytes(canonical(outcome), canonical((await fromCli(scenario)).outcome), scenario.name);
  });
}
