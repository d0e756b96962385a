// Parts a module in two: what its program begins with, and what it can do without until a reader asks for more.
// The second lives on the memory, the tables, the globals and the functions of the first, which exports them under
// numbers. Until it is there, its places in the first one's table hold a trap.
//
// Which functions come later is told by their names; with them go those that nothing else calls, and what only they say.

import { partData } from "./sayings.mjs";
import { FUNCTION, NAME } from "./text.mjs";

const DECLARED = new RegExp(String.raw`^ \((func|type|import|memory|global|table|elem|export|start|data) `);
const IMPORTED = new RegExp(String.raw`^ \(import "[^"]*" "[^"]*" \(func (${NAME})(.*)\)\)$`);
const CALLED = new RegExp(String.raw`\(call (${NAME})`, "g");
const TABLE = new RegExp(String.raw`^ \(table (${NAME}) \d+ \d+ funcref\)$`);
const ELEMENTS = new RegExp(String.raw`^ \(elem ${NAME} \(table ${NAME}\) \(i32\.const (\d+)\) func (.*)\)$`);
const SHARED = new RegExp(String.raw`^ \((global|table|memory) (${NAME}) (.*)\)$`);

/** What a module declares, in its order, each with its kind and whole text. */
function declarations(text) {
  const found = [];
  for (const line of text.split("\n").slice(1)) {
    const [, kind] = line.match(DECLARED) ?? [];
    if (kind) found.push({ kind, text: line });
    else if (line.startsWith(" ") && !line.startsWith(" ;;")) found.at(-1).text += `\n${line}`;
  }
  return found;
}

/** A module that can be parted: its functions by name, the places of its table, and the rest. */
function parsed(text) {
  const all = declarations(text);
  const named = (kind, pattern) => all.filter((one) => one.kind === kind).map(({ text }) => [text.match(pattern)?.[1], text]);
  const functions = new Map(named("func", FUNCTION));
  const imports = new Map(named("import", IMPORTED));
  const elements = all.filter(({ kind }) => kind === "elem").map(({ text }) => text.match(ELEMENTS));
  if (elements.length !== 1 || elements.includes(null) || functions.has(undefined) || imports.has(undefined)) {
    throw new Error("the module is not as it was expected");
  }
  const [[, start, places]] = elements;
  const texts = (those) => all.filter(({ kind }) => those(kind)).map(({ text }) => text);
  const rest = texts((kind) => !["func", "elem", "data"].includes(kind));
  const data = texts((kind) => kind === "data");
  return { functions, imports, rest, data, start: Number(start), places: places.match(new RegExp(NAME, "g")) };
}

const calls = (code) => [...code.matchAll(CALLED)].map(([, name]) => name);

/** The functions that are reached from the start without one that comes later. What is exported must be there. */
function reached({ functions, rest, places }, isLater) {
  const known = new Set();
  const outside = rest.flatMap((text) => text.match(/^ \((?:export|start) .*$/)?.[0].match(new RegExp(NAME, "g")) ?? []);
  const open = [...outside, ...places];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (!functions.has(name) || known.has(name) || (isLater(name) && !outside.includes(name))) continue;
    known.add(name);
    open.push(...calls(functions.get(name)));
  }
  return known;
}

