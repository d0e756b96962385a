// Modules that tell what happens in them: which of their functions are called, and what of their data is read.

import { FUNCTION } from "./text.mjs";

const IMPORT = " (import ";
const LOAD = /\(((?:(i32|i64|f32|f64))\.load\w*)( offset=\d+)?( align=\d+)?(?=\s)/g;
const COPY = "(memory.copy ";

/** The text of a module of which each function tells its number as it is called, and their names in that order. */
export function tellingCalls(text) {
  const names = [];
  const lines = [];
  let isHead = false;
  for (const line of text.split("\n")) {
    const [, name] = line.match(FUNCTION) ?? [];
    if (isHead && !line.startsWith("  (local ")) {
      lines.push(`  (call $told (i32.const ${names.length - 1}))`);
      isHead = false;
    }
    lines.push(line);
    if (name) isHead = names.push(name) > 0;
  }
  return { names, told: importing(lines.join("\n"), "told", "(param i32)") };
}

/** The text of a module that tells from where and how many bytes it reads, if that is between two places. */
export function tellingReads(text, from, to) {
  const loads = new Map();
  const loading = text.replace(LOAD, (load, kind, type, offset = "", align = "") => {
    const name = `$told-${[kind, offset, align].join("").replace(/\W+/g, "-")}`;
    const bits = kind.match(/load(\d+)/)?.[1] ?? type.slice(1);
    loads.set(name, { load, type, offset: offset.replace(/\D+/, "") || 0, bytes: bits / 8 });
    return `(call ${name}`;
  });
  const readers = [...loads].map(([name, { load, type, offset, bytes }]) =>
    ` (func ${name} (param $at i32) (result ${type})
  (call $note (i32.add (local.get $at) (i32.const ${offset})) (i32.const ${bytes}))
  ${load} (local.get $at))
 )`);
  const copier = ` (func $copied (param $to i32) (param $at i32) (param $length i32)
  (call $note (local.get $at) (local.get $length))
  (memory.copy (local.get $to) (local.get $at) (local.get $length))
 )`;
  const note = ` (func $note (param $at i32) (param $length i32)
  (if (i32.lt_u (i32.sub (local.get $at) (i32.const ${from})) (i32.const ${to - from}))
   (then (call $read (local.get $at) (local.get $length))))
 )`;
  const body = loading.replaceAll(COPY, "(call $copied ").replace(/\)\s*$/, "");
  return importing([body, ...readers, copier, note, ")\n"].join("\n"), "read", "(param i32 i32)");
}

/** The text of a module that also takes a function of those that it is opened with. */
function importing(text, name, type) {
  return text.replace(IMPORT, ` (import "opening" "${name}" (func $${name} ${type}))\n${IMPORT}`);
}
