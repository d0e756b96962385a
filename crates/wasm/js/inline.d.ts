/**
 * The same functions as `load()` gives, ready at once: the module travels inside the JavaScript, so a
 * bundle is larger by a third of it. On a page's main thread this needs a browser of 2023 or newer.
 *
 * ```ts
 * import { parse, simulate } from "creditcast/inline";
 * const report = simulate(parse(text));
 * ```
 */
import type { Creditcast } from "./index.js";

export { CreditcastError } from "./index.js";
export type * from "./index.js";

export declare const version: Creditcast["version"];
export declare const cards: Creditcast["cards"];
export declare const card: Creditcast["card"];
export declare const quote: Creditcast["quote"];
export declare const validate: Creditcast["validate"];
export declare const parse: Creditcast["parse"];
export declare const simulate: Creditcast["simulate"];
export declare const compare: Creditcast["compare"];
export declare const range: Creditcast["range"];
export declare const diff: Creditcast["diff"];
export declare const forecast: Creditcast["forecast"];
export declare const advise: Creditcast["advise"];
export declare const finish: Creditcast["finish"];
