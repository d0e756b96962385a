// Every scenario on the command line: its worked lines hold, and what it prints is canonical JSON.
import { test } from "node:test";
import { assertSameBytes, canonical } from "./canonical.mjs";
import { allCases, check } from "./scenarios.mjs";
import { fromCli } from "./shells.mjs";

for (const scenario of allCases()) {
  test(scenario.name, async () => {
    const { text, outcome } = await fromCli(scenario);
    check(scenario, outcome);
    assertSameBytes(text, canonical(JSON.parse(text)), scenario.name);
  });
}