/** What a function takes and gives, with the names of what it takes and without. */
function signature(code) {
  const [, named] = code.split("\n", 1)[0].match(new RegExp(String.raw`^ \(func ${NAME}(.*?)\)?$`));
  const closed = named.split("(").length === named.split(")").length ? named : `${named})`;
  const bare = closed.replace(/\(param \$\S+ /g, "(param ");
  return { named: closed, bare, values: [...closed.matchAll(/\(param (\$\S+)/g)].map(([, name]) => `(local.get ${name})`) };
}

/** A function of the first module that calls one of the second, by its place in the table. */
function gate(code, name, table, place) {
  const { named, bare, values } = signature(code);
  return ` (func ${name}${named}\n  (call_indirect ${table}${bare} ${values.join(" ")} (i32.const ${place}))\n )`;
}

const whole = (parts) => `(module\n${parts.join("\n")}\n)\n`;

/**
 * The texts of both modules.
 *
 * @param {string} text of the module, as wasm-dis writes it with the names of functions
 * @param {{ called: Set<string>, read: Set<number> }} opening what is called as a page opens, and what of the data read
 */
export function split(text, { called, read }) {
  const module = parsed(text);
  const isLater = (name) => !called.has(name);
  const first = reached(module, isLater);
  const later = new Map([...module.functions].filter(([name]) => !first.has(name)));
  const gates = new Set([...first].flatMap((name) => calls(module.functions.get(name))).filter((name) => later.has(name)));
  const places = new Map(module.places.map((name, index) => [name, module.start + index]));
  for (const name of gates) if (!places.has(name)) places.set(name, module.start + places.size);
  const shared = sharing(module, later);
  const code = { first: [...first].map((name) => module.functions.get(name)), later: [...later.values()] };
  const data = partData(module.data, code, read);
  return {
    first: firstOf(module, { later, gates, places, shared, data: data.first }),
    later: laterOf(module, { later, places, shared, data: data.later }),
  };
}

/** What both have: each under a number, how the first exports it, and how the second imports it. */
function sharing({ functions, imports, rest }, later) {
  const called = new Set([...later.values()].flatMap(calls).filter((name) => !later.has(name)));
  const functionsOf = [...called].map((name) => {
    const { bare } = functions.has(name) ? signature(functions.get(name)) : { bare: imports.get(name).match(IMPORTED)[2] };
    return { kind: "func", name, type: bare };
  });
  const others = rest.map((text) => text.match(SHARED)).filter(Boolean);
  const kept = others.map(([, kind, name, is]) => ({ kind, name, type: kind === "global" ? is.replace(/ \(\w+\.const \S+\)$/, "") : is }));
  return [...functionsOf, ...kept].map(({ kind, name, type }, number) => ({
    name,
    exported: ` (export "${number}" (${kind} ${name}))`,
    imported: (grown) => ` (import "" "${number}" (${kind} ${name} ${grown(type)}))`,
  }));
}

/** The table has a place for each way into the second module. */
const tableOf = (rest) => rest.map((text) => text.match(TABLE)?.[1]).find(Boolean);
const grown = (text, size) => text.replace(/\d+ \d+ funcref/, `${size} ${size} funcref`);

function firstOf({ functions, rest, places: filled, start }, { later, gates, places, shared, data }) {
  const table = tableOf(rest);
  const parts = rest.map((text) => (TABLE.test(text) ? grown(text, start + places.size) : text));
  const kept = [...functions].filter(([name]) => !later.has(name)).map(([, code]) => code);
  const ways = [...gates].map((name) => gate(functions.get(name), name, table, places.get(name)));
  const entries = filled.map((name) => (later.has(name) ? "$not-here-yet" : name));
  const elements = ` (elem (table ${table}) (i32.const ${start}) func ${entries.join(" ")})`;
  const trap = " (func $not-here-yet\n  (unreachable)\n )";
  return whole([...parts, ...data, elements, ...shared.map(({ exported }) => exported), ...kept, ...ways, trap]);
}

/** It has nothing of its own but functions and texts; those that are called through the table take their places there. */
function laterOf({ rest }, { later, places, shared, data }) {
  const types = rest.filter((text) => text.startsWith(" (type "));
  const table = tableOf(rest);
  const imports = shared.map(({ imported }) => imported((type) => grown(type, [...places.values()].at(-1) + 1)));
  const taken = [...places].filter(([name]) => later.has(name));
  const elements = taken.map(([name, place]) => ` (elem (table ${table}) (i32.const ${place}) func ${name})`);
  return whole([...types, ...imports, ...elements, ...data, ...later.values()]);
}
