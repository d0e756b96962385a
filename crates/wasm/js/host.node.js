/** Where the module is in Node, which reads it from the disk. */
import { readFile } from "node:fs/promises";
import { moduleAt, moduleFromScript } from "./loading.js";

const moduleInFile = async (path) => WebAssembly.compile(await readFile(path));

export const ownModule = () => moduleInFile(new URL("./engine.wasm", import.meta.url)).catch(moduleFromScript);

/** `fetch` takes no file: URL, and a string may be a path. */
export function open(place) {
  const url = String(place);
  if (url.startsWith("file:")) return moduleInFile(new URL(url));
  return /^[a-z]{2,}:/i.test(url) ? moduleAt(url) : moduleInFile(url);
}
