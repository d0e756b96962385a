/** The package in Node, where the module is read from the disk; as CommonJS too. */
import { readFile } from "node:fs/promises";
import { loader, moduleAt, moduleFromScript } from "./engine.js";

export { CreditcastError } from "./engine.js";

const moduleInFile = async (path) => WebAssembly.compile(await readFile(path));

const ownModule = () => moduleInFile(new URL("./engine.wasm", import.meta.url)).catch(moduleFromScript);

/** `fetch` takes no file: URL, and a string may be a path. */
function open(place) {
  const url = String(place);
  if (url.startsWith("file:")) return moduleInFile(new URL(url));
  return /^[a-z]{2,}:/i.test(url) ? moduleAt(url) : moduleInFile(url);
}

export const load = loader({ ownModule, open });
