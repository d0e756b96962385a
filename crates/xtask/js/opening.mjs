// Finds what of the page's program is called, and what of its data read, as a page opens, by opening it in a document without a browser: for
// each kind of reader until all is quiet, and then until a reader stirs in every way and has to wait for the rest.

import { createRequire } from "node:module";
import { join } from "node:path";
import { rodata } from "./sayings.mjs";
import { tellingCalls, tellingReads } from "./telling.mjs";
import { assembled } from "./text.mjs";

const packages = createRequire(join(process.cwd(), "tests/package.json"));
const { build } = packages("esbuild");
const { JSDOM, VirtualConsole } = packages("jsdom");

/**
 * How numbers and days are written, how much room there is, from which day on a month may be cut short, and what the
 * address asks for: with anything in it, the page waits for the rest before it begins.
 */
const READERS = [
  { language: "en-US", width: 1440, today: "2026-12-02", fragment: "" },
  { language: "de-DE", width: 390, today: "2027-01-31", fragment: "" },
  { language: "hi-IN", width: 1024, today: "2028-02-29", fragment: "" },
  { language: "en-US", width: 1440, today: "2026-12-02", fragment: "#compare" },
];

/** By then nothing waits any more for a pause in typing. */
const QUIET_MS = 1500;

/** What a reader may do to any part of a page: kinds of events with their names. */
const STIRS = {
  MouseEvent: ["pointerdown", "pointerup", "click"],
  FocusEvent: ["focusin", "focusout"],
  Event: ["input", "change", "beforetoggle", "toggle"],
};

/** What a reader may do to it by keys. */
const KEYS = ["Enter", "Escape", "Delete", "ArrowRight", "ArrowUp"];

/** What elements cannot do in a document without a browser. */
const UNKNOWN = [
  "showPopover", "hidePopover", "scrollIntoView", "setPointerCapture", "hasPointerCapture", "releasePointerCapture",
];

/**
 * The names of the functions that are called as a page opens, and the places of the constant data that are read.
 *
 * @param {{ text: string, features: string[], script: string, html: string }} program the text of its module, with
 * the features that it was compiled with; the file of its script; and the page
 */
export async function tracedOpening({ text, features, script, html }) {
  const { from, to } = rodata(text);
  const { names, told } = tellingCalls(tellingReads(text, from, to));
  const [module, source] = await Promise.all([assembled(told, features, []), classic(script)]);
  const called = new Set();
  const read = new Set();
  const tell = {
    told: (place) => called.add(names[place]),
    read: (at, length) => {
      for (let place = at; place < Math.min(at + length, to); place += 1) read.add(place);
    },
  };
  for (const reader of READERS) await open({ module, source, html, reader, tell });
  return { called, read };
}

/** A script that a document without modules can run. */
async function classic(script) {
  const options = { bundle: true, write: false, format: "iife", globalName: "program", logLevel: "error" };
  const { outputFiles } = await build({ entryPoints: [script], ...options });
  return outputFiles[0].text;
}

async function open({ module, source, html, reader, tell }) {
  const complaints = [];
  const { rest, lose } = awaited();
  const beforeParse = (window) => furnish(window, reader, rest, tell.read);
  const virtualConsole = new VirtualConsole().on("jsdomError", ({ type, detail }) => {
    if (type !== "not implemented") complaints.push(detail);
  });
  const url = `https://creditcast.example/${reader.fragment}`;
  const options = { url, runScripts: "dangerously", pretendToBeVisual: true };
  const { window } = new JSDOM(html, { ...options, beforeParse, virtualConsole });
  const { instantiate } = window.WebAssembly;
  window.WebAssembly.instantiate = (bytes, imports) => instantiate(bytes, { ...imports, opening: tell });
  window.eval(source);
  await window.program.default(within(window, { module_or_path: module }));
  await pause(QUIET_MS);
  if (!reader.fragment) await stir(window, lose);
  window.close();
  if (complaints.length > 0) throw complaints[0];
}

/** An object as the scripts of a window make them. */
const within = (window, fields) => Object.assign(new window.Object(), fields);

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** An answer that does not come, and what says so. */
function awaited() {
  let lose;
  const rest = new Promise((_, reject) => (lose = () => reject(new Error("the connection is down"))));
  return { rest, lose };
}

/** What a document without a browser lacks, and who looks at it. */
function furnish(window, { language, width, today }, rest, read) {
  const { Date, Intl } = window;
  window.innerWidth = width;
  window.Date = class extends Date {
    constructor(...given) {
      super(...(given.length > 0 ? given : [`${today}T12:00`]));
    }
  };
  for (const kind of ["NumberFormat", "DateTimeFormat"]) {
    const Format = Intl[kind];
    Intl[kind] = class extends Format {
      constructor(_, options) {
        super(language, options);
      }
    };
  }
  window.fetch = () => rest;
  window.Worker = answering(window);
  window.IntersectionObserver = unseen(window);
  for (const name of UNKNOWN) window.Element.prototype[name] = () => {};
  Object.assign(window, { Blob, CompressionStream, DecompressionStream, Response, TextEncoder });
  window.TextDecoder = reading(read);
}

/** What a script reads texts with, which may be those of a module. */
const reading = (read) =>
  class extends TextDecoder {
    decode(bytes, ...how) {
      if (bytes) read(bytes.byteOffset, bytes.byteLength);
      return super.decode(bytes, ...how);
    }
  };

/** The second thread of the program, which is the same program, asked by the first in its turn; then it is lost. */
const answering = (window) =>
  class extends window.EventTarget {
    postMessage({ question, request }) {
      if (question) setTimeout(() => this.answer(question, request), 0);
    }

    answer(question, request) {
      const data = within(window, { question, ...window.program.answer(question, request) });
      this.dispatchEvent(new window.MessageEvent("message", { data }));
      this.dispatchEvent(new window.Event("error"));
    }

    terminate() {}
  };

/** Nothing comes into sight, and whoever asks is told so. */
const unseen = (window) =>
  class {
    constructor(tell) {
      this.tell = tell;
    }

    observe(target) {
      setTimeout(() => this.tell(window.Array.of(within(window, { target, isIntersecting: false })), this), 0);
    }

    disconnect() {}
  };

/** Drops a file. */
function drop(window) {
  const event = new window.Event("drop");
  const files = [new window.File([], "scenario.json")];
  window.dispatchEvent(Object.assign(event, { dataTransfer: { files } }));
}

/** Prints, does to every part of the page what a reader may, and loses the rest. */
async function stir(window, lose) {
  const happen = (target, kind, name, how) => {
    const event = new window[kind](name, { bubbles: true, cancelable: true, ...how });
    // What is toggled is about to open.
    target.dispatchEvent(Object.assign(event, { newState: "open" }));
  };
  for (const name of ["beforeprint", "afterprint", "scroll", "hashchange"]) {
    happen(window, "Event", name);
    await pause(0);
  }
  happen(window, "MouseEvent", "pointermove");
  drop(window);
  for (const part of window.document.querySelectorAll("#page *")) {
    for (const [kind, names] of Object.entries(STIRS)) names.forEach((name) => happen(part, kind, name));
    KEYS.forEach((key) => happen(part, "KeyboardEvent", "keydown", { key }));
  }
  lose();
  await pause(QUIET_MS);
}
