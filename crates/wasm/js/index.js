/** The package in browsers, workers, and wherever else there is `fetch`. */
import * as host from "./host.js";
import { loader } from "./loading.js";

export { problemCodes, ruleIds, warningCodes } from "./codes.js";
export { CreditcastError } from "./engine.js";

export const load = loader(host);
