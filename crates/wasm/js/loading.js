/** How the module is come by, wherever it is. */
import { CreditcastError, engineOf, shared, single } from "./engine.js";

/**
 * Makes a `load` out of the two things that differ between Node and browsers: how the package's own module
 * is got, and how one is that lies elsewhere.
 */
export function loader({ ownModule, open }) {
  let pending;

  async function start({ wasm } = {}) {
    const engine = async () => engineOf(await (wasm === undefined ? ownModule() : moduleOf(await wasm, open)));
    return orNotLoaded(engine());
  }

  // Only an engine is kept: after a failure the next call tries again.
  const forget = () => (pending = undefined);
  return async (options) => shared.engine ?? (pending ??= start(options).finally(forget));
}

/** What is loaded, or an error that says why it is not. */
export async function orNotLoaded(loaded) {
  try {
    return await loaded;
  } catch (cause) {
    if (cause instanceof CreditcastError) throw cause;
    throw single("notLoaded", `the engine could not be loaded: ${cause?.message ?? cause}`, cause);
  }
}

function moduleOf(wasm, open) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (typeof Response === "function" && wasm instanceof Response) return moduleOfResponse(wasm);
  if (typeof wasm === "string" || wasm instanceof URL) return open(wasm);
  return WebAssembly.compile(wasm);
}

/** Compiles what a server sent, while it arrives where the server names its type. */
async function moduleOfResponse(response) {
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
