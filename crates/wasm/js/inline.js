/** The engine, ready at once: the module travels inside the JavaScript. */
import { bytes } from "./bytes.js";
import { engineOf } from "./engine.js";

export { CreditcastError } from "./engine.js";

export const {
  version, cards, card, quote, validate, parse, simulate, compare, range, diff, forecast, advise, finish,
} = engineOf(
  new WebAssembly.Module(bytes()),
);
