/**
 * What every entry of the package shares: the engine and its errors.
 *
 * The WebAssembly module throws plain data. Here it becomes errors, and an instance that has trapped is
 * given up for a fresh one, because what its memory then holds is anyone's guess.
 */
import { makeGlue } from "./glue.js";

/** The functions of the module that the engine offers as they are. */
const PLAIN = [
  "advise", "cards", "card", "compare", "diff", "finish", "forecast", "quote", "range", "simulate",
];

/**
 * One engine and one class of errors for all entries of this version, even where an ES module and a
 * CommonJS one meet in one program.
 */
export const shared = (globalThis[Symbol.for(`creditcast@${VERSION}`)] ??= { CreditcastError: makeError() });

export const { CreditcastError } = shared;

function makeError() {
  return class CreditcastError extends Error {
    constructor(code, problems, options) {
      super(sumUp(problems), options);
      this.name = "CreditcastError";
      this.code = code;
      this.problems = problems;
    }
  };
}

function sumUp([first, ...others]) {
  if (others.length === 0) return first.message;
  return `${first.message} (and ${others.length} more ${others.length === 1 ? "problem" : "problems"})`;
}

/** An error of one problem, which is of no value in particular. */
export const single = (code, message, cause) =>
  new CreditcastError(code, [{ path: "", code, message }], { cause });

/** The one engine; the first module to arrive is the one it is made of. */
export function engineOf(module) {
  if (!shared.engine) {
    shared.engine = makeEngine(module);
    shared.module = module;
  }
  return shared.engine;
}

function makeEngine(module) {
  let glue;

  function instance() {
    if (!glue) {
      const fresh = makeGlue();
      fresh.initSync({ module });
      glue = fresh;
    }
    return glue;
  }

  function call(name, ...values) {
    try {
      return instance()[name](...values);
    } catch (thrown) {
      if (Array.isArray(thrown?.problems)) throw new CreditcastError(thrown.code, thrown.problems);
      glue = undefined;
      throw single("internal", `the engine failed: ${thrown?.message ?? thrown}`, thrown);
    }
  }

  function parse(scenario) {
    return call("parse", typeof scenario === "string" ? parseJson(scenario) : scenario);
  }

  function validate(scenario) {
    try {
      return call("validate", scenario);
    } catch (error) {
      return error.problems;
    }
  }

  const plain = PLAIN.map((name) => [name, (...values) => call(name, ...values)]);
  return Object.freeze({ version: call("version"), ...Object.fromEntries(plain), parse, validate });
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw single("invalidJson", `the scenario is not JSON: ${cause.message}`, cause);
  }
}
