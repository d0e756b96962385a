/** The package in Node; as CommonJS too. */
import * as host from "./host.node.js";
import { loader } from "./loading.js";

export { CreditcastError } from "./engine.js";

export const load = loader(host);
