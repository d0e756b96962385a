// Worked lines: figures of a result, worked out by hand where they are written down.
//
//     totals.spent = 12 * (ceil(40 / 25) + 40 * 1) = 504
//
// Every part between the `=` must come to the same. A part is a path into the result, exact arithmetic, or
// both. docs/scenario.md has the grammar for those who write scenarios.
import { add, ceil, decimal, divide, floor, isDecimal, isEqual, isLess, multiply, negate, written } from "./rational.mjs";

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|(\d+(?:\.\d+)?)|([A-Za-z_$][\w$]*)|([[\](),.+\-*/=]))/y;

/**
 * What is wrong with a worked line, or `undefined` if all its parts agree.
 * @param {string} line such as `totals.spent = 4 * 7 = 28`
 * @param {unknown} result what the engine answered
 */
export function fault(line, result) {
  const parts = partsOf(line);
  if (parts.length < 2) return `${line}\n    says nothing: it has no "="`;
  let values;
  try {
    values = parts.map((part) => evaluate(part, result));
  } catch (error) {
    return `${line}\n    ${error.message}`;
  }
  if (values.every((value) => agree(value, values[0]))) return undefined;
  const said = parts.map((part, index) => `    ${part} = ${shown(values[index])}`);
  return `${line}\n${said.join("\n")}`;
}

/** The parts of a line, cut at each `=` that is not part of a filter or a text. */
function partsOf(line) {
  const parts = [""];
  let [depth, quoted] = [0, false];
  for (const [index, letter] of [...line].entries()) {
    if (letter === '"' && line[index - 1] !== "\\") quoted = !quoted;
    if (!quoted && letter === "[") depth += 1;
    if (!quoted && letter === "]") depth -= 1;
    if (!quoted && depth === 0 && letter === "=") parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}

function agree(a, b) {
  if (typeof a === "string" && typeof b === "string") return a === b;
  if (isNumber(a) || isNumber(b)) return isNumeric(a) && isNumeric(b) && isEqual(number(a), number(b));
  return a === b;
}

const isNumber = (value) => typeof value === "object" && value !== null;
const isNumeric = (value) => isNumber(value) || (typeof value === "string" && isDecimal(value));
const number = (value) => (isNumber(value) ? value : decimal(value));

function shown(value) {
  return isNumber(value) ? written(value) : JSON.stringify(value);
}

/** The value of one part: a fraction, a text, `true`, `false` or `null`. */
function evaluate(part, result) {
  const reader = new Reader(part, result);
  const value = reader.sum();
  reader.expectEnd();
  return value;
}

const FUNCTIONS = {
  ceil: ([value]) => ceil(value),
  floor: ([value]) => floor(value),
  max: (values) => values.reduce((most, value) => (isLess(most, value) ? value : most)),
  min: (values) => values.reduce((least, value) => (isLess(value, least) ? value : least)),
};

const WORDS = { true: true, false: false, null: null };

/** Reads a part from left to right, working it out on the way. */
class Reader {
  constructor(text, result) {
    this.text = text;
    this.result = result;
    this.at = 0;
    this.advance();
  }

  advance() {
    const token = this.token;
    if (this.text.slice(this.at).trim() === "") {
      this.token = { kind: "end" };
      return token;
    }
    TOKEN.lastIndex = this.at;
    const match = TOKEN.exec(this.text);
    if (!match) throw new Error(`"${this.text.slice(this.at)}" cannot be read`);
    this.start = this.at;
    this.at = TOKEN.lastIndex;
    const [, text, digits, name, sign] = match;
    if (text !== undefined) this.token = { kind: "text", value: JSON.parse(text) };
    else if (digits !== undefined) this.token = { kind: "number", value: digits };
    else if (name !== undefined) this.token = { kind: "name", value: name };
    else this.token = { kind: sign };
    return token;
  }

  is(kind) {
    return this.token.kind === kind;
  }

  expect(kind) {
    if (!this.is(kind)) throw new Error(`"${kind}" is missing in "${this.text}"`);
    return this.advance();
  }

  expectEnd() {
    if (!this.is("end")) throw new Error(`"${this.text.slice(this.start)}" is left over in "${this.text}"`);
  }

  sum() {
    let value = this.product();
    while (this.is("+") || this.is("-")) {
      const minus = this.advance().kind === "-";
      const next = numeric(this.product());
      value = add(numeric(value), minus ? negate(next) : next);
    }
    return value;
  }

  product() {
    let value = this.factor();
    while (this.is("*") || this.is("/")) {
      const over = this.advance().kind === "/";
      value = (over ? divide : multiply)(numeric(value), numeric(this.factor()));
    }
    return value;
  }

  factor() {
    if (this.is("-")) {
      this.advance();
      return negate(numeric(this.factor()));
    }
    if (this.is("(")) {
      this.advance();
      const value = this.sum();
      this.expect(")");
      return value;
    }
    if (this.is("number")) return decimal(this.advance().value);
    if (this.is("text")) return this.advance().value;
    const { value: name } = this.expect("name");
    if (this.is("(")) return this.call(name);
    return name in WORDS ? WORDS[name] : scalar(only(this.path(name), this.text));
  }

  call(name) {
    this.expect("(");
    if (name === "count" || name === "sum") {
      const found = this.path(this.expect("name").value);
      this.expect(")");
      if (name === "count") return decimal(String(found.flatMap((value) => value ?? []).length));
      return found.map((value) => numeric(scalar(value))).reduce(add, decimal("0"));
    }
    if (!Object.hasOwn(FUNCTIONS, name)) throw new Error(`there is no function ${name}`);
    const values = [numeric(this.sum())];
    while (this.is(",")) {
      this.advance();
      values.push(numeric(this.sum()));
    }
    this.expect(")");
    return FUNCTIONS[name](values);
  }

  /** Every value that a path leads to: a filter keeps all elements that it fits. */
  path(name) {
    if (!Object.hasOwn(Object(this.result), name)) throw new Error(`the result has no "${name}"`);
    let found = step([this.result], name);
    for (;;) {
      if (this.is(".")) {
        this.advance();
        found = step(found, this.expect("name").value);
      } else if (this.is("[")) {
        found = this.brackets(found);
      } else {
        return found;
      }
    }
  }

  brackets(found) {
    const end = this.text.indexOf("]", this.at);
    if (end < 0) throw new Error(`"]" is missing in "${this.text}"`);
    const inside = this.text.slice(this.at, end).trim();
    this.at = end;
    this.advance();
    this.expect("]");
    if (inside === "*") return found.flatMap((value) => value ?? []);
    if (/^\d+$/.test(inside)) return found.flatMap((list) => list?.[Number(inside)] ?? []);
    if (inside.startsWith('"')) return step(found, JSON.parse(inside));
    const tests = inside.split(",").map((test) => test.split("="));
    const fits = (element) => tests.every(([key, value]) => String(element?.[key.trim()]) === value.trim());
    return found.flatMap((list) => (list ?? []).filter(fits));
  }
}

const step = (found, key) =>
  found.filter((value) => value !== null && Object.hasOwn(Object(value), key)).map((value) => value[key]);

function only(found, text) {
  if (found.length !== 1) throw new Error(`"${text}" leads to ${found.length} values, not to one`);
  return found[0];
}

function scalar(value) {
  if (typeof value === "number") return decimal(String(value));
  if (value !== null && typeof value === "object") throw new Error(`${JSON.stringify(value)} is no single value`);
  return value;
}

function numeric(value) {
  if (!isNumeric(value)) throw new Error(`${shown(value)} is no number`);
  return number(value);
}
