/** The engine in a thread of Node. */
import { Worker } from "node:worker_threads";
import { ownModule } from "./host.node.js";
import { remoteEngine } from "./remote.js";

export { CreditcastError } from "./engine.js";

/** What a browser's worker has and a thread of Node calls otherwise. */
const AS_IN_BROWSERS = `
const { parentPort } = require("node:worker_threads");
globalThis.postMessage = (message) => parentPort.postMessage(message);
globalThis.addEventListener = (_, heard) => parentPort.on("message", (data) => heard({ data }));
`;

/** As text it is lost by no bundler. What the program was started with may say how text is to be read. */
async function fromText() {
  const { text } = await import("./thread.text.js");
  return adapted(new Worker(AS_IN_BROWSERS + text, { eval: true, execArgv: [] }));
}

/** A thread that rests keeps no program from ending. */
const adapted = (worker) => ({
  post(message) {
    worker.ref();
    worker.postMessage(message);
  },
  rest: () => worker.unref(),
  end: () => worker.terminate(),
  listen: (heard, failed) => worker.on("message", heard).on("error", failed),
});

export const {
  advise, cards, card, close, compare, diff, finish, forecast, parse, quote, range, simulate, validate, version,
} = remoteEngine({ ownModule, scripts: [fromText] });
