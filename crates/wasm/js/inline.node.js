/** The engine, ready at once, for `require`: the module is read from the disk before anything else. */
import { readFileSync } from "node:fs";
import { engineOf } from "./engine.js";

export { CreditcastError } from "./engine.js";

export const { version, cards, card, compare, diff, finish, quote, range, validate, parse, simulate } = engineOf(
  new WebAssembly.Module(readFileSync(new URL("./engine.wasm", import.meta.url))),
);
