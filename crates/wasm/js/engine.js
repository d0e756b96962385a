/**
 * What every entry of the package shares: the engine, its errors, and how it is loaded.
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
const shared = (globalThis[Symbol.for(`creditcast@${VERSION}`)] ??= { CreditcastError: makeError() });

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

const single = (code, message, cause) =>
  new CreditcastError(code, [{ path: "", code, message }], { cause });

/** The one engine; the first module to arrive is the one it is made of. */
export function engineOf(module) {
  return (shared.engine ??= makeEngine(module));
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

/** Makes a `load` out of the two things that differ between Node and browsers. */
export function loader({ ownModule, open }) {
  let pending;

  async function start({ wasm } = {}) {
    try {
      return engineOf(await (wasm === undefined ? ownModule() : moduleOf(await wasm, open)));
    } catch (cause) {
      if (cause instanceof CreditcastError) throw cause;
      throw single("notLoaded", `the engine could not be loaded: ${cause?.message ?? cause}`, cause);
    }
  }

  // Only an engine is kept: after a failure the next call tries again.
  const forget = () => (pending = undefined);
  return async (options) => shared.engine ?? (pending ??= start(options).finally(forget));
}

function moduleOf(wasm, open) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (typeof Response === "function" && wasm instanceof Response) return moduleOfResponse(wasm);
  if (typeof wasm === "string" || wasm instanceof URL) return open(wasm);
  return WebAssembly.compile(wasm);
}

/** Compiles what a server sent, while it arrives where the server names its type. */
export async function moduleOfResponse(response) {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  const type = response.headers.get("content-type");
  if (type?.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

export const moduleAt = async (url) => moduleOfResponse(await fetch(url));

/**
 * The module from a JavaScript file, which no bundler or server loses. It is as large again, so it is
 * fetched only where the file beside this one was lost.
 */
export async function moduleFromScript() {
  const { bytes } = await import("./bytes.js");
  return WebAssembly.compile(bytes());
}
