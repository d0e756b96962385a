/** Where the module is in browsers, in workers, and wherever else there is `fetch`. */
import { moduleAt, moduleFromScript } from "./loading.js";

// Bundlers look for exactly this expression and take the file along.
export const ownModule = () => moduleAt(new URL("./engine.wasm", import.meta.url)).catch(moduleFromScript);

export const open = moduleAt;
