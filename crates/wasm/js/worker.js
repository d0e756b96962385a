/** The engine in a worker of a page. */
import { ownModule } from "./host.js";
import { remoteEngine } from "./remote.js";

export { CreditcastError } from "./engine.js";

// Bundlers look for exactly this expression and take the file along.
const fromFile = () => adapted(new Worker(new URL("./thread.js", import.meta.url), { type: "module" }));

let urlOfText;

/** Where the file was lost, or is that of another site, which starts no worker here. */
async function fromText() {
  const { text } = await import("./thread.text.js");
  urlOfText ??= URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return adapted(new Worker(urlOfText));
}

const adapted = (worker) => ({
  post: (message) => worker.postMessage(message),
  rest() {},
  end: () => worker.terminate(),
  listen(heard, failed) {
    worker.onmessage = ({ data }) => heard(data);
    worker.onerror = failed;
  },
});

export const {
  advise, cards, card, close, compare, diff, finish, forecast, parse, quote, range, simulate, validate, version,
} = remoteEngine({ ownModule, scripts: [fromFile, fromText] });
