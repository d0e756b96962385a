/**
 * The engine's functions as promises, worked out in a thread of their own, one after the other.
 *
 * Nothing but its end stops what a thread computes. So a call that is given up takes its thread with it, and
 * those that wait go to a fresh one.
 */
import { CreditcastError, shared, single } from "./engine.js";
import { orNotLoaded } from "./loading.js";

/** How many arguments each function has, before the options of the call. */
const ARGUMENTS = {
  advise: 1, cards: 0, card: 1, compare: 1, diff: 2, finish: 1, forecast: 1, parse: 1, quote: 1, range: 1, simulate: 2,
  validate: 1,
};

/** The one remote engine of all entries, by what differs between Node and browsers. */
export const remoteEngine = (host) => (shared.remote ??= makeRemote(host));

/**
 * `ownModule` gives the module, and `scripts` start a worker, each in another way: the next is tried where one
 * fails.
 */
function makeRemote({ ownModule, scripts }) {
  let thread;
  let over = Promise.resolve();
  let closings = 0;

  async function begin() {
    const module = shared.module ?? (await ownModule());
    for (const [index, script] of scripts.entries()) {
      try {
        const fresh = threadOf(await script(), (ended) => thread === ended && (thread = undefined));
        await fresh.ask({ module });
        return fresh;
      } catch (error) {
        if (index === scripts.length - 1) throw error;
      }
    }
  }

  /** Hands a call to the thread, if it is still wanted when its turn comes. */
  async function perform(message, onProgress, ensureWanted) {
    ensureWanted();
    // Calls come one by one, so that no two of them begin a thread.
    thread ??= await orNotLoaded(begin());
    ensureWanted();
    return thread.ask(message, onProgress);
  }

  function call(name, given) {
    const count = ARGUMENTS[name];
    const values = Array.from({ length: count }, (_, index) => given[index]);
    const { signal, onProgress } = given[count] ?? {};
    const closingsBefore = closings;
    let isUnderWay = false;
    const ensureWanted = () => {
      signal?.throwIfAborted();
      if (closings > closingsBefore) throw closed();
      isUnderWay = true;
    };
    const result = over.then(() => perform({ name, values }, onProgress, ensureWanted));
    const settled = result.finally(() => (isUnderWay = false));
    over = settled.catch(() => {});
    return signal ? unlessAborted(settled, signal, () => isUnderWay && thread?.end(signal.reason)) : settled;
  }

  /** Ends the thread and the calls that are not over; the next call begins anew. */
  function close() {
    closings += 1;
    thread?.end(closed());
  }

  const functions = Object.keys(ARGUMENTS).map((name) => [name, (...given) => call(name, given)]);
  return { ...Object.fromEntries(functions), close, version: VERSION };
}

const closed = () => single("closed", "the worker was closed before the call was over");

/** What is promised, or at once why it was given up; what is under way is told of that by `giveUp`. */
function unlessAborted(promised, signal, giveUp) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      giveUp();
      reject(signal.reason);
    };
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    promised.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** A worker that is asked one thing at a time; `forget` is called with it when it has ended. */
function threadOf(worker, forget) {
  let asked;
  let isReady = false;

  function settle(how, value) {
    const { [how]: settleAsked } = asked ?? {};
    asked = undefined;
    worker.rest();
    settleAsked?.(value);
  }

  function fault(cause) {
    const why = cause?.message ?? "its script did not run";
    if (isReady) return single("internal", `the worker failed: ${why}`, cause);
    return single("notLoaded", `the worker could not be started: ${why}`, cause);
  }

  function hear({ progress, thrown, value }) {
    if (progress) asked?.onProgress?.(progress);
    else if (thrown) settle("reject", new CreditcastError(thrown.code, thrown.problems));
    else settle("resolve", value);
    isReady = true;
  }

  function post(message) {
    try {
      worker.post(message);
    } catch (cause) {
      const problem = { path: "", code: "wrongType", message: `only plain data goes to a worker: ${cause.message}` };
      settle("reject", new CreditcastError("invalid", [problem], { cause }));
    }
  }

  const thread = {
    ask: (message, onProgress) =>
      new Promise((resolve, reject) => {
        asked = { resolve, reject, onProgress };
        post(message);
      }),
    end(reason) {
      forget(thread);
      worker.end();
      settle("reject", reason);
    },
  };

  worker.listen(
    (message) => {
      try {
        hear(message);
      } catch (thrownByListener) {
        thread.end(thrownByListener);
      }
    },
    (cause) => thread.end(fault(cause)),
  );
  return thread;
}
