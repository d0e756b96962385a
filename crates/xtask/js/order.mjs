// Puts the functions of a module into an order in which each stands beside the one that it is most like: what
// is alike and close together is what a compressor makes most of. What a module does is the same in any order.

import { assembled, disassembled } from "./text.mjs";

/** A step of a function and what it is given: `i32.load offset=8`, `local.get $3`. */
const STEP = /\([a-z0-9_.]+(?: [$\w]+)?(?: offset=\d+)?/g;

/** So many steps in a row are what two functions have in common. */
const ROW = 2;

/** The lines of a module's text: those of each function, and those before and after them. */
function parts(text) {
  const [before, functions, after] = [[], [], []];
  let inside = false;
  for (const line of text.split("\n")) {
    if (line.startsWith(" (func $")) {
      functions.push(line);
      inside = true;
    } else if (inside && (line.startsWith("  ") || line === " )")) {
      functions[functions.length - 1] += `\n${line}`;
    } else {
      inside = false;
      (functions.length > 0 ? after : before).push(line);
    }
  }
  return { before, functions, after };
}

/** The rows of steps that a function has. */
function rows(code) {
  const steps = code.match(STEP) ?? [];
  return new Set(steps.map((_, index) => steps.slice(index, index + ROW).join()));
}

/** The functions from the largest on, each followed by the one of those left that it shares most rows with. */
function byLikeness(functions) {
  const has = functions.map(rows);
  const where = new Map();
  has.forEach((own, index) => own.forEach((row) => where.set(row, [...(where.get(row) ?? []), index])));
  const left = new Set([...functions.keys()].sort((a, b) => has[b].size - has[a].size));
  const order = [];
  for (let [next] = left; next !== undefined; next = mostAlike(next, left, has, where)) {
    order.push(next);
    left.delete(next);
  }
  return order.map((index) => functions[index]);
}

/** The one of those left that shares most with `one`; the largest if none shares anything. */
function mostAlike(one, left, has, where) {
  const shared = new Map();
  for (const row of has[one]) {
    for (const other of where.get(row)) shared.set(other, (shared.get(other) ?? 0) + 1);
  }
  const likeness = (other) => (shared.get(other) ?? 0) / (has[one].size + has[other].size - (shared.get(other) ?? 0));
  let [best] = left;
  for (const other of left) if (likeness(other) > likeness(best)) best = other;
  return best;
}

/** The text of a module with its functions in that order. */
function ordered(text) {
  const { before, functions, after } = parts(text);
  return [...before, ...byLikeness(functions), ...after].join("\n");
}

/** A module with its functions in that order. @param {string[]} features that it was compiled with */
export async function inOrder(wasm, features) {
  const text = ordered(await disassembled(wasm, features));
  return assembled(text, features, ["--optimize-level=3", "--shrink-level=2"]);
}
