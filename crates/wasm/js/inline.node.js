/** The engine, ready at once, for `require`: the module is read from the disk before anything else. */
import { readFileSync } from "node:fs";
import { engineOf } from "./engine.js";

export { CreditcastError } from "./engine.js";

export const {
  version, cards, card, quote, validate, parse, simulate, compare, range, diff, forecast, advise, finish,
} = engineOf(
  new WebAssembly.Module(readFileSync(new URL("./engine.wasm", import.meta.url))),
);
