/** The package in Node; as CommonJS too. */
import * as host from "./host.node.js";
import { loader } from "./loading.js";

export { problemCodes, ruleIds, warningCodes } from "./codes.js";
export { CreditcastError } from "./engine.js";

export const load = loader(host);
