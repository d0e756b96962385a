/** The package in browsers, workers, and wherever else there is `fetch`. */
import { loader, moduleAt, moduleFromScript } from "./engine.js";

export { CreditcastError } from "./engine.js";

// Bundlers look for exactly this expression and take the file along.
const ownModule = () => moduleAt(new URL("./engine.wasm", import.meta.url)).catch(moduleFromScript);

export const load = loader({ ownModule, open: moduleAt });
