/** What every project asks of the package, however it came by it. */
import { CreditcastError, load } from "creditcast";
import * as worker from "creditcast/worker";

const request = { card: "lusha-help-centre", action: "platform.reveal", count: 10, points: { phone: 4 } };

export async function check() {
  const failure = await load({ wasm: "./nowhere.wasm" }).catch((error) => error);
  const [first, second] = await Promise.all([load(), load()]);
  const inline = await import("creditcast/inline");
  return {
    failure: [failure instanceof CreditcastError, failure.code],
    isOne: first === second && first === (await load()),
    isShared: inline.quote === first.quote,
    total: first.quote(request).total,
    totalInWorker: (await worker.quote(request)).total,
  };
}
