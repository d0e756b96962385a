// Gives short names to what a module made by wasm-bindgen and its script call each other's functions by.
// The long ones say what a function does and end in a hash, which no compressor makes smaller.

/** What is said to tools alone: by what the module was made, and with which features. */
const CUSTOM = 0;
const IMPORTS = 2;
const EXPORTS = 7;

/** What wasm-bindgen has named. What has a name in the language of both, like `memory`, keeps it. */
const GENERATED = /^(__|wasm_bindgen_)/;

/** The bytes of a module, read from the front. */
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  number() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number >>> 0;
    }
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  name() {
    return this.take(this.number()).toString("utf8");
  }
}

function number(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}

const sized = (bytes) => Buffer.concat([number(bytes.length), bytes]);
const name = (text) => sized(Buffer.from(text));

/** The module without its custom sections, with the names of its imports and exports as `rename` has them. */
function renamed(wasm, rename) {
  const reader = new Reader(wasm);
  const parts = [reader.take(8)];
  while (reader.at < wasm.length) {
    const [id] = reader.take(1);
    const section = new Reader(reader.take(reader.number()));
    if (id === CUSTOM) continue;
    const entry = { [IMPORTS]: anImport, [EXPORTS]: anExport }[id];
    parts.push(Buffer.from([id]), sized(entry ? entries(section, entry, rename) : section.bytes));
  }
  return Buffer.concat(parts);
}

function entries(section, entry, rename) {
  const count = section.number();
  const parts = Array.from({ length: count }, () => entry(section, rename));
  return Buffer.concat([number(count), ...parts.flat()]);
}

function anImport(section, rename) {
  const names = [name(section.name()), name(rename(section.name()))];
  const start = section.at;
  const [kind] = section.take(1);
  if (kind !== 0) throw new Error(`an import of the kind ${kind} was not expected`);
  section.number();
  return [...names, section.bytes.subarray(start, section.at)];
}

function anExport(section, rename) {
  const own = name(rename(section.name()));
  const start = section.at;
  section.take(1);
  section.number();
  return [own, section.bytes.subarray(start, section.at)];
}

/** `a` to `z`, then `aa` and so on. */
function letters(index) {
  const last = String.fromCodePoint(0x61 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** A module and its script with short names for each other's functions. */
export function withShortNames({ wasm, script }) {
  const known = new Map();
  const short = (name) => {
    if (!GENERATED.test(name)) return name;
    if (!known.has(name)) known.set(name, letters(known.size));
    return known.get(name);
  };
  const module = renamed(wasm, short);
  const code = script.replace(/[\w$]+/g, (word) => known.get(word) ?? word);
  return { wasm: module, script: code };
}
