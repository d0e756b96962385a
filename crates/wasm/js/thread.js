/**
 * The engine in a thread of its own. The first message brings the module; each after it names a function and
 * its arguments, and is answered by a `value` or by what was `thrown`, with messages of `progress` before it.
 */
import { CreditcastError, engineOf } from "./engine.js";

/** Milliseconds between two messages of progress: more often than this nobody looks. */
const PAUSE = 50;

let engine;

addEventListener("message", ({ data: { module, name, values } }) => {
  try {
    if (module) engine = engineOf(module);
    postMessage({ value: name && engine[name](...values, teller()) });
  } catch (error) {
    if (!(error instanceof CreditcastError)) throw error;
    postMessage({ thrown: { code: error.code, problems: error.problems } });
  }
});

/** Tells how far a call is; functions that take no time take no notice of it. */
function teller() {
  let told = performance.now();
  return (done, of) => {
    const now = performance.now();
    if (now - told < PAUSE && done !== of) return;
    told = now;
    postMessage({ progress: { done, of } });
  };
}
