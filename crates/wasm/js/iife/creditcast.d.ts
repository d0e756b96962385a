/**
 * What a classic script gives a page without bundler or modules.
 *
 * ```html
 * <script src="creditcast/dist/iife/creditcast.js"></script>
 * <script>
 *   creditcast.load().then((engine) => console.log(engine.version));
 * </script>
 * ```
 */
import type * as creditcastModule from "../index.js";

declare global {
  const creditcast: Readonly<Pick<typeof creditcastModule, "CreditcastError" | "load">>;
}

export {};
