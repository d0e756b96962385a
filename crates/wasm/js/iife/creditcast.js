/** The package as a classic script: `<script src>` gives a page the global `creditcast`. */
import { CreditcastError } from "../engine.js";
import { loader, moduleAt, moduleFromScript } from "../loading.js";

// A script knows where it lies only while it is first run.
const place = globalThis.document?.currentScript?.src ?? globalThis.location?.href;

const ownModule = () => moduleAt(new URL("../engine.wasm", place)).catch(moduleFromScript);

globalThis.creditcast = Object.freeze({ CreditcastError, load: loader({ ownModule, open: moduleAt }) });
